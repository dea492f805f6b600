// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/autograd_context.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace prodreview::rules {

struct ctx_field_mismatch {
  static constexpr rule_info info{
      .name = "ctx-field-mismatch",
      .topic = topic::pytorch,
      .area = area::gradients,
      .item = "T6",
      .severity = severity::critical,
      .title = "backward reads what forward did not save",
      .problem = "`backward` reads something from its context that `forward` does not put there.",
      .impact = "The backward pass raises an error, or takes one tensor for another; the forward "
                "pass and inference go on working.",
      .fix = "Read what is saved, under the name and in the order in which it is saved.",
      .silent = "the context is passed on to other code, or asked with `hasattr`.",
      .bad = R"py(import torch

class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, weight, bias):
        ctx.save_for_backward(scores, weight)
        ctx.dtype_bias = bias.dtype
        return scores * weight + bias

    @staticmethod
    def backward(ctx, grad):
        scores, weight, bias = ctx.saved_tensors  # !
        grad_bias = grad.sum(0, dtype=ctx.bias_dtype)  # !
        return grad * weight, grad * scores, grad_bias
)py",
      .good = R"py(import torch

class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, weight, bias):
        ctx.save_for_backward(scores, weight)
        ctx.dtype_bias = bias.dtype
        return scores * weight + bias

    @staticmethod
    def backward(ctx, grad):
        scores, weight = ctx.saved_tensors
        grad_bias = grad.sum(0, dtype=ctx.dtype_bias)
        return grad * weight, grad * scores, grad_bias
)py",
  };

  [[nodiscard]] static auto check(site<tree::attribute> const &at) -> verdict {
    if (at.node.use != tree::context::load) return verdict::irrelevant();
    auto const reader = reader_of(at);
    if (reader.method == nullptr || is_own_field(at.in.spelling(at.node.attr)))
      return verdict::irrelevant();
    auto const &filled = at.module.fact<context_fillers>().of(*reader.owner);
    auto const &filler = filled.by;
    if (!filled.is_kept) return verdict::unknown();
    auto const said = at.in.spelling(at.node.attr) == "saved_tensors"
                          ? compare_saved(at, reader, filler)
                          : find_field(at, reader);
    if (said.said != answer::violated) return said;
    if (!is_product_code(at)) return verdict::irrelevant();
    return opaque_decorator(at.in, *filler.method) == nullptr
               ? said
               : verdict::likely(*said.at, said.subject, said.detail);
  }

  [[nodiscard]] static auto explain(site<tree::attribute> const &at, verdict const &found)
      -> explanation {
    auto said = found.subject == nullptr ? explain_field(at) : explain_saved(at, found);
    auto const reader = reader_of(at);
    auto const &filler = at.module.fact<context_fillers>().of(*reader.owner).by;
    if (auto const *opaque = opaque_decorator(at.in, *filler.method))
      said.problem += joined({" We assume that `@", at.in.text(*opaque), "` saves nothing."});
    return said;
  }

