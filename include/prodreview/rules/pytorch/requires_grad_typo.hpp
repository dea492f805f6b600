// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/parameter_loop.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <span>

namespace prodreview::rules {

struct requires_grad_typo {
  static constexpr rule_info info{
      .name = "requires-grad-typo",
      .topic = topic::pytorch,
      .area = area::gradients,
      .item = "T4",
      .severity = severity::critical,
      .title = "requires_grad is not set",
      .problem = "The statement looks as if it set `requires_grad`, and does not.",
      .impact = "Python accepts any attribute and any comparison: weights meant to be frozen go on "
                "being trained, or the other way round.",
      .fix = "Assign to `requires_grad`, or call `requires_grad_()`.",
      .silent = "the object is not known to be a tensor or parameter.",
      .bad = R"py(import torch

def freeze(backbone, head):
    for parameter in backbone.parameters():
        parameter.require_grad = False  # !
    for name, parameter in head.named_parameters():
        parameter.requires_grad == True  # !
)py",
      .good = R"py(import torch

def freeze(backbone, head):
    for parameter in backbone.parameters():
        parameter.requires_grad = False
    for name, parameter in head.named_parameters():
        parameter.requires_grad = True
)py",
  };

  /// What a loop over `parameters()` gives is a parameter, in modules without torch as well.
  [[nodiscard]] static auto check(site<tree::attribute> const &at) -> verdict {
    auto const asked = look(at.in, at.node, at.ancestors);
    if (asked != answer::violated) return {.said = asked};
    if (!runs_over_parameters(at.in, at.ancestors, *at.node.value)) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::attribute> const &at, verdict const &)
      -> explanation {
    return explained(at.in, at.node, at.ancestors);
  }

  [[nodiscard]] static auto mend(site<tree::attribute> const &at, verdict const &) -> edits {
    return mended(at.node, at.ancestors);
  }

  /// What is known to be a tensor.
  struct on_values {
    [[nodiscard]] static auto check(happening<flow::attribute_event> const &at) -> verdict {
      auto const &part = at.event.node;
      if (look(at.in(), part, at.when.around) != answer::violated) return verdict::irrelevant();
      if (!at.is(at.event.of.value, flow::kind::tensor)) return verdict::irrelevant();
      return is_product_code(at.place()) ? verdict::violated(part) : verdict::irrelevant();
    }

    [[nodiscard]] static auto explain(happening<flow::attribute_event> const &at, verdict const &)
        -> explanation {
      return explained(at.in(), at.event.node, at.when.around);
    }

    [[nodiscard]] static auto mend(happening<flow::attribute_event> const &at, verdict const &)
        -> edits {
      return mended(at.event.node, at.when.around);
    }
  };

private:
  using nodes_around = std::span<tree::node const *const>;

  /// Whether a use of an attribute looks as if it set `requires_grad`, and does not.
  [[nodiscard]] static auto look(tree::unit const &in, tree::attribute const &it,
                                 nodes_around around) -> answer {
    auto const name = in.spelling(it.attr);
    auto const is_store = it.use == tree::context::store;
    if (name != "requires_grad")
      return is_store && is_misspelt(name) ? answer::violated : answer::irrelevant;
    if (is_store) return answer::holds;
    return compared_in_vain(it, around) != nullptr ? answer::violated : answer::irrelevant;
  }

  [[nodiscard]] static auto explained(tree::unit const &in, tree::attribute const &it,
                                      nodes_around around) -> explanation {
    if (it.use == tree::context::store)
      return {.problem = joined({"`", in.spelling(it.attr),
                                 "` is no attribute of a tensor; it is spelt `requires_grad`."})};
    return {.problem = joined({"The comparison `", in.text(*compared_in_vain(it, around)),
                               "` stands alone: its result is lost and nothing is set."})};
  }

  [[nodiscard]] static auto mended(tree::attribute const &it, nodes_around around) -> edits {
    if (it.use == tree::context::store) return changing_edit(it.attr_range, "requires_grad");
    auto const &value = *compared_in_vain(it, around)->comparators[0];
    return changing_edit({it.range.end, value.range.begin}, " = ");
  }

  [[nodiscard]] static auto is_misspelt(std::string_view name) -> bool {
    return tree::is_one_of(name, {"require_grad", "require_grads", "requires_grads",
                                  "required_grad", "requires_gradient", "require_gradient",
                                  "requires_gard", "requries_grad", "requires_garad",
                                  "reqires_grad", "requres_grad", "requiresgrad"});
  }

  /// `p.requires_grad == False` as a statement of its own, or null.
  [[nodiscard]] static auto compared_in_vain(tree::attribute const &it, nodes_around around)
      -> tree::compare const * {
    tree::expr const *alone = nullptr;
    for (auto const *node : around)
      if (auto const *statement = tree::as<tree::expr>(node)) alone = statement;
    auto const *const test = alone == nullptr ? nullptr : tree::as<tree::compare>(alone->value);
    auto const is_it = test != nullptr && test->left == &it && test->ops.size() == 1 &&
                       test->ops[0] == tree::comparison::eq && is_boolean(test->comparators[0]);
    return is_it ? test : nullptr;
  }
};

} // namespace prodreview::rules
