// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/lexer.hpp>
#include <prodreview/text/scan.hpp>

#include <utility>

namespace prodreview::python {

/// Reads up to the first token of a logical line: blank lines, comments, indentation.
PRODREVIEW_INLINE auto lexer::layout(char const *p) -> char const * {
  for (;;) {
    indent_level level{};
    p = measure(p, level);
    if (ended_) return p;
    if (*p == '#') p = comment(p);
    if (is_line_end(*p)) {
      p = line_end(p);
    } else if (p == end_) {
      return end_of_text(p);
    } else {
      return set_indentation(p, level);
    }
  }
}

/// Counts the white space that a line begins with. A backslash at its end joins the next line to
/// it; then the column before the first backslash counts.
PRODREVIEW_INLINE auto lexer::measure(char const *p, indent_level &level) -> char const * {
  std::uint32_t joined_at = 0;
  auto const *const after = skip_spaces(p, end_); // as a rule that is all
  level.column = level.alternative = static_cast<std::uint32_t>(after - p);
  for (p = after;; ++p) {
    if (*p == ' ') {
      ++level.column;
      ++level.alternative;
    } else if (*p == '\t') {
      level.column = (level.column / 8 + 1) * 8;
      ++level.alternative;
    } else if (*p == '\f') {
      level = {};
    } else if (*p == '\\') {
      if (joined_at == 0) joined_at = level.column;
      p = continuation(p) - 1;
      if (ended_) return p + 1;
    } else {
      break;
    }
  }
  if (joined_at != 0) level = {joined_at, joined_at};
  return p;
}

PRODREVIEW_INLINE auto lexer::set_indentation(char const *p, indent_level level) -> char const * {
  auto const current = indents_[indent_];
  if (std::exchange(any_column_, false)) return p;
  if (level.column > current.column) return indent(p, level);
  if (level.column < current.column) return dedent(p, level);
  if (level.alternative != current.alternative) return inconsistent_tabs(p);
  return p;
}

PRODREVIEW_INLINE auto lexer::indent(char const *p, indent_level level) -> char const * {
  if (indent_ + 1 >= indents_.size()) return fail_quietly(p, p, "too many levels of indentation");
  if (level.alternative <= indents_[indent_].alternative) return inconsistent_tabs(p);
  indents_[++indent_] = level;
  push(token_kind::indent, p, begin_ + next_[-1].end);
  return p;
}

PRODREVIEW_INLINE auto lexer::dedent(char const *p, indent_level level) -> char const * {
  while (indent_ > 0 && level.column < indents_[indent_].column) {
    --indent_;
    push(token_kind::dedent, p, begin_ + next_[-1].end);
  }
  if (level.column != indents_[indent_].column) {
    auto const *const end = find_line_end(p, end_);
    return fail_quietly(end, end, "unindent does not match any outer indentation level");
  }
  if (level.alternative != indents_[indent_].alternative) return inconsistent_tabs(p);
  return p;
}

PRODREVIEW_INLINE auto lexer::inconsistent_tabs(char const *p) -> char const * {
  auto const *const start = start_of_line(p);
  return fail_quietly(start, start, "inconsistent use of tabs and spaces in indentation");
}

PRODREVIEW_INLINE auto lexer::end_of_text(char const *p) -> char const * {
  if (p != end_) return fail(p, p + 1, "source code cannot contain null bytes");
  if (brackets_ > 0) return unexpected_end(p);
  ended_ = true;
  auto const last = next_[-1];
  bool const line_is_open = next_ != tokens_.data() + 1;
  if (line_is_open) {
    push(token_kind::newline, p, begin_ + last.end);
    return p;
  }
  for (; indent_ > 0; --indent_) push(token_kind::dedent, p, begin_ + last.end);
  push(token_kind::end_of_file, p, begin_ + last.end);
  return p;
}

PRODREVIEW_INLINE auto lexer::line_end(char const *p) -> char const * {
  return p + (p[0] == '\r' && p[1] == '\n' ? 2 : 1);
}

PRODREVIEW_INLINE auto lexer::end_of_line(char const *p) -> char const * {
  if (brackets_ == 0) {
    push(token_kind::newline, p, begin_ + next_[-1].end);
    ended_ = true;
  }
  return line_end(p);
}

PRODREVIEW_INLINE auto lexer::continuation(char const *p) -> char const * {
  if (!is_line_end(p[1])) {
    if (p + 1 == end_) return unexpected_end(p + 1);
    return fail_quietly(p + 1, p + 2, "unexpected character after line continuation character");
  }
  auto const *const next = line_end(p + 1);
  return next == end_ ? unexpected_end(p + 1) : next;
}

PRODREVIEW_INLINE auto lexer::unexpected_end(char const *p) -> char const * {
  if (brackets_ == 0) return fail_quietly(p, p, "unexpected EOF while parsing");
  auto const last = open_[brackets_ - 1];
  auto const *const place = begin_ + last.place;
  return fail_quietly(place, place + 1, std::string{"'"} + last.opening + "' was never closed");
}

PRODREVIEW_INLINE auto lexer::comment(char const *p) -> char const * {
  auto const *const end = find_line_end(p, end_);
  comments_->push_back({offset(p), offset(end)});
  return end;
}

PRODREVIEW_INLINE void lexer::restart(std::uint32_t line_start, bool any_column) {
  any_column_ = any_column;
  at_ = begin_ + line_start;
  brackets_ = 0;
  strings_.clear();
  in_text_ = false;
  while (!comments_->empty() && comments_->back().begin >= line_start) comments_->pop_back();
}

} // namespace prodreview::python
