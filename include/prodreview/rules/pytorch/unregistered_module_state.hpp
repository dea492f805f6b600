// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/device_meeting.hpp>
#include <prodreview/rules/support/host_tensor.hpp>
#include <prodreview/rules/support/module_state.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct unregistered_module_state {
  static constexpr rule_info info{
      .name = "unregistered-module-state",
      .topic = topic::pytorch,
      .area = area::devices,
      .item = "C6",
      .severity = severity::high,
      .title = "A module holds layers that torch does not see",
      .problem = "Layers or parameters in a plain list or dict are not registered with the module.",
      .impact = "`parameters()`, `to()`, `state_dict()` and `eval()` pass them by: they are not "
                "trained, stay on the CPU, and are missing from the checkpoint.",
      .fix = "Keep them in `nn.ModuleList`, `nn.ModuleDict` or `nn.ParameterList`.",
      .silent =
          "the class registers them in some other way, the container is passed on, nothing "
          "but `__init__` reads it, a comment stands beside it, or a tensor is moved by hand.",
      .bad = R"py(import torch
from torch import nn

class Stack(nn.Module):
    def __init__(self, depth, size):
        super().__init__()
        self.layers = [nn.Linear(size, size) for _ in range(depth)]  # !

    def forward(self, scores):
        for layer in self.layers:
            scores = layer(scores)
        return scores

class Blur(nn.Module):
    def __init__(self):
        super().__init__()
        self.kernel = torch.ones(3)  # !

    def forward(self, scores):
        return scores * self.kernel
)py",
      .good = R"py(import torch
from torch import nn

class Stack(nn.Module):
    def __init__(self, depth, size):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(size, size) for _ in range(depth)])

    def forward(self, scores):
        for layer in self.layers:
            scores = layer(scores)
        return scores

class Blur(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("kernel", torch.ones(3))

    def forward(self, scores):
        return scores * self.kernel
)py",
  };

  [[nodiscard]] static auto check(site<tree::assign> const &at) -> verdict {
    auto const *const held = held_value(at);
    if (held == nullptr) return verdict::irrelevant();
    auto const is_tensor = held->kind == tree::node_kind::call;
    if (is_tensor && !is_host_tensor(at.in, *held)) return verdict::irrelevant();
    auto const attribute = own_attribute_of(at.in, *at.node.targets[0]);
    if (attribute.owner == nullptr || !is_torch_module(at.in, *attribute.owner))
      return verdict::irrelevant();
    auto const said = is_tensor ? judge_tensor(at, attribute) : judge_layers(at, attribute, *held);
    return said.said != answer::violated || is_product_code(at) ? said : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::assign> const &at, verdict const &found)
      -> explanation {
    if (found.detail != of_tensor)
      return {.evidence = {{found.subject->range, "this is held without being registered"}}};
    auto const name = at.in.text(*at.node.targets[0]);
    return {.title = "A tensor of a module does not move with it",
            .problem = joined({"`", name, "` is a plain attribute: neither parameter nor buffer."}),
            .impact =
                "`to()`, `cuda()` and `double()` leave it behind: on a GPU the operation that "
                "it meets an input in raises an error.",
            .fix = "Register it: `self.register_buffer(name, tensor)`, with `persistent=False` if "
                   "checkpoints shall not hold it.",
            .evidence = {{found.subject->range, "it meets an input here"}}};
  }

