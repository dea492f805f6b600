// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/grammar.hpp>
#include <prodreview/python/level.hpp>
#include <prodreview/python/literal_check.hpp>

namespace prodreview::python {

PRODREVIEW_INLINE auto grammar::primary() -> expression * {
  auto const start = begin();
  auto *const value = atom();
  switch (kind()) {
  case token_kind::dot:
  case token_kind::left_paren:
  case token_kind::left_bracket: return trailers(value, start);
  default: return value;
  }
}

/// The attributes, calls and subscripts that follow a value.
PRODREVIEW_INLINE auto grammar::trailers(expression *value, std::uint32_t begin) -> expression * {
  for (;; ++trailers_) {
    if (is(token_kind::dot))
      value = attribute(value, begin);
    else if (is(token_kind::left_paren))
      value = call(value, begin);
    else if (is(token_kind::left_bracket))
      value = subscript(value, begin);
    else
      return value;
  }
}

PRODREVIEW_INLINE auto grammar::attribute(expression *value, std::uint32_t begin) -> expression * {
  advance();
  auto const attr = plain_name();
  auto *const made = node<tree::attribute>(begin);
  made->value = value;
  made->attr = attr.name;
  made->attr_range = attr.range;
  return made;
}

PRODREVIEW_INLINE auto grammar::call(expression *func, std::uint32_t begin) -> expression * {
  auto const open = this->begin();
  advance();
  auto const mark = scratch_.mark();
  auto const keywords = keywords_.mark();
  if (!is(token_kind::right_paren)) {
    auto *const first = argument();
    if (first != nullptr && is_for_clause()) {
      if (first->kind == tree::node_kind::starred) fail();
      scratch_.push(comprehension<tree::generator_exp>(first, token_kind::right_paren, open));
    } else {
      if (first != nullptr) scratch_.push(first);
      more_arguments(keywords);
      expect(token_kind::right_paren);
    }
  } else {
    advance();
  }
  auto *const made = node<tree::call>(begin);
  made->func = func;
  made->args = keep<expression>(mark);
  made->keywords = keywords_.take<tree::keyword>(keywords, unit_.memory);
  return made;
}

/// What follows the first argument of a call or base of a class.
PRODREVIEW_INLINE void grammar::more_arguments(std::size_t keywords) {
  bool unpacked = ends_with_unpacking(keywords);
  while (accept(token_kind::comma) && !is(token_kind::right_paren)) {
    bool const after_keyword = keywords_.count(keywords) != 0;
    bool const is_starred = is(token_kind::star);
    auto *const value = argument();
    if (value == nullptr) {
      unpacked = unpacked || ends_with_unpacking(keywords);
    } else {
      // After a keyword only `*values` may follow, after `**values` not even those.
      if (after_keyword && (!is_starred || unpacked)) fail();
      scratch_.push(value);
    }
  }
}

/// Is the last of the keyword arguments `**values`?
PRODREVIEW_INLINE auto grammar::ends_with_unpacking(std::size_t keywords) const -> bool {
  if (keywords_.count(keywords) == 0) return false;
  auto const *const last = keywords_.at(keywords_.mark() - 1);
  return static_cast<tree::keyword const *>(last)->name == name_id::none;
}

/// A positional argument; null after a keyword argument, which goes to `keywords_`.
PRODREVIEW_INLINE auto grammar::argument() -> expression * {
  if (is(token_kind::star)) return starred(0);
  bool const is_keyword =
      is(token_kind::double_star) || (is(token_kind::name) && at_[1].kind == token_kind::equal);
  if (!is_keyword) return named_expression();
  keywords_.push(keyword());
  return nullptr;
}

PRODREVIEW_INLINE auto grammar::keyword() -> tree::keyword * {
  auto const start = begin();
  tree::named_place place{};
  if (!accept(token_kind::double_star)) {
    place = plain_name();
    advance();
  }
  auto *const value = expression_();
  auto *const made = node<tree::keyword>(start);
  made->name = place.name;
  made->name_range = place.range;
  made->value = value;
  return made;
}

PRODREVIEW_INLINE auto grammar::subscript(expression *value, std::uint32_t begin) -> expression * {
  advance();
  auto *const index = slices();
  expect(token_kind::right_bracket);
  auto *const made = node<tree::subscript>(begin);
  made->value = value;
  made->slice = index;
  return made;
}

PRODREVIEW_INLINE auto grammar::slices() -> expression * {
  auto const start = begin();
  bool const is_starred = is(token_kind::star);
  auto *const first = slice();
  if (!is(token_kind::comma) && !is_starred) return first;
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::comma) && !is(token_kind::right_bracket)) scratch_.push(slice());
  return tuple_from(mark, start);
}

PRODREVIEW_INLINE auto grammar::slice() -> expression * {
  if (is(token_kind::star)) return starred(0);
  auto const start = begin();
  if (is(token_kind::colon)) return rest_of_slice(nullptr, start);
  bool const is_named = is(token_kind::name) && at_[1].kind == token_kind::walrus;
  auto *const index = named_expression();
  return is(token_kind::colon) && !is_named ? rest_of_slice(index, start) : index;
}

PRODREVIEW_INLINE auto grammar::rest_of_slice(expression *lower, std::uint32_t begin)
    -> expression * {
  auto const bound = [&]() -> expression * {
    return starts_expression(kind()) ? expression_() : nullptr;
  };
  advance();
  auto *const upper = bound();
  auto *const step = accept(token_kind::colon) ? bound() : nullptr;
  auto *const made = node<tree::slice>(begin);
  made->lower = lower;
  made->upper = upper;
  made->step = step;
  return made;
}

PRODREVIEW_INLINE auto grammar::atom() -> expression * {
  switch (kind()) {
  case token_kind::name: return use_name(tree::context::load);
  case token_kind::number: return number();
  case token_kind::string:
  case token_kind::fstring_start:
  case token_kind::tstring_start: return strings();
  case token_kind::left_paren: return bracketed();
  case token_kind::left_bracket: return list();
  case token_kind::left_brace: return brace();
  case token_kind::none: return constant(tree::constant_kind::none);
  case token_kind::true_: return constant(tree::constant_kind::true_);
  case token_kind::false_: return constant(tree::constant_kind::false_);
  case token_kind::ellipsis: return constant(tree::constant_kind::ellipsis);
  default: fail(); return no_expression();
  }
}

/// What stands in the place of an expression that is not there; nobody looks at it.
PRODREVIEW_INLINE auto grammar::no_expression() -> expression * {
  return node<tree::opaque_expression>(0, 0);
}

PRODREVIEW_INLINE auto grammar::use_name(tree::context use) -> expression * {
  auto const id = at_->name();
  auto *const made = node<tree::name>(begin(), at_->end);
  advance();
  made->use = use;
  made->id = id;
  made->occurrence = unit_.occurrences++;
  return made;
}

PRODREVIEW_INLINE auto grammar::constant(tree::constant_kind what) -> expression * {
  auto *const made = node<tree::constant>(begin(), at_->end);
  advance();
  made->what = what;
  return made;
}

PRODREVIEW_INLINE auto grammar::number() -> expression * {
  tree::piece const digits{at_->range(), tree::piece_form::raw};
  auto const what = static_cast<tree::constant_kind>(at_->value);
  if (digits.range.size() > maximum_digits) [[unlikely]]
    refuse(problem_of_number(*at_, unit_.source));
  auto *const made = node<tree::constant>(digits.range.begin, digits.range.end);
  advance();
  made->what = what;
  made->pieces = unit_.memory.copy(std::span{&digits, 1});
  return made;
}

} // namespace prodreview::python
