// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/device_meeting.hpp>
#include <prodreview/rules/support/devices.hpp>
#include <prodreview/rules/support/module_line.hpp>
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
      .asks_project = true,
  };

  [[nodiscard]] static auto check(happening<flow::bind_event> const &at) -> verdict {
    auto const *const target = tree::as<tree::attribute>(&at.event.node);
    if (target == nullptr) return verdict::irrelevant();
    auto const is_tensor = is_host_tensor(at);
    if (!is_tensor && !holds_several(at)) return verdict::irrelevant();
    auto const attribute = own_attribute_of(at.in(), *target);
    if (attribute.owner == nullptr || !is_torch_module(at.module, at.when.around, *attribute.owner))
      return verdict::irrelevant();
    auto const said = is_tensor ? judge_tensor(at, attribute) : judge_layers(at, attribute);
    return said.said != answer::violated || is_product_code(at.place()) ? said
                                                                        : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(happening<flow::bind_event> const &at, verdict const &found)
      -> explanation {
    if (found.detail != of_tensor)
      return {.evidence = {{found.subject->range, "this is held without being registered"}}};
    auto const name = at.in().text(at.event.node);
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

  /// A tensor with dims, which no parameter is, that a factory left on the default device.
  [[nodiscard]] static auto is_host_tensor(happening<flow::bind_event> const &at) -> bool {
    auto const value = at.event.given.value;
    if (!at.is(value, flow::kind::tensor) || at.meaning_of(value) == flow::meaning::parameter)
      return false;
    auto const lies = at.device_of(value);
    auto const *const factory = tree::as<tree::call>(lies.at);
    return lies.place == flow::device_place::implicit && factory != nullptr &&
           makes_dims(at.in(), *factory);
  }

  [[nodiscard]] static auto holds_several(happening<flow::bind_event> const &at) -> bool {
    using flow::kind;
    auto const of = at.kinds(at.event.given.value);
    return of.is_only(kind::list) || of.is_only(kind::dict) || of.is_only(kind::tuple);
  }

  /// The statement that stores.
  [[nodiscard]] static auto statement_of(happening<flow::bind_event> const &at)
      -> tree::node const & {
    return at.when.around.empty() ? at.event.node : *at.when.around.back();
  }

  [[nodiscard]] static auto judge_tensor(happening<flow::bind_event> const &at,
                                         own_attribute const &attribute) -> verdict {
    if (count_stores(attribute) != 1 || moves_state(at.in(), *attribute.owner) ||
        is_moved_by_hand(at.in(), attribute))
      return verdict::unknown();
    auto const *const meeting = find_meeting(at.in(), attribute);
    return meeting == nullptr ? verdict::unknown()
                              : verdict::violated(statement_of(at), meeting, of_tensor);
  }

  [[nodiscard]] static auto judge_layers(happening<flow::bind_event> const &at,
                                         own_attribute const &attribute) -> verdict {
    auto const *const element = unregistered_layer(at, attribute);
    if (element == nullptr) return verdict::irrelevant();
    auto const &owner = *attribute.owner;
    if (count_stores(attribute) != 1 || !is_read_later(at.in(), attribute) ||
        moves_state(at.in(), owner) || registers_state(at.in(), owner) ||
        is_passed_on(at, attribute) || has_comment_on_line(at.in(), statement_of(at)))
      return verdict::unknown();
    return verdict::violated(statement_of(at), element);
  }

  /// The container that holds layers or parameters of its own for certain, or what it is filled
  /// with.
  [[nodiscard]] static auto unregistered_layer(happening<flow::bind_event> const &at,
                                               own_attribute const &attribute)
      -> tree::node const * {
    auto const *held = static_cast<tree::expression const *>(at.event.given.at);
    if (auto const *name = tree::as<tree::name>(held)) held = tree::only_value(at.in(), *name);
    if (held == nullptr) return nullptr;
    if (is_empty(*held)) return appended_layer(at, attribute);
    auto const of = at.kinds(at.event.given.value).all[0];
    auto const element =
        of.is == flow::kind::tuple ? at.when.known.any_element(of) : flow::element_value(of);
    return makes_elements(*held) && is_state(at, element) ? held : nullptr;
  }

  [[nodiscard]] static auto is_empty(tree::expression const &any) -> bool {
    auto const *const list = tree::as<tree::list>(&any);
    auto const *const dict = tree::as<tree::dict>(&any);
    return (list != nullptr && list->elts.empty()) || (dict != nullptr && dict->values.empty());
  }

  /// Whether the elements are made here: those of other attributes are registered there.
  [[nodiscard]] static auto makes_elements(tree::expression const &any) -> bool {
    if (auto const *it = tree::as<tree::list_comp>(&any)) return is_call(it->elt);
    if (auto const *it = tree::as<tree::dict_comp>(&any)) return is_call(it->value);
    if (auto const *it = tree::as<tree::tuple>(&any)) return are_calls(it->elts);
    if (auto const *it = tree::as<tree::list>(&any)) return are_calls(it->elts);
    if (auto const *it = tree::as<tree::dict>(&any)) return are_calls(it->values);
    return is_call(&any);
  }

  [[nodiscard]] static auto is_call(tree::expression const *any) -> bool {
    return any->kind == tree::node_kind::call;
  }

  /// One element alone is hidden on purpose.
  [[nodiscard]] static auto are_calls(tree::many<tree::expression> all) -> bool {
    for (auto const *it : all)
      if (!is_call(it)) return false;
    return all.size() > 1;
  }

  /// A module with weights of its own, or a parameter.
  [[nodiscard]] static auto is_state(happening<flow::bind_event> const &at, flow::value_id it)
      -> bool {
    if (it == flow::value_id::unbound || it == flow::value_id::unknown) return false;
    for (auto const &one : at.kinds(it)) {
      auto const is_parameter = one.is == flow::kind::tensor &&
                                static_cast<flow::meaning>(one.detail) == flow::meaning::parameter;
      if (!is_parameter && !is_layer(at, one)) return false;
    }
    return true;
  }

  [[nodiscard]] static auto is_layer(happening<flow::bind_event> const &at, flow::sort it) -> bool {
    if (it.is != flow::kind::instance) return false;
    auto const &of = at.when.known.named[flow::symbol_id{it.detail}];
    auto const *const own = tree::as<tree::class_def>(of.definition);
    return own != nullptr ? is_torch_module(at.in(), *own)
                          : flow::has_weights(of.name) || of.name == "torch.nn.Sequential";
  }

  /// The attribute, or the variable that it is given from.
  [[nodiscard]] static auto is_held(happening<flow::bind_event> const &at,
                                    own_attribute const &attribute, tree::expression const *any)
      -> bool {
    auto const *const source = tree::as<tree::name>(at.event.given.at);
    return attribute.is(any) ||
           (source != nullptr && is_variable(at.in(), any, at.in().bindings.variable_of(*source)));
  }

  /// `self.layers.append(nn.Linear(…))`
  [[nodiscard]] static auto appended_layer(happening<flow::bind_event> const &at,
                                           own_attribute const &attribute) -> tree::node const * {
    auto const *const function = at.place().enclosing_function();
    if (function == nullptr) return nullptr;
    return tree::find_node(*function, [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      auto const is_append = call != nullptr && call->args.size() == 1 &&
                             is_held(at, attribute, receiver_of(at.in(), *call, "append"));
      auto const *const made = is_append ? tree::as<tree::call>(call->args[0]) : nullptr;
      return made != nullptr && (makes_layer(at.in(), *made) || makes_parameter(at.in(), *made));
    });
  }

  /// Whoever gets the container while the module is made may register what it holds.
  [[nodiscard]] static auto is_passed_on(happening<flow::bind_event> const &at,
                                         own_attribute const &attribute) -> bool {
    auto const *const maker = at.place().enclosing_function();
    return find_passing(at, attribute, maker, false) ||
           find_passing(at, attribute, attribute.owner, true);
  }

  [[nodiscard]] static auto find_passing(happening<flow::bind_event> const &at,
                                         own_attribute const &attribute, tree::node const *within,
                                         bool is_registering) -> bool {
    auto const passes = [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      if (call == nullptr || is_reading(at.in(), *call)) return false;
      if (is_registering && !registers(at.in(), *call)) return false;
      for (auto const *it : call->args) {
        auto const *const unpacked = tree::as<tree::starred>(it);
        if (is_held(at, attribute, unpacked == nullptr ? it : unpacked->value)) return true;
      }
      for (auto const *it : call->keywords)
        if (is_held(at, attribute, it->value)) return true;
      return false;
    };
    return within == nullptr || tree::find_node(*within, passes) != nullptr;
  }

  [[nodiscard]] static auto registers(tree::unit const &in, tree::call const &call) -> bool {
    return tree::is_named(in, *call.func,
                          {"torch.nn.ModuleList", "torch.nn.ModuleDict", "torch.nn.Sequential",
                           "torch.nn.ParameterList", "torch.nn.ParameterDict"});
  }

  [[nodiscard]] static auto is_reading(tree::unit const &in, tree::call const &call) -> bool {
    return tree::is_named(in, *call.func,
                          {"builtins.len", "builtins.enumerate", "builtins.zip",
                           "builtins.reversed", "builtins.range", "builtins.iter"});
  }
};

} // namespace prodreview::rules
