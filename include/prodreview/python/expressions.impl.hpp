// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>
#include <prodreview/python/level.hpp>

namespace prodreview::python {

PRODREVIEW_INLINE auto grammar::star_expressions() -> expression * {
  auto const start = begin();
  auto *const first = star_expression();
  if (!is(token_kind::comma)) return first;
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::comma) && starts_expression(kind())) scratch_.push(star_expression());
  return tuple_from(mark, start);
}

/// The tuple that a comma after an expression makes, without stars.
PRODREVIEW_INLINE auto grammar::more_expressions(expression *first, std::uint32_t begin)
    -> expression * {
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::comma) && starts_expression(kind())) scratch_.push(expression_());
  return tuple_from(mark, begin);
}

PRODREVIEW_INLINE auto grammar::tuple_from(std::size_t mark, std::uint32_t begin) -> expression * {
  auto *const made = node<tree::tuple>(begin);
  made->elts = keep<expression>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::star_expression() -> expression * {
  return is(token_kind::star) ? starred(level::bitwise_or) : expression_();
}

PRODREVIEW_INLINE auto grammar::star_named_expression() -> expression * {
  return is(token_kind::star) ? starred(level::bitwise_or) : named_expression();
}

/// `*value`; at level 0 the value is a whole `expression`.
PRODREVIEW_INLINE auto grammar::starred(int level) -> expression * {
  auto const start = begin();
  advance();
  auto *const value = level == 0 ? expression_() : operation(level);
  auto *const made = node<tree::starred>(start);
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::named_expression() -> expression * {
  if (!is(token_kind::name) || at_[1].kind != token_kind::walrus) return expression_();
  nesting const deeper{*this};
  auto const start = begin();
  auto *const target = use_name(tree::context::store);
  expect(token_kind::walrus);
  auto *const value = expression_();
  auto *const made = node<tree::named_expr>(start);
  made->target = target;
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::expression_() -> expression * {
  if (is(token_kind::lambda)) return lambda();
  auto const start = begin();
  auto *const body = operation(level::disjunction);
  return is(token_kind::if_) ? conditional(body, start) : body;
}

PRODREVIEW_INLINE auto grammar::conditional(expression *body, std::uint32_t begin) -> expression * {
  nesting const deeper{*this};
  advance();
  auto *const test = operation(level::disjunction);
  expect(token_kind::else_);
  auto *const orelse = expression_();
  auto *const made = node<tree::if_exp>(begin);
  made->test = test;
  made->body = body;
  made->orelse = orelse;
  return made;
}

PRODREVIEW_INLINE auto grammar::lambda() -> expression * {
  nesting const deeper{*this};
  auto const start = begin();
  advance();
  auto *const args = parameters(token_kind::colon, false);
  expect(token_kind::colon);
  auto *const body = expression_();
  auto *const made = node<tree::lambda>(start);
  made->args = args;
  made->body = body;
  return made;
}

PRODREVIEW_INLINE auto grammar::yield() -> expression * {
  auto const start = begin();
  advance();
  if (accept(token_kind::from)) {
    auto *const value = expression_();
    auto *const made = node<tree::yield_from>(start);
    made->value = value;
    return made;
  }
  auto *const value = starts_expression(kind()) ? star_expressions() : nullptr;
  auto *const made = node<tree::yield>(start);
  made->value = value;
  return made;
}

/// An operation whose operators bind at least as tightly as `level`.
PRODREVIEW_INLINE auto grammar::operation(int level) -> expression * {
  auto const start = begin();
  auto *left = first_operand(level);
  for (int found = level_of(kind()); found >= level; found = level_of(kind()))
    left = extend(left, found, start);
  return left;
}

PRODREVIEW_INLINE auto grammar::first_operand(int level) -> expression * {
  if (!is(token_kind::not_) || level > level::inversion) return factor();
  return unary(tree::unary_operator::not_);
}

PRODREVIEW_INLINE auto grammar::extend(expression *left, int level, std::uint32_t begin)
    -> expression * {
  if (level <= level::conjunction) return boolean(left, level, begin);
  if (level == level::comparison) return comparison(left, begin);
  return chain(left, level, begin);
}

PRODREVIEW_INLINE auto grammar::boolean(expression *left, int level, std::uint32_t begin)
    -> expression * {
  auto const word = kind();
  auto const mark = scratch_.mark();
  scratch_.push(left);
  while (accept(word)) scratch_.push(operation(level + 1));
  auto *const made = node<tree::bool_op>(begin);
  made->op =
      level == level::conjunction ? tree::boolean_operator::and_ : tree::boolean_operator::or_;
  made->values = keep<expression>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::comparison(expression *left, std::uint32_t begin) -> expression * {
  auto const mark = scratch_.mark();
  auto const first = comparisons_.size();
  while (level_of(kind()) == level::comparison) {
    comparisons_.push_back(comparison_operator());
    scratch_.push(operation(level::bitwise_or));
  }
  auto *const made = node<tree::compare>(begin);
  made->left = left;
  made->ops = unit_.memory.copy(std::span{std::as_const(comparisons_)}.subspan(first));
  made->comparators = keep<expression>(mark);
  comparisons_.resize(first);
  return made;
}

PRODREVIEW_INLINE auto grammar::comparison_operator() -> tree::comparison {
  auto const word = kind();
  bool const old_form = word == token_kind::not_equal && unit_.source.text()[begin()] == '<';
  if (word == token_kind::not_equal && old_form != flufl_) fail();
  if (word == token_kind::not_equal) // the only one that the text must tell apart
    return advance(), tree::comparison::not_eq_;
  advance();
  switch (word) {
  case token_kind::equal_equal: return tree::comparison::eq;
  case token_kind::less: return tree::comparison::lt;
  case token_kind::less_equal: return tree::comparison::lt_e;
  case token_kind::greater: return tree::comparison::gt;
  case token_kind::greater_equal: return tree::comparison::gt_e;
  case token_kind::in: return tree::comparison::in;
  case token_kind::is:
    return accept(token_kind::not_) ? tree::comparison::is_not : tree::comparison::is;
  default: expect(token_kind::in); return tree::comparison::not_in;
  }
}

/// A run of operators that bind equally, from left to right.
PRODREVIEW_INLINE auto grammar::chain(expression *left, int level, std::uint32_t begin)
    -> expression * {
  auto const first = operands_.size();
  while (level_of(kind()) == level) {
    auto const op = static_cast<tree::binary_operator>(static_cast<int>(kind()) -
                                                       static_cast<int>(token_kind::plus));
    advance();
    auto *const value = level == level::term ? factor() : operation(level + 1);
    operands_.push_back({op, value, end()});
  }
  auto *const made = node<tree::bin_op>(begin);
  made->first = left;
  made->rest = unit_.memory.copy(std::span{std::as_const(operands_)}.subspan(first));
  operands_.resize(first);
  return made;
}

PRODREVIEW_INLINE auto grammar::factor() -> expression * {
  switch (kind()) {
  case token_kind::minus: return unary(tree::unary_operator::minus);
  case token_kind::plus: return unary(tree::unary_operator::plus);
  case token_kind::tilde: return unary(tree::unary_operator::invert);
  default: break;
  }
  auto const start = begin();
  auto *const base = is(token_kind::await) ? await() : primary();
  return is(token_kind::double_star) ? power(base, start) : base;
}

PRODREVIEW_INLINE auto grammar::unary(tree::unary_operator op) -> expression * {
  nesting const deeper{*this};
  auto const start = begin();
  advance();
  auto *const operand = op == tree::unary_operator::not_ ? operation(level::inversion) : factor();
  auto *const made = node<tree::unary_op>(start);
  made->op = op;
  made->operand = operand;
  return made;
}

PRODREVIEW_INLINE auto grammar::power(expression *base, std::uint32_t begin) -> expression * {
  nesting const deeper{*this};
  advance();
  auto *const exponent = factor();
  tree::operand const step{tree::binary_operator::pow, exponent, end()};
  auto *const made = node<tree::bin_op>(begin);
  made->first = base;
  made->rest = unit_.memory.copy(std::span{&step, 1});
  return made;
}

PRODREVIEW_INLINE auto grammar::await() -> expression * {
  auto const start = begin();
  advance();
  auto *const value = primary();
  auto *const made = node<tree::await>(start);
  made->value = value;
  return made;
}

} // namespace prodreview::python
