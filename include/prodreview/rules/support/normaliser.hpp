// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/in_place.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/own_layer.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/text/joined.hpp>

#include <array>
#include <string>

namespace prodreview::rules {

/// Where probabilities come from: the call of softmax or sigmoid; null when unknown.
struct normaliser {
  tree::call const *made = nullptr;
};

namespace detail {

[[nodiscard]] inline auto find_normaliser(tree::unit const &in,
                                          tree::expression const *probabilities, int &steps)
    -> normaliser;

/// Methods that move or pick elements and change none.
inline constexpr std::array<std::string_view, 18> selections{
    "contiguous", "expand",    "flatten",   "float",     "gather",  "index_select",
    "narrow",     "permute",   "reshape",   "select",    "squeeze", "t",
    "take",       "transpose", "unflatten", "unsqueeze", "view",    "view_as"};

[[nodiscard]] inline auto is_selection(std::string_view method) -> bool {
  for (auto const it : selections)
    if (it == method) return true;
  return false;
}

[[nodiscard]] inline auto find_in_call(tree::unit const &in, tree::call const &call, int &steps)
    -> normaliser {
  if (is_tensor_operation(in, call, "softmax") || is_tensor_operation(in, call, "sigmoid"))
    return {&call};
  if (calls_layer(in, call, {"torch.nn.Softmax", "torch.nn.Sigmoid"})) return {&call};
  auto const *const method = tree::as<tree::attribute>(call.func);
  if (method == nullptr || !is_selection(in.spelling(method->attr))) return {};
  return find_normaliser(in, method->value, steps);
}

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

[[nodiscard]] inline auto find_in_product(tree::unit const &in, tree::bin_op const &chain,
                                          int &steps) -> normaliser {
  if (auto const *call = complement_of(in, chain)) return {call};
  auto const first = find_normaliser(in, chain.first, steps);
  for (auto const &step : chain.rest)
    if (step.op != tree::binary_operator::mult || !find_normaliser(in, step.value, steps).made)
      return {};
  return first;
}

inline auto find_normaliser(tree::unit const &in, tree::expression const *probabilities, int &steps)
    -> normaliser {
  if (probabilities == nullptr || steps-- <= 0) return {};
  if (auto const *call = tree::as<tree::call>(probabilities)) return find_in_call(in, *call, steps);
  if (auto const *part = tree::as<tree::subscript>(probabilities))
    return find_normaliser(in, part->value, steps);
  if (auto const *chain = tree::as<tree::bin_op>(probabilities))
    return find_in_product(in, *chain, steps);
  auto const *const name = tree::as<tree::name>(probabilities);
  auto const *const value = name == nullptr ? nullptr : tree::only_value(in, *name);
  auto const found = find_normaliser(in, value, steps);
  return found.made == nullptr || is_changed_in_place(in, *name) ? normaliser{} : found;
}

} // namespace detail

/// Looks through what only moves, picks or multiplies probabilities, and through variables that
/// are assigned once and not changed in place.
[[nodiscard]] inline auto find_normaliser(tree::unit const &in,
                                          tree::expression const *probabilities) -> normaliser {
  auto steps = 64;
  return detail::find_normaliser(in, probabilities, steps);
}

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
