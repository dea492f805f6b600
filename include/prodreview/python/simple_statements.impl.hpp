// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>
#include <prodreview/python/level.hpp>

namespace prodreview::python {

/// The statements of one line. `start` is where the last of them begins.
PRODREVIEW_INLINE void grammar::simple_statements(std::uint32_t &start) {
  do {
    start = begin();
    auto *const made = simple_statement();
    if (!is(token_kind::semicolon) && !is(token_kind::newline)) return fail();
    scratch_.push(made);
  } while (accept(token_kind::semicolon) && !is(token_kind::newline));
  end_of_statement();
}

PRODREVIEW_INLINE void grammar::end_of_statement() {
  if (is(token_kind::newline))
    next_line();
  else
    fail();
}

PRODREVIEW_INLINE auto grammar::simple_statement() -> tree::statement * {
  switch (kind()) {
  case token_kind::name:
    if (at_->name() == soft::type && at_[1].kind == token_kind::name) return type_alias();
    return expression_statement();
  case token_kind::return_: return return_statement();
  case token_kind::import_: return import_statement();
  case token_kind::from: return import_from_statement();
  case token_kind::raise: return raise_statement();
  case token_kind::pass: return word_statement<tree::pass>();
  case token_kind::break_: return word_statement<tree::break_>();
  case token_kind::continue_: return word_statement<tree::continue_>();
  case token_kind::assert_: return assert_statement();
  case token_kind::del: return del_statement();
  case token_kind::global: return scope_statement<tree::global>();
  case token_kind::nonlocal: return scope_statement<tree::nonlocal>();
  default: return expression_statement();
  }
}

template <class T> auto grammar::word_statement() -> tree::statement * {
  auto *const made = node<T>(begin(), at_->end);
  advance();
  return made;
}

/// `yield` or `star_expressions`.
PRODREVIEW_INLINE auto grammar::annotated_value() -> expression * {
  return is(token_kind::yield) ? yield() : star_expressions();
}

PRODREVIEW_INLINE auto grammar::expression_statement() -> tree::statement * {
  auto const start = begin();
  auto *const value = annotated_value();
  if (is(token_kind::equal)) return assignment(value, start);
  if (is(token_kind::colon)) return annotated_assignment(value, start);
  if (token_kind::plus_equal <= kind() && kind() <= token_kind::double_slash_equal)
    return augmented_assignment(value, start);
  auto *const made = node<tree::expr>(start);
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::assignment(expression *value, std::uint32_t begin)
    -> tree::statement * {
  auto const mark = scratch_.mark();
  while (is(token_kind::equal)) {
    make_target(value, tree::context::store);
    scratch_.push(value);
    if (accept(token_kind::equal)) value = annotated_value();
  }
  auto *const made = node<tree::assign>(begin);
  made->targets = keep<expression>(mark);
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::annotated_assignment(expression *target, std::uint32_t begin)
    -> tree::statement * {
  if (!is_single_target(*target)) fail();
  set_use(*target, tree::context::store);
  if (!accept(token_kind::colon)) fail();
  auto *const annotation = expression_();
  auto *const value = accept(token_kind::equal) ? annotated_value() : nullptr;
  auto *const made = node<tree::ann_assign>(begin);
  made->target = target;
  made->annotation = annotation;
  made->value = value;
  made->simple = target->kind == tree::node_kind::name && target->range.begin == begin;
  return made;
}

PRODREVIEW_INLINE auto grammar::augmented_assignment(expression *target, std::uint32_t begin)
    -> tree::statement * {
  auto const op = static_cast<tree::binary_operator>(static_cast<int>(kind()) -
                                                     static_cast<int>(token_kind::plus_equal));
  if (!is_single_target(*target)) fail();
  set_use(*target, tree::context::store);
  if (!failed()) advance();
  auto *const value = annotated_value();
  auto *const made = node<tree::aug_assign>(begin);
  made->target = target;
  made->op = op;
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::return_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto *const value = starts_expression(kind()) ? star_expressions() : nullptr;
  auto *const made = node<tree::return_>(start);
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::raise_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto *const exc = starts_expression(kind()) ? expression_() : nullptr;
  auto *const cause = exc != nullptr && accept(token_kind::from) ? expression_() : nullptr;
  auto *const made = node<tree::raise>(start);
  made->exc = exc;
  made->cause = cause;
  return made;
}

PRODREVIEW_INLINE auto grammar::del_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto const mark = scratch_.mark();
  do {
    auto *const target = operation(level::bitwise_or);
    make_target(target, tree::context::del);
    scratch_.push(target);
  } while (accept(token_kind::comma) && starts_expression(kind()));
  auto *const made = node<tree::delete_>(start);
  made->targets = keep<expression>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::assert_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto *const test = expression_();
  auto *const msg = accept(token_kind::comma) ? expression_() : nullptr;
  auto *const made = node<tree::assert_>(start);
  made->test = test;
  made->msg = msg;
  return made;
}

PRODREVIEW_INLINE auto grammar::plain_name() -> tree::named_place {
  if (!is(token_kind::name)) {
    fail();
    return {};
  }
  tree::named_place const place{at_->name(), at_->range()};
  advance();
  return place;
}

template <class T> auto grammar::scope_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto const first = places_.size();
  do places_.push_back(plain_name());
  while (accept(token_kind::comma));
  auto *const made = node<T>(start);
  made->names = unit_.memory.copy(std::span{std::as_const(places_)}.subspan(first));
  places_.resize(first);
  return made;
}

PRODREVIEW_INLINE auto grammar::type_alias() -> tree::statement * {
  auto const start = begin();
  advance();
  auto *const name = use_name(tree::context::store);
  auto const type_params = type_parameters();
  expect(token_kind::equal);
  auto *const value = expression_();
  auto *const made = node<tree::type_alias>(start);
  made->name = name;
  made->type_params = type_params;
  made->value = value;
  return made;
}

} // namespace prodreview::python
