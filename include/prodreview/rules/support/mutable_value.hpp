// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/tensor.hpp>

namespace prodreview::rules {

/// A list, dict or set, by display, comprehension or constructor.
[[nodiscard]] inline auto is_container_value(tree::unit const &in, tree::expression const &any)
    -> bool {
  switch (any.kind) {
  case tree::node_kind::list:
  case tree::node_kind::dict:
  case tree::node_kind::set:
  case tree::node_kind::list_comp:
  case tree::node_kind::dict_comp:
  case tree::node_kind::set_comp: return true;
  case tree::node_kind::call:
    return tree::is_named(in, *static_cast<tree::call const &>(any).func,
                          {"builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray",
                           "collections.defaultdict", "collections.OrderedDict",
                           "collections.Counter", "collections.deque"});
  default: return false;
  }
}

/// `[0] * n`: a fresh list.
[[nodiscard]] inline auto is_repeated_list(tree::expression const &any) -> bool {
  auto const *const it = tree::as<tree::bin_op>(&any);
  return it != nullptr && it->rest.size() == 1 && it->rest[0].op == tree::binary_operator::mult &&
         (it->first->kind == tree::node_kind::list ||
          it->rest[0].value->kind == tree::node_kind::list);
}

/// An object that is made here and can be changed: a container or a tensor.
[[nodiscard]] inline auto is_mutable_value(tree::unit const &in, tree::expression const &any)
    -> bool {
  return is_container_value(in, any) || is_repeated_list(any) ||
         (any.kind == tree::node_kind::call && is_tensor_expression(in, any));
}

/// A display or constructor without elements: nothing can be taken out of it.
[[nodiscard]] inline auto is_empty_container(tree::expression const &any) -> bool {
  if (auto const *it = tree::as<tree::list>(&any)) return it->elts.empty();
  if (auto const *it = tree::as<tree::dict>(&any)) return it->values.empty();
  auto const *const call = tree::as<tree::call>(&any);
  return call != nullptr && call->args.empty() && call->keywords.empty();
}

/// A method that takes elements out of the container it is called on.
[[nodiscard]] inline auto is_container_removal(std::string_view method) -> bool {
  return tree::is_one_of(method, {"clear", "discard", "pop", "popitem", "popleft", "remove"});
}

/// A method that changes the container it is called on.
[[nodiscard]] inline auto is_container_change(std::string_view method) -> bool {
  return tree::is_one_of(method, {"append", "extend", "insert", "remove", "pop", "popitem", "clear",
                                  "update", "setdefault", "add", "discard", "sort", "reverse",
                                  "appendleft", "extendleft", "popleft", "subtract"});
}

} // namespace prodreview::rules
