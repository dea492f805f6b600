// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/operators/row.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct discarded_pure_result {
  static constexpr rule_info info{
      .name = "discarded-pure-result",
      .topic = topic::correctness,
      .area = area::aliasing,
      .item = "C10",
      .severity = severity::critical,
      .title = "Result of an operation that changes nothing is dropped",
      .problem = "The operation gives a new value and leaves its operand as it is; the new one is "
                 "dropped.",
      .impact = "The line does nothing: the tensor is neither moved, nor detached, nor clamped.",
      .fix = "Assign the result, or use the form that works in place (`clamp_`).",
      .silent =
          "it is not known that the operand is a tensor, a string, a path, a list, a set or a "
          "dict, the result goes to `out=`, or the line stands in a `try` to see whether it "
          "works.",
      .bad = R"py(import torch

def prepare(batch: torch.Tensor, device, name: str):
    batch.to(device)  # !
    batch.clamp(0, 1)  # !
    name.strip()  # !
    return batch, name
)py",
      .good = R"py(import torch

def prepare(batch: torch.Tensor, device, name: str):
    batch = batch.to(device)
    batch = batch.clamp(0, 1)
    name = name.strip()
    return batch, name
)py",
  };

  [[nodiscard]] static auto check(happening<flow::call_event> const &at) -> verdict {
    auto const *const alone =
        tree::as<tree::expr>(at.when.around.empty() ? nullptr : at.when.around.back());
    if (alone == nullptr || alone->value != &at.event.node) return verdict::irrelevant();
    auto const of = operand_of(at);
    if (of.at == nullptr || !gives_something_new(at, of)) return verdict::irrelevant();
    if (is_made_here(*of.at) || is_tried(at.when.around) || !is_product_code(at.place()))
      return verdict::irrelevant();
    return verdict::violated(at.event.node, of.at);
  }

  [[nodiscard]] static auto explain(happening<flow::call_event> const &at, verdict const &found)
      -> explanation {
    auto const is = at.kinds(operand_of(at).value).all[0].is;
    auto const problem =
        joined({"`", called_name(at), "` gives a new ", word_for(is), " and leaves `",
                at.in().text(*found.subject), "` as it is; the new one is dropped."});
    return {.problem = problem, .impact = is == flow::kind::tensor ? "" : "The line does nothing."};
  }

  [[nodiscard]] static auto mend(happening<flow::call_event> const &at, verdict const &found)
      -> edits {
    auto const *const method = tree::as<tree::attribute>(at.event.node.func);
    auto const *const name = tree::as<tree::name>(found.subject);
    if (method == nullptr || name == nullptr || method->value != name) return {};
    return changing_edit(just_before(at.event.node), joined({at.in().text(*name), " = "}));
  }

private:
  /// What the method is called of, or what a function of torch is given first.
  [[nodiscard]] static auto operand_of(happening<flow::call_event> const &at) -> flow::operand {
    auto const &receiver = at.event.receiver;
    if (receiver.at != nullptr && !at.is(receiver.value, flow::kind::name)) return receiver;
    auto const &placed = at.event.given.placed;
    return placed.empty() ? flow::operand{} : placed[0];
  }

  /// `strip`, `torch.relu`.
  [[nodiscard]] static auto called_name(happening<flow::call_event> const &at) -> std::string_view {
    return flow::last_part(at.in().text(*at.event.node.func));
  }

  [[nodiscard]] static auto gives_something_new(happening<flow::call_event> const &at,
                                                flow::operand of) -> bool {
    auto const alternatives = at.kinds(of.value);
    if (alternatives.count != 1) return false;
    auto const name = called_name(at);
    auto const is_method = of.at == at.event.receiver.at;
    auto const of_kind = alternatives.all[0];
    switch (of_kind.is) {
    case flow::kind::tensor: return gives_new_tensor(at, is_method);
    case flow::kind::string:
      return is_method && of.at->kind != tree::node_kind::constant &&
             tree::is_one_of(name,
                             {"capitalize",   "casefold",   "center", "format",    "join",
                              "ljust",        "lower",      "lstrip", "partition", "removeprefix",
                              "removesuffix", "replace",    "rjust",  "rsplit",    "rstrip",
                              "split",        "splitlines", "strip",  "swapcase",  "title",
                              "translate",    "upper",      "zfill"});
    case flow::kind::dict:
    case flow::kind::list: return is_method && name == "copy";
    case flow::kind::set:
      return is_method && tree::is_one_of(name, {"copy", "difference", "intersection",
                                                 "symmetric_difference", "union"});
    case flow::kind::instance:
      return is_method &&
             at.when.known.named[flow::symbol_id{of_kind.detail}].name == "pathlib.Path" &&
             tree::is_one_of(name, {"absolute", "as_posix", "expanduser", "joinpath", "with_name",
                                    "with_stem", "with_suffix"});
    default: return false;
    }
  }

  [[nodiscard]] static auto word_for(flow::kind is) -> std::string_view {
    switch (is) {
    case flow::kind::tensor: return "tensor";
    case flow::kind::string: return "string";
    case flow::kind::list: return "list";
    case flow::kind::dict: return "dict";
    case flow::kind::set: return "set";
    default: return "path";
    }
  }

  /// An operation that neither changes its operand nor draws numbers nor waits for anything.
  [[nodiscard]] static auto gives_new_tensor(happening<flow::call_event> const &at, bool is_method)
      -> bool {
    auto const &given = at.event.given;
    if (given.is_open || given.named_as("out") || given.named_as("inplace")) return false;
    auto const name = called_name(at);
    auto const *const row =
        is_method ? flow::operator_named(name, flow::as_method)
                  : flow::operator_of(tree::qualified_name(at.in(), *at.event.node.func));
    return row != nullptr && row->places != 0 && !flow::is_in_place(name) && is_pure(row->of);
  }

  [[nodiscard]] static auto is_pure(flow::family it) -> bool {
    using flow::family;
    switch (it) {
    case family::cast:
    case family::pointwise:
    case family::view:
    case family::copy:
    case family::detach:
    case family::scan:
    case family::discrete: return true;
    default: return false;
    }
  }

  /// `torch.zeros(1).cuda()` starts the device.
  [[nodiscard]] static auto is_made_here(tree::node const &any) -> bool {
    return any.kind == tree::node_kind::call;
  }

  [[nodiscard]] static auto is_tried(std::span<tree::node const *const> around) -> bool {
    for (auto const *it : around)
      if (it->kind == tree::node_kind::try_ || it->kind == tree::node_kind::with) return true;
    return false;
  }
};

} // namespace prodreview::rules
