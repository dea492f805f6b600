// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>
#include <prodreview/python/level.hpp>

namespace prodreview::python {

/// `match` begins a match statement when a subject follows; where that could be an operator or a
/// call of something named `match`, when the line ends with a colon.
PRODREVIEW_INLINE auto grammar::is_match_statement() const -> bool {
  auto const next = at_[1].kind;
  if (!starts_expression(next)) return false;
  auto const *last = at_ + 1;
  while (last->kind != token_kind::newline && last->kind != token_kind::error &&
         last->kind != token_kind::end_of_file)
    ++last;
  return last[-1].kind == token_kind::colon && last->kind == token_kind::newline;
}

PRODREVIEW_INLINE auto grammar::match_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto *const subject = match_subject();
  auto const header = header_end();
  expect_indented_block();
  auto const mark = scratch_.mark();
  do scratch_.push(match_case());
  while (!is(token_kind::dedent) && !failed());
  accept(token_kind::dedent);
  auto *const made = node<tree::match>(start);
  made->subject = subject;
  made->cases = keep<tree::match_case>(mark);
  made->header_end = header;
  return made;
}

PRODREVIEW_INLINE auto grammar::match_subject() -> expression * {
  auto const start = begin();
  bool const is_starred = is(token_kind::star);
  auto *const first = star_named_expression();
  if (!is(token_kind::comma)) {
    if (is_starred) fail();
    return first;
  }
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::comma) && starts_expression(kind()))
    scratch_.push(star_named_expression());
  return tuple_from(mark, start);
}

PRODREVIEW_INLINE auto grammar::match_case() -> tree::match_case * {
  auto const start = begin();
  if (!is(token_kind::name) || at_->name() != soft::case_) fail();
  if (!failed()) advance();
  auto *const matched = patterns();
  auto *const guard = accept(token_kind::if_) ? named_expression() : nullptr;
  expect(token_kind::colon);
  auto const body = block();
  auto *const made = node<tree::match_case>(start);
  made->matched = matched;
  made->guard = guard;
  made->body = body;
  return made;
}

/// A pattern, or an open sequence of them.
PRODREVIEW_INLINE auto grammar::patterns() -> tree::pattern * {
  auto const start = begin();
  bool const is_starred = is(token_kind::star);
  auto *const first = maybe_star_pattern();
  if (!is(token_kind::comma)) {
    if (is_starred) fail();
    return first;
  }
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::comma) && !is(token_kind::colon) && !is(token_kind::if_))
    scratch_.push(maybe_star_pattern());
  auto *const made = node<tree::match_sequence>(start);
  made->patterns = keep<tree::pattern>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::maybe_star_pattern() -> tree::pattern * {
  return is(token_kind::star) ? star_pattern() : pattern();
}

PRODREVIEW_INLINE auto grammar::star_pattern() -> tree::pattern * {
  auto const start = begin();
  advance();
  bool const is_wildcard = is(token_kind::name) && at_->name() == soft::wildcard;
  auto const place = is_wildcard ? tree::named_place{} : capture_target();
  if (is_wildcard) advance();
  auto *const made = node<tree::match_star>(start);
  made->name = place.name;
  made->name_range = place.range;
  return made;
}

/// A name that a pattern binds.
PRODREVIEW_INLINE auto grammar::capture_target() -> tree::named_place {
  auto const place = plain_name();
  if (place.name == soft::wildcard || is(token_kind::dot) || is(token_kind::left_paren) ||
      is(token_kind::equal))
    fail();
  return place;
}

PRODREVIEW_INLINE auto grammar::pattern() -> tree::pattern * {
  nesting const deeper{*this};
  auto const start = begin();
  auto *const inner = or_pattern();
  if (!accept(token_kind::as)) return inner;
  auto const place = capture_target();
  auto *const made = node<tree::match_as>(start);
  made->inner = inner;
  made->name = place.name;
  made->name_range = place.range;
  return made;
}

