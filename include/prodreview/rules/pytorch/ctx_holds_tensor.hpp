// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/autograd_context.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>

namespace prodreview::rules {

struct ctx_holds_tensor {
  static constexpr rule_info info{
      .name = "ctx-holds-tensor",
      .topic = topic::pytorch,
      .area = area::gradients,
      .item = "T6",
      .severity = severity::high,
      .title = "A tensor is kept as an attribute of the context",
      .problem = "An input or output of `forward` is stored as a plain attribute of its context.",
      .impact = "An output that is kept so holds the graph that holds it: the memory of both is "
                "freed only when Python's cycle collector runs.",
      .fix = "Pass it to `save_for_backward` and read it from `saved_tensors`.",
      .silent = "the value is not known to be such a tensor, or the output has no gradient.",
      .bad = R"py(import torch

class Exp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores):
        result = torch.exp(scores)
        ctx.result = result  # !
        return result

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.result
)py",
      .good = R"py(import torch

class Exp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores):
        result = torch.exp(scores)
        ctx.save_for_backward(result)
        return result

    @staticmethod
    def backward(ctx, grad):
        result, = ctx.saved_tensors
        return grad * result
)py",
  };

  [[nodiscard]] static auto check(site<tree::attribute> const &at) -> verdict {
    if (at.node.use != tree::context::store) return verdict::irrelevant();
    auto const filler = context_use_of(at.in, *at.node.value, {"forward"});
    auto const *const statement = tree::as<tree::assign>(at.parent());
    if (filler.method == nullptr || statement == nullptr) return verdict::irrelevant();
    auto const *const kept = tree::as<tree::name>(statement->value);
    if (kept == nullptr || !is_tensor_expression(at.in, *kept)) return verdict::unknown();
    auto const said =
        is_input(at.in, *kept) ? judge_input(at, filler, *kept) : judge_output(at, filler, *kept);
    return said.said != answer::violated || is_product_code(at) ? said : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::attribute> const &at, verdict const &found)
      -> explanation {
    auto const &kept = static_cast<tree::name const &>(*found.subject);
    if (!is_input(at.in, kept)) return {};
    explanation said{
        .problem = joined({"The input `", at.in.spelling(kept.id),
                           "` is stored as a plain attribute of the context."}),
        .impact = "Autograd does not notice when it is changed in place before the backward pass, "
                  "and the gradient is silently wrong; hooks on saved tensors do not see it."};
    if (found.tier == tier::likely)
      said.problem += " We assume that it is the tensor that its annotation says.";
    return said;
  }

private:
  [[nodiscard]] static auto is_input(tree::unit const &in, tree::name const &kept) -> bool {
    auto const *const by = tree::only_binding(in, kept);
    return by != nullptr && by->kind == tree::binding_kind::parameter;
  }

  /// An annotation alone may be wrong: something in `forward` should use it as a tensor.
  [[nodiscard]] static auto judge_input(site<tree::attribute> const &at, context_use const &filler,
                                        tree::name const &kept) -> verdict {
    auto const *const variable = at.in.bindings.variable_of(kept);
    auto const uses_tensor = [&](tree::node const &any) {
      auto const *const it = tree::as<tree::attribute>(&any);
      return it != nullptr && is_variable(at.in, it->value, variable);
    };
    return tree::find_node(*filler.method, uses_tensor) != nullptr
               ? verdict::violated(at.node, &kept)
               : verdict::likely(at.node, &kept);
  }

  [[nodiscard]] static auto judge_output(site<tree::attribute> const &at, context_use const &filler,
                                         tree::name const &kept) -> verdict {
    auto const *const variable = at.in.bindings.variable_of(kept);
    if (!is_returned(at.in, *filler.method, variable) ||
        has_no_gradient(at.in, *filler.method, *variable))
      return verdict::unknown();
    return verdict::violated(at.node, &kept);
  }

  /// Alone, or as an element of the tuple.
  [[nodiscard]] static auto is_returned(tree::unit const &in, tree::function const &by,
                                        tree::variable const *variable) -> bool {
    auto const returns_it = [&](tree::node const &any) {
      auto const *const given = tree::as<tree::return_>(&any);
      if (given == nullptr) return false;
      auto const *const all = tree::as<tree::tuple>(given->value);
      if (all == nullptr) return is_variable(in, given->value, variable);
      return std::any_of(all->elts.begin(), all->elts.end(),
                         [&](auto const *it) { return is_variable(in, it, variable); });
    };
    return tree::find_node(by, returns_it) != nullptr;
  }

  /// Marked so, or made of integers.
  [[nodiscard]] static auto has_no_gradient(tree::unit const &in, tree::function const &in_method,
                                            tree::variable const &output) -> bool {
    if (mentions(in, in_method, "mark_non_differentiable")) return true;
    for (auto const index : output.bound_at) {
      auto const &by = in.bindings.all[index];
      auto const *const call = tree::as<tree::call>(by.value);
      if (by.value == nullptr || by.value->kind == tree::node_kind::compare) return true;
      auto const *const callee = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
      if (callee != nullptr && makes_integers(in.spelling(callee->attr))) return true;
    }
    return false;
  }

  [[nodiscard]] static auto makes_integers(std::string_view operation) -> bool {
    return tree::is_one_of(operation,
                           {"argmax",    "argmin",       "argsort",    "arange",      "bool",
                            "bucketize", "int",          "long",       "nonzero",     "randint",
                            "randperm",  "searchsorted", "eq",         "ne",          "lt",
                            "le",        "gt",           "ge",         "isnan",       "isinf",
                            "isfinite",  "logical_and",  "logical_or", "logical_not", "logical_xor",
                            "to",        "type"});
  }
};

} // namespace prodreview::rules
