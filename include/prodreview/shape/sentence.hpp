// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/outcome.hpp>
#include <prodreview/shape/print.hpp>

namespace prodreview::shape {

namespace detail {

template <class Dim, class Out>
constexpr auto print_part(basic_finding<Dim> const &it, std::string_view part, Out &out) -> void {
  if (part == "left") return print(it.left, out);
  if (part == "right") return print(it.right, out);
  if (part == "letter") return void(out.append(std::string_view{&it.letter, 1}));
  out.append(part == "axis"      ? it.axis
             : part == "operand" ? it.operand
             : part == "first"   ? it.first
                                 : it.second);
}

/// When a demand is met that is not always met.
template <class Dim, class Out>
constexpr auto print_condition(basic_finding<Dim> const &it, Out &out) -> void {
  auto const &known = it.known;
  if (known.answer == relation::only_when) {
    out.append(", which holds only when ").append(known.name).append(" is ").append(known.value);
  } else if (known.answer == relation::if_same) {
    out.append(", which holds only when ").append(known.name).append(" is ").append(known.other);
  } else if (known.answer == relation::maybe && it.what->sentence != demands::rank_known.sentence) {
    out.append(", which is not known");
  } else if (known.answer == relation::unless_empty) {
    out.append(", which holds where no size is 0");
  }
}

} // namespace detail

/// Writes what an operation needs and does not get, or gets only sometimes: `the inner sizes C and
/// D must be equal, which holds only when C is D`.
template <class Dim, class Out>
constexpr auto print(basic_finding<Dim> const &it, Out &out) -> void {
  auto rest = it.what->sentence;
  for (auto open = rest.find('{'); open != rest.npos; open = rest.find('{')) {
    auto const close = rest.find('}');
    out.append(rest.substr(0, open));
    detail::print_part(it, rest.substr(open + 1, close - open - 1), out);
    rest.remove_prefix(close + 1);
  }
  out.append(rest);
  detail::print_condition(it, out);
}

} // namespace prodreview::shape
