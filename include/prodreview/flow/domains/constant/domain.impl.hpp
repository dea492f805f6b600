// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto integer_of(constant_value const *it) -> std::optional<std::int64_t> {
  if (it == nullptr) return std::nullopt;
  if (auto const *truth = std::get_if<bool>(it)) return *truth ? 1 : 0;
  auto const *number = std::get_if<std::int64_t>(it);
  return number == nullptr ? std::nullopt : std::optional{*number};
}

[[nodiscard]] inline auto floating_of(constant_value const *it) -> std::optional<double> {
  if (auto const whole = integer_of(it)) return static_cast<double>(*whole);
  auto const *number = it == nullptr ? nullptr : std::get_if<double>(it);
  return number == nullptr ? std::nullopt : std::optional{*number};
}

/// As Python rounds: towards minus infinity.
[[nodiscard]] constexpr auto floor_divided(std::int64_t a, std::int64_t b) -> std::int64_t {
  auto const quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

/// Nothing where the result does not fit.
[[nodiscard]] inline auto calculate(tree::binary_operator op, std::int64_t a, std::int64_t b)
    -> std::optional<constant_value> {
  using tree::binary_operator;
  std::int64_t result = 0;
  auto const is_tiny_quotient = b != 0 && !(b == -1 && a == INT64_MIN);
  switch (op) {
  case binary_operator::add:
    if (__builtin_add_overflow(a, b, &result)) return std::nullopt;
    return result;
  case binary_operator::sub:
    if (__builtin_sub_overflow(a, b, &result)) return std::nullopt;
    return result;
  case binary_operator::mult:
    if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
    return result;
  case binary_operator::floor_div:
    if (!is_tiny_quotient) return std::nullopt;
    return floor_divided(a, b);
  case binary_operator::mod:
    if (!is_tiny_quotient) return std::nullopt;
    return a - floor_divided(a, b) * b;
  case binary_operator::div:
    if (b == 0) return std::nullopt;
    return static_cast<double>(a) / static_cast<double>(b);
  default: return std::nullopt;
  }
}

[[nodiscard]] inline auto calculate(tree::binary_operator op, double a, double b)
    -> std::optional<constant_value> {
  using tree::binary_operator;
  switch (op) {
  case binary_operator::add: return a + b;
  case binary_operator::sub: return a - b;
  case binary_operator::mult: return a * b;
  case binary_operator::div: return b == 0 ? std::nullopt : std::optional<constant_value>{a / b};
  default: return std::nullopt;
  }
}

template <class Number>
[[nodiscard]] constexpr auto is_so(tree::comparison op, Number const &a, Number const &b)
    -> std::optional<bool> {
  using tree::comparison;
  switch (op) {
  case comparison::eq: return a == b;
  case comparison::not_eq_: return a != b;
  case comparison::lt: return a < b;
  case comparison::lt_e: return a <= b;
  case comparison::gt: return a > b;
  case comparison::gt_e: return a >= b;
  default: return std::nullopt;
  }
}

[[nodiscard]] inline auto compare(tree::comparison op, constant_value const &a,
                                  constant_value const &b) -> std::optional<bool> {
  using tree::comparison;
  auto const is_none =
      std::holds_alternative<none_constant>(a) || std::holds_alternative<none_constant>(b);
  if (op == comparison::is || op == comparison::is_not) {
    if (!is_none) return std::nullopt;
    return (a.index() == b.index()) == (op == comparison::is);
  }
  if (auto const left = integer_of(&a), right = integer_of(&b); left && right)
    return is_so(op, *left, *right);
  if (auto const left = floating_of(&a), right = floating_of(&b); left && right)
    return is_so(op, *left, *right);
  auto const *left = std::get_if<std::string>(&a);
  auto const *right = std::get_if<std::string>(&b);
  return left != nullptr && right != nullptr ? is_so(op, *left, *right) : std::nullopt;
}

} // namespace detail

/// As Python writes it. None and strings that a line does not hold say nothing that their kind
/// does not.
PRODREVIEW_INLINE auto constant_domain::describe(memory const &in, constant_id it) -> std::string {
  auto const *value = in.store<constant_domain>()[it];
  if (value == nullptr) return {};
  if (auto const *truth = std::get_if<bool>(value)) return *truth ? "True" : "False";
  if (auto const *number = std::get_if<std::int64_t>(value)) return std::to_string(*number);
  if (auto const *number = std::get_if<double>(value)) {
    std::array<char, 32> text{};
    auto const end = std::to_chars(text.data(), text.data() + text.size(), *number).ptr;
    return {text.data(), end};
  }
  auto const *text = std::get_if<std::string>(value);
  auto const is_plain = text != nullptr && std::all_of(text->begin(), text->end(), [](char byte) {
                          return byte >= ' ' && byte <= '~' && byte != '\'' && byte != '\\';
                        });
  return is_plain ? "'" + *text + "'" : std::string{};
}

PRODREVIEW_INLINE auto constant_domain::transfer(memory &in, operation::literal const &it,
                                                 components const &) -> constant_id {
  return in.store<constant_domain>().intern(it.value);
}

PRODREVIEW_INLINE auto constant_domain::transfer(memory &in, operation::arithmetic const &it,
                                                 components const &) -> constant_id {
  auto const *left = in.constant(it.left);
  auto const *right = in.constant(it.right);
  std::optional<constant_value> result;
  if (auto const a = detail::integer_of(left), b = detail::integer_of(right); a && b)
    result = detail::calculate(it.op, *a, *b);
  else if (auto const c = detail::floating_of(left), d = detail::floating_of(right); c && d)
    result = detail::calculate(it.op, *c, *d);
  return result ? in.store<constant_domain>().intern(*result) : constant_id::unknown;
}

PRODREVIEW_INLINE auto constant_domain::transfer(memory &in, operation::unary const &it,
                                                 components const &) -> constant_id {
  auto const *of = in.constant(it.of);
  auto const as = [&](constant_value made) { return in.store<constant_domain>().intern(made); };
  if (of == nullptr) return constant_id::unknown;
  if (it.op == tree::unary_operator::not_) {
    auto const *truth = std::get_if<bool>(of);
    return truth == nullptr ? constant_id::unknown : as(!*truth);
  }
  if (it.op != tree::unary_operator::minus) return constant_id::unknown;
  if (auto const *number = std::get_if<double>(of)) return as(-*number);
  auto const whole = detail::integer_of(of);
  return whole && *whole != INT64_MIN ? as(-*whole) : constant_id::unknown;
}

PRODREVIEW_INLINE auto constant_domain::transfer(memory &in, operation::compared const &it,
                                                 components const &) -> constant_id {
  auto const *left = in.constant(it.left);
  auto const *right = in.constant(it.right);
  if (left == nullptr || right == nullptr) return constant_id::unknown;
  auto const result = detail::compare(it.op, *left, *right);
  return result ? in.store<constant_domain>().intern(*result) : constant_id::unknown;
}

} // namespace prodreview::flow
