// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <vector>

namespace prodreview {

/// The lines, both included, that a comment about a statement may stand on: all of a simple
/// statement, the header of a compound one with its decorators. `except`, `case`, `else` and
/// `finally` lines are headers too.
struct statement_extent {
  std::uint32_t first = 1;
  std::uint32_t last = 1;

  [[nodiscard]] auto contains(std::uint32_t line) const -> bool {
    return first <= line && line <= last;
  }
};

/// The part of a node that a reader takes for it: a compound statement's or handler's header, else
/// the whole node.
[[nodiscard]] auto header_range(tree::node const &any) -> text_range;

/// The extents of a unit in source order.
[[nodiscard]] auto statement_extents(tree::unit const &in) -> std::vector<statement_extent>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/extent.impl.hpp>
#endif
