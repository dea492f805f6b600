// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/autograd_context.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/returned_values.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/text/joined.hpp>

#include <optional>

namespace prodreview::rules {

struct backward_arity {
  static constexpr rule_info info{
      .name = "backward-arity",
      .topic = topic::pytorch,
      .area = area::gradients,
      .item = "T6",
      .severity = severity::critical,
      .title = "backward returns the wrong number of gradients",
      .problem = "`backward` owes one gradient, or `None`, for each argument of `forward`.",
      .impact = "Autograd raises an error as soon as the backward pass reaches the function; the "
                "forward pass and inference go on working, so tests of them do not notice.",
      .fix = "Return one value for each input, in the order of the inputs: `None` for what has no "
             "gradient.",
      .silent = "the number of returned values is not known, surplus values are `None`, or inputs "
                "with a default may not be passed.",
      .bad = R"py(import torch

class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, weight, axis):
        ctx.save_for_backward(scores, weight)
        return scores * weight

    @staticmethod
    def backward(ctx, grad):
        scores, weight = ctx.saved_tensors
        return grad * weight, grad * scores  # !
)py",
      .good = R"py(import torch

class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, weight, axis):
        ctx.save_for_backward(scores, weight)
        return scores * weight

    @staticmethod
    def backward(ctx, grad):
        scores, weight = ctx.saved_tensors
        return grad * weight, grad * scores, None
)py",
  };

  [[nodiscard]] static auto check(site<tree::return_> const &at) -> verdict {
    auto const *const backward = at.enclosing_function();
    if (backward == nullptr || at.in.spelling(backward->name) != "backward")
      return verdict::irrelevant();
    auto const *const owner = enclosing_class(at);
    if (owner == nullptr || !is_method_of(*owner, *backward) ||
        !is_autograd_function(at.in, *owner))
      return verdict::irrelevant();
    auto const *const forward = method_of(at.in, *owner, "forward");
    if (forward == nullptr || !has_context_first(at.module, *forward) || is_stub(*backward))
      return verdict::unknown();
    auto const given = values_of(at.in, at.node);
    if (!given.is_known) return verdict::unknown();
    auto said = compare(at, *owner, *forward, given);
    if (said.said != answer::violated) return said;
    said.at = &where_it_ends(at);
    if (!is_product_code(at)) return verdict::irrelevant();
    auto const is_certain = !are_none(given) && opaque_decorator(at.in, *forward) == nullptr &&
                            opaque_decorator(at.in, *backward) == nullptr;
    return is_certain ? said : verdict::likely(*said.at, said.subject, said.detail);
  }

  [[nodiscard]] static auto explain(site<tree::return_> const &at, verdict const &found)
      -> explanation {
    auto const &forward = *method_of(at.in, *enclosing_class(at), "forward");
    auto const given = values_of(at.in, at.node);
    auto problem =
        joined({"`backward` returns ", counted(given.elements.size()),
                "; one is due for each argument of `apply`, ", std::to_string(found.detail), "."});
    if (are_none(given)) problem += " We assume that an output of `forward` has a gradient.";
    for (auto const *it : {&forward, at.enclosing_function()})
      if (auto const *opaque = opaque_decorator(at.in, *it))
        problem += joined({" We assume that `@", at.in.text(*opaque), "` around `",
                           at.in.spelling(it->name), "` passes arguments and results through."});
    fact const inputs{forward.args->range, "the inputs of `forward`"};
    if (found.subject == nullptr) return {.problem = std::move(problem), .evidence = {inputs}};
    return {.problem = std::move(problem),
            .evidence = {inputs, {found.subject->range, "`apply` is called here"}}};
  }

  [[nodiscard]] static auto mend(site<tree::return_> const &at, verdict const &found) -> edits {
    auto const given = values_of(at.in, at.node).elements.size();
    if (given >= found.detail || at.node.value == nullptr) return {};
    auto const *const all = tree::as<tree::tuple>(at.node.value);
    if (all != nullptr && at.in.text(*all).ends_with(')') && at.in.text(*all).starts_with('('))
      return {};
    std::string padding;
    for (auto i = given; i < found.detail; ++i) padding += ", None";
    return changing_edit(just_after(*at.node.value), std::move(padding));
  }

private:
  /// The detail of a verdict is how many values are due.
  [[nodiscard]] static auto compare(site<tree::return_> const &at, tree::class_def const &owner,
                                    tree::function const &forward, returned_values const &given)
      -> verdict {
    auto const has_setup = method_of(at.in, owner, "setup_context") != nullptr;
    auto const inputs = inputs_of(forward, !has_setup);
    auto const count = given.elements.size();
    if (count < inputs.least)
      return verdict::violated(at.node, nullptr, static_cast<std::uint32_t>(inputs.least));
    if (count > inputs.most) return judge_surplus(at, inputs.most, given);
    auto const *const apply = count < inputs.most ? longest_apply(at.in, owner) : nullptr;
    if (apply == nullptr) return count < inputs.most ? verdict::unknown() : verdict::holds();
    auto const passed = apply->args.size();
    if (passed <= count || passed > inputs.most) return verdict::unknown();
    return verdict::violated(at.node, apply, static_cast<std::uint32_t>(passed));
  }

  /// The last value of a `return` of several lines: there a value is missing or too much.
  [[nodiscard]] static auto where_it_ends(site<tree::return_> const &at) -> tree::node const & {
    auto const &lines = at.in.source.lines();
    auto const is_one_line = lines.line_of(at.node.range.begin) == lines.line_of(at.node.range.end);
    auto const *const all = tree::as<tree::tuple>(at.node.value);
    if (is_one_line || all == nullptr || all->elts.empty()) return at.node;
    return *all->elts.back();
  }

  /// Surplus values are cut off where all of them are None.
  [[nodiscard]] static auto judge_surplus(site<tree::return_> const &at, std::size_t owed,
                                          returned_values const &given) -> verdict {
    auto is_known = true;
    for (auto i = owed; i < given.elements.size(); ++i) {
      auto const *const surplus = given.elements[i];
      if (surplus != nullptr && is_tensor_expression(at.in, *surplus))
        return verdict::violated(at.node, nullptr, static_cast<std::uint32_t>(owed));
      is_known = is_known && is_none(surplus);
    }
    return is_known ? verdict::holds() : verdict::unknown();
  }

  /// Nothing but `return None`: the author says that there is no gradient.
  [[nodiscard]] static auto is_stub(tree::function const &backward) -> bool {
    auto const *const last = tree::as<tree::return_>(backward.body.back());
    return backward.body.size() <= 2 && last != nullptr &&
           (last->value == nullptr || is_none(last->value));
  }

  /// No gradient at all is returned: perhaps nothing asks for one.
  [[nodiscard]] static auto are_none(returned_values const &given) -> bool {
    for (auto const *it : given.elements)
      if (it != nullptr && !is_none(it)) return false;
    return true;
  }

  [[nodiscard]] static auto counted(std::size_t count) -> std::string {
    return joined({std::to_string(count), " value", count == 1 ? "" : "s"});
  }
};

} // namespace prodreview::rules
