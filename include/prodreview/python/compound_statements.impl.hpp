// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>

namespace prodreview::python {

/// The colon of a header; answers where it ends.
PRODREVIEW_INLINE auto grammar::header_end() -> std::uint32_t {
  expect(token_kind::colon);
  return end();
}

PRODREVIEW_INLINE auto grammar::block() -> many<tree::statement> {
  auto const body = is(token_kind::newline) ? indented_block() : line_block();
  if (!failed()) blocks_.push_back(body);
  return body;
}

PRODREVIEW_INLINE auto grammar::line_block() -> many<tree::statement> {
  auto const mark = scratch_.mark();
  auto start = begin();
  simple_statements(start);
  return keep<tree::statement>(mark);
}

PRODREVIEW_INLINE auto grammar::indented_block() -> many<tree::statement> {
  expect_indented_block();
  if (failed()) return {};
  auto const body = statements(token_kind::dedent);
  accept(token_kind::dedent);
  return body;
}

/// The end of a header's line, and the indentation of the next.
PRODREVIEW_INLINE void grammar::expect_indented_block() {
  end_of_statement();
  if (!accept(token_kind::indent)) fail(at_->range(), "expected an indented block");
}

PRODREVIEW_INLINE auto grammar::else_block() -> many<tree::statement> {
  if (!accept(token_kind::else_)) return {};
  expect(token_kind::colon);
  return block();
}

/// An `if` with its `elif`s, without recursion: each `elif` is an `if` in the `else` of the one
/// before.
PRODREVIEW_INLINE auto grammar::if_statement() -> tree::statement * {
  auto const mark = branches_.size();
  do branches_.push_back(if_branch());
  while (is(token_kind::elif) && branches_.size() - mark < maximum_elifs);
  if (is(token_kind::elif)) fail(at_->range(), "source too complex to parse: too many branches");
  auto orelse = else_block();
  auto *made = branches_.back();
  while (branches_.size() > mark) {
    made = branches_.back();
    branches_.pop_back();
    made->orelse = orelse;
    made->range.end = end();
    if (branches_.size() > mark) orelse = single(made);
  }
  return made;
}

PRODREVIEW_INLINE auto grammar::if_branch() -> tree::if_ * {
  auto const start = begin();
  advance();
  auto *const test = named_expression();
  auto const header = header_end();
  auto const body = block();
  auto *const made = node<tree::if_>(start);
  made->test = test;
  made->body = body;
  made->header_end = header;
  return made;
}

PRODREVIEW_INLINE auto grammar::single(tree::statement const *one) -> many<tree::statement> {
  auto const mark = scratch_.mark();
  scratch_.push(one);
  return keep<tree::statement>(mark);
}

PRODREVIEW_INLINE auto grammar::while_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto *const test = named_expression();
  auto const header = header_end();
  auto const body = block();
  auto const orelse = else_block();
  auto *const made = node<tree::while_>(start);
  made->test = test;
  made->body = body;
  made->orelse = orelse;
  made->header_end = header;
  return made;
}

template <class T> auto grammar::for_statement(std::uint32_t begin) -> tree::statement * {
  advance();
  auto *const target = star_targets();
  expect(token_kind::in);
  auto *const iter = star_expressions();
  auto const header = header_end();
  auto const body = block();
  auto const orelse = else_block();
  auto *const made = node<T>(begin);
  made->target = target;
  made->iter = iter;
  made->body = body;
  made->orelse = orelse;
  made->header_end = header;
  return made;
}

template <class T> auto grammar::with_statement(std::uint32_t begin) -> tree::statement * {
  advance();
  auto items = bracketed_with_items();
  if (!items) items = with_items();
  auto const header = header_end();
  auto const body = block();
  auto *const made = node<T>(begin);
  made->items = *items;
  made->body = body;
  made->header_end = header;
  return made;
}

PRODREVIEW_INLINE auto grammar::with_items() -> many<tree::with_item> {
  auto const mark = scratch_.mark();
  do scratch_.push(with_item());
  while (accept(token_kind::comma));
  return keep<tree::with_item>(mark);
}

/// `(a as b, c)`, which is tried first where the bracket ends the header, as `(a, b)` could be a
/// tuple as well.
PRODREVIEW_INLINE auto grammar::bracketed_with_items() -> std::optional<many<tree::with_item>> {
  if (!is(token_kind::left_paren) || !bracket_ends_header()) return std::nullopt;
  auto const *const open = at_;
  auto const occurrences = unit_.occurrences;
  auto const mark = scratch_.mark();
  advance();
  do scratch_.push(with_item());
  while (accept(token_kind::comma) && !is(token_kind::right_paren));
  auto const items = keep<tree::with_item>(mark);
  if (accept(token_kind::right_paren) && is(token_kind::colon)) return items;
  failure_.reset();
  unit_.occurrences = occurrences;
  at_ = open;
  return std::nullopt;
}

/// Does a colon follow the bracket that closes the one under the cursor?
PRODREVIEW_INLINE auto grammar::bracket_ends_header() const -> bool {
  int depth = 0;
  for (auto const *one = at_;; ++one) {
    switch (one->kind) {
    case token_kind::left_paren:
    case token_kind::left_bracket:
    case token_kind::left_brace: ++depth; break;
    case token_kind::right_paren:
    case token_kind::right_bracket:
    case token_kind::right_brace:
      if (--depth == 0) return one[1].kind == token_kind::colon;
      break;
    case token_kind::newline:
    case token_kind::error:
    case token_kind::end_of_file: return false;
    default: break;
    }
  }
}

PRODREVIEW_INLINE auto grammar::with_item() -> tree::with_item * {
  auto const start = begin();
  auto *const context = expression_();
  auto *const vars = accept(token_kind::as) ? star_target() : nullptr;
  auto *const made = node<tree::with_item>(start);
  made->context_expr = context;
  made->optional_vars = vars;
  return made;
}

PRODREVIEW_INLINE auto grammar::try_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  expect(token_kind::colon);
  auto const body = block();
  bool const star = is(token_kind::except) && at_[1].kind == token_kind::star;
  auto const mark = scratch_.mark();
  while (is(token_kind::except)) scratch_.push(except_handler(star));
  auto const handlers = keep<tree::except_handler>(mark);
  auto const orelse = handlers.empty() ? many<tree::statement>{} : else_block();
  auto const has_finally = accept(token_kind::finally);
  if (has_finally) expect(token_kind::colon);
  auto const finalbody = has_finally ? block() : many<tree::statement>{};
  if (handlers.empty() && !has_finally) fail();
  auto *const made = star ? static_cast<tree::try_block *>(node<tree::try_star>(start))
                          : static_cast<tree::try_block *>(node<tree::try_>(start));
  made->body = body;
  made->handlers = handlers;
  made->orelse = orelse;
  made->finalbody = finalbody;
  return made;
}

PRODREVIEW_INLINE auto grammar::except_handler(bool star) -> tree::except_handler * {
  auto const start = begin();
  advance();
  if (star) expect(token_kind::star);
  auto const type_start = begin();
  auto *type = star || !is(token_kind::colon) ? expression_() : nullptr;
  tree::named_place place{};
  if (type != nullptr && is(token_kind::comma))
    type = more_expressions(type, type_start); // which cannot be named
  else if (type != nullptr && accept(token_kind::as))
    place = plain_name();
  expect(token_kind::colon);
  auto const body = block();
  auto *const made = node<tree::except_handler>(start);
  made->type = type;
  made->name = place.name;
  made->name_range = place.range;
  made->body = body;
  return made;
}

} // namespace prodreview::python
