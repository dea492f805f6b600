// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/in_place.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/shifted.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct naive_logsumexp {
  static constexpr rule_info info{
      .name = "naive-logsumexp",
      .topic = topic::correctness,
      .area = area::numerics,
      .item = "C3",
      .severity = severity::critical,
      .title = "log of a sum of exponentials",
      .problem = "The exponentials are summed without subtracting the largest exponent first.",
      .impact = "In float32 an exponent above 88.7 overflows to inf, and exponents below -104 all "
                "become 0, whose logarithm is -inf.",
      .fix = "Use `torch.logsumexp`, which shifts by the maximum.",
      .silent = "something is subtracted from the exponents, which may be their maximum, they are "
                "not known to be a tensor, or the function is itself called logsumexp.",
      .bad = R"py(import torch

def partition(scores, weights):
    total = torch.log(torch.sum(torch.exp(scores), dim=-1))  # !
    return total, torch.exp(weights).sum(-1, keepdim=True).log()  # !
)py",
      .good = R"py(import torch

def partition(scores, weights):
    total = torch.logsumexp(scores, dim=-1)
    return total, torch.logsumexp(weights, -1, keepdim=True)
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (is_tensor_operation(at.in, at.node, "logsumexp")) return verdict::holds();
    if (!is_tensor_operation(at.in, at.node, "log")) return verdict::irrelevant();
    auto const *const sum = called(at.in, operand_of(at.in, at.node), {"sum", "mean"});
    if (sum == nullptr) return check_mixture(at);
    auto const *const powers = called(at.in, operand_of(at.in, *sum), {"exp"});
    if (powers == nullptr) return verdict::irrelevant();
    auto const *const exponents = operand_of(at.in, *powers);
    if (exponents == nullptr || may_be_shifted(at.in, *exponents) || is_own_logsumexp(at))
      return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, powers) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &found)
      -> explanation {
    if (found.detail == of_mixture)
      return {.title = "log of a mixture of exponentials",
              .problem =
                  "The exponentials are weighted and added, and the logarithm taken of that.",
              .impact = "Where all exponents are below -104 in float32, or below -17 in float16, "
                        "the sum is 0 and its logarithm -inf; large exponents overflow to inf.",
              .fix = "Use `torch.logaddexp`, or `torch.logsumexp` of the stacked exponents, with "
                     "the logarithms of the weights added to them.",
              .evidence = {{found.subject->range, "the exponentials are added here"}}};
    if (at.node.range.contains(found.subject->range)) return {};
    return {.evidence = {{found.subject->range, "the exponentials are computed here"}}};
  }

  /// Only where all three calls stand in one expression and the sum names its dim.
  [[nodiscard]] static auto mend(site<tree::call> const &at, verdict const &found) -> edits {
    if (found.detail == of_mixture) return {};
    auto const *const sum = tree::as<tree::call>(operand_of(at.in, at.node));
    auto const &powers = static_cast<tree::call const &>(*found.subject);
    auto const *const callee = tree::as<tree::attribute>(powers.func);
    if (sum == nullptr || operand_of(at.in, *sum) != &powers || callee == nullptr) return {};
    auto const options = options_of(at.in, *sum);
    if (options.empty() || movable_text(at.in, at.node).empty()) return {};
    auto const exponents = std::string{at.in.text(*operand_of(at.in, powers))};
    auto const is_method = at.named(callee).empty();
    auto const receiver =
        is_method ? bracketed(at.in, *callee->value) : std::string{at.in.text(*callee->value)};
    auto const first = is_method ? std::string{} : joined({exponents, ", "});
    return safe_edit(at.node.range, joined({receiver, ".logsumexp(", first, options, ")"}));
  }

