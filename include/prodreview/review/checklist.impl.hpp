// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/checklist.hpp>

namespace prodreview {
namespace detail {

inline void add(std::span<rule_statistics const> counted, std::string_view rule,
                checklist_entry &to) {
  for (auto const &one : counted) {
    if (one.rule != rule) continue;
    to.holds += one.holds;
    to.violated += one.violated;
    to.unknown += one.unknown;
    to.hidden += one.hidden;
  }
}

[[nodiscard]] inline auto status_of(checklist_item const &item, checklist_entry const &seen,
                                    bool has_rules) -> checklist_status {
  if (seen.violated > 0) return checklist_status::findings;
  if (!item.question.empty()) return checklist_status::needs_human;
  if (!has_rules) return checklist_status::not_checked;
  if (seen.holds > 0 && seen.hidden == 0) return checklist_status::verified;
  return seen.unknown > 0 ? checklist_status::needs_human : checklist_status::not_applicable;
}

[[nodiscard]] inline auto assess(checklist_item const &item,
                                 std::span<rule_statistics const> counted,
                                 std::span<rule_info const *const> rules) -> checklist_entry {
  checklist_entry entry;
  entry.item = item.name;
  entry.text = item.text;
  bool has_rules = false;
  for (auto const *rule : rules) {
    if (rule->item != item.name) continue;
    has_rules = true;
    add(counted, rule->name, entry);
  }
  entry.status = status_of(item, entry, has_rules);
  if (entry.status == checklist_status::needs_human)
    entry.question = item.question.empty() ? item.text : item.question;
  return entry;
}

} // namespace detail

PRODREVIEW_INLINE auto assess(std::span<rule_statistics const> counted,
                              std::span<rule_info const *const> rules)
    -> std::vector<checklist_entry> {
  std::vector<checklist_entry> all;
  all.reserve(checklist_items.size());
  for (auto const &item : checklist_items) all.push_back(detail::assess(item, counted, rules));
  return all;
}

} // namespace prodreview
