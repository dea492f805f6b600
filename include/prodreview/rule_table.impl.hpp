// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/rule_table.hpp>
#include <prodreview/rules.hpp>

#include <algorithm>

namespace prodreview {

#ifndef PRODREVIEW_COMPILED
inline auto correctness_entries() -> std::span<rule_entry const> {
  return correctness_rules::entries();
}
inline auto scalability_entries() -> std::span<rule_entry const> {
  return scalability_rules::entries();
}
inline auto production_entries() -> std::span<rule_entry const> {
  return production_rules::entries();
}
inline auto quality_entries() -> std::span<rule_entry const> { return quality_rules::entries(); }
inline auto pytorch_entries() -> std::span<rule_entry const> { return pytorch_rules::entries(); }
#endif

PRODREVIEW_INLINE auto all_entries() -> std::span<rule_entry const> {
  static auto const sorted = [] {
    std::vector<rule_entry> all;
    for (auto const topic : {correctness_entries(), scalability_entries(), production_entries(),
                             quality_entries(), pytorch_entries()})
      all.insert(all.end(), topic.begin(), topic.end());
    std::sort(all.begin(), all.end(),
              [](rule_entry const &a, rule_entry const &b) { return a.info->name < b.info->name; });
    return all;
  }();
  return sorted;
}

PRODREVIEW_INLINE auto all_rule_infos() -> std::span<rule_info const *const> {
  static auto const sorted = [] {
    std::vector<rule_info const *> all;
    for (auto const &entry : all_entries()) all.push_back(entry.info);
    for (auto const *info : engine_rules) all.push_back(info);
    std::sort(all.begin(), all.end(),
              [](rule_info const *a, rule_info const *b) { return a->name < b->name; });
    return all;
  }();
  return sorted;
}

PRODREVIEW_INLINE auto find_rule(std::string_view name) -> rule_info const * {
  for (auto const *info : all_rule_infos())
    if (info->name == name) return info;
  return nullptr;
}

} // namespace prodreview
