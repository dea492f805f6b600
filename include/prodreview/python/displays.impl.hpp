// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>
#include <prodreview/python/level.hpp>

namespace prodreview::python {

/// `( … )`: a group, a tuple or a generator.
PRODREVIEW_INLINE auto grammar::bracketed() -> expression * {
  auto const start = begin();
  advance();
  auto const mark = scratch_.mark();
  if (is(token_kind::right_paren)) return tuple(mark, start);
  if (is(token_kind::yield)) {
    auto *const value = yield();
    expect(token_kind::right_paren);
    return value;
  }
  bool const is_starred = is(token_kind::star);
  auto *const first = star_named_expression();
  if (is_for_clause() && !is_starred)
    return comprehension<tree::generator_exp>(first, token_kind::right_paren, start);
  if (is(token_kind::comma)) {
    scratch_.push(first);
    return tuple(mark, start);
  }
  if (is_starred) fail();
  expect(token_kind::right_paren);
  return first;
}

/// The rest of a tuple in brackets.
PRODREVIEW_INLINE auto grammar::tuple(std::size_t mark, std::uint32_t begin) -> expression * {
  while (accept(token_kind::comma) && !is(token_kind::right_paren))
    scratch_.push(star_named_expression());
  expect(token_kind::right_paren);
  return tuple_from(mark, begin);
}

PRODREVIEW_INLINE auto grammar::list() -> expression * {
  auto const start = begin();
  advance();
  auto const mark = scratch_.mark();
  if (!is(token_kind::right_bracket)) {
    bool const is_starred = is(token_kind::star);
    auto *const first = star_named_expression();
    if (is_for_clause() && !is_starred)
      return comprehension<tree::list_comp>(first, token_kind::right_bracket, start);
    scratch_.push(first);
    while (accept(token_kind::comma) && !is(token_kind::right_bracket))
      scratch_.push(star_named_expression());
  }
  expect(token_kind::right_bracket);
  auto *const made = node<tree::list>(start);
  made->elts = keep<expression>(mark);
  return made;
}

/// `{ … }`: a dictionary, a set or the comprehension of one.
PRODREVIEW_INLINE auto grammar::brace() -> expression * {
  auto const start = begin();
  advance();
  if (is(token_kind::right_brace) || is(token_kind::double_star)) return dict(nullptr, start);
  bool const is_starred = is(token_kind::star);
  bool const is_named = is(token_kind::name) && at_[1].kind == token_kind::walrus;
  auto *const first = star_named_expression();
  if (is(token_kind::colon) && !is_starred && !is_named) return dict(first, start);
  if (is_for_clause() && !is_starred)
    return comprehension<tree::set_comp>(first, token_kind::right_brace, start);
  return set(first, start);
}

PRODREVIEW_INLINE auto grammar::set(expression *first, std::uint32_t begin) -> expression * {
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::comma) && !is(token_kind::right_brace))
    scratch_.push(star_named_expression());
  expect(token_kind::right_brace);
  auto *const made = node<tree::set>(begin);
  made->elts = keep<expression>(mark);
  return made;
}

/// The rest of a dictionary; `key` is the first key, if that has been read.
PRODREVIEW_INLINE auto grammar::dict(expression *key, std::uint32_t begin) -> expression * {
  auto const mark = scratch_.mark();
  auto const keys = keywords_.mark();
  while (!is(token_kind::right_brace)) {
    if (key == nullptr && accept(token_kind::double_star)) {
      keywords_.push(nullptr);
      scratch_.push(operation(level::bitwise_or));
    } else {
      if (key == nullptr) key = expression_();
      expect(token_kind::colon);
      auto *const value = expression_();
      if (is_for_clause() && keywords_.mark() == keys) return dict_comprehension(key, value, begin);
      keywords_.push(key);
      scratch_.push(value);
    }
    key = nullptr;
    if (!accept(token_kind::comma)) break;
  }
  expect(token_kind::right_brace);
  auto *const made = node<tree::dict>(begin);
  made->keys = keywords_.take<expression>(keys, unit_.memory);
  made->values = keep<expression>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::dict_comprehension(expression *key, expression *value,
                                                   std::uint32_t begin) -> expression * {
  auto const generators = for_clauses();
  expect(token_kind::right_brace);
  auto *const made = node<tree::dict_comp>(begin);
  made->key = key;
  made->value = value;
  made->generators = generators;
  return made;
}

template <class T>
auto grammar::comprehension(expression *element, token_kind closing, std::uint32_t begin)
    -> expression * {
  auto const generators = for_clauses();
  expect(closing);
  auto *const made = node<T>(begin);
  made->elt = element;
  made->generators = generators;
  return made;
}

PRODREVIEW_INLINE auto grammar::for_clauses() -> many<tree::comprehension> {
  auto const mark = scratch_.mark();
  while (is_for_clause()) scratch_.push(for_clause());
  return keep<tree::comprehension>(mark);
}

PRODREVIEW_INLINE auto grammar::for_clause() -> tree::comprehension * {
  auto const start = begin();
  bool const is_async = accept(token_kind::async);
  expect(token_kind::for_);
  auto *const target = star_targets();
  expect(token_kind::in);
  auto *const iter = operation(level::disjunction);
  auto const mark = scratch_.mark();
  while (accept(token_kind::if_)) scratch_.push(operation(level::disjunction));
  auto *const made = node<tree::comprehension>(start);
  made->target = target;
  made->iter = iter;
  made->ifs = keep<expression>(mark);
  made->is_async = is_async;
  return made;
}

} // namespace prodreview::python