private:
  static constexpr std::uint32_t of_mixture = 1;

  /// `log(a * exp(x) + b * exp(y))`
  [[nodiscard]] static auto check_mixture(site<tree::call> const &at) -> verdict {
    auto const *const of = operand_of(at.in, at.node);
    auto const *const name = tree::as<tree::name>(of);
    auto const *const chain =
        tree::as<tree::bin_op>(name == nullptr ? of : tree::only_value(at.in, *name));
    if (chain == nullptr || !is_mixture(at.in, *chain)) return verdict::irrelevant();
    if ((name != nullptr && is_changed_in_place(at.in, *name)) || is_own_logsumexp(at))
      return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, chain, of_mixture)
                               : verdict::irrelevant();
  }

  /// Whether every addend is an exponential, weighted or not.
  [[nodiscard]] static auto is_mixture(tree::unit const &in, tree::bin_op const &chain) -> bool {
    if (!is_weighted_power(in, *chain.first)) return false;
    for (auto const &step : chain.rest)
      if (step.op != tree::binary_operator::add || !is_weighted_power(in, *step.value))
        return false;
    return true;
  }

  [[nodiscard]] static auto is_weighted_power(tree::unit const &in, tree::expression const &any)
      -> bool {
    if (is_plain_power(in, any)) return true;
    auto const *const product = tree::as<tree::bin_op>(&any);
    if (product == nullptr || product->rest.size() != 1 ||
        product->rest[0].op != tree::binary_operator::mult)
      return false;
    return is_plain_power(in, *product->first) || is_plain_power(in, *product->rest[0].value);
  }

  /// An exponential whose exponents may be far below zero: log probabilities are.
  [[nodiscard]] static auto is_plain_power(tree::unit const &in, tree::expression const &any)
      -> bool {
    auto const *const power = called(in, &any, {"exp"});
    auto const *const exponents = power == nullptr ? nullptr : operand_of(in, *power);
    if (exponents == nullptr) return false;
    return called(in, exponents, {"log_softmax", "logsigmoid"}) != nullptr ||
           !may_be_shifted(in, *exponents);
  }

  /// Within a function of that name, which knows what it does.
  [[nodiscard]] static auto is_own_logsumexp(site<tree::call> const &at) -> bool {
    auto const *const function = at.enclosing_function();
    auto const name = function == nullptr ? "" : at.in.spelling(function->name);
    return name.find("logsumexp") != name.npos || name.find("log_sum_exp") != name.npos;
  }

  /// The call of one of these operations, through a variable that is assigned once; or null.
  [[nodiscard]] static auto called(tree::unit const &in, tree::expression const *made,
                                   std::initializer_list<std::string_view> operations)
      -> tree::call const * {
    auto const *const name = tree::as<tree::name>(made);
    auto const *const call =
        tree::as<tree::call>(name == nullptr ? made : tree::only_value(in, *name));
    if (call == nullptr) return nullptr;
    for (auto const operation : operations)
      if (is_tensor_operation(in, *call, operation))
        return name != nullptr && is_changed_in_place(in, *name) ? nullptr : call;
    return nullptr;
  }

  /// What `logsumexp` has to be passed beside the exponents; empty when the sum is over everything,
  /// is a mean, or has options that `logsumexp` lacks.
  [[nodiscard]] static auto options_of(tree::unit const &in, tree::call const &sum) -> std::string {
    auto const is_method = tree::qualified_name(in, *sum.func).empty();
    auto const first = is_method ? std::size_t{0} : std::size_t{1};
    auto const has_dim = sum.args.size() == first + 1 || keyword_of(in, sum, "dim") != nullptr;
    auto const is_plain = sum.args.size() <= first + 1 && sum.args.size() >= first &&
                          keyword_of(in, sum, "dtype") == nullptr && !passes_unpacked(sum);
    if (!has_dim || !is_plain || !is_tensor_operation(in, sum, "sum")) return {};
    auto const begin =
        sum.args.size() > first ? sum.args[first]->range.begin : sum.keywords.front()->range.begin;
    auto const end =
        sum.keywords.empty() ? sum.args.back()->range.end : sum.keywords.back()->range.end;
    return begin < end ? std::string{in.text({begin, end})} : std::string{};
  }

  [[nodiscard]] static auto bracketed(tree::unit const &in, tree::expression const &any)
      -> std::string {
    auto const text = std::string{in.text(any)};
    auto const is_simple = any.kind == tree::node_kind::name ||
                           any.kind == tree::node_kind::attribute ||
                           any.kind == tree::node_kind::call;
    return is_simple ? text : joined({"(", text, ")"});
  }
};

} // namespace prodreview::rules
