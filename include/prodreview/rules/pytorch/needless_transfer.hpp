// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <array>
#include <string>
#include <string_view>

namespace prodreview::rules {

struct needless_transfer {
  static constexpr rule_info info{
      .name = "needless-transfer",
      .topic = topic::pytorch,
      .area = area::devices,
      .item = "T2",
      .severity = severity::medium,
      .title = "New tensor is made on one device and moved at once",
      .problem = "The tensor is made on the CPU only to be moved to another device.",
      .impact = "Every call allocates twice and copies over the bus, and the copy waits for the "
                "device.",
      .fix = "Let the factory make it where it belongs: `device=`.",
      .silent = "the numbers are random (another generator would draw them), or the factory takes "
                "no device.",
      .bad = R"py(import torch

def positions(scores: torch.Tensor):
    return torch.zeros(scores.shape[1]).to(scores.device)  # !
)py",
      .good = R"py(import torch

def positions(scores: torch.Tensor):
    return torch.zeros(scores.shape[1], device=scores.device)
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    if (what.row.of == flow::family::creation && what.given.named_as("device"))
      return verdict::holds();
    if (what.row.name != "to" && what.row.name != "cuda") return verdict::irrelevant();
    auto const *const moved =
        tree::as<tree::call>(what.inputs.empty() ? nullptr : what.inputs[0].at);
    if (moved == nullptr || !is_plain_factory(at.in(), *moved)) return verdict::irrelevant();
    if (at.device_of(what.inputs[0].value).place != flow::device_place::implicit)
      return verdict::irrelevant();
    if (target_of(at).empty()) return verdict::unknown();
    return is_product_code(at.place()) ? verdict::violated(at.event.node, moved)
                                       : verdict::irrelevant();
  }

  [[nodiscard]] static auto mend(happening<flow::operation_event> const &at, verdict const &found)
      -> edits {
    auto const &factory = static_cast<tree::call const &>(*found.subject);
    auto const text = movable_text(at.in(), factory);
    if (text.empty() || text.back() != ')') return {};
    auto const is_empty = factory.args.empty() && factory.keywords.empty();
    return safe_edit(at.event.node.range,
                     joined({text.substr(0, text.size() - 1), is_empty ? "" : ", ",
                             "device=", target_of(at), ")"}));
  }

private:
  [[nodiscard]] static auto is_plain_factory(tree::unit const &in, tree::call const &any) -> bool {
    return tree::is_named(in, *any.func,
                          {"torch.zeros", "torch.ones", "torch.empty", "torch.full", "torch.arange",
                           "torch.eye", "torch.linspace", "torch.logspace", "torch.tensor"});
  }

  /// The one place that it is moved to, as it is written; empty where more happens than a move.
  [[nodiscard]] static auto target_of(happening<flow::operation_event> const &at) -> std::string {
    auto const &given = at.event.what.given;
    auto const count = given.placed.size() + given.named.size();
    if (given.is_open) return {};
    if (at.event.what.row.name == "cuda") return count == 1 ? "\"cuda\"" : "";
    if (count != 2) return {};
    auto const to = given.at(1, "device");
    auto const is_device =
        to && (at.is(to.value, flow::kind::device) || is_device_name(at, to.value));
    return is_device ? movable_text(at.in(), *to.at) : std::string{};
  }

  [[nodiscard]] static auto is_device_name(happening<flow::operation_event> const &at,
                                           flow::value_id of) -> bool {
    return at.is(of, flow::kind::string) && at.device_of(of).place != flow::device_place::unknown;
  }
};

} // namespace prodreview::rules
