// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/recommendations.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace prodreview {
namespace detail {

inline constexpr std::size_t named_places = 3;

[[nodiscard]] inline auto recommends_before(recommendation const &a, recommendation const &b)
    -> bool {
  return std::tie(a.severity, b.count, a.rule) < std::tie(b.severity, a.count, b.rule);
}

[[nodiscard]] inline auto first_recommendation(finding const &found) -> recommendation {
  return {found.rule, found.severity, found.fix.text, found.impact, 0, {}};
}

} // namespace detail

PRODREVIEW_INLINE auto recommend(std::span<finding const> findings) -> std::vector<recommendation> {
  std::map<std::string_view, recommendation> by_rule;
  for (auto const &found : findings) {
    if (found.state == state::existing || found.state == state::fixed) continue;
    auto &group = by_rule[found.rule];
    if (group.count == 0) group = detail::first_recommendation(found);
    group.severity = std::min(group.severity, found.severity);
    if (++group.count <= detail::named_places) group.places.push_back(found.where);
  }
  std::vector<recommendation> all;
  for (auto &[rule, group] : by_rule) all.push_back(std::move(group));
  std::stable_sort(all.begin(), all.end(), detail::recommends_before);
  return all;
}

} // namespace prodreview
