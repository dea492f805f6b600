// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/default_value.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/parameter_change.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

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
                "the function only reads; or a comment stands beside it, or the parameter is "
                "called a cache.",
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
    if (value->kind == tree::node_kind::constant) return verdict::holds();
    auto const problem = problem_of_default(at.in, *value);
    if (problem == default_problem::none) return verdict::holds();
    auto const is_changed = problem != default_problem::environment && changes(at, *value);
    if (problem == default_problem::unknown ||
        (problem == default_problem::container && !is_changed) || is_deliberate(at))
      return verdict::unknown();
    if (!is_product_code(at)) return verdict::irrelevant();
    auto const detail = static_cast<std::uint32_t>(problem);
    auto const is_only_shared = problem == default_problem::tensor && !is_changed;
    return is_only_shared ? verdict::likely(*value, nullptr, detail)
                          : verdict::violated(*value, nullptr, detail);
  }

  [[nodiscard]] static auto explain(site<tree::arg> const &at, verdict const &found)
      -> explanation {
    auto const name = at.in.spelling(at.node.name);
    if (static_cast<default_problem>(found.detail) == default_problem::environment)
      return {.problem = joined(
                  {"The default of `", name,
                   "` is read from the process's surroundings at import, not at the call."})};
    if (found.tier == tier::likely)
      return {.problem = joined({"The default of `", name,
                                 "` is one tensor, made at import and shared by all calls; we "
                                 "assume that a call changes it or wants it elsewhere."})};
    return {.problem = joined({"The function changes its default of `", name,
                               "`, one object that all calls share."})};
  }

private:
  /// A comment stands beside it, or the parameter is called a cache: then to share is the purpose.
  [[nodiscard]] static auto is_deliberate(site<tree::arg> const &at) -> bool {
    auto const name = at.in.spelling(at.node.name);
    return name.starts_with('_') || name.find("cache") != name.npos ||
           name.find("memo") != name.npos || has_comment_on_line(at.in, at.node);
  }

  /// Whether the function that the parameter belongs to changes its default.
  [[nodiscard]] static auto changes(site<tree::arg> const &at, tree::expression const &value)
      -> bool {
    auto const *const function = at.enclosing_function();
    return function != nullptr && function->args == at.parent() &&
           changes_parameter(at.in, *function, at.node, value);
  }
};

} // namespace prodreview::rules
