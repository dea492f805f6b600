// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/rules/support/carried_gradient.hpp>
#include <prodreview/rules/support/declared_tensor.hpp>
#include <prodreview/rules/support/own_layer.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>

namespace prodreview::rules {

struct graph_kept_in_state {
  static constexpr rule_info info{
      .name = "graph-kept-in-state",
      .topic = topic::correctness,
      .area = area::gradients,
      .item = "C8",
      .severity = severity::high,
      .title = "State that outlives the step takes a graph with it",
      .problem = "A buffer, or a list of the module, takes in a tensor with the graph that it was "
                 "computed by.",
      .impact = "No step's graph is freed: memory grows with every step until it is used up, and a "
                "second `backward` raises.",
      .fix = "Take in `x.detach()`, or update under `torch.no_grad()`.",
      .silent = "gradients are off there, the value is detached, or nothing says that it is a "
                "tensor.",
      .bad = R"py(import torch

class Normaliser(torch.nn.Module):
    def __init__(self, features: int):
        super().__init__()
        self.register_buffer("mean", torch.zeros(features))

    def forward(self, inputs):
        self.mean.mul_(0.9).add_(0.1 * inputs.mean(0))  # !
        return inputs - self.mean
)py",
      .good = R"py(import torch

class Normaliser(torch.nn.Module):
    def __init__(self, features: int):
        super().__init__()
        self.register_buffer("mean", torch.zeros(features))

    def forward(self, inputs):
        self.mean.mul_(0.9).add_(0.1 * inputs.detach().mean(0))
        return inputs - self.mean
)py",
  };

  [[nodiscard]] static auto check(happening<flow::call_event> const &at) -> verdict {
    auto const *const method = tree::as<tree::attribute>(at.event.node.func);
    if (method == nullptr || at.event.node.args.empty()) return verdict::irrelevant();
    auto const name = at.in().spelling(method->attr);
    auto const *const taken = adds_in_place(name)        ? taken_by_buffer(at, *method)
                              : keeps_what_it_gets(name) ? taken_by_list(at, *method)
                                                         : nullptr;
    if (taken == nullptr) return verdict::irrelevant();
    return is_product_code(at.place()) ? verdict::violated(at.event.node, taken)
                                       : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(happening<flow::call_event> const &at, verdict const &found)
      -> explanation {
    auto const &method = static_cast<tree::attribute const &>(*at.event.node.func);
    return {.problem = joined({"`", at.in().text(*changed(at.in(), method.value)), "` takes in `",
                               at.in().text(*found.subject),
                               "` with the graph that it was computed by."})};
  }

private:
  [[nodiscard]] static auto adds_in_place(std::string_view method) -> bool {
    return tree::is_one_of(method, {"add_", "sub_", "lerp_", "addcmul_", "addcdiv_", "mul_"});
  }
  [[nodiscard]] static auto keeps_what_it_gets(std::string_view method) -> bool {
    return method == "append" || method == "appendleft";
  }

  /// `self.mean` of `self.mean.mul_(0.9)`.
  [[nodiscard]] static auto changed(tree::unit const &in, tree::expression const *any)
      -> tree::expression const * {
    while (true) {
      auto const *const call = tree::as<tree::call>(any);
      auto const *const method = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
      if (method == nullptr || !flow::is_in_place(in.spelling(method->attr))) return any;
      any = method->value;
    }
  }

  /// What an in-place method adds to a buffer of the class that `self` belongs to.
  [[nodiscard]] static auto taken_by_buffer(happening<flow::call_event> const &at,
                                            tree::attribute const &method) -> tree::node const * {
    auto const *const buffer = tree::as<tree::attribute>(changed(at.in(), method.value));
    if (buffer == nullptr || at.when.during.gradient != flow::modes::recording::on) return nullptr;
    auto const *const owner = detail::class_of_self(at.in(), *buffer->value);
    if (owner == nullptr) return nullptr;
    auto const &buffers = at.module.fact<flow::class_layouts>().of(*owner).buffers;
    if (std::find(buffers.begin(), buffers.end(), buffer->attr) == buffers.end()) return nullptr;
    for (auto const &it : at.event.given.placed)
      if (it.at != method.value && carries_gradient(at, it)) return it.at;
    return nullptr;
  }

  /// A parameter declared as a tensor that a list of the module gets.
  [[nodiscard]] static auto taken_by_list(happening<flow::call_event> const &at,
                                          tree::attribute const &method) -> tree::node const * {
    auto const *const list = tree::as<tree::name>(method.value);
    auto const *const variable = list == nullptr ? nullptr : at.in().bindings.variable_of(*list);
    auto const is_global = variable != nullptr && variable->scope == tree::scope_id::module &&
                           at.place().enclosing_function() != nullptr;
    if (!is_global || at.when.during.gradient != flow::modes::recording::on) return nullptr;
    auto const *const made = tree::only_value(at.in(), *list);
    if (made == nullptr || made->kind != tree::node_kind::list) return nullptr;
    return kept_tensor(at.in(), *at.event.node.args[0]);
  }

  /// A parameter that is declared as a tensor, alone or in a display.
  [[nodiscard]] static auto kept_tensor(tree::unit const &in, tree::expression const &any)
      -> tree::node const * {
    if (auto const *name = tree::as<tree::name>(&any)) {
      auto const *const by = tree::only_binding(in, *name);
      auto const is_parameter = by != nullptr && by->kind == tree::binding_kind::parameter;
      return is_parameter && declares_tensor(in, static_cast<tree::arg const &>(*by->by)) ? name
                                                                                          : nullptr;
    }
    auto const *const dict = tree::as<tree::dict>(&any);
    auto const *const tuple = tree::as<tree::tuple>(&any);
    if (dict == nullptr && tuple == nullptr) return nullptr;
    for (auto const *it : dict != nullptr ? dict->values : tuple->elts)
      if (auto const *kept = kept_tensor(in, *it)) return kept;
    return nullptr;
  }
};

} // namespace prodreview::rules
