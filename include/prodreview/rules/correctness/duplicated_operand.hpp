// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/duplicate.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct duplicated_operand {
  static constexpr rule_info info{
      .name = "duplicated-operand",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "The same stands on both sides",
      .problem = "Both operands are the same, so the operation says nothing about them.",
      .impact = "What was meant to be compared, subtracted or chosen never is: the result is "
                "constant, or one of the inputs is ignored.",
      .fix = "Write the other operand that was meant, or drop the operation.",
      .silent = "`x == x` and `x != x` may ask whether x is NaN, or the operands may differ from "
                "one evaluation to the next; kernels, tests and placeholders called zero are left "
                "alone.",
      .bad = R"py(def box_size(boxes):
    x1, y1, x2, y2 = boxes.unbind(-1)
    return x2 - x1, y1 - y1  # !

def check(mean, variance, reduction):
    if mean is None or mean is None:  # !
        raise ValueError("mean and variance are needed")
    if reduction == "sum":
        return mean.sum()
    elif reduction == "sum":  # !
        return mean.mean()
    return variance if reduction else variance  # !
)py",
      .good = R"py(def box_size(boxes):
    x1, y1, x2, y2 = boxes.unbind(-1)
    return x2 - x1, y2 - y1

def check(mean, variance, reduction):
    if mean is None or variance is None:
        raise ValueError("mean and variance are needed")
    if reduction == "sum":
        return mean.sum()
    elif reduction == "mean":
        return mean.mean()
    return variance if reduction else mean
)py",
  };

  static constexpr std::array kinds{tree::node_kind::bin_op,  tree::node_kind::compare,
                                    tree::node_kind::bool_op, tree::node_kind::if_exp,
                                    tree::node_kind::call,    tree::node_kind::if_,
                                    tree::node_kind::assign};

  [[nodiscard]] static auto check(site<tree::node> const &at) -> verdict {
    auto const found = find_duplicate(at.in, at.node, at.ancestors);
    if (found.second == nullptr || is_placeholder(at, found) || !is_product_code(at))
      return verdict::irrelevant();
    return verdict::violated(*found.second, found.first, static_cast<std::uint32_t>(found.form));
  }

  [[nodiscard]] static auto explain(site<tree::node> const &at, verdict const &found)
      -> explanation {
    auto said = said_of(static_cast<duplicate_form>(found.detail));
    said.evidence = {{found.subject->range, joined({"the first `", shown(at.in, found), "`"})}};
    return said;
  }

private:
  [[nodiscard]] static auto said_of(duplicate_form form) -> explanation {
    switch (form) {
    case duplicate_form::arms:
      return {.title = "Both arms of a choice are the same",
              .problem = "Whatever the test says, the value is the same.",
              .fix = "Write the other arm that was meant, or drop the test."};
    case duplicate_form::operands_of_logic:
      return {.title = "A condition asks the same twice",
              .problem = "An operand of this condition stands in it already.",
              .fix = "Ask what was meant instead, or drop the repetition."};
    case duplicate_form::arguments:
      return {.title = "Both arguments are the same",
              .problem = "The function is given the same value twice, so its result is known "
                         "before."};
    case duplicate_form::tests:
      return {.title = "A branch can never be reached",
              .problem = "An earlier branch of this chain has the same test.",
              .fix = "Test what was meant instead, or drop the branch."};
    case duplicate_form::copy:
      return {.title = "A copied line was changed on one side only",
              .problem = "The line before gives another name the same value; only the name that is "
                         "bound was changed.",
              .impact = "Two quantities that should differ are the same.",
              .fix = "Write the name that was meant on the right side as well."};
    case duplicate_form::operands: break;
    }
    return {};
  }

  [[nodiscard]] static auto shown(tree::unit const &in, verdict const &found) -> std::string_view {
    auto const text = in.text(*found.subject);
    return text.substr(0, std::min<std::size_t>(text.find('\n'), 40));
  }

  /// `zeros = x - x`: a value of the shape of x.
  [[nodiscard]] static auto is_placeholder(site<tree::node> const &at, duplicate const &found)
      -> bool {
    auto const *const statement = at.enclosing_statement();
    auto const *const bound = statement == nullptr ? nullptr : tree::as<tree::assign>(statement);
    if (found.form != duplicate_form::operands || bound == nullptr) return false;
    auto const target = at.in.text(*bound->targets[0]);
    return target.find("zero") != target.npos || target.find("dummy") != target.npos ||
           target.find("nan") != target.npos;
  }
};

} // namespace prodreview::rules
