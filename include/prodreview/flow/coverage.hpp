// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/event.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace prodreview::flow {

/// How much of some code the value analysis understands: of the objects whose methods are called,
/// how many are known. Modules and other imported names are not counted: they are always known.
struct coverage {
  static constexpr std::size_t causes = static_cast<std::size_t>(cause::limit) + 1;

  std::uint64_t known = 0;
  std::array<std::uint64_t, causes> unknown{};

  void add(coverage const &more) {
    known += more.known;
    for (std::size_t i = 0; i < causes; ++i) unknown[i] += more.unknown[i];
  }

  /// Counts the receiver of one call.
  void count(attribute_event const &it, moment const &at) {
    auto const of = at.known.kinds(it.of.value);
    if (!it.is_called || of.is_only(kind::name)) return;
    if (of.has(kind::unknown))
      ++unknown[of.all[0].detail];
    else
      ++known;
  }
};

/// What `coverage::unknown` counts, in words.
inline constexpr std::array<std::string_view, coverage::causes> cause_words{
    "other",
    "parameter that does not say what it is",
    "result of a call that is not known",
    "attribute that is not known",
    "element of a container",
    "different things on different paths",
    "from another module",
    "loop that does not settle",
};

} // namespace prodreview::flow
