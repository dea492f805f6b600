// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>
#include <prodreview/tree/unit.hpp>

namespace prodreview::rules {
namespace detail {

/// The class in whose method a name is the first parameter, or null.
[[nodiscard]] inline auto class_of_self(tree::unit const &in, tree::expression const &self)
    -> tree::class_def const * {
  auto const *const name = tree::as<tree::name>(&self);
  auto const *const by = name == nullptr ? nullptr : tree::only_binding(in, *name);
  if (by == nullptr || by->kind != tree::binding_kind::parameter) return nullptr;
  auto const &scope = in.bindings.scopes[static_cast<std::size_t>(by->scope)];
  auto const *const method = tree::as_function(scope.opened_by);
  auto const is_first = method != nullptr && !method->args->args.empty() &&
                        method->args->args[0] == by->by && method->args->posonlyargs.empty();
  if (!is_first || scope.parent == tree::scope_id::none) return nullptr;
  auto const &around = in.bindings.scopes[static_cast<std::size_t>(scope.parent)];
  return tree::as<tree::class_def>(around.opened_by);
}

/// `self.name = value` as a statement of its own, for any first parameter.
[[nodiscard]] inline auto stored_value(tree::node const &any, name_id attribute)
    -> tree::expression const * {
  auto const *const statement = tree::as<tree::assign>(&any);
  if (statement == nullptr || statement->targets.size() != 1) return nullptr;
  auto const *const target = tree::as<tree::attribute>(statement->targets[0]);
  return target != nullptr && target->attr == attribute ? statement->value : nullptr;
}

/// The only value that a class ever stores to an attribute, or null.
[[nodiscard]] inline auto only_stored(tree::class_def const &in, name_id attribute)
    -> tree::expression const * {
  tree::expression const *value = nullptr;
  auto stores = 0;
  (void)tree::find_node(in, [&](tree::node const &any) {
    auto const *const target = tree::as<tree::attribute>(&any);
    if (target != nullptr && target->use != tree::context::load && target->attr == attribute)
      ++stores;
    if (auto const *stored = stored_value(any, attribute)) value = stored;
    return false;
  });
  return stores == 1 ? value : nullptr;
}

} // namespace detail

/// The call that makes the layer which is called here: `nn.Softmax(dim=1)` for `self.softmax(x)`
/// where the class stores nothing else under that name, or for `nn.Softmax(dim=1)(x)`; else null.
[[nodiscard]] inline auto layer_called(tree::unit const &in, tree::call const &call)
    -> tree::call const * {
  if (auto const *made = tree::as<tree::call>(call.func)) return made;
  auto const *const attribute = tree::as<tree::attribute>(call.func);
  if (attribute == nullptr) return nullptr;
  auto const *const owner = detail::class_of_self(in, *attribute->value);
  if (owner == nullptr) return nullptr;
  return tree::as<tree::call>(detail::only_stored(*owner, attribute->attr));
}

/// Whether a call is that of a layer with one of these names (`torch.nn.Softmax`).
[[nodiscard]] inline auto calls_layer(tree::unit const &in, tree::call const &call,
                                      std::initializer_list<std::string_view> names) -> bool {
  auto const *const layer = layer_called(in, call);
  return layer != nullptr && tree::is_named(in, *layer->func, names);
}

} // namespace prodreview::rules
