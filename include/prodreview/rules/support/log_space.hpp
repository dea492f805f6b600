// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/text/joined.hpp>

#include <string>

namespace prodreview::rules {
namespace detail {

/// `1 - sigmoid(x)`, which is `sigmoid(-x)`.
[[nodiscard]] inline auto complement_of(tree::unit const &in, tree::bin_op const &difference)
    -> tree::call const * {
  if (difference.rest.size() != 1 || difference.rest[0].op != tree::binary_operator::sub)
    return nullptr;
  auto const *const call = tree::as<tree::call>(difference.rest[0].value);
  auto const is_complement =
      is_one(in, difference.first) && call != nullptr && is_tensor_operation(in, *call, "sigmoid");
  return is_complement ? call : nullptr;
}

} // namespace detail

/// The logarithm of a softmax, a sigmoid or `1 - sigmoid`, written with the function that computes
/// it directly; empty where that function cannot be spelt without another import.
[[nodiscard]] inline auto in_log_space(tree::unit const &in, tree::expression const &probabilities)
    -> std::string {
  auto const *const difference = tree::as<tree::bin_op>(&probabilities);
  auto const *const call = difference == nullptr ? tree::as<tree::call>(&probabilities)
                                                 : detail::complement_of(in, *difference);
  auto const *const callee = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
  auto const text = movable_text(in, probabilities);
  if (callee == nullptr || text.empty()) return {};
  auto const prefix = std::string{in.text(*callee->value)};
  auto const arguments = in.text({callee->range.end, call->range.end});
  if (is_tensor_operation(in, *call, "softmax")) return joined({prefix, ".log_softmax", arguments});
  if (!is_tensor_operation(in, *call, "sigmoid") || call->args.size() != 1) return {};
  auto const function = tree::qualified_name(in, *callee);
  auto const owner = function == "torch.sigmoid" ? joined({prefix, ".nn.functional"})
                     : function == "torch.nn.functional.sigmoid" ? prefix
                                                                 : std::string{};
  if (owner.empty()) return {};
  auto const &passed = *call->args[0];
  auto const is_simple =
      passed.kind == tree::node_kind::name || passed.kind == tree::node_kind::call;
  auto const value = std::string{in.text(passed)};
  auto const operand = difference == nullptr ? value
                       : is_simple           ? joined({"-", value})
                                             : joined({"-(", value, ")"});
  return joined({owner, ".logsigmoid(", operand, ")"});
}

} // namespace prodreview::rules
