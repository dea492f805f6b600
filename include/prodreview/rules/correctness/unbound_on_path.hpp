// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/definite_assignment.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>

namespace prodreview::rules {

struct unbound_on_path {
  static constexpr rule_info info{
      .name = "unbound-on-path",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "A name is read on a path that gives it no value",
      .problem = "On one path to this line nothing binds the name.",
      .impact = "An UnboundLocalError as soon as that path is taken.",
      .fix = "Bind the name on every path, or leave the function on that one.",
      .silent = "the path needs tests that exclude each other, a loop would have to run not even "
                "once, more than one value of one thing was asked for without an `else`, another "
                "test stands before the read, or the error is expected.",
      .bad = R"py(import torch

def scores(query, key, mask=None):
    if mask is not None:
        bias = mask.log()
    return query @ key.mT + bias  # !

def load(path):
    try:
        state = torch.load(path, weights_only=True)
    except OSError as problem:
        print(problem)
    return state["model"]  # !
)py",
      .good = R"py(import torch

def scores(query, key, mask=None):
    bias = 0.0
    if mask is not None:
        bias = mask.log()
    return query @ key.mT + bias

def load(path):
    try:
        state = torch.load(path, weights_only=True)
    except OSError as problem:
        print(problem)
        raise
    return state["model"]
)py",
  };

  [[nodiscard]] static auto check(site<tree::name> const &at) -> verdict {
    auto const &fact = at.module.fact<flow::definite_assignment>();
    auto const *const found = fact.find(at.node);
    if (found == nullptr) return verdict::irrelevant();
    if (may_be_bound_unseen(at) || is_left_out(*found)) return verdict::unknown();
    if (expects_failure(at.in, at.ancestors, {"builtins.NameError", "builtins.UnboundLocalError"}))
      return verdict::unknown();
    return found->is_guarded ? verdict::unknown() : verdict::violated(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::name> const &at, verdict const &) -> explanation {
    auto const &found = *at.module.fact<flow::definite_assignment>().find(at.node);
    auto const name = joined({"`", at.in.spelling(at.node.id), "`"});
    if (found.is_on_every_path)
      return {.problem = joined({"No path to this line gives ", name, " a value."})};
    explanation said{.problem = joined({"On one path to this line nothing binds ", name, "."})};
    for (auto const &it : found.path) said.evidence.push_back(described(at.in, it));
    return said;
  }

private:
  /// Two values of something were asked for, each in a test of its own: there are no others. Or
  /// three things were asked for, none of which is there: one is, or somebody has complained.
  [[nodiscard]] static auto is_left_out(flow::unbound_read const &found) -> bool {
    auto const count = [&](bool flow::passed_test::*what) {
      return std::count_if(found.path.begin(), found.path.end(),
                           [&](flow::passed_test const &it) { return it.*what; });
    };
    return count(&flow::passed_test::is_choice) > 1 || count(&flow::passed_test::is_absence) > 2;
  }

  [[nodiscard]] static auto may_be_bound_unseen(site<tree::name> const &at) -> bool {
    return !at.in.errors.empty() || !at.in.cells.empty() || at.in.bindings.has_unseen_bindings;
  }

  [[nodiscard]] static auto described(tree::unit const &in, flow::passed_test const &it) -> fact {
    if (it.is_exception())
      return {{it.at->range.begin, it.at->range.begin + 1},
              it.holds ? "an exception is raised in here" : "nothing is raised in here"};
    return {it.at->range, joined({"`", in.text(*it.at), "` is ", it.holds ? "true" : "false"})};
  }
};

} // namespace prodreview::rules
