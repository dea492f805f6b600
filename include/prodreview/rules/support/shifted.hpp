// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/tensor.hpp>

namespace prodreview::rules {

namespace detail {

[[nodiscard]] inline auto may_be_shifted(tree::unit const &in, tree::expression const &values,
                                         int &steps) -> bool;

[[nodiscard]] inline auto is_shifting(std::string_view operation) -> bool {
  return tree::is_one_of(operation,
                         {"sub",       "subtract",   "sub_",    "neg",     "clamp",
                          "clamp_",    "clamp_max",  "clip",    "minimum", "log_softmax",
                          "log_prob",  "logsigmoid", "min",     "tanh",    "sigmoid",
                          "normalize", "logsumexp",  "softmax", "log",     "nan_to_num"});
}

[[nodiscard]] inline auto is_shifted_call(tree::unit const &in, tree::call const &call, int &steps)
    -> bool {
  auto const *const callee = tree::as<tree::attribute>(call.func);
  if (callee != nullptr && is_shifting(in.spelling(callee->attr))) return true;
  if (callee != nullptr && may_be_shifted(in, *callee->value, steps)) return true;
  for (auto const *it : call.args)
    if (may_be_shifted(in, *it, steps)) return true;
  return false;
}

[[nodiscard]] inline auto is_shifted_variable(tree::unit const &in, tree::name const &name,
                                              int &steps) -> bool {
  auto const *const variable = in.bindings.variable_of(name);
  if (variable == nullptr) return false;
  for (auto const index : variable->bound_at) {
    auto const &by = in.bindings.all[index];
    if (by.kind == tree::binding_kind::augmented) return true;
    if (by.value != nullptr && may_be_shifted(in, *by.value, steps)) return true;
  }
  return false;
}

[[nodiscard]] inline auto is_shifted_chain(tree::unit const &in, tree::bin_op const &chain,
                                           int &steps) -> bool {
  if (may_be_shifted(in, *chain.first, steps)) return true;
  for (auto const &step : chain.rest) {
    if (step.op == tree::binary_operator::sub) return true;
    if (may_be_shifted(in, *step.value, steps)) return true;
  }
  return false;
}

inline auto may_be_shifted(tree::unit const &in, tree::expression const &values, int &steps)
    -> bool {
  if (steps-- <= 0) return true;
  switch (values.kind) {
  case tree::node_kind::unary_op: return true;
  case tree::node_kind::bin_op:
    return is_shifted_chain(in, static_cast<tree::bin_op const &>(values), steps);
  case tree::node_kind::call:
    return is_shifted_call(in, static_cast<tree::call const &>(values), steps);
  case tree::node_kind::name:
    return is_shifted_variable(in, static_cast<tree::name const &>(values), steps);
  case tree::node_kind::subscript:
    return may_be_shifted(in, *static_cast<tree::subscript const &>(values).value, steps);
  case tree::node_kind::constant:
  case tree::node_kind::attribute: return false;
  default: return true;
  }
}

} // namespace detail

/// Whether something may have been subtracted from the values, so that they may be below zero or
/// bounded: a difference, a negation, a clamp, a normalisation, in the expression itself or in
/// anything that is assigned to the variables it names.
[[nodiscard]] inline auto may_be_shifted(tree::unit const &in, tree::expression const &values)
    -> bool {
  auto steps = 64;
  return detail::may_be_shifted(in, values, steps);
}

} // namespace prodreview::rules
