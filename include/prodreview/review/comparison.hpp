// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/line_map.hpp>
#include <prodreview/review/matching.hpp>
#include <prodreview/review/version.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace prodreview {

/// One old side of a file beside the new one.
struct comparison {
  version const *old = nullptr;
  line_map lines;
  /// Per finding of the new version: the matched one of the old version, or `unmatched`.
  std::vector<std::uint32_t> matched;
};

[[nodiscard]] auto compare(version const &old, version const &now, line_map lines) -> comparison;

/// The findings of the new version with their states: new against every old side is introduced, so
/// the mildest state wins. Without an old side they are `present`.
[[nodiscard]] auto current_findings(version const &now, std::span<comparison const> sides,
                                    std::string_view path, std::span<active_rule const> rules)
    -> std::vector<candidate>;

/// The open findings of the old version that nothing of the new one matches. None when the new
/// version does not parse: then nobody knows what became of them.
[[nodiscard]] auto gone_findings(comparison const &with, version const &now,
                                 std::string_view old_path, std::span<active_rule const> rules)
    -> std::vector<candidate>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/comparison.impl.hpp>
#endif
