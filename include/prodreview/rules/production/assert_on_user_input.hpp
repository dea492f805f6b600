// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/public_function.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct assert_on_user_input {
  static constexpr rule_info info{
      .name = "assert-on-user-input",
      .topic = topic::production,
      .area = area::errors,
      .item = "P2",
      .severity = severity::medium,
      .title = "An assert validates what the caller passes",
      .problem = "The condition depends on arguments of a public function alone, so it checks the "
                 "caller, not the function's own work.",
      .impact = "Under `python -O` the check is gone and wrong input goes through; without it, the "
                "caller gets an AssertionError that cannot be told from a bug of the function.",
      .fix = "Raise ValueError or TypeError, and say what was expected and what came.",
      .silent = "the function is private, a kernel or a test, the condition depends on what the "
                "function worked out itself, or only tells None apart for a type checker.",
      .bad = R"py(def pool(scores, kernel):
    """The windows of `kernel` positions of the scores."""
    assert kernel > 0, "kernel must be positive"  # !
    assert scores.ndim == 3, "scores must be (batch, time, class)"  # !
    return scores.unfold(1, kernel, 1)
)py",
      .good = R"py(def pool(scores, kernel):
    """The windows of `kernel` positions of the scores."""
    if not kernel > 0:
        raise ValueError("kernel must be positive")
    if not scores.ndim == 3:
        raise ValueError("scores must be (batch, time, class)")
    return scores.unfold(1, kernel, 1)
)py",
  };

  [[nodiscard]] static auto check(site<tree::assert_> const &at) -> verdict {
    auto const *const function = public_function_around(at);
    if (function == nullptr || tells_none_apart(*at.node.test)) return verdict::irrelevant();
    auto const *const argument = checked_argument(at.in, *function, *at.node.test);
    if (argument == nullptr) return verdict::irrelevant();
    if (depends_on_own_work(at.in, *function, *at.node.test)) return verdict::unknown();
    if (!is_product_code(at)) return verdict::irrelevant();
    return is_documented(at, *function) ? verdict::violated(at.node, argument)
                                        : verdict::likely(at.node, argument);
  }

  [[nodiscard]] static auto explain(site<tree::assert_> const &at, verdict const &found)
      -> explanation {
    auto const assumed = found.tier == tier::likely
                             ? " We assume that users call this function: it has no docstring."
                             : "";
    return {.problem = joined({"The condition depends on `", at.in.text(*found.subject),
                               "`, which the caller passes, and on nothing that the function works "
                               "out itself.",
                               assumed})};
  }

  [[nodiscard]] static auto mend(site<tree::assert_> const &at, verdict const &) -> edits {
    auto const test = movable_text(at.in, *at.node.test);
    auto const message = at.node.msg == nullptr ? std::string{} : movable_text(at.in, *at.node.msg);
    auto const indent = indentation(at.in, at.node);
    if (test.empty() || message.empty() || !indent || test.find('\n') != test.npos) return {};
    auto const condition = needs_brackets(*at.node.test) ? joined({"(", test, ")"}) : test;
    return changing_edit(at.node.range, joined({"if not ", condition, ":\n", *indent,
                                                "    raise ValueError(", message, ")"}));
  }

private:
  /// `x is not None`, alone or as part of a conjunction of such.
  [[nodiscard]] static auto tells_none_apart(tree::expression const &test) -> bool {
    if (auto const *all = tree::as<tree::bool_op>(&test)) {
      for (auto const *it : all->values)
        if (!tells_none_apart(*it)) return false;
      return true;
    }
    auto const *const it = tree::as<tree::compare>(&test);
    return it != nullptr && it->ops.size() == 1 && is_none(it->comparators[0]);
  }

  [[nodiscard]] static auto checked_argument(tree::unit const &in, tree::function const &function,
                                             tree::expression const &test) -> tree::node const * {
    return tree::find_node(test, [&](tree::node const &any) {
      auto const *const name = tree::as<tree::name>(&any);
      return name != nullptr && is_parameter_of(in, *name, function) &&
             !is_receiver(in, function, *name);
    });
  }

  /// A name that the function binds itself, or a parameter that it binds anew.
  [[nodiscard]] static auto depends_on_own_work(tree::unit const &in,
                                                tree::function const &function,
                                                tree::expression const &test) -> bool {
    return tree::find_node(test, [&](tree::node const &any) {
             auto const *const name = tree::as<tree::name>(&any);
             auto const *const it = name == nullptr ? nullptr : in.bindings.variable_of(*name);
             if (it == nullptr || is_parameter_of(in, *name, function)) return false;
             auto const &scope = in.bindings.scopes[static_cast<std::size_t>(it->scope)];
             return scope.kind != tree::scope_kind::module &&
                    scope.kind != tree::scope_kind::comprehension;
           }) != nullptr;
  }

  [[nodiscard]] static auto needs_brackets(tree::expression const &test) -> bool {
    return test.kind == tree::node_kind::bool_op || test.kind == tree::node_kind::if_exp ||
           test.kind == tree::node_kind::lambda || test.kind == tree::node_kind::named_expr;
  }

  /// What stands before a statement that begins its line.
  [[nodiscard]] static auto indentation(tree::unit const &in, tree::statement const &it)
      -> std::optional<std::string> {
    auto const &lines = in.source.lines();
    auto const begin = lines.range_of(lines.line_of(it.range.begin)).begin;
    std::string before{in.text({begin, it.range.begin})};
    if (before.find_first_not_of(" \t") != before.npos) return std::nullopt;
    return before;
  }
};

} // namespace prodreview::rules