private:
  [[nodiscard]] static auto reader_of(site<tree::attribute> const &at) -> context_use {
    return context_use_of(at.in, *at.node.value, {"backward", "vjp", "jvp"});
  }

  /// What torch itself puts on a context.
  [[nodiscard]] static auto is_own_field(std::string_view name) -> bool {
    return name.starts_with('_') ||
           tree::is_one_of(name,
                           {"needs_input_grad", "save_for_backward", "save_for_forward",
                            "saved_for_forward", "saved_variables", "mark_dirty",
                            "mark_non_differentiable", "mark_shared_storage",
                            "set_materialize_grads", "materialize_grads", "name", "next_functions",
                            "metadata", "register_hook", "register_prehook", "dirty_tensors",
                            "non_differentiable", "to_save", "maybe_clear_saved_tensors"});
  }

  /// Anywhere in the class or its bases will do: the path is not followed.
  [[nodiscard]] static auto is_stored(site<tree::attribute> const &at, tree::class_def const &by)
      -> bool {
    auto const &stored = at.module.fact<context_fillers>().of(by).stored;
    return std::binary_search(stored.begin(), stored.end(), at.node.attr);
  }

  [[nodiscard]] static auto find_field(site<tree::attribute> const &at, context_use const &reader)
      -> verdict {
    if (is_stored(at, *reader.owner)) return verdict::holds();
    auto const asks = [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      return call != nullptr && at.names(call->func, {"builtins.hasattr", "builtins.setattr"});
    };
    if (tree::find_node(*reader.method, asks) != nullptr) return verdict::unknown();
    return verdict::violated(at.node);
  }

  /// `a, b = ctx.saved_tensors` or `ctx.saved_tensors[1]`, against every call that saves.
  [[nodiscard]] static auto compare_saved(site<tree::attribute> const &at,
                                          context_use const &reader, context_use const &filler)
      -> verdict {
    auto const wanted = wanted_elements(at);
    auto const saves = saving_calls(at.in, filler);
    if (!wanted || at.in.spelling(reader.method->name) == "jvp" ||
        stores_attribute(at.in, *filler.method, "to_save"))
      return verdict::unknown();
    for (auto const *save : saves) {
      if (passes_unpacked(*save)) return verdict::unknown();
      if (!wanted->fits(save->args.size())) continue;
      return are_permuted(at, *save) ? verdict::likely(at.node, save) : verdict::holds();
    }
    return verdict::violated(at.node, saves.empty() ? nullptr : saves.back());
  }

  /// How many elements a read of `saved_tensors` needs.
  struct element_count {
    std::size_t least;
    bool is_exact;
    [[nodiscard]] auto fits(std::size_t saved) const -> bool {
      return is_exact ? saved == least : saved >= least;
    }
  };

  [[nodiscard]] static auto wanted_elements(site<tree::attribute> const &at)
      -> std::optional<element_count> {
    if (auto const *pattern = unpacking(at)) {
      element_count count{pattern->elts.size(), true};
      for (auto const *it : pattern->elts)
        if (it->kind == tree::node_kind::starred) count = {count.least - 1, false};
      return count;
    }
    auto const *const indexed = tree::as<tree::subscript>(at.parent());
    auto const place = indexed == nullptr ? std::nullopt : small_integer(at.in, indexed->slice);
    if (!place) return std::nullopt;
    return element_count{*place + 1, false};
  }

  [[nodiscard]] static auto unpacking(site<tree::attribute> const &at) -> tree::tuple const * {
    auto const *const statement = tree::as<tree::assign>(at.parent());
    return statement == nullptr ? nullptr : tree::as<tree::tuple>(statement->targets[0]);
  }

  /// The same names, in another order.
  [[nodiscard]] static auto are_permuted(site<tree::attribute> const &at, tree::call const &save)
      -> bool {
    auto const *const pattern = unpacking(at);
    if (pattern == nullptr || pattern->elts.size() != save.args.size()) return false;
    std::vector<name_id> read;
    std::vector<name_id> saved;
    for (std::size_t i = 0; i < save.args.size(); ++i) {
      auto const *const target = tree::as<tree::name>(pattern->elts[i]);
      auto const *const value = tree::as<tree::name>(save.args[i]);
      if (target == nullptr || value == nullptr) return false;
      read.push_back(target->id);
      saved.push_back(value->id);
    }
    if (read == saved) return false;
    std::sort(read.begin(), read.end());
    std::sort(saved.begin(), saved.end());
    return read == saved;
  }

  [[nodiscard]] static auto explain_field(site<tree::attribute> const &at) -> explanation {
    if (at.in.spelling(at.node.attr) == "saved_tensors")
      return {.problem = "`backward` unpacks saved tensors; `forward` saves none."};
    return {.problem = joined({"`", at.in.spelling(at.node.attr),
                               "` is read from the context and never stored there."}),
            .fix = "Store it in `forward`, or read it under the name that it is stored under."};
  }

  [[nodiscard]] static auto explain_saved(site<tree::attribute> const &at, verdict const &found)
      -> explanation {
    auto const &save = static_cast<tree::call const &>(*found.subject);
    fact const saved{save.range, joined({std::to_string(save.args.size()), " saved here"})};
    if (wanted_elements(at)->fits(save.args.size()))
      return {.problem = "The saved tensors are unpacked in another order than they are saved in; "
                         "we assume that the same name means the same tensor.",
              .evidence = {saved}};
    return {.problem = joined({"`save_for_backward` saves ", std::to_string(save.args.size()),
                               " tensors; here ", std::to_string(wanted_elements(at)->least),
                               " are read."}),
            .evidence = {saved}};
  }
};

} // namespace prodreview::rules
