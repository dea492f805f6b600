// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

#include <array>
#include <string_view>

namespace prodreview::rules {

struct path_dependent_detach {
  static constexpr rule_info info{
      .name = "path-dependent-detach",
      .topic = topic::pytorch,
      .area = area::gradients,
      .item = "T4",
      .severity = severity::critical,
      .title = "Gradient is cut on one path only",
      .problem = "One return of the function detaches the value that another returns with its "
                 "gradient.",
      .impact = "On that path training silently stops to reach what made the value.",
      .fix = "Decide for the whole function, and say in its name or docstring that it detaches; or "
             "let the caller detach.",
      .silent = "the function or the condition says that gradients are meant to stop.",
      .bad = R"py(import torch

def smoothed(hidden: torch.Tensor, is_long):
    if is_long:
        return hidden.detach()  # !
    return hidden
)py",
      .good = R"py(import torch

def smoothed(hidden: torch.Tensor, is_long):
    return hidden
)py",
  };

  [[nodiscard]] static auto check(happening<flow::return_event> const &at) -> verdict {
    auto const *const kept = detached_value(at.event.node.value, at.in());
    if (kept == nullptr || !at.is(at.event.value, flow::kind::tensor)) return verdict::irrelevant();
    auto const *const function = at.place().enclosing_function();
    if (function == nullptr || says_so(at, *function) || reads_value(at, *function))
      return verdict::holds();
    auto const *const other = other_return(at, *function, *kept);
    if (other == nullptr) return verdict::irrelevant();
    return is_product_code(at.place()) ? verdict::violated(at.event.node, other)
                                       : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(happening<flow::return_event> const &, verdict const &found)
      -> explanation {
    return {.evidence = {{found.subject->range, "returned here with its gradient"}}};
  }

private:
  /// `h` of `h.detach()` or `h.data`.
  [[nodiscard]] static auto detached_value(tree::expression const *any, tree::unit const &in)
      -> tree::expression const * {
    auto const *const call = tree::as<tree::call>(any);
    auto const *const read = tree::as<tree::attribute>(call == nullptr ? any : call->func);
    if (read == nullptr) return nullptr;
    return in.spelling(read->attr) == (call == nullptr ? "data" : "detach") ? read->value : nullptr;
  }

  /// Another return that gives the same expression as it is.
  [[nodiscard]] static auto other_return(happening<flow::return_event> const &at,
                                         tree::function const &in, tree::expression const &kept)
      -> tree::node const * {
    for (auto const *it : in.body) {
      auto const *const found = tree::find_node(
          *it,
          [&](tree::node const &any) {
            auto const *const other = tree::as<tree::return_>(&any);
            return other != nullptr && other->value != nullptr &&
                   at.in().text(*other->value) == at.in().text(kept);
          },
          [](tree::node const &any) { return tree::as_function(&any) != nullptr; });
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  /// The function gives numbers: what it is for needs no gradient.
  [[nodiscard]] static auto reads_value(happening<flow::return_event> const &at,
                                        tree::function const &in) -> bool {
    for (auto const *it : in.body)
      if (tree::find_node(*it, [&](tree::node const &any) {
            auto const *const returned = tree::as<tree::return_>(&any);
            auto const *const call =
                tree::as<tree::call>(returned == nullptr ? nullptr : returned->value);
            auto const *const method =
                tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
            return method != nullptr &&
                   tree::is_one_of(at.in().spelling(method->attr), {"item", "numpy", "tolist"});
          }) != nullptr)
        return true;
    return false;
  }

  /// A name or condition that speaks of gradients, training, or a target network.
  [[nodiscard]] static auto says_so(happening<flow::return_event> const &at,
                                    tree::function const &in) -> bool {
    if (speaks(at.in().spelling(in.name))) return true;
    for (auto const *it : at.when.around)
      if (auto const *branch = tree::as<tree::if_>(it))
        if (speaks(at.in().text(*branch->test))) return true;
    return false;
  }

  [[nodiscard]] static auto speaks(std::string_view text) -> bool {
    constexpr std::array<std::string_view, 12> words{"detach", "grad", "stop",   "training",
                                                     "train",  "ema",  "target", "frozen",
                                                     "freeze", "eval", "numpy",  "inference"};
    for (auto const it : words)
      if (text.find(it) != text.npos) return true;
    return false;
  }
};

} // namespace prodreview::rules
