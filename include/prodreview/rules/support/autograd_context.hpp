// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/rules/support/autograd_function.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/variable.hpp>

#include <algorithm>
#include <unordered_map>
#include <vector>

/// What passes through the context (`ctx`) of a custom differentiable function.
namespace prodreview::rules {

/// A method of a custom differentiable function with its context.
struct context_use {
  tree::class_def const *owner = nullptr;
  tree::function const *method = nullptr;
  tree::variable const *context = nullptr;
};

namespace detail {

[[nodiscard]] inline auto is_static(tree::unit const &in, tree::function const &method) -> bool {
  for (auto const *it : method.decorator_list)
    if (tree::is_named(in, *it, {"builtins.staticmethod"})) return true;
  return false;
}

/// The variable of a function's first parameter, or null.
[[nodiscard]] inline auto first_variable(flow::module_view const &in, tree::function const &of)
    -> tree::variable const * {
  return in.fact<parameter_variables>().of(flow::first_parameter_of(of));
}

/// What a method does with its first parameter `context` that no attribute access is.
[[nodiscard]] inline auto bare_use(tree::unit const &in, tree::function const &method,
                                   tree::variable const *context) -> tree::name const * {
  tree::name const *accessed = nullptr;
  return tree::as<tree::name>(tree::find_node(method, [&](tree::node const &any) {
    if (auto const *it = tree::as<tree::attribute>(&any))
      accessed = tree::as<tree::name>(it->value);
    auto const *const name = tree::as<tree::name>(&any);
    return name != nullptr && name != accessed && in.bindings.variable_of(*name) == context;
  }));
}

} // namespace detail

/// The method whose context an expression is, when the method has one of these names.
[[nodiscard]] inline auto context_use_of(tree::unit const &in, tree::expression const &any,
                                         std::initializer_list<std::string_view> methods)
    -> context_use {
  auto const *const name = tree::as<tree::name>(&any);
  auto const *const variable = name == nullptr ? nullptr : in.bindings.variable_of(*name);
  if (variable == nullptr) return {};
  auto const &scope = in.bindings.scopes[static_cast<std::size_t>(variable->scope)];
  auto const *const method = tree::as_function(scope.opened_by);
  if (method == nullptr || variable->name != first_parameter(*method) ||
      !tree::is_one_of(in.spelling(method->name), methods))
    return {};
  auto const &around = in.bindings.scopes[static_cast<std::size_t>(scope.parent)];
  auto const *const owner = tree::as<tree::class_def>(around.opened_by);
  if (owner == nullptr || !is_autograd_function(in, *owner)) return {};
  return {owner, method, variable};
}

/// Whether what a method saves, it saves through its first parameter.
[[nodiscard]] inline auto has_context_first(flow::module_view const &module,
                                            tree::function const &method) -> bool {
  auto const &in = module.unit();
  auto const *const context = detail::first_variable(module, method);
  return tree::find_node(method, [&](tree::node const &any) {
           auto const *const it = tree::as<tree::attribute>(&any);
           return it != nullptr && in.spelling(it->attr) == "save_for_backward" &&
                  !is_variable(in, it->value, context);
         }) == nullptr;
}

/// The method that fills the context before `backward` reads it: `setup_context`, or else
/// `forward`; all null when it is not known.
[[nodiscard]] inline auto filling_method(flow::module_view const &module, tree::class_def const &of)
    -> context_use {
  auto const &in = module.unit();
  auto const *const setup = method_of(in, of, "setup_context");
  auto const *const method = setup != nullptr ? setup : method_of(in, of, "forward");
  if (method == nullptr || !detail::is_static(in, *method) || !has_context_first(module, *method))
    return {};
  return {&of, method, detail::first_variable(module, *method)};
}

/// Whether a method does nothing with its context but read, write and call its attributes.
[[nodiscard]] inline auto keeps_context(tree::unit const &in, context_use const &it) -> bool {
  return it.context != nullptr && !it.context->bound_elsewhere &&
         it.context->bound_at.size() == 1 &&
         detail::bare_use(in, *it.method, it.context) == nullptr;
}

/// What fills the contexts of a unit's custom functions, each class looked at once: a fact of a
/// view.
class context_fillers {
public:
  explicit context_fillers(flow::module_view const &of) : of_{of} {}

  struct filler {
    context_use by;
    /// Nothing but reads, writes and calls of its attributes.
    bool is_kept = false;
    /// Every attribute that the class and its bases store to, on whatever object; sorted.
    std::vector<name_id> stored;
  };
  [[nodiscard]] auto of(tree::class_def const &owner) const -> filler const & {
    auto const [at, is_new] = known_.try_emplace(&owner);
    if (is_new) at->second = look_at(owner);
    return at->second;
  }

private:
  [[nodiscard]] auto look_at(tree::class_def const &owner) const -> filler {
    filler made{filling_method(of_, owner), false, {}};
    made.is_kept = made.by.method != nullptr && keeps_context(of_.unit(), made.by);
    for (auto const *it : lineage{of_.unit(), owner})
      (void)tree::find_node(*it, [&](tree::node const &any) {
        auto const *const target = tree::as<tree::attribute>(&any);
        if (target != nullptr && target->use == tree::context::store)
          made.stored.push_back(target->attr);
        return false;
      });
    std::sort(made.stored.begin(), made.stored.end());
    return made;
  }

  flow::module_view const &of_;
  mutable std::unordered_map<tree::class_def const *, filler> known_;
};

/// The calls of `ctx.save_for_backward` in a method.
[[nodiscard]] inline auto saving_calls(tree::unit const &in, context_use const &of)
    -> std::vector<tree::call const *> {
  std::vector<tree::call const *> found;
  (void)tree::find_node(*of.method, [&](tree::node const &any) {
    auto const *const call = tree::as<tree::call>(&any);
    auto const *const receiver =
        call == nullptr ? nullptr : receiver_of(in, *call, "save_for_backward");
    if (receiver != nullptr && is_variable(in, receiver, of.context)) found.push_back(call);
    return false;
  });
  return found;
}

} // namespace prodreview::rules
