// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/module_line.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {

struct parametric_module_in_forward {
  static constexpr rule_info info{
      .name = "parametric-module-in-forward",
      .topic = topic::pytorch,
      .area = area::training,
      .item = "T4",
      .severity = severity::critical,
      .title = "A layer is made anew in every forward pass",
      .problem =
          "The layer is built, with fresh random weights, each time `forward` runs, and then "
          "forgotten.",
      .impact = "No optimizer ever sees its weights, no checkpoint holds them, and two runs on one "
                "input disagree: it applies noise.",
      .fix = "Build it once, in `__init__`, and keep it in an attribute.",
      .silent = "the layer has no weights, they are set after it is made, or the layer is kept.",
      .bad = R"py(import torch
from torch import nn

class Head(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, scores):
        projected = nn.Linear(scores.shape[-1], self.size)(scores)  # !
        norm = nn.LayerNorm(self.size).to(scores.device)  # !
        return norm(projected)
)py",
      .good = R"py(import torch
from torch import nn

class Head(nn.Module):
    def __init__(self, size, channels):
        super().__init__()
        self.projection = nn.Linear(channels, size)
        self.norm = nn.LayerNorm(size)

    def forward(self, scores):
        return self.norm(self.projection(scores))
)py",
      .asks_project = true,
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (!makes_torch_layer(at.in, at.node)) return verdict::irrelevant();
    auto const *const method = at.enclosing_function();
    if (method == nullptr || at.in.spelling(method->name) != "forward")
      return verdict::irrelevant();
    auto const *const owner = enclosing_class(at);
    if (owner == nullptr || !is_method_of(*owner, *method) ||
        !is_torch_module(at.module, at.ancestors, *owner))
      return verdict::irrelevant();
    if (passes_unpacked(at.node) || has_no_weights(at)) return verdict::unknown();
    auto const *const used = where_it_is_used(at);
    if (used == nullptr) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, used) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::call> const &, verdict const &found) -> explanation {
    return {.evidence = {{found.subject->range, "it is applied here"}}};
  }

private:
  /// `affine=False`, `elementwise_affine=False`, by name or by place.
  [[nodiscard]] static auto has_no_weights(site<tree::call> const &at) -> bool {
    for (auto const *it : at.node.args)
      if (is_false(it)) return true;
    for (auto const *it : at.node.keywords)
      if (at.in.spelling(it->name).ends_with("affine") && !is_true(it->value)) return true;
    return false;
  }

  /// The call of the layer: of what is made here, or of the variable that it is given to. Null
  /// when it goes anywhere else, or something else is done with it.
  [[nodiscard]] static auto where_it_is_used(site<tree::call> const &at) -> tree::node const * {
    tree::node const *made = &at.node;
    for (auto i = at.ancestors.size(); i-- > 0; made = at.ancestors[i]) {
      auto const *const parent = at.ancestors[i];
      if (auto const *call = tree::as<tree::call>(parent)) {
        if (call->func != made) return nullptr;
        if (made->kind == tree::node_kind::attribute) continue;
        return call;
      }
      if (auto const *method = tree::as<tree::attribute>(parent)) {
        if (!returns_itself(at.in.spelling(method->attr))) return nullptr;
        continue;
      }
      auto const *const statement = tree::as<tree::assign>(parent);
      return statement == nullptr ? nullptr : call_of_variable(at.in, *statement);
    }
    return nullptr;
  }

  /// A method of a module that gives the module back.
  [[nodiscard]] static auto returns_itself(std::string_view method) -> bool {
    return tree::is_one_of(method, {"to", "cuda", "cpu", "half", "float", "double", "bfloat16",
                                    "train", "eval", "type"});
  }

  /// The first call of the variable, where nothing but calls and moves are made of it.
  [[nodiscard]] static auto call_of_variable(tree::unit const &in, tree::assign const &statement)
      -> tree::node const * {
    auto const *const name = tree::as<tree::name>(statement.targets[0]);
    auto const *const variable = name == nullptr ? nullptr : in.bindings.variable_of(*name);
    if (variable == nullptr || statement.targets.size() != 1) return nullptr;
    tree::node const *called = nullptr;
    auto calls = 0;
    auto uses = 0;
    (void)tree::find_node(scope_of(in, *variable), [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      if (call != nullptr && is_variable(in, call->func, variable)) {
        if (calls++ == 0) called = call;
      }
      auto const *const use = tree::as<tree::name>(&any);
      uses += use != nullptr && in.bindings.variable_of(*use) == variable &&
              use->use == tree::context::load;
      return false;
    });
    return calls == uses ? called : nullptr;
  }
};

} // namespace prodreview::rules
