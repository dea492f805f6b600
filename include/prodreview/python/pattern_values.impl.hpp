// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>

namespace prodreview::python {

PRODREVIEW_INLINE auto grammar::singleton_pattern(tree::constant_kind value) -> tree::pattern * {
  auto *const made = node<tree::match_singleton>(begin(), at_->end);
  advance();
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::value_pattern(expression *value, std::uint32_t begin)
    -> tree::pattern * {
  auto *const made = node<tree::match_value>(begin);
  made->value = value;
  return made;
}

/// A number, perhaps signed or complex, or a string.
PRODREVIEW_INLINE auto grammar::literal() -> expression * {
  if (is_string()) return strings();
  auto const start = begin();
  auto *const real = signed_number();
  if (!is(token_kind::plus) && !is(token_kind::minus)) return real;
  auto const op = is(token_kind::plus) ? tree::binary_operator::add : tree::binary_operator::sub;
  if (is_imaginary(*real))
    fail(real->range, "real number required in complex literal");
  else
    advance();
  auto *const imaginary = is(token_kind::number) ? number() : no_number();
  if (!failed() && !is_imaginary(*imaginary))
    fail(imaginary->range, "imaginary number required in complex literal");
  tree::operand const step{op, imaginary, end()};
  auto *const made = node<tree::bin_op>(start);
  made->first = real;
  made->rest = unit_.memory.copy(std::span{&step, 1});
  return made;
}

PRODREVIEW_INLINE auto grammar::signed_number() -> expression * {
  auto const start = begin();
  bool const is_negative = accept(token_kind::minus);
  if (!is(token_kind::number)) return no_number();
  auto *const value = number();
  if (!is_negative) return value;
  auto *const made = node<tree::unary_op>(start);
  made->op = tree::unary_operator::minus;
  made->operand = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::no_number() -> expression * {
  fail();
  return no_expression();
}

PRODREVIEW_INLINE auto grammar::is_imaginary(expression const &number) -> bool {
  if (auto const *const negative = tree::as<tree::unary_op>(&number))
    return is_imaginary(*negative->operand);
  auto const *const value = tree::as<tree::constant>(&number);
  return value != nullptr && value->what == tree::constant_kind::imaginary;
}

/// A name or `a.b.c`.
PRODREVIEW_INLINE auto grammar::dotted_value() -> expression * {
  auto const start = begin();
  auto *value = is(token_kind::name) ? use_name(tree::context::load) : no_number();
  for (; is(token_kind::dot); ++trailers_) value = attribute(value, start);
  return value;
}

PRODREVIEW_INLINE auto grammar::mapping_key() -> expression * {
  switch (kind()) {
  case token_kind::name: {
    auto *const key = dotted_value();
    if (key->kind == tree::node_kind::name) fail();
    return key;
  }
  case token_kind::none: return constant(tree::constant_kind::none);
  case token_kind::true_: return constant(tree::constant_kind::true_);
  case token_kind::false_: return constant(tree::constant_kind::false_);
  default: return literal();
  }
}

} // namespace prodreview::python
