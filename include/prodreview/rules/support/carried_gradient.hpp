// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/declared_tensor.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

/// Whether an expression cuts the graph or asks a tensor for what has none.
[[nodiscard]] inline auto leaves_graph(tree::unit const &in, tree::node const &any) -> bool {
  auto const *const part = tree::as<tree::attribute>(&any);
  if (part != nullptr)
    return tree::is_one_of(in.spelling(part->attr),
                           {"detach", "data",   "item",   "shape",  "size",  "numel",
                            "dim",    "ndim",   "device", "dtype",  "long",  "int",
                            "bool",   "argmax", "argmin", "tolist", "numpy", "bincount",
                            "eq",     "ne",     "gt",     "lt"});
  auto const *const call = tree::as<tree::call>(&any);
  if (call != nullptr && call->func->kind == tree::node_kind::name)
    return tree::is_named(in, *call->func,
                          {"builtins.len", "builtins.int", "builtins.float", "builtins.range"});
  return any.kind == tree::node_kind::compare;
}

/// Whether an expression is computed from a parameter of `forward` on a way that nothing cuts.
template <class Event>
[[nodiscard]] auto follows_input(happening<Event> const &at, tree::node const &any, int depth)
    -> bool {
  auto const &in = at.in();
  auto const follows = [&](tree::node const &it) {
    auto const *const name = tree::as<tree::name>(&it);
    auto const *const origin = name == nullptr ? nullptr : at.when.from.origin_of(*name);
    if (origin == nullptr || depth == 0) return false;
    if (auto const *parameter = tree::as<tree::arg>(origin))
      return in.spelling(parameter->name) != "self" &&
             (parameter->annotation == nullptr || declares_tensor(in, *parameter));
    return !any.range.contains(origin->range) && tree::is_expression(origin->kind) &&
           follows_input(at, *origin, depth - 1);
  };
  auto const is_cut = [&](tree::node const &it) { return leaves_graph(in, it); };
  return !is_cut(any) && tree::find_node(any, follows, is_cut) != nullptr;
}

} // namespace detail

/// Whether a value that goes into a tensor has a graph: it is recorded, or computed from what the
/// `forward` of a module gets.
template <class Event>
[[nodiscard]] auto carries_gradient(happening<Event> const &at, flow::operand it) -> bool {
  auto const of = at.kinds(it.value);
  if (!of.is_only(flow::kind::tensor) && !of.has(flow::kind::unknown)) return false;
  auto const state = at.gradient_of(it.value).state;
  if (state == flow::gradient_state::recorded) return true;
  if (state == flow::gradient_state::none || state == flow::gradient_state::detached ||
      state == flow::gradient_state::leaf)
    return false;
  auto const *const function = at.place().enclosing_function();
  return function != nullptr && at.in().spelling(function->name) == "forward" &&
         detail::follows_input(at, *it.at, 6);
}

} // namespace prodreview::rules
