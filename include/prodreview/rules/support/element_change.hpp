// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/in_place.hpp>
#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

/// `container[i]`, not a slice.
[[nodiscard]] inline auto is_element(tree::unit const &in, tree::expression const *any,
                                     tree::variable const *container) -> bool {
  auto const *const it = tree::as<tree::subscript>(any);
  return it != nullptr && it->slice->kind != tree::node_kind::slice &&
         is_variable(in, it->value, container);
}

/// A collective operation that writes into the tensors of a list that it is passed.
[[nodiscard]] inline auto fills_elements(tree::unit const &in, tree::call const &call,
                                         tree::variable const *container) -> bool {
  auto const name = tree::qualified_name(in, *call.func);
  auto const place = name == "torch.distributed.gather" ? std::size_t{1} : std::size_t{0};
  return call.args.size() > place && is_variable(in, call.args[place], container) &&
         tree::is_one_of(name, {"torch.distributed.all_gather", "torch.distributed.all_to_all",
                                "torch.distributed.gather"});
}

[[nodiscard]] inline auto changes_element(tree::unit const &in, tree::node const &any,
                                          tree::variable const *container) -> bool {
  if (auto const *it = tree::as<tree::subscript>(&any))
    return it->use != tree::context::load && is_element(in, it->value, container);
  if (auto const *it = tree::as<tree::aug_assign>(&any))
    return is_element(in, it->target, container);
  auto const *const call = tree::as<tree::call>(&any);
  if (call == nullptr) return false;
  auto const *const method = tree::as<tree::attribute>(call->func);
  if (method == nullptr || !is_element(in, method->value, container))
    return fills_elements(in, *call, container);
  auto const name = in.spelling(method->attr);
  return is_in_place_method(name) || is_container_change(name);
}

} // namespace detail

/// The first place in the variable's scope that changes an element of the container it holds, or
/// null. To replace an element (`parts[i] = x`) changes none.
[[nodiscard]] inline auto find_element_change(tree::unit const &in, tree::name const &container)
    -> tree::node const * {
  auto const *const variable = in.bindings.variable_of(container);
  if (variable == nullptr) return nullptr;
  return tree::find_node(scope_of(in, *variable), [&](tree::node const &any) {
    return detail::changes_element(in, any, variable);
  });
}

} // namespace prodreview::rules
