// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

#include <limits>

/// What is known of a custom differentiable function, by its class.
namespace prodreview::rules {

[[nodiscard]] inline auto is_autograd_function(tree::unit const &in, tree::class_def const &any)
    -> bool {
  return derives_from(in, any,
                      {"torch.autograd.Function", "torch.autograd.function.Function",
                       "torch.autograd.function.InplaceFunction"});
}

/// The only function that the body of a class binds to a name, or null.
[[nodiscard]] inline auto own_method(tree::unit const &in, tree::class_def const &of,
                                     std::string_view name) -> tree::function const * {
  tree::function const *found = nullptr;
  for (auto const *it : of.body) {
    auto const *const method = tree::as_function(it);
    if (method == nullptr || in.spelling(method->name) != name) continue;
    if (found != nullptr) return nullptr;
    found = method;
  }
  return found;
}

/// A method of a class, its own or one that it inherits from classes of the unit, or null.
[[nodiscard]] inline auto method_of(tree::unit const &in, tree::class_def const &of,
                                    std::string_view name) -> tree::function const * {
  for (auto const *it : lineage{in, of})
    if (auto const *method = own_method(in, *it, name)) return method;
  return nullptr;
}

/// A function's own decorator that passes arguments and results through.
[[nodiscard]] inline auto is_transparent(tree::unit const &in, tree::expression const &decorator)
    -> bool {
  auto const *const call = tree::as<tree::call>(&decorator);
  return tree::is_named(in, call == nullptr ? decorator : *call->func,
                        {"builtins.staticmethod", "torch.autograd.function.once_differentiable",
                         "torch.cuda.amp.custom_fwd", "torch.cuda.amp.custom_bwd",
                         "torch.amp.custom_fwd", "torch.amp.custom_bwd",
                         "torch.cuda.amp.autocast_mode.custom_fwd",
                         "torch.cuda.amp.autocast_mode.custom_bwd", "torch.no_grad",
                         "torch.enable_grad", "torch.inference_mode", "torch.compiler.disable",
                         "torch._dynamo.disable", "torch.jit.ignore", "torch.jit.unused"});
}

/// The first decorator of which it is not known what it does, or null.
[[nodiscard]] inline auto opaque_decorator(tree::unit const &in, tree::function const &of)
    -> tree::expression const * {
  for (auto const *it : of.decorator_list)
    if (!is_transparent(in, *it)) return it;
  return nullptr;
}

/// How many arguments `apply` takes: one gradient is due for each that it was passed.
struct input_count {
  static constexpr auto any = std::numeric_limits<std::size_t>::max();
  std::size_t least = 0;
  std::size_t most = 0;
};

/// The inputs of `forward`, without the context that it is given in the older style.
[[nodiscard]] inline auto inputs_of(tree::function const &forward, bool has_context)
    -> input_count {
  auto const &all = *forward.args;
  auto const positional = all.posonlyargs.size() + all.args.size();
  auto const context = std::size_t{has_context ? 1U : 0U};
  auto const most = positional - std::min(positional, context);
  auto const least = most - std::min(most, all.defaults.size());
  return {least, all.vararg == nullptr ? most : input_count::any};
}

/// The call of the class's `apply` in the unit, under that name or another, that passes the largest
/// number of arguments for certain; null when there is none.
[[nodiscard]] inline auto longest_apply(tree::unit const &in, tree::class_def const &of)
    -> tree::call const * {
  auto const name = joined({":", in.spelling(of.name), ".apply"});
  tree::call const *longest = nullptr;
  (void)tree::find_node(*in.root, [&](tree::node const &any) {
    auto const *const call = tree::as<tree::call>(&any);
    auto const is_longer =
        call != nullptr && (longest == nullptr || longest->args.size() < call->args.size());
    if (is_longer && !passes_unpacked(*call) &&
        tree::qualified_name(in, *call->func).ends_with(name))
      longest = call;
    return false;
  });
  return longest;
}

} // namespace prodreview::rules
