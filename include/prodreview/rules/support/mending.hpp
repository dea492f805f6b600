// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

#include <string>
#include <vector>

namespace prodreview::rules {

using edits = std::vector<replacement>;

/// The text of a node; empty when it holds a comment that a rewrite would lose.
[[nodiscard]] inline auto movable_text(tree::unit const &in, tree::node const &any) -> std::string {
  auto const text = in.text(any);
  return text.find('#') == text.npos ? std::string{text} : std::string{};
}

/// One edit that keeps the meaning.
[[nodiscard]] inline auto safe_edit(text_range where, std::string text) -> edits {
  return {{where, std::move(text), true}};
}
/// One edit that changes what the program does, as the finding says it should.
[[nodiscard]] inline auto changing_edit(text_range where, std::string text) -> edits {
  return {{where, std::move(text), false}};
}
[[nodiscard]] inline auto just_after(tree::node const &any) -> text_range {
  return {any.range.end, any.range.end};
}
[[nodiscard]] inline auto just_before(tree::node const &any) -> text_range {
  return {any.range.begin, any.range.begin};
}

} // namespace prodreview::rules
