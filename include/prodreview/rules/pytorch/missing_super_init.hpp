// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/autograd_function.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/module_line.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/text/joined.hpp>

#include <vector>

namespace prodreview::rules {

struct missing_super_init {
  static constexpr rule_info info{
      .name = "missing-super-init",
      .topic = topic::pytorch,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "A module is built before its base",
      .problem = "`__init__` of a module does not call the `__init__` of its base.",
      .impact =
          "Torch raises an `AttributeError`: when a layer or parameter is assigned, or at the "
          "first call of the module.",
      .fix = "Call `super().__init__()` first.",
      .silent = "some `__init__` or another method that may call it is called, or the class is not "
                "known to be a module.",
      .bad = R"py(import torch
from torch import nn

class Late(nn.Module):
    def __init__(self, size):
        self.size = size
        self.linear = nn.Linear(size, size)  # !
        super().__init__()

    def forward(self, scores):
        return self.linear(scores)

class Loss(nn.Module):
    def __init__(self, weight):  # !
        self.weight = weight

    def forward(self, scores):
        return scores.mean() * self.weight
)py",
      .good = R"py(import torch
from torch import nn

class Late(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size
        self.linear = nn.Linear(size, size)

    def forward(self, scores):
        return self.linear(scores)

class Loss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.weight = weight

    def forward(self, scores):
        return scores.mean() * self.weight
)py",
      .asks_project = true,
  };

  [[nodiscard]] static auto check(site<tree::function_def> const &at) -> verdict {
    if (at.in.spelling(at.node.name) != "__init__") return verdict::irrelevant();
    auto const *const owner = tree::as<tree::class_def>(at.parent());
    if (owner == nullptr) return verdict::irrelevant();
    auto const *const base = find_base_call(at.in, at.node);
    auto const *const early = find_registration(at.in, at.node, base);
    auto const is_here = is_torch_module(at.in, *owner);
    if (!is_here && (base == nullptr || early == nullptr || !is_module_elsewhere(at, *owner)))
      return verdict::irrelevant();
    if (base == nullptr && !must_call_base(at, *owner)) return verdict::unknown();
    if (base != nullptr && early == nullptr) return verdict::holds();
    if (base != nullptr && !is_unconditional(at.node, *base)) return verdict::unknown();
    if (!is_product_code(at)) return verdict::irrelevant();
    return early != nullptr ? verdict::violated(*early, base) : verdict::violated(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::function_def> const &, verdict const &found)
      -> explanation {
    if (found.subject == nullptr) return {};
    return {.problem = "A layer, parameter or buffer is registered before the `__init__` of the "
                       "base has run.",
            .impact = "Torch raises an `AttributeError` here, whenever the module is built.",
            .evidence = {{found.subject->range, "the base is initialised here"}}};
  }

private:
  /// A module by a base in another file: what that one's methods do is not read.
  [[nodiscard]] static auto is_module_elsewhere(site<tree::function_def> const &at,
                                                tree::class_def const &owner) -> bool {
    std::vector<tree::node const *> down{at.ancestors.begin(), at.ancestors.end()};
    down.push_back(&at.node);
    return is_torch_module(at.module, down, owner);
  }

  /// `super().__init__(…)`, `nn.Module.__init__(self)`: whichever it is, it is a call of a base.
  [[nodiscard]] static auto find_base_call(tree::unit const &in, tree::function const &init)
      -> tree::call const * {
    return tree::as<tree::call>(tree::find_node(init, [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      auto const *const callee = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
      return callee != nullptr && in.spelling(callee->attr) == "__init__";
    }));
  }

  /// Nothing else can have called it: `self` does not leave, and no other method of the class
  /// calls one.
  [[nodiscard]] static auto must_call_base(site<tree::function_def> const &at,
                                           tree::class_def const &owner) -> bool {
    for (auto const *it : lineage{at.in, owner})
      for (auto const *statement : it->body) {
        auto const *const method = tree::as_function(statement);
        auto const name = method == nullptr ? "" : at.in.spelling(method->name);
        auto const is_init = name == "__init__" && it != &owner;
        if (tree::is_one_of(name, {"__new__", "__call__", "__getattr__", "__setattr__"}) ||
            (method != nullptr && !is_init && find_base_call(at.in, *method) != nullptr))
          return false;
      }
    return !has_stub_body(at.node) && !passes_self_on(at.node);
  }

  /// It raises, or is written for a tool that reads it.
  [[nodiscard]] static auto has_stub_body(tree::function const &init) -> bool {
    auto const last = init.body.back()->kind;
    return last == tree::node_kind::raise || !init.decorator_list.empty();
  }

  [[nodiscard]] static auto passes_self_on(tree::function const &init) -> bool {
    tree::name const *accessed = nullptr;
    return tree::find_node(init, [&](tree::node const &any) {
             if (auto const *it = tree::as<tree::attribute>(&any))
               accessed = tree::as<tree::name>(it->value);
             auto const *const name = tree::as<tree::name>(&any);
             return name != nullptr && name != accessed && name->id == first_parameter(init);
           }) != nullptr;
  }

  /// The first statement that gives `self` a layer, parameter or buffer, and that stands before
  /// the call of the base.
  [[nodiscard]] static auto find_registration(tree::unit const &in, tree::function const &init,
                                              tree::call const *base) -> tree::node const * {
    auto const is_one = [&](tree::node const &any) {
      if (base != nullptr && any.range.begin >= base->range.begin) return false;
      if (auto const *call = tree::as<tree::call>(&any)) return is_registering(in, init, *call);
      auto const *const statement = tree::as<tree::assign>(&any);
      return statement != nullptr && is_own_attribute(init, *statement->targets[0]) &&
             makes_registered(in, *statement->value);
    };
    auto const is_inner = [&](tree::node const &any) {
      return &any != &init && (tree::as_function(&any) || any.kind == tree::node_kind::lambda ||
                               any.kind == tree::node_kind::class_def);
    };
    return tree::find_node(init, is_one, is_inner);
  }

  [[nodiscard]] static auto is_own_attribute(tree::function const &init,
                                             tree::expression const &any) -> bool {
    auto const *const target = tree::as<tree::attribute>(&any);
    auto const *const self = target == nullptr ? nullptr : tree::as<tree::name>(target->value);
    return self != nullptr && self->id == first_parameter(init);
  }

  [[nodiscard]] static auto makes_registered(tree::unit const &in, tree::expression const &value)
      -> bool {
    auto const *const call = tree::as<tree::call>(&value);
    return call != nullptr && (makes_module(in, *call) || makes_parameter(in, *call));
  }

  [[nodiscard]] static auto is_registering(tree::unit const &in, tree::function const &init,
                                           tree::call const &call) -> bool {
    auto const *const callee = tree::as<tree::attribute>(call.func);
    return callee != nullptr && is_own_attribute(init, *callee) &&
           tree::is_one_of(in.spelling(callee->attr), {"register_buffer", "register_parameter",
                                                       "register_module", "add_module"});
  }

  [[nodiscard]] static auto is_unconditional(tree::function const &init, tree::call const &base)
      -> bool {
    for (auto const *it : init.body) {
      auto const *const statement = tree::as<tree::expr>(it);
      if (statement != nullptr && statement->value == &base) return true;
    }
    return false;
  }
};

} // namespace prodreview::rules
