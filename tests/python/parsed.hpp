// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/parser.hpp>
#include <prodreview/tree/nodes.hpp>

#include <string>
#include <string_view>

namespace prodreview::testing {

[[nodiscard]] inline auto parsed(std::string_view text) -> tree::unit {
  return python::parse("test.py", text);
}

[[nodiscard]] inline auto repeated(std::string_view text, std::size_t count) -> std::string {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

/// The statements of a body as one word each: `assign`, `if`, `opaque`.
[[nodiscard]] inline auto outline(tree::unit const &in, tree::many<tree::statement> body)
    -> std::string {
  std::string result;
  for (auto const *const one : body) {
    if (!result.empty()) result += ", ";
    if (one->kind == tree::node_kind::opaque_statement)
      result += "opaque";
    else
      result += in.text({one->range.begin, one->range.begin + 1});
  }
  return result;
}

} // namespace prodreview::testing
