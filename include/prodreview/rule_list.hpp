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

/// One rule with its type erased: what the engine calls. `explain` and `mend` are null where the
/// rule has none.
struct rule_entry {
  rule_info const *info;
  node_kinds kinds;
  auto(*check)(tree::node const &, tree::unit const &, ancestor_stack) -> verdict;
  auto(*explain)(tree::node const &, tree::unit const &, ancestor_stack, verdict const &)
      -> explanation;
  auto(*mend)(tree::node const &, tree::unit const &, ancestor_stack, verdict const &)
      -> std::vector<replacement>;
};

namespace detail {

template <class Check> struct site_of;
template <class Node> struct site_of<verdict (*)(site<Node> const &)> {
  using type = Node;
};

/// The node that a rule's `check` looks at.
template <class Rule> using node_of = typename site_of<decltype(&Rule::check)>::type;

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

/// The kinds that a rule names itself, or those of the node that its `check` looks at.
template <class Rule> [[nodiscard]] auto kinds_of_rule() -> node_kinds {
  if constexpr (requires { Rule::kinds; }) {
    node_kinds all;
    for (auto const kind : Rule::kinds) all.set(static_cast<std::size_t>(kind));
    return all;
  } else {
    return kinds_of<node_of<Rule>>();
  }
}

template <class Rule> [[nodiscard]] auto make_entry() -> rule_entry {
  using node = node_of<Rule>;
  static constexpr auto at = [](tree::node const &any, tree::unit const &in,
                                ancestor_stack ancestors) {
    return site<node>{static_cast<node const &>(any), in, ancestors};
  };
  rule_entry entry{&Rule::info, kinds_of_rule<Rule>(), nullptr, nullptr, nullptr};
  entry.check = [](tree::node const &any, tree::unit const &in, ancestor_stack ancestors) {
    return Rule::check(at(any, in, ancestors));
  };
  if constexpr (requires { &Rule::explain; })
    entry.explain = [](tree::node const &any, tree::unit const &in, ancestor_stack ancestors,
                       verdict const &found) {
      return Rule::explain(at(any, in, ancestors), found);
    };
  if constexpr (requires { &Rule::mend; })
    entry.mend = [](tree::node const &any, tree::unit const &in, ancestor_stack ancestors,
                    verdict const &found) { return Rule::mend(at(any, in, ancestors), found); };
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