private:
  static constexpr std::uint32_t of_tensor = 1;

  /// What an attribute is given: a call as it stands, or a container, perhaps through a variable.
  [[nodiscard]] static auto held_value(site<tree::assign> const &at) -> tree::expression const * {
    if (at.node.targets.size() != 1 || at.node.targets[0]->kind != tree::node_kind::attribute)
      return nullptr;
    auto const *const name = tree::as<tree::name>(at.node.value);
    auto const *const held = name == nullptr ? at.node.value : tree::only_value(at.in, *name);
    if (held == nullptr || (name != nullptr && held->kind == tree::node_kind::call)) return nullptr;
    switch (held->kind) {
    case tree::node_kind::call:
    case tree::node_kind::list:
    case tree::node_kind::dict:
    case tree::node_kind::tuple:
    case tree::node_kind::list_comp:
    case tree::node_kind::dict_comp: return held;
    default: return nullptr;
    }
  }

  [[nodiscard]] static auto judge_tensor(site<tree::assign> const &at,
                                         own_attribute const &attribute) -> verdict {
    if (count_stores(attribute) != 1 || moves_state(at.in, *attribute.owner) ||
        is_moved_by_hand(at.in, attribute))
      return verdict::unknown();
    auto const *const meeting = find_meeting(at.in, attribute);
    return meeting == nullptr ? verdict::unknown() : verdict::violated(at.node, meeting, of_tensor);
  }

  [[nodiscard]] static auto judge_layers(site<tree::assign> const &at,
                                         own_attribute const &attribute,
                                         tree::expression const &held) -> verdict {
    auto const *const element = unregistered_layer(at, attribute, held);
    if (element == nullptr) return verdict::irrelevant();
    auto const &owner = *attribute.owner;
    if (count_stores(attribute) != 1 || !is_read_later(at.in, attribute) ||
        moves_state(at.in, owner) || registers_state(at.in, owner) || is_passed_on(at, attribute) ||
        has_comment_on_line(at.in, at.node))
      return verdict::unknown();
    return verdict::violated(at.node, element);
  }

  /// The first layer or parameter that the container holds for certain.
  [[nodiscard]] static auto unregistered_layer(site<tree::assign> const &at,
                                               own_attribute const &attribute,
                                               tree::expression const &held) -> tree::node const * {
    if (auto const *it = tree::as<tree::list_comp>(&held)) return as_layer(at.in, it->elt);
    if (auto const *it = tree::as<tree::dict_comp>(&held)) return as_layer(at.in, it->value);
    if (auto const *it = tree::as<tree::tuple>(&held)) return first_layer(at.in, it->elts);
    if (auto const *it = tree::as<tree::dict>(&held)) return first_layer(at.in, it->values);
    auto const *const list = tree::as<tree::list>(&held);
    if (!list->elts.empty()) return first_layer(at.in, list->elts);
    return appended_layer(at, attribute);
  }

  /// A list of one element hides it on purpose.
  [[nodiscard]] static auto first_layer(tree::unit const &in, tree::many<tree::expression> all)
      -> tree::node const * {
    for (auto const *it : all)
      if (auto const *layer = as_layer(in, it); layer && all.size() > 1) return layer;
    return nullptr;
  }

  [[nodiscard]] static auto as_layer(tree::unit const &in, tree::expression const *any)
      -> tree::node const * {
    auto const *const call = tree::as<tree::call>(any);
    auto const is_one = call != nullptr && (makes_layer(in, *call) || makes_parameter(in, *call));
    return is_one ? call : nullptr;
  }

  /// The attribute, or the variable that it is given from.
  [[nodiscard]] static auto is_held(site<tree::assign> const &at, own_attribute const &attribute,
                                    tree::expression const *any) -> bool {
    auto const *const source = tree::as<tree::name>(at.node.value);
    return attribute.is(any) ||
           (source != nullptr && is_variable(at.in, any, at.in.bindings.variable_of(*source)));
  }

  /// `self.layers.append(nn.Linear(…))`
  [[nodiscard]] static auto appended_layer(site<tree::assign> const &at,
                                           own_attribute const &attribute) -> tree::node const * {
    return tree::find_node(*at.enclosing_function(), [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      return call != nullptr && call->args.size() == 1 &&
             is_held(at, attribute, receiver_of(at.in, *call, "append")) &&
             as_layer(at.in, call->args[0]) != nullptr;
    });
  }

  /// Whoever gets the container may register what it holds.
  [[nodiscard]] static auto is_passed_on(site<tree::assign> const &at,
                                         own_attribute const &attribute) -> bool {
    auto const passes = [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      if (call == nullptr || is_reading(at.in, *call)) return false;
      for (auto const *it : call->args) {
        auto const *const unpacked = tree::as<tree::starred>(it);
        if (is_held(at, attribute, unpacked == nullptr ? it : unpacked->value)) return true;
      }
      for (auto const *it : call->keywords)
        if (is_held(at, attribute, it->value)) return true;
      return false;
    };
    return tree::find_node(*attribute.owner, passes) != nullptr;
  }

  [[nodiscard]] static auto is_reading(tree::unit const &in, tree::call const &call) -> bool {
    return tree::is_named(in, *call.func,
                          {"builtins.len", "builtins.enumerate", "builtins.zip",
                           "builtins.reversed", "builtins.range", "builtins.iter"});
  }
};

} // namespace prodreview::rules
