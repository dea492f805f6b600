// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/extent.hpp>
#include <prodreview/review/inspect.hpp>
#include <prodreview/review/source_text.hpp>
#include <prodreview/review/symbols.hpp>
#include <prodreview/review/walk.hpp>

#include <algorithm>
#include <array>

namespace prodreview {
namespace detail {

/// How many lines of code a fix shows at most.
inline constexpr std::size_t shown_lines = 6;

/// `--select` and `--ignore` are in a rule's level already. Where the code cannot be read, silence
/// of the rules in focus would mean nothing.
[[nodiscard]] inline auto is_in_focus(settings const &in, rule_info const &rule) -> bool {
  return in.focus.empty() || rule.name == "syntax-error" ||
         std::find(in.focus.begin(), in.focus.end(), rule.area) != in.focus.end();
}

/// The rules that are on, by the kind of node they look at.
class dispatch_table {
public:
  explicit dispatch_table(std::span<active_rule const> rules) {
    auto const entries = all_entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!is_on(rules, *entries[i].info)) continue;
      for (std::size_t kind = 0; kind < tree::node_kind_count; ++kind)
        if (entries[i].kinds[kind]) by_kind_[kind].push_back(static_cast<std::uint16_t>(i));
    }
  }
  [[nodiscard]] auto of(tree::node_kind kind) const -> std::span<std::uint16_t const> {
    return by_kind_[static_cast<std::size_t>(kind)];
  }

private:
  [[nodiscard]] static auto is_on(std::span<active_rule const> rules, rule_info const &info)
      -> bool {
    return std::any_of(rules.begin(), rules.end(),
                       [&](active_rule const &rule) { return rule.info == &info && rule.is_on; });
  }

  std::array<std::vector<std::uint16_t>, tree::node_kind_count> by_kind_;
};

[[nodiscard]] inline auto innermost_statement(tree::node const &at, ancestor_stack ancestors)
    -> tree::node const & {
  if (tree::is_statement(at.kind) || at.kind == tree::node_kind::except_handler) return at;
  for (auto i = ancestors.size(); i-- > 0;)
    if (tree::is_statement(ancestors[i]->kind) ||
        ancestors[i]->kind == tree::node_kind::except_handler)
      return *ancestors[i];
  return at;
}

[[nodiscard]] inline auto is_definition(tree::node const &any) -> bool {
  return tree::as_function(&any) != nullptr || any.kind == tree::node_kind::class_def;
}

/// Describes a violation while its unit is at hand.
[[gnu::noinline]] inline auto observe(rule_entry const &rule, tree::node const &site,
                                      tree::unit const &in, ancestor_stack ancestors,
                                      verdict const &found) -> observation {
  auto const &at = found.at == nullptr ? site : *found.at;
  auto const &statement = innermost_statement(at, ancestors);
  observation seen;
  seen.info = rule.info;
  seen.tier = found.tier;
  seen.range = header_range(at);
  auto const &lines = in.source.lines();
  seen.first_line = lines.line_of(seen.range.begin);
  seen.last_line = lines.line_of(seen.range.empty() ? seen.range.begin : seen.range.end - 1);
  std::vector<tree::node const *> path(ancestors.begin(), ancestors.end());
  if (is_definition(at)) path.push_back(&at);
  seen.symbol = qualified_symbol(in, path);
  for (auto const *node : path) {
    if (!is_definition(*node)) continue;
    seen.symbol_first_line = lines.line_of(node->range.begin);
    seen.symbol_last_line = lines.line_of(node->range.end);
  }
  seen.anchor = condensed(in, header_range(statement));
  seen.is_about_symbol = is_definition(at);
  if (rule.explain != nullptr) seen.said = rule.explain(site, in, ancestors, found);
  if (rule.mend != nullptr) seen.edits = rule.mend(site, in, ancestors, found);
  if (!seen.edits.empty()) {
    auto shown = header_range(statement);
    for (auto const &edit : seen.edits) {
      shown.begin = std::min(shown.begin, edit.range.begin);
      shown.end = std::max(shown.end, edit.range.end);
    }
    seen.before = lines_of(in, shown, {}, shown_lines);
    seen.after = lines_of(in, shown, seen.edits, shown_lines);
  }
  return seen;
}

} // namespace detail

PRODREVIEW_INLINE auto active_rules(settings const &in, std::string_view path)
    -> std::vector<active_rule> {
  std::vector<active_rule> result;
  for (auto const *info : all_rule_infos()) {
    auto const set = level_of(in, info->name, info->severity, path);
    auto const is_on = set != level::off && detail::is_in_focus(in, *info);
    result.push_back({info, is_on ? static_cast<severity>(set) : info->severity, is_on});
  }
  return result;
}

PRODREVIEW_INLINE auto inspect(tree::unit const &in, std::span<active_rule const> rules,
                               line_filter const &counted) -> inspection {
  inspection result;
  auto const entries = all_entries();
  result.counts.resize(entries.size());
  if (in.root == nullptr) return result;
  detail::dispatch_table const table{rules};
  auto const count = [&](std::size_t rule, tree::node const &site, answer said) {
    auto const &lines = in.source.lines();
    if (!counted(lines.line_of(site.range.begin), lines.line_of(site.range.end))) return;
    ++(said == answer::holds ? result.counts[rule].holds : result.counts[rule].unknown);
  };
  walk(*in.root, [&](tree::node const &any, ancestor_stack ancestors) {
    for (auto const index : table.of(any.kind)) {
      auto const found = entries[index].check(any, in, ancestors);
      if (found.said == answer::violated)
        result.observations.push_back(detail::observe(entries[index], any, in, ancestors, found));
      else if (found.said != answer::irrelevant)
        count(index, any, found.said);
    }
  });
  return result;
}

} // namespace prodreview
