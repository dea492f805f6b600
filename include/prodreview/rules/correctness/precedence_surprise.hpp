// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/parentheses.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct precedence_surprise {
  static constexpr rule_info info{
      .name = "precedence-surprise",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "An operator binds tighter than it reads",
      .problem = "Python takes the operands together in another way than the line reads.",
      .impact = "The expression has another value than the one that is meant, or it raises.",
      .fix = "Put parentheses around what belongs together.",
      .silent = "parentheses say what is meant.",
      .bad = R"py(def train(batches, every, validate):
    for step, batch in enumerate(batches):
        if step + 1 % every == 0:  # !
            validate()

def inside(x, low, high):
    return x[x > low & x < high]  # !
)py",
      .good = R"py(def train(batches, every, validate):
    for step, batch in enumerate(batches):
        if (step + 1) % every == 0:
            validate()

def inside(x, low, high):
    return x[(x > low) & (x < high)]
)py",
  };

  static constexpr std::array kinds{tree::node_kind::bin_op, tree::node_kind::compare};

  [[nodiscard]] static auto check(site<tree::expression> const &at) -> verdict {
    auto const *const tight = tight_operand(at);
    return tight == nullptr ? verdict::irrelevant() : verdict::violated(at.node, tight);
  }

  [[nodiscard]] static auto explain(site<tree::expression> const &at, verdict const &found)
      -> explanation {
    return {.problem = joined({"Python takes `", at.in.text(*found.subject),
                               "` together before it comes to what stands beside it."})};
  }

  [[nodiscard]] static auto mend(site<tree::expression> const &at, verdict const &found) -> edits {
    auto const &tight = static_cast<tree::bin_op const &>(*found.subject);
    if (tight.rest.size() != 1) return {};
    auto made = edits{{just_before(at.node), "(", false}, {just_after(*tight.first), ")", false}};
    auto const *const compare = tree::as<tree::compare>(&at.node);
    if (compare == nullptr)
      return static_cast<tree::bin_op const &>(at.node).rest.size() == 1 ? made : edits{};
    if (compare->ops.size() != 2) return {};
    made.push_back({just_before(*tight.rest[0].value), "(", false});
    made.push_back({just_after(at.node), ")", false});
    return made;
  }

private:
  [[nodiscard]] static auto tight_operand(site<tree::expression> const &at)
      -> tree::expression const * {
    if (auto const *it = tree::as<tree::bin_op>(&at.node)) return literal_remainder(at.in, *it);
    return bits_between(at.in, static_cast<tree::compare const &>(at.node));
  }

  /// `step + 1 % every`: a literal that is smaller than what it is divided by is its own remainder.
  [[nodiscard]] static auto literal_remainder(tree::unit const &in, tree::bin_op const &sum)
      -> tree::expression const * {
    for (auto const &it : sum.rest) {
      if (it.op != tree::binary_operator::add && it.op != tree::binary_operator::sub) continue;
      auto const *const right = tree::as<tree::bin_op>(it.value);
      if (right == nullptr || right->rest[0].op != tree::binary_operator::mod) continue;
      auto const divides = right->rest[0].value->kind != tree::node_kind::constant;
      if (divides && small_integer(in, right->first) && !has_parentheses(in, *right)) return right;
    }
    return nullptr;
  }

  /// `x > low & x < high`: the chain compares with `low & x`.
  [[nodiscard]] static auto bits_between(tree::unit const &in, tree::compare const &chain)
      -> tree::expression const * {
    for (std::size_t i = 0; i + 1 < chain.comparators.size(); ++i) {
      auto const *const bits = tree::as<tree::bin_op>(chain.comparators[i]);
      if (bits == nullptr || has_parentheses(in, *bits)) continue;
      auto const op = bits->rest[0].op;
      if (op == tree::binary_operator::bit_and || op == tree::binary_operator::bit_or) return bits;
    }
    return nullptr;
  }
};

} // namespace prodreview::rules
