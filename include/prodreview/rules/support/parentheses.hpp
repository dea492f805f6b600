// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <string_view>

namespace prodreview::rules {

/// Whether a node stands in parentheses of its own, which are no part of it: `(x)`, not `f(x, y)`.
[[nodiscard]] inline auto has_parentheses(tree::unit const &in, tree::node const &any) -> bool {
  constexpr std::string_view between = " \t\r\n\\";
  auto const text = in.source.text();
  auto const before = text.substr(0, any.range.begin).find_last_not_of(between);
  auto const after = text.find_first_not_of(between, any.range.end);
  return before != text.npos && after != text.npos && text[before] == '(' && text[after] == ')';
}

} // namespace prodreview::rules
