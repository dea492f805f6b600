// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace prodreview {

using ancestor_stack = std::span<tree::node const *const>;
using node_kinds = std::bitset<tree::node_kind_count>;

/// What a rule looks at, with its type erased: a node, or an event at a node.
struct subject {
  tree::node const &node;
  void const *event = nullptr;
  flow::moment const *when = nullptr;
};

/// One rule with its type erased: what the engine calls. `explain` and `mend` are null where the
/// rule has none.
struct rule_entry {
  rule_info const *info;
  /// The nodes that it looks at; none for a rule on events.
  node_kinds kinds;
  /// The number of its event (`flow::event_number`), or `flow::no_event`.
  std::size_t event;
  auto(*check)(subject const &, flow::module_view const &, ancestor_stack) -> verdict;
  auto(*explain)(subject const &, flow::module_view const &, ancestor_stack, verdict const &)
      -> explanation;
  auto(*mend)(subject const &, flow::module_view const &, ancestor_stack, verdict const &)
      -> std::vector<replacement>;
};

namespace detail {

/// How what a rule looks at is made from an erased subject.
template <class Check> struct site_of;
template <class Node> struct site_of<verdict (*)(site<Node> const &)> {
  using type = Node;
  static constexpr auto event = flow::no_event;
  [[nodiscard]] static auto make(subject const &it, flow::module_view const &in,
                                 ancestor_stack ancestors) -> site<Node> {
    return {static_cast<Node const &>(it.node), in.unit(), ancestors, in};
  }
};
template <class Event> struct site_of<verdict (*)(happening<Event> const &)> {
  using type = void;
  static constexpr auto event = flow::event_number<Event>;
  [[nodiscard]] static auto make(subject const &it, flow::module_view const &in, ancestor_stack)
      -> happening<Event> {
    return {*static_cast<Event const *>(it.event), *it.when, in};
  }
};

template <class Type> struct type_name {};

/// What a rule's `check` looks at.
template <class Rule> using looked_at = site_of<decltype(&Rule::check)>;

template <class Node> [[nodiscard]] constexpr auto kinds_of() -> node_kinds {
  using tree::node_kind;
  auto const bit = [](node_kind kind) { return node_kinds{}.set(static_cast<std::size_t>(kind)); };
  if constexpr (requires { Node::is; })
    return bit(Node::is);
  else if constexpr (std::is_same_v<Node, tree::function>)
    return bit(node_kind::function_def) | bit(node_kind::async_function_def);
  else if constexpr (std::is_same_v<Node, tree::for_loop>)
    return bit(node_kind::for_) | bit(node_kind::async_for);
  else if constexpr (std::is_same_v<Node, tree::with_block>)
    return bit(node_kind::with) | bit(node_kind::async_with);
  else if constexpr (std::is_same_v<Node, tree::try_block>)
    return bit(node_kind::try_) | bit(node_kind::try_star);
  else {
    static_assert(std::is_same_v<Node, tree::element_comprehension>,
                  "a rule looks at a site of one node type, or of function, for_loop, with_block, "
                  "try_block or element_comprehension");
    return bit(node_kind::list_comp) | bit(node_kind::set_comp) | bit(node_kind::generator_exp);
  }
}

/// A rule that looks at the tree and, by `Rule::on_values`, at an event as well.
template <class Rule>
concept looks_twice = requires { typename Rule::on_values; };

/// The number of the event that a rule looks at, or `flow::no_event`.
template <class Rule> [[nodiscard]] constexpr auto event_of_rule() -> std::size_t {
  if constexpr (looks_twice<Rule>)
    return looked_at<typename Rule::on_values>::event;
  else
    return looked_at<Rule>::event;
}

/// Asks a rule, or that part of one which looks at what it is shown.
template <class Rule, class Ask> [[nodiscard]] auto ask_rule(subject const &it, Ask const &ask) {
  if constexpr (looks_twice<Rule>)
    if (it.event != nullptr) return ask(type_name<typename Rule::on_values>{});
  return ask(type_name<Rule>{});
}

/// The kinds that a rule names itself, or those of the node that its `check` looks at.
template <class Rule> [[nodiscard]] auto kinds_of_rule() -> node_kinds {
  if constexpr (requires { Rule::kinds; }) {
    node_kinds all;
    for (auto const kind : Rule::kinds) all.set(static_cast<std::size_t>(kind));
    return all;
  } else if constexpr (looked_at<Rule>::event != flow::no_event) {
    return {};
  } else {
    return kinds_of<typename looked_at<Rule>::type>();
  }
}

template <class Rule> [[nodiscard]] auto make_entry() -> rule_entry {
  using view = flow::module_view const &;
  rule_entry entry{&Rule::info, kinds_of_rule<Rule>(), event_of_rule<Rule>(), nullptr, nullptr,
                   nullptr};
  entry.check = [](subject const &it, view in, ancestor_stack ancestors) {
    return ask_rule<Rule>(it, [&]<class Part>(type_name<Part>) {
      return Part::check(looked_at<Part>::make(it, in, ancestors));
    });
  };
  if constexpr (requires { &Rule::explain; })
    entry.explain = [](subject const &it, view in, ancestor_stack ancestors, verdict const &found) {
      return ask_rule<Rule>(it, [&]<class Part>(type_name<Part>) {
        return Part::explain(looked_at<Part>::make(it, in, ancestors), found);
      });
    };
  if constexpr (requires { &Rule::mend; })
    entry.mend = [](subject const &it, view in, ancestor_stack ancestors, verdict const &found) {
      return ask_rule<Rule>(it, [&]<class Part>(type_name<Part>) -> std::vector<replacement> {
        if constexpr (requires { &Part::mend; })
          return Part::mend(looked_at<Part>::make(it, in, ancestors), found);
        return {};
      });
    };
  return entry;
}

} // namespace detail

/// The rules of one topic, sorted by name: `using correctness_rules = rule_list<rules::a,
/// rules::b>;` in `rules.hpp`.
template <rule... Rules> struct rule_list {
  static constexpr std::size_t size = sizeof...(Rules);

  [[nodiscard]] static auto entries() -> std::span<rule_entry const> {
    static std::array<rule_entry, size> const all{detail::make_entry<Rules>()...};
    return all;
  }
};

} // namespace prodreview
