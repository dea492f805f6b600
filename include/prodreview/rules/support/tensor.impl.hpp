// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/autograd_values.hpp>
#include <prodreview/rules/support/own_layer.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/rules/support/tensor_names.hpp>

namespace prodreview::rules {
namespace detail {

/// Decides whether an expression is a tensor, in a bounded number of steps.
class tensor_search {
public:
  explicit tensor_search(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto is_tensor(tree::expression const &any) -> bool {
    if (steps_-- <= 0) return false;
    switch (any.kind) {
    case tree::node_kind::call: return is_made_by(static_cast<tree::call const &>(any));
    case tree::node_kind::name: return is_held_by(static_cast<tree::name const &>(any));
    case tree::node_kind::bin_op: return has_operand(static_cast<tree::bin_op const &>(any));
    case tree::node_kind::unary_op: return is_signed(static_cast<tree::unary_op const &>(any));
    case tree::node_kind::subscript:
      return is_tensor(*static_cast<tree::subscript const &>(any).value);
    case tree::node_kind::attribute: return is_view(static_cast<tree::attribute const &>(any));
    case tree::node_kind::if_exp: {
      auto const &it = static_cast<tree::if_exp const &>(any);
      return is_tensor(*it.body) && is_tensor(*it.orelse);
    }
    case tree::node_kind::named_expr:
      return is_tensor(*static_cast<tree::named_expr const &>(any).value);
    default: return false;
    }
  }

private:
  [[nodiscard]] auto is_made_by(tree::call const &call) -> bool {
    if (returns_tensor(tree::qualified_name(in_, *call.func))) return true;
    auto const *const method = tree::as<tree::attribute>(call.func);
    if (is_made_by_layer(call)) return true;
    return method != nullptr && is_listed(tensor_methods, in_.spelling(method->attr)) &&
           is_tensor(*method->value);
  }

  [[nodiscard]] auto is_made_by_layer(tree::call const &call) const -> bool {
    return calls_layer(in_, call,
                       {"torch.nn.Softmax", "torch.nn.LogSoftmax", "torch.nn.Sigmoid",
                        "torch.nn.ReLU", "torch.nn.GELU", "torch.nn.Tanh", "torch.nn.Softplus",
                        "torch.nn.Linear", "torch.nn.Embedding", "torch.nn.Dropout",
                        "torch.nn.Conv1d", "torch.nn.Conv2d", "torch.nn.Conv3d",
                        "torch.nn.LayerNorm", "torch.nn.BatchNorm1d", "torch.nn.BatchNorm2d"});
  }

  [[nodiscard]] auto is_held_by(tree::name const &name) -> bool {
    auto const *const variable = in_.bindings.variable_of(name);
    if (variable == nullptr || variable->bound_elsewhere) return false;
    auto is_given = false;
    for (auto const index : variable->bound_at) {
      auto const &by = in_.bindings.all[index];
      if (by.kind == tree::binding_kind::annotation || by.kind == tree::binding_kind::augmented)
        continue;
      if (!gives_tensor(by)) return false;
      is_given = true;
    }
    return is_given;
  }

  [[nodiscard]] auto gives_tensor(tree::binding const &by) -> bool {
    if (by.value != nullptr) return is_tensor(*by.value);
    if (gives_autograd_tensor(in_, by)) return true;
    if (by.kind != tree::binding_kind::parameter || collects_arguments(by)) return false;
    auto const *const declared = static_cast<tree::arg const &>(*by.by).annotation;
    return declared != nullptr && tree::qualified_name(in_, *declared) == "torch.Tensor";
  }

  /// `*args` or `**kwargs`: the annotation is that of the elements.
  [[nodiscard]] auto collects_arguments(tree::binding const &by) const -> bool {
    auto const &scope = in_.bindings.scopes[static_cast<std::size_t>(by.scope)];
    auto const *const function = tree::as_function(scope.opened_by);
    return function == nullptr || by.by == function->args->vararg || by.by == function->args->kwarg;
  }

  [[nodiscard]] auto has_operand(tree::bin_op const &chain) -> bool {
    if (is_tensor(*chain.first)) return true;
    for (auto const &step : chain.rest)
      if (is_tensor(*step.value)) return true;
    return false;
  }

  [[nodiscard]] auto is_signed(tree::unary_op const &it) -> bool {
    return it.op != tree::unary_operator::not_ && is_tensor(*it.operand);
  }

  [[nodiscard]] auto is_view(tree::attribute const &it) -> bool {
    auto const is_one =
        tree::is_one_of(in_.spelling(it.attr), {"T", "mT", "H", "mH", "data", "real", "imag"});
    return is_one && is_tensor(*it.value);
  }

  tree::unit const &in_;
  int steps_ = 64;
};

} // namespace detail

PRODREVIEW_INLINE auto is_tensor_expression(tree::unit const &in, tree::expression const &any)
    -> bool {
  return detail::tensor_search{in}.is_tensor(any);
}

PRODREVIEW_INLINE auto returns_tensor(std::string_view qualified) -> bool {
  return qualified.starts_with("torch.") && is_listed(tensor_functions, qualified);
}

PRODREVIEW_INLINE auto is_tensor_operation(tree::unit const &in, tree::call const &call,
                                           std::string_view name) -> bool {
  auto const *const callee = tree::as<tree::attribute>(call.func);
  if (callee != nullptr && in.spelling(callee->attr) != name) return false;
  if (auto const *plain = tree::as<tree::name>(call.func)) {
    auto const *const stands_for = in.bindings.variable_of(*plain);
    if (stands_for == nullptr || flow::last_part(stands_for->stands_for) != name) return false;
  }
  auto const qualified = tree::qualified_name(in, *call.func);
  if (!qualified.empty()) return flow::last_part(qualified) == name && returns_tensor(qualified);
  auto const *const receiver = receiver_of(in, call, name);
  return receiver != nullptr && is_tensor_expression(in, *receiver);
}

PRODREVIEW_INLINE auto operand_of(tree::unit const &in, tree::call const &call)
    -> tree::expression const * {
  if (tree::qualified_name(in, *call.func).empty()) {
    auto const *const method = tree::as<tree::attribute>(call.func);
    return method == nullptr ? nullptr : method->value;
  }
  auto const *const passed = argument_of(in, call, 0, "input");
  return passed != nullptr && passed->kind == tree::node_kind::starred ? nullptr : passed;
}

} // namespace prodreview::rules
