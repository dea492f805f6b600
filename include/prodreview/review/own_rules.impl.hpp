// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/own_rules.hpp>
#include <prodreview/rules/production/suppression_without_reason.hpp>
#include <prodreview/rules/production/syntax_error.hpp>
#include <prodreview/rules/quality/unknown_suppression.hpp>
#include <prodreview/rules/quality/unused_suppression.hpp>

#include <algorithm>

namespace prodreview {
namespace detail {

[[nodiscard]] inline auto is_on(std::span<active_rule const> rules, std::string_view name) -> bool {
  return std::any_of(rules.begin(), rules.end(), [&](active_rule const &rule) {
    return rule.info->name == name && rule.is_on;
  });
}

/// An observation that stands on no node of the tree: its line is its anchor.
[[nodiscard]] inline auto observe_range(tree::unit const &in, rule_info const &rule,
                                        text_range range) -> observation {
  observation seen;
  auto const &lines = in.source.lines();
  seen.info = &rule;
  seen.range = range;
  seen.first_line = lines.line_of(range.begin);
  seen.last_line = lines.line_of(range.empty() ? range.begin : range.end - 1);
  for (char const byte : in.source.line(seen.first_line))
    if (byte != ' ' && byte != '\t') seen.anchor.push_back(byte);
  return seen;
}

/// The comment without the name at `place`; the whole comment when it is the only name.
[[nodiscard]] inline auto without_name(tree::unit const &in, suppression const &from,
                                       std::size_t index) -> replacement {
  if (from.rules.size() > 1) {
    auto const is_last = index + 1 == from.rules.size();
    auto const begin = is_last ? from.rules[index - 1].place.end : from.rules[index].place.begin;
    auto const end = is_last ? from.rules[index].place.end : from.rules[index + 1].place.begin;
    return {{begin, end}, "", true};
  }
  auto begin = from.comment.begin;
  auto const text = in.source.text();
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  return {{begin, from.comment.end}, "", true};
}

[[nodiscard]] inline auto observe_unused(tree::unit const &in, suppression const &from,
                                         std::size_t index) -> observation {
  auto const &rule = from.rules[index];
  auto seen = observe_range(in, rules::unused_suppression::info, rule.place);
  seen.said.problem =
      "No finding of `" + std::string{rule.name} + "` stands where this comment would suppress it.";
  seen.edits.push_back(without_name(in, from, index));
  return seen;
}

[[nodiscard]] inline auto observe_unknown(tree::unit const &in, suppressed_rule const &rule)
    -> observation {
  auto seen = observe_range(in, rules::unknown_suppression::info, rule.place);
  seen.said.problem = "No rule is called `" + std::string{rule.name} + "`.";
  return seen;
}

} // namespace detail

PRODREVIEW_INLINE auto observe_suppressions(tree::unit const &in, std::span<suppression const> all,
                                            std::span<active_rule const> rules)
    -> std::vector<observation> {
  auto const tells = [&](rule_info const &rule) { return detail::is_on(rules, rule.name); };
  auto const unused = tells(rules::unused_suppression::info);
  auto const unknown = tells(rules::unknown_suppression::info);
  auto const unreasoned = tells(rules::suppression_without_reason::info);
  std::vector<observation> seen;
  for (auto const &one : all) {
    if (one.rules.empty() && unknown)
      seen.push_back(detail::observe_range(in, rules::unknown_suppression::info, one.comment));
    if (!one.rules.empty() && one.reason.empty() && unreasoned)
      seen.push_back(
          detail::observe_range(in, rules::suppression_without_reason::info, one.comment));
    for (std::size_t i = 0; i < one.rules.size(); ++i) {
      auto const &rule = one.rules[i];
      if (find_rule(rule.name) == nullptr) {
        if (unknown) seen.push_back(detail::observe_unknown(in, rule));
      } else if (unused && !rule.used && !one.reason.empty() && detail::is_on(rules, rule.name)) {
        seen.push_back(detail::observe_unused(in, one, i));
      }
    }
  }
  return seen;
}

PRODREVIEW_INLINE auto observe_syntax_error(tree::unit const &in,
                                            std::span<active_rule const> rules)
    -> std::vector<observation> {
  auto const &rule = rules::syntax_error::info;
  if (in.errors.empty() || !detail::is_on(rules, rule.name)) return {};
  auto seen = detail::observe_range(in, rule, in.errors.front().range);
  auto const &message = in.errors.front().message;
  auto const is_question = message.ends_with('?');
  seen.said.problem = "Python refuses the file here: " + message + (is_question ? "" : ".");
  return {seen};
}

} // namespace prodreview
