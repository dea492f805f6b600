// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/default_value.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/parameter_change.hpp>
#include <prodreview/rules/support/product_code.hpp>

namespace prodreview::rules {

struct evaluated_default {
  static constexpr rule_info info{
      .name = "evaluated-default",
      .topic = topic::production,
      .area = area::api,
      .item = "P11",
      .severity = severity::high,
      .title = "A default value is made once, at import",
      .problem = "The default is evaluated when the function is defined, and every call shares the "
                 "result.",
      .impact = "Calls change each other's default, or all use the device, environment or random "
                "numbers of the moment of import.",
      .fix = "Default to `None` and make the value in the function.",
      .silent = "the default cannot be changed (numbers, strings, tuples), or is a container that "
                "the function only reads, or a comment stands beside it.",
      .bad = R"py(import torch

def smooth(scores, kernel=torch.ones(3)):  # !
    return scores * kernel

def collect(item, seen=[]):  # !
    seen.append(item)
    return seen
)py",
      .good = R"py(import torch

def smooth(scores, kernel=None):
    kernel = scores.new_ones(3) if kernel is None else kernel
    return scores * kernel

def collect(item, seen=None):
    seen = [] if seen is None else seen
    seen.append(item)
    return seen
)py",
  };

  [[nodiscard]] static auto check(site<tree::arg> const &at) -> verdict {
    auto const *const parameters = tree::as<tree::arguments>(at.parent());
    auto const *const value = parameters == nullptr ? nullptr : default_of(*parameters, at.node);
    if (value == nullptr) return verdict::irrelevant();
    auto const reason = reason_against(at, *value);
    if (reason == default_problem::none) return verdict::holds();
    if (reason == default_problem::unknown) return verdict::unknown();
    if (has_comment_on_line(at.in, at.node)) return verdict::unknown();
    if (!is_product_code(at)) return verdict::irrelevant();
    return verdict::violated(*value, nullptr, static_cast<std::uint32_t>(reason));
  }

  [[nodiscard]] static auto explain(site<tree::arg> const &at, verdict const &found)
      -> explanation {
    auto const name = std::string{at.in.spelling(at.node.name)};
    switch (static_cast<default_problem>(found.detail)) {
    case default_problem::tensor:
      return {.problem = joined({"The default of `", name,
                                 "` is one tensor, made at import and shared by all calls."})};
    case default_problem::container:
      return {.problem = joined({"The function changes its default of `", name,
                                 "`, one object that all calls share."})};
    case default_problem::environment:
      return {.problem = joined(
                  {"The default of `", name,
                   "` is read from the process's surroundings at import, not at the call."})};
    default: return {};
    }
  }

private:
  [[nodiscard]] static auto reason_against(site<tree::arg> const &at, tree::expression const &value)
      -> default_problem {
    if (value.kind == tree::node_kind::constant) return default_problem::none;
    auto const reason = problem_of_default(at.in, value);
    if (reason != default_problem::container) return reason;
    auto const *const function = at.enclosing_function();
    auto const is_own = function != nullptr && function->args == at.parent();
    return is_own && changes_parameter(at.in, *function, at.node, value)
               ? default_problem::container
               : default_problem::unknown;
  }
};

} // namespace prodreview::rules
