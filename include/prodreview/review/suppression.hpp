// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/extent.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// One rule name in a suppression comment.
struct suppressed_rule {
  std::string_view name;
  text_range place;
  bool used = false;
};

/// `# prodreview: ignore[rule-name, other]: reason`. It covers the statement on whose lines it
/// stands, or, alone on its line, the statement below. Without a reason it suppresses nothing.
struct suppression {
  text_range comment;
  std::vector<suppressed_rule> rules;
  /// Points into the unit's text; empty when there is none.
  std::string_view reason;
  statement_extent covers;
};

/// The suppressions of a unit in source order. Views point into the unit's text.
[[nodiscard]] auto read_suppressions(tree::unit const &in) -> std::vector<suppression>;

/// The suppression that covers a finding of `rule` on `line` and has a reason; it is marked as
/// used.
[[nodiscard]] auto find_suppression(std::span<suppression> all, std::string_view rule,
                                    std::uint32_t line) -> suppression const *;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/suppression.impl.hpp>
#endif
