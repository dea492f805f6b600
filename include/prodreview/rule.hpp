// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>
#include <prodreview/flow/event.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// A rule's constant description. It is the rule's documentation, its report text and its first
/// test.
struct rule_info {
  /// Kebab-case, reads after "allow", equals the file's name.
  std::string_view name;
  prodreview::topic topic;
  prodreview::area area;
  /// The bullet of the checklist that it serves, or `names`.
  std::string_view item;
  prodreview::severity severity;
  /// A heading: what is wrong, a few words, no final dot.
  std::string_view title;
  /// One or two sentences each, with a final dot.
  std::string_view problem;
  std::string_view impact;
  std::string_view fix;
  /// When it stays silent although the pattern is there.
  std::string_view silent;
  /// Complete programs. The bad one carries `# !` at the end of each line that must be reported;
  /// the good one is what the fix makes of it.
  std::string_view bad;
  std::string_view good;
  /// It asks what modules define, in other files too: a change can make it speak in a file that it
  /// does not touch.
  bool asks_project = false;
};

/// A node with what a rule may ask about it: its unit, the nodes that it stands in, and the module
/// with its project and the facts known of it.
template <class Node> struct site {
  Node const &node;
  tree::unit const &in;
  /// From the module down to the parent of `node`.
  std::span<tree::node const *const> ancestors;
  flow::module_view const &module;

  [[nodiscard]] auto parent() const -> tree::node const * {
    return ancestors.empty() ? nullptr : ancestors.back();
  }
  /// The innermost ancestor that `wanted` holds for, or null.
  template <class Predicate>
  [[nodiscard]] auto enclosing(Predicate wanted) const -> tree::node const * {
    for (auto i = ancestors.size(); i-- > 0;)
      if (wanted(*ancestors[i])) return ancestors[i];
    return nullptr;
  }
  [[nodiscard]] auto enclosing_function() const -> tree::function const * {
    return tree::as_function(
        enclosing([](tree::node const &n) { return tree::as_function(&n) != nullptr; }));
  }
  [[nodiscard]] auto enclosing_statement() const -> tree::statement const * {
    if (tree::is_statement(node.kind))
      return static_cast<tree::statement const *>(static_cast<tree::node const *>(&node));
    return static_cast<tree::statement const *>(
        enclosing([](tree::node const &n) { return tree::is_statement(n.kind); }));
  }
  /// Whether an expression names one of these, by binding.
  [[nodiscard]] auto names(tree::expression const *any,
                           std::initializer_list<std::string_view> wanted) const -> bool {
    return any != nullptr && tree::is_named(in, *any, wanted);
  }
  /// What an expression names, by binding; empty when unknown (`tree/resolve.hpp`).
  [[nodiscard]] auto named(tree::expression const *any) const -> std::string {
    return any == nullptr ? std::string{} : tree::qualified_name(in, *any);
  }
};

/// An event of the value analysis with what a rule may ask about it.
template <class Event> struct happening {
  Event const &event;
  flow::moment const &when;
  flow::module_view const &module;

  [[nodiscard]] auto in() const -> tree::unit const & { return when.in; }
  /// The place of the event as rules on the tree see it. The nodes around end with the statement.
  [[nodiscard]] auto place() const -> site<tree::node> {
    return {event.node, when.in, when.around, module};
  }
  [[nodiscard]] auto kinds(flow::value_id of) const -> flow::sorts { return when.known.kinds(of); }
  [[nodiscard]] auto is(flow::value_id it, flow::kind wanted) const -> bool {
    return when.known.is(it, wanted);
  }
  /// What the elements of a tensor mean; none for what is no tensor.
  [[nodiscard]] auto meaning_of(flow::value_id it) const -> flow::meaning {
    auto const of = when.known.kinds(it);
    return of.is_only(flow::kind::tensor) ? static_cast<flow::meaning>(of.all[0].detail)
                                          : flow::meaning::none;
  }
  [[nodiscard]] auto device_of(flow::value_id it) const -> flow::device_fact {
    return when.known.store<flow::device_domain>()[when.known.get<flow::device_domain>(it)];
  }
  [[nodiscard]] auto gradient_of(flow::value_id it) const -> flow::gradient_fact {
    return when.known.store<flow::gradient_domain>()[when.known.get<flow::gradient_domain>(it)];
  }
  /// What is known of a value as evidence: `line 7: mask is a tensor, on the CPU`.
  [[nodiscard]] auto described(flow::value_id it) const -> std::string {
    return when.known.describe(it);
  }
};

enum class answer : std::uint8_t {
  irrelevant, ///< not what the rule is about: counted nowhere
  holds,      ///< the rule looked, and the code is right
  violated,
  unknown, ///< the rule looked, and cannot know: silent, counted
};

/// A rule's answer for one site.
struct verdict {
  answer said = answer::irrelevant;
  prodreview::tier tier = tier::proved;
  /// Where it is reported; the site's own node unless set.
  tree::node const *at = nullptr;
  /// What the rule found out on the way, for its own `explain` and `mend`.
  tree::node const *subject = nullptr;
  std::uint32_t detail = 0;
  /// How many levels below the rule's own severity it stands, beside what its tier takes off.
  std::uint8_t milder = 0;

  [[nodiscard]] static constexpr auto irrelevant() -> verdict { return {}; }
  [[nodiscard]] static constexpr auto holds() -> verdict { return {.said = answer::holds}; }
  [[nodiscard]] static constexpr auto unknown() -> verdict { return {.said = answer::unknown}; }
  [[nodiscard]] static constexpr auto violated(tree::node const &at,
                                               tree::node const *subject = nullptr,
                                               std::uint32_t detail = 0) -> verdict {
    return {answer::violated, tier::proved, &at, subject, detail};
  }
  /// The same with one premise assumed.
  [[nodiscard]] static constexpr auto likely(tree::node const &at,
                                             tree::node const *subject = nullptr,
                                             std::uint32_t detail = 0) -> verdict {
    return {answer::violated, tier::likely, &at, subject, detail};
  }
  /// The same violation, some levels below the rule's severity.
  [[nodiscard]] constexpr auto milder_by(std::uint8_t levels) const -> verdict {
    auto result = *this;
    result.milder = levels;
    return result;
  }
};

/// A place in another file of the project.
struct place_elsewhere {
  std::string path;
  position_range range;
};

/// A place that a rule looks at, with a sentence: within the unit, or elsewhere where that is set.
struct fact {
  text_range where;
  std::string text;
  std::optional<place_elsewhere> elsewhere = {};
};

/// What a rule says beyond its constant sentences; an empty string leaves the constant one.
struct explanation {
  std::string title = {};
  std::string problem = {};
  std::string impact = {};
  std::string fix = {};
  std::vector<fact> evidence = {};
};

/// A replacement within the unit.
struct replacement {
  text_range range;
  std::string text;
  bool safe = false;
};

/// What every rule is. `check` takes a `site<Node>` (its parameter says what it looks at) and is
/// pure. A rule that looks at expressions of several kinds takes a `site<tree::expression>` and
/// names them in `kinds`. A rule may also have `explain(site, verdict) -> explanation` and
/// `mend(site, verdict) -> std::vector<replacement>`. A rule that looks at the tree may look at an
/// event of the value analysis as well: then it has a `struct on_values` with a `check`, and the
/// rest, of its own.
template <class Rule>
concept rule = requires {
                 { Rule::info } -> std::convertible_to<rule_info const &>;
                 &Rule::check;
               };

} // namespace prodreview
