// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/module_state.hpp>
#include <prodreview/rules/support/tensor.hpp>

namespace prodreview::rules {
namespace detail {

/// A method that leaves a tensor where it is, with its axes.
[[nodiscard]] inline auto stays_in_place(std::string_view method) -> bool {
  return tree::is_one_of(
      method, {"float",      "double",  "half",      "long",          "int",          "bool",
               "view",       "reshape", "unsqueeze", "unsqueeze_",    "transpose",    "permute",
               "repeat",     "expand",  "t",         "exp",           "log",          "sqrt",
               "abs",        "clone",   "detach",    "contiguous",    "fill_",        "mul_",
               "div_",       "add_",    "neg",       "triu",          "expand_as",    "view_as",
               "reshape_as", "squeeze", "narrow",    "select",        "index_select", "tril",
               "flip",       "cumsum",  "pow",       "requires_grad_"});
}

/// Whether an expression names a variable of the function, which `self` is not.
[[nodiscard]] inline auto names_local(tree::unit const &in, tree::function const &of,
                                      tree::expression const &any) -> bool {
  return tree::find_node(any, [&](tree::node const &it) {
           auto const *const name = tree::as<tree::name>(&it);
           auto const *const variable = name == nullptr ? nullptr : in.bindings.variable_of(*name);
           return variable != nullptr && variable->name != first_parameter(of) &&
                  in.bindings.scopes[static_cast<std::size_t>(variable->scope)].opened_by == &of;
         }) != nullptr;
}

/// What an expression is a view of, through indices and methods that leave a tensor where it is.
[[nodiscard]] inline auto viewed(tree::unit const &in, tree::expression const *any)
    -> tree::expression const * {
  while (any != nullptr) {
    auto const *const part = tree::as<tree::subscript>(any);
    auto const *const call = tree::as<tree::call>(any);
    auto const *const method = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
    if (part != nullptr)
      any = part->value;
    else if (method != nullptr && stays_in_place(in.spelling(method->attr)))
      any = method->value;
    else
      break;
  }
  return any;
}

[[nodiscard]] inline auto meets_in(tree::unit const &in, tree::function const &method,
                                   own_attribute const &it, tree::node const &any) -> bool {
  auto is_there = false;
  auto meets = false;
  auto const look_at = [&](tree::expression const *operand) {
    if (it.is(viewed(in, operand)))
      is_there = true;
    else
      meets = meets || names_local(in, method, *operand);
  };
  if (auto const *chain = tree::as<tree::bin_op>(&any)) {
    look_at(chain->first);
    for (auto const &step : chain->rest) look_at(step.value);
  } else if (auto const *call = tree::as<tree::call>(&any);
             call && returns_tensor(tree::qualified_name(in, *call->func))) {
    for (auto const *argument : call->args) look_at(argument);
  }
  return is_there && meets;
}

} // namespace detail

/// The first operation in a method but `__init__` that an attribute and a variable of the method
/// are operands of, or null.
[[nodiscard]] inline auto find_meeting(tree::unit const &in, own_attribute const &it)
    -> tree::node const * {
  for (auto const *statement : it.owner->body) {
    auto const *const method = tree::as_function(statement);
    if (method == nullptr || in.spelling(method->name) == "__init__") continue;
    auto const *const found = tree::find_node(
        *method, [&](tree::node const &any) { return detail::meets_in(in, *method, it, any); });
    if (found != nullptr) return found;
  }
  return nullptr;
}

/// Whether the class asks the attribute where it is, or moves it.
[[nodiscard]] inline auto is_moved_by_hand(tree::unit const &in, own_attribute const &it) -> bool {
  return tree::find_node(*it.owner, [&](tree::node const &any) {
           auto const *const use = tree::as<tree::attribute>(&any);
           return use != nullptr && it.is(detail::viewed(in, use->value)) &&
                  tree::is_one_of(in.spelling(use->attr),
                                  {"to", "cuda", "cpu", "type_as", "device", "data", "item",
                                   "tolist", "numpy", "shape", "size"});
         }) != nullptr;
}

} // namespace prodreview::rules
