// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/project_outside.hpp>
#include <prodreview/review/extent.hpp>
#include <prodreview/review/inspect.hpp>
#include <prodreview/review/source_text.hpp>
#include <prodreview/review/symbols.hpp>
#include <prodreview/review/walk.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

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

/// All rules, on or off, by the kind of node or the event that they look at: worked out once.
class rules_by_subject {
public:
  [[nodiscard]] static auto all() -> rules_by_subject const & {
    static rules_by_subject const made;
    return made;
  }

  std::array<std::vector<std::uint16_t>, tree::node_kind_count> of_kind;
  std::array<std::vector<std::uint16_t>, flow::event_count> of_event;

private:
  rules_by_subject() {
    auto const entries = all_entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      auto const index = static_cast<std::uint16_t>(i);
      for (std::size_t kind = 0; kind < tree::node_kind_count; ++kind)
        if (entries[i].kinds[kind]) of_kind[kind].push_back(index);
      if (entries[i].event != flow::no_event) of_event[entries[i].event].push_back(index);
    }
  }
};

/// The rules that are on for one file.
class dispatch_table {
public:
  explicit dispatch_table(std::span<active_rule const> rules) {
    for (auto const &entry : all_entries()) {
      is_on_.push_back(is_on(rules, *entry.info));
      has_events_ = has_events_ || (is_on_.back() && entry.event != flow::no_event);
    }
  }
  [[nodiscard]] auto of(tree::node_kind kind) const -> std::span<std::uint16_t const> {
    return by_subject_.of_kind[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] auto of_event(std::size_t number) const -> std::span<std::uint16_t const> {
    return by_subject_.of_event[number];
  }
  [[nodiscard]] auto is_on(std::uint16_t rule) const -> bool { return is_on_[rule] != 0; }
  [[nodiscard]] auto has_events() const -> bool { return has_events_; }

private:
  [[nodiscard]] static auto is_on(std::span<active_rule const> rules, rule_info const &info)
      -> bool {
    return std::any_of(rules.begin(), rules.end(),
                       [&](active_rule const &rule) { return rule.info == &info && rule.is_on; });
  }

  rules_by_subject const &by_subject_ = rules_by_subject::all();
  /// By the index of the rule in `all_entries()`.
  std::vector<char> is_on_;
  bool has_events_ = false;
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

/// A statement is told from others by so much of its text; a table may have a finding in each line.
[[nodiscard]] inline auto beginning_of(text_range range) -> text_range {
  constexpr std::uint32_t longest_anchor = 4096;
  return {range.begin, std::min(range.end, range.begin + longest_anchor)};
}

/// Describes a violation while its unit is at hand.
[[gnu::noinline]] inline auto observe(rule_entry const &rule, subject const &site,
                                      flow::module_view const &module, ancestor_stack ancestors,
                                      verdict const &found) -> observation {
  auto const &in = module.unit();
  auto const &at = found.at == nullptr ? site.node : *found.at;
  auto const &statement = innermost_statement(at, ancestors);
  observation seen;
  seen.info = rule.info;
  seen.tier = found.tier;
  seen.milder = found.milder;
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
  seen.anchor = condensed(in, beginning_of(header_range(statement)));
  seen.is_about_symbol = is_definition(at);
  if (rule.explain != nullptr) seen.said = rule.explain(site, module, ancestors, found);
  if (rule.mend != nullptr) seen.edits = rule.mend(site, module, ancestors, found);
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

/// Asks rules about what they look at, and keeps what they answer.
class judge {
public:
  judge(flow::module_view const &module, dispatch_table const &table, line_filter const &counted,
        inspection &to)
      : module_{module}, table_{table}, counted_{counted}, to_{to} {}

  void look(std::span<std::uint16_t const> rules, subject const &at, ancestor_stack ancestors) {
    for (auto const index : rules) {
      if (!table_.is_on(index)) continue;
      auto const &entry = entries_[index];
      auto const found = entry.check(at, module_, ancestors);
      if (found.said == answer::violated) {
        if (is_new(index, found.at == nullptr ? at.node : *found.at))
          to_.observations.push_back(observe(entry, at, module_, ancestors, found));
      }
      if (found.said == answer::holds || found.said == answer::unknown)
        count(index, at.node, found.said);
    }
  }

private:
  /// Several events may lead a rule to one place: it is reported once.
  [[nodiscard]] auto is_new(std::uint16_t rule, tree::node const &at) -> bool {
    return reported_.emplace(rule, at.range.begin, at.range.end).second;
  }
  void count(std::size_t rule, tree::node const &site, answer said) {
    auto const &lines = module_.unit().source.lines();
    if (!counted_(lines.line_of(site.range.begin), lines.line_of(site.range.end))) return;
    ++(said == answer::holds ? to_.counts[rule].holds : to_.counts[rule].unknown);
  }

  flow::module_view const &module_;
  dispatch_table const &table_;
  line_filter const &counted_;
  inspection &to_;
  std::set<std::tuple<std::uint16_t, std::uint32_t, std::uint32_t>> reported_;
  std::span<rule_entry const> entries_ = all_entries();
};

/// Shows the events of the value analysis to the rules that look at them.
class rule_watcher : public flow::observer {
public:
  rule_watcher(judge &to, dispatch_table const &table, flow::coverage &counted)
      : judge_{to}, table_{table}, counted_{counted} {}

  void on(flow::operation_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::call_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::attribute_event const &it, flow::moment const &at) override {
    counted_.count(it, at);
    show(it, at);
  }
  void on(flow::test_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::discard_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::bind_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::arithmetic_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::compare_event const &it, flow::moment const &at) override { show(it, at); }
  void on(flow::return_event const &it, flow::moment const &at) override { show(it, at); }

private:
  template <class Event> void show(Event const &it, flow::moment const &at) {
    auto const rules = table_.of_event(flow::event_number<Event>);
    if (!rules.empty()) judge_.look(rules, {it.node, &it, &at}, at.around);
  }

  judge &judge_;
  dispatch_table const &table_;
  flow::coverage &counted_;
};

/// Every tensor comes from something that is imported from torch: the value analysis has nothing to
/// say about a module that imports nothing of it.
[[nodiscard]] inline auto may_hold_tensors(tree::unit const &in) -> bool {
  for (auto const &it : in.bindings.all)
    if (it.kind == tree::binding_kind::star_import ||
        (it.kind == tree::binding_kind::import_ && it.origin.starts_with("torch")))
      return true;
  return false;
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

PRODREVIEW_INLINE auto inspect(flow::module_view const &module, std::span<active_rule const> rules,
                               line_filter const &counted) -> inspection {
  auto const &in = module.unit();
  inspection result;
  result.counts.resize(all_entries().size());
  if (in.root == nullptr) return result;
  detail::dispatch_table const table{rules};
  detail::judge judge{module, table, counted, result};
  walk(*in.root, [&](tree::node const &any, ancestor_stack ancestors) {
    judge.look(table.of(any.kind), {any}, ancestors);
  });
  if (table.has_events() && detail::may_hold_tensors(in)) {
    flow::memory known;
    detail::rule_watcher watcher{judge, table, result.coverage};
    std::optional<flow::project_outside> others;
    if (module.project() != nullptr) others.emplace(module.fact<flow::project_names>());
    flow::interpreter{in, known, watcher, others ? &*others : nullptr}.run();
  }
  return result;
}

} // namespace prodreview
