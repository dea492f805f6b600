// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/parameter_loop.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/tensor.hpp>

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

  [[nodiscard]] static auto check(site<tree::attribute> const &at) -> verdict {
    auto const name = at.in.spelling(at.node.attr);
    auto const is_store = at.node.use == tree::context::store;
    if (name == "requires_grad" && is_store) return verdict::holds();
    if (name == "requires_grad" ? !is_compared_in_vain(at) : !is_store || !is_misspelt(name))
      return verdict::irrelevant();
    if (!is_parameter(at)) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::attribute> const &at, verdict const &)
      -> explanation {
    if (at.node.use == tree::context::store)
      return {.problem = joined({"`", at.in.spelling(at.node.attr),
                                 "` is no attribute of a tensor; it is spelt `requires_grad`."})};
    return {.problem = joined({"The comparison `", at.in.text(*at.parent()),
                               "` stands alone: its result is lost and nothing is set."})};
  }

  [[nodiscard]] static auto mend(site<tree::attribute> const &at, verdict const &) -> edits {
    if (at.node.use == tree::context::store)
      return changing_edit(at.node.attr_range, "requires_grad");
    auto const &value = *static_cast<tree::compare const &>(*at.parent()).comparators[0];
    return changing_edit({at.node.range.end, value.range.begin}, " = ");
  }

private:
  [[nodiscard]] static auto is_misspelt(std::string_view name) -> bool {
    return tree::is_one_of(name, {"require_grad", "require_grads", "requires_grads",
                                  "required_grad", "requires_gradient", "require_gradient",
                                  "requires_gard", "requries_grad", "requires_garad",
                                  "reqires_grad", "requres_grad", "requiresgrad"});
  }

  /// `p.requires_grad == False` as a statement of its own.
  [[nodiscard]] static auto is_compared_in_vain(site<tree::attribute> const &at) -> bool {
    auto const *const test = tree::as<tree::compare>(at.parent());
    return test != nullptr && test->left == &at.node && test->ops.size() == 1 &&
           test->ops[0] == tree::comparison::eq && is_boolean(test->comparators[0]) &&
           at.enclosing_statement()->kind == tree::node_kind::expr &&
           static_cast<tree::expr const &>(*at.enclosing_statement()).value == test;
  }

  [[nodiscard]] static auto is_parameter(site<tree::attribute> const &at) -> bool {
    return is_tensor_expression(at.in, *at.node.value) ||
           runs_over_parameters(at.in, at.ancestors, *at.node.value);
  }
};

} // namespace prodreview::rules
