// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace prodreview::contract {

namespace detail {

/// A sentence as a template argument, so that compilers print it. Without one, all is well.
template <std::size_t Size> struct printed {
  char text[Size]{};

  constexpr explicit printed(std::string_view from) {
    for (std::size_t i = 0; i + 1 < Size; ++i) text[i] = from[i];
  }
};

template <printed Sentence> struct violated {
  static constexpr bool holds = sizeof(Sentence.text) == 1;
};

template <auto const &Value>
inline constexpr auto said = printed<Value.problem().view().size() + 1>{Value.problem().view()};

/// Of a type parameter, g++ and clang both print what it stands for.
template <class Judgement>
concept keeps_contract = Judgement::holds;

} // namespace detail

/// Whether a tensor can be as its operations make it, for all sizes that are not 0:
/// `static_assert(proved<edge>)`. Where not, compilers print the sentence that says why. The value
/// has static storage: it is at namespace scope, or `static constexpr`.
template <auto const &Value>
concept proved = detail::keeps_contract<detail::violated<detail::said<Value>>>;

} // namespace prodreview::contract
