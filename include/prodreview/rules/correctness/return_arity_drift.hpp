// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/flow/return_drift.hpp>
#include <prodreview/flow/returned.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct return_arity_drift {
  static constexpr rule_info info{
      .name = "return-arity-drift",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "As many values are not returned as are taken apart",
      .problem = "The function returns another number of values than its caller takes apart.",
      .impact = "The call raises TypeError or ValueError as soon as that path is taken.",
      .fix = "Return the same number of values on every path, or raise an error.",
      .silent = "what the caller passes, an attribute of the object or a setting of the module "
                "selects the path, a subclass may override the method, the number is not known, or "
                "the failure is expected.",
      .bad = R"py(import torch

def split(x, size):
    rest = x.numel() % size
    if rest != 0:
        return None  # !
    return x[:size], x[size:]

def scaled(x):
    return x / x.norm(), x.norm()

def halves(x):
    head, tail = split(x, 2)
    unit, norm, sign = scaled(x)  # !
    return head + tail, unit
)py",
      .good = R"py(import torch

def split(x, size):
    rest = x.numel() % size
    if rest != 0:
        raise ValueError(f"{x.numel()} values cannot be split by {size}")
    return x[:size], x[size:]

def scaled(x):
    return x / x.norm(), x.norm()

def halves(x):
    head, tail = split(x, 2)
    unit, norm = scaled(x)
    return head + tail, unit
)py",
      .asks_project = true,
  };

  static constexpr std::array kinds{tree::node_kind::return_, tree::node_kind::assign};

  [[nodiscard]] static auto check(site<tree::statement> const &at) -> verdict {
    if (auto const *given = tree::as<tree::return_>(&at.node)) {
      auto const *const found = at.module.fact<flow::return_drift>().find(*given);
      return found == nullptr ? verdict::irrelevant() : verdict::violated(at.node);
    }
    auto const &taken = static_cast<tree::assign const &>(at.node);
    auto const count = flow::unpacked_count(taken);
    if (count == 0 || at.module.project() == nullptr) return verdict::irrelevant();
    auto const called = callee(at);
    if (!called || called.function == nullptr || called.function->is_stub)
      return verdict::irrelevant();
    auto const returns = called.function->returns;
    if (returns.empty() || returns.has(flow::arities::unknown)) return verdict::unknown();
    if (returns.has(count)) return verdict::holds();
    auto const is_expected =
        expects_failure(at.in, at.ancestors, {"builtins.TypeError", "builtins.ValueError"});
    if (is_expected || may_be_overridden(at, *called.function)) return verdict::unknown();
    return verdict::violated(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::statement> const &at, verdict const &)
      -> explanation {
    if (auto const *given = tree::as<tree::return_>(&at.node))
      return explained(*at.module.fact<flow::return_drift>().find(*given));
    auto const called = callee(at);
    auto const count = flow::unpacked_count(static_cast<tree::assign const &>(at.node));
    return {.problem = joined({std::to_string(count), " values are taken from `",
                               called.function->name, "`, which never returns as many."}),
            .fix = "Take as many values as it returns.",
            .evidence = {
                {{},
                 "it is defined here",
                 place_elsewhere{at.module.project()->path(called.file), called.function->place}}}};
  }

private:
  [[nodiscard]] static auto callee(site<tree::statement> const &at) -> flow::callee {
    auto const &value = *static_cast<tree::assign const &>(at.node).value;
    auto found = flow::callee_of(at.module, static_cast<tree::call const &>(value), at.ancestors);
    // The call of a class gives an object.
    return found.of_class == nullptr ? found : flow::callee{};
  }

  [[nodiscard]] static auto explained(flow::drifting_return const &found) -> explanation {
    auto const expected = std::to_string(found.expected);
    auto const given = found.given == flow::arities::single
                           ? std::string{"one value or None"}
                           : joined({std::to_string(found.given), " values"});
    explanation said{.problem = joined({"This path returns ", given, ", other paths return ",
                                        expected, ", and a caller takes ", expected, "."})};
    auto const text = joined({expected, " values are taken here"});
    if (found.caller != nullptr)
      said.evidence.push_back({found.caller->range, text});
    else
      said.evidence.push_back({{}, text, place_elsewhere{found.other_path, found.other_place}});
    return said;
  }

  /// A class that derives from the one around has a method of the same name.
  [[nodiscard]] static auto may_be_overridden(site<tree::statement> const &at,
                                              flow::function_interface const &called) -> bool {
    auto const &value = *static_cast<tree::assign const &>(at.node).value;
    if (static_cast<tree::call const &>(value).func->kind != tree::node_kind::attribute)
      return false;
    auto const around = flow::method_around(at.module, at.ancestors);
    return around.method != nullptr &&
           flow::is_overridden(*at.module.project(), around.of, called.name);
  }
};

} // namespace prodreview::rules
