// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/grammar.hpp>
#include <prodreview/python/height.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::python {

PRODREVIEW_INLINE auto grammar::statements(token_kind until) -> many<tree::statement> {
  auto const mark = scratch_.mark();
  while (!is(until) && !is(token_kind::end_of_file)) statement();
  return keep<tree::statement>(mark);
}

PRODREVIEW_INLINE void grammar::statement() {
  auto const mark = scratch_.mark();
  auto const blocks = blocks_.size();
  auto start = begin();
  trailers_ = 0;
  if (auto *const compound = compound_statement(); compound != nullptr) {
    if (!failed()) scratch_.push(compound);
  } else {
    simple_statements(start);
  }
  if (trailers_ > maximum_height / 2) [[unlikely]]
    check_height(mark);
  if (failed()) [[unlikely]]
    recover(start, blocks);
  blocks_.resize(blocks);
}

/// Null when the line begins with no word of a compound statement.
PRODREVIEW_INLINE auto grammar::compound_statement() -> tree::statement * {
  auto const start = begin();
  switch (kind()) {
  case token_kind::if_: return if_statement();
  case token_kind::def: return function_definition<tree::function_def>(start, {});
  case token_kind::for_: return for_statement<tree::for_>(start);
  case token_kind::with: return with_statement<tree::with>(start);
  case token_kind::class_: return class_definition({});
  case token_kind::at: return decorated();
  case token_kind::try_: return try_statement();
  case token_kind::while_: return while_statement();
  case token_kind::async: return async_statement();
  case token_kind::name:
    return at_->name() == soft::match && is_match_statement() ? match_statement() : nullptr;
  default: return nullptr;
  }
}

/// Puts an opaque statement in the place of the one that failed, with the blocks of it that could
/// be read, and goes on after it.
PRODREVIEW_INLINE void grammar::recover(std::uint32_t start, std::size_t blocks) {
  unit_.errors.push_back(std::exchange(failure_, std::nullopt).value());
  auto const end = resynchronise(start);
  if (accept(token_kind::indent)) {
    blocks_.push_back(statements(token_kind::dedent));
    accept(token_kind::dedent);
  }
  auto const mark = scratch_.mark();
  for (auto i = blocks; i < blocks_.size(); ++i)
    for (auto const *const one : blocks_[i]) scratch_.push(one);
  auto *const made = node<tree::opaque_statement>(start, std::max(start, end));
  made->reason = "syntax error";
  auto const children = keep<tree::node>(mark);
  made->children = children;
  scratch_.push(made);
}

/// Moves the cursor to where the next statement can begin. Answers where the failed one ends.
PRODREVIEW_INLINE auto grammar::resynchronise(std::uint32_t start) -> std::uint32_t {
  auto const *last = failed_at_;
  bool const on_next_line = is_first_of_line(*last) && last->begin != start;
  if (on_next_line && last->kind != token_kind::error && last->kind != token_kind::indent) {
    at_ = last;
    return last[-1].end;
  }
  if (last->kind == token_kind::indent) {
    at_ = last;
    return last->begin;
  }
  while (last->kind != token_kind::newline && last->kind != token_kind::error &&
         last->kind != token_kind::end_of_file)
    ++last;
  auto const end = last[-1].end;
  at_ = last;
  if (is(token_kind::newline)) {
    next_line();
    return end;
  }
  if (is(token_kind::end_of_file)) return end;
  bool const is_layout = is_first_of_line(*last);
  auto const line = is_layout ? line_start(last->begin) : next_sane_line(start);
  restarted_at_ = line > restarted_at_ ? line : next_line_start(restarted_at_);
  lexer_.restart(restarted_at_, is_layout);
  next_line();
  return std::max(start, restarted_at_);
}

PRODREVIEW_INLINE auto grammar::is_first_of_line(token const &one) -> bool {
  auto const before = (&one)[-1].kind;
  return before == token_kind::newline || before == token_kind::indent ||
         before == token_kind::dedent;
}

PRODREVIEW_INLINE auto grammar::line_start(std::uint32_t at) const -> std::uint32_t {
  auto const &lines = unit_.source.lines();
  return lines.range_of(lines.line_of(at)).begin;
}

PRODREVIEW_INLINE auto grammar::next_line_start(std::uint32_t at) const -> std::uint32_t {
  auto const &lines = unit_.source.lines();
  return lines.range_of(lines.line_of(at)).end;
}

/// The first line after that of `from` that looks like the beginning of a statement which is not
/// part of the one before: no deeper than the block, and with a word at its beginning.
PRODREVIEW_INLINE auto grammar::next_sane_line(std::uint32_t from) const -> std::uint32_t {
  auto const text = unit_.source.text();
  auto line = next_line_start(from);
  for (; line < text.size(); line = next_line_start(line)) {
    auto const first = std::min(text.find_first_not_of(" \t\f", line), text.size());
    if (first == text.size()) break;
    bool const is_word = lead_of(text[first]) == lead::letter || text[first] == '@';
    if (is_word && first - line <= lexer_.indentation()) break;
  }
  return line;
}

/// A tree that someone who recurses over it could not climb is no tree.
PRODREVIEW_INLINE void grammar::check_height(std::size_t mark) {
  for (auto i = mark; i < scratch_.mark(); ++i)
    if (!failed() && is_higher_than(*scratch_.at(i), maximum_height)) {
      auto const where = scratch_.at(i)->range;
      scratch_.drop(mark);
      fail(where, "source too complex to parse: the expression is nested too deeply");
    }
}

} // namespace prodreview::python