PRODREVIEW_INLINE auto grammar::or_pattern() -> tree::pattern * {
  auto const start = begin();
  auto *const first = closed_pattern();
  if (!is(token_kind::bar)) return first;
  auto const mark = scratch_.mark();
  scratch_.push(first);
  while (accept(token_kind::bar)) scratch_.push(closed_pattern());
  auto *const made = node<tree::match_or>(start);
  made->patterns = keep<tree::pattern>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::closed_pattern() -> tree::pattern * {
  auto const start = begin();
  switch (kind()) {
  case token_kind::name: return name_pattern();
  case token_kind::left_paren:
  case token_kind::left_bracket: return bracketed_pattern();
  case token_kind::left_brace: return mapping_pattern();
  case token_kind::none: return singleton_pattern(tree::constant_kind::none);
  case token_kind::true_: return singleton_pattern(tree::constant_kind::true_);
  case token_kind::false_: return singleton_pattern(tree::constant_kind::false_);
  default: return value_pattern(literal(), start);
  }
}

/// A capture, a wildcard, a dotted value or a class.
PRODREVIEW_INLINE auto grammar::name_pattern() -> tree::pattern * {
  auto const start = begin();
  bool const is_wildcard = at_->name() == soft::wildcard;
  if (!is_wildcard && (at_[1].kind == token_kind::dot || at_[1].kind == token_kind::left_paren)) {
    auto *const value = dotted_value();
    if (is(token_kind::left_paren)) return class_pattern(value, start);
    if (is(token_kind::equal)) fail();
    return value_pattern(value, start);
  }
  auto const place = is_wildcard ? tree::named_place{} : capture_target();
  if (is_wildcard) advance();
  auto *const made = node<tree::match_as>(start);
  made->name = place.name;
  made->name_range = place.range;
  return made;
}

PRODREVIEW_INLINE auto grammar::class_pattern(expression *cls, std::uint32_t begin)
    -> tree::pattern * {
  advance();
  auto const mark = scratch_.mark();
  auto const keywords = keywords_.mark();
  auto const names = places_.size();
  while (!is(token_kind::right_paren)) {
    if (is(token_kind::name) && at_[1].kind == token_kind::equal) {
      // CPython reads this `_` as one more positional pattern.
      bool const is_taken = scratch_.count(mark) != 0 && places_.size() == names;
      bool const is_wildcard = is_taken && at_->name() == soft::wildcard;
      places_.push_back(plain_name());
      if (is_wildcard) fail();
      advance();
      keywords_.push(pattern());
    } else {
      if (places_.size() != names) fail();
      scratch_.push(pattern());
    }
    if (!accept(token_kind::comma)) break;
  }
  expect(token_kind::right_paren);
  auto *const made = node<tree::match_class>(begin);
  made->cls = cls;
  made->patterns = keep<tree::pattern>(mark);
  made->kwd_attrs = unit_.memory.copy(std::span{std::as_const(places_)}.subspan(names));
  made->kwd_patterns = keywords_.take<tree::pattern>(keywords, unit_.memory);
  places_.resize(names);
  return made;
}

/// `[ … ]`, `( … )`: a sequence, or with `(` and without a comma a group.
PRODREVIEW_INLINE auto grammar::bracketed_pattern() -> tree::pattern * {
  auto const start = begin();
  bool const is_list = is(token_kind::left_bracket);
  auto const closing = is_list ? token_kind::right_bracket : token_kind::right_paren;
  advance();
  auto const mark = scratch_.mark();
  bool const is_starred = is(token_kind::star);
  while (!is(closing)) {
    auto *const one = maybe_star_pattern();
    if (!is_list && !is_starred && scratch_.count(mark) == 0 && accept(closing)) return one;
    scratch_.push(one);
    if (!accept(token_kind::comma)) {
      if (!is_list && scratch_.count(mark) == 1) fail();
      break;
    }
  }
  expect(closing);
  auto *const made = node<tree::match_sequence>(start);
  made->patterns = keep<tree::pattern>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::mapping_pattern() -> tree::pattern * {
  auto const start = begin();
  advance();
  auto const mark = scratch_.mark();
  auto const keys = keywords_.mark();
  tree::named_place rest{};
  while (!is(token_kind::right_brace)) {
    if (accept(token_kind::double_star)) {
      rest = capture_target();
      accept(token_kind::comma);
      break;
    }
    keywords_.push(mapping_key());
    expect(token_kind::colon);
    scratch_.push(pattern());
    if (!accept(token_kind::comma)) break;
  }
  expect(token_kind::right_brace);
  auto *const made = node<tree::match_mapping>(start);
  made->keys = keywords_.take<expression>(keys, unit_.memory);
  made->patterns = keep<tree::pattern>(mark);
  made->rest = rest.name;
  made->rest_range = rest.range;
  return made;
}

} // namespace prodreview::python
