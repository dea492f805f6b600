// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/diagnosis/machine.hpp>

#include <algorithm>

namespace prodreview::python::diagnosis {

/// Is there a token at the mark? Looks at it if nobody has yet.
PRODREVIEW_INLINE auto machine::has_token() -> bool { return mark_ < fill_ || fetch(); }

PRODREVIEW_INLINE auto machine::fetch() -> bool {
  if (fill_ == tokens_.size()) read_line();
  auto const &token = tokens_[fill_++];
  if (token.kind != token_kind::error) return true;
  auto const &error = lexer_.error_of(token);
  is_final_ = true;
  raise(place_of({error.range.begin, error.range.end, 0, token.kind}), error.message);
  return false;
}

PRODREVIEW_INLINE void machine::read_line() {
  if (!tokens_.empty() && tokens_.back().kind == token_kind::end_of_file) {
    tokens_.push_back(tokens_.back());
    depths_.push_back(0);
    return;
  }
  std::uint16_t depth = 0;
  for (auto const *one = lexer_.next_line();; ++one) {
    if (token_kind::left_paren <= one->kind && one->kind <= token_kind::left_brace)
      ++depth;
    else if (token_kind::right_paren <= one->kind && one->kind <= token_kind::right_brace)
      --depth;
    tokens_.push_back(*one);
    depths_.push_back(depth);
    if (one->kind == token_kind::newline || one->kind == token_kind::error ||
        one->kind == token_kind::end_of_file)
      return;
  }
}

/// The last token before the mark that stands for text.
PRODREVIEW_INLINE auto machine::last_significant() const -> std::uint32_t {
  auto at = mark_;
  while (at > 0 && tokens_[at - 1].kind <= token_kind::dedent) --at;
  return at == 0 ? 0 : at - 1;
}

/// Where CPython sees a token: a change of indentation at the last column of the indentation, what
/// comes at the end of the text at the end of the last line.
PRODREVIEW_INLINE auto machine::place_of(token const &one) const -> text_range {
  auto const text = source_->text();
  auto begin = one.begin;
  bool const is_past_end = begin == text.size() && !text.empty() && is_line_end(text.back());
  bool const is_layout = one.kind == token_kind::indent || one.kind == token_kind::dedent;
  bool const is_indented = begin != 0 && is_layout && is_blank(text[begin - 1]);
  if (is_past_end || is_indented) --begin;
  return {begin, std::max(begin, one.end)};
}

PRODREVIEW_INLINE auto machine::line_of(std::uint32_t offset) const -> std::uint32_t {
  return source_->lines().line_of(offset);
}

/// An error that the lexer finds in the rest of the text overrules the one that was found, and so
/// does a bracket that is never closed if it stands on an earlier line.
PRODREVIEW_INLINE void machine::check_rest() {
  auto const line = line_of(place_of(tokens_[fill_ - 1]).begin);
  while (tokens_.back().kind != token_kind::error && tokens_.back().kind != token_kind::end_of_file)
    read_line();
  if (tokens_.back().kind == token_kind::end_of_file) return;
  auto const weight = lexer_.weight_of(tokens_.back());
  if (weight == error_weight::overrules)
    error_ = lexer_.error_of(tokens_.back());
  else if (weight == error_weight::reveals_bracket && lexer_.open_brackets() != 0 &&
           line_of(lexer_.innermost_bracket().begin) < line)
    error_ = unclosed_bracket();
}

PRODREVIEW_INLINE auto machine::unclosed_bracket() const -> tree::syntax_error {
  auto const place = lexer_.innermost_bracket();
  return {place, "'" + std::string{source_->slice(place)} + "' was never closed"};
}

PRODREVIEW_INLINE auto machine::raise(text_range where, std::string message) -> value_id {
  if (!error_) error_ = {where, std::move(message)};
  return value_id::misfit;
}

PRODREVIEW_INLINE auto machine::raise_at_last(std::string message) -> value_id {
  return raise(place_of(tokens_[fill_ - 1]), std::move(message));
}

PRODREVIEW_INLINE void machine::raise_generic(token const &at) {
  bool const is_layout = at.kind == token_kind::indent || at.kind == token_kind::dedent;
  if (!is_layout) {
    raise(place_of(at), "invalid syntax");
    return;
  }
  is_final_ = true;
  raise_at_last(at.kind == token_kind::indent ? "unexpected indent" : "unexpected unindent");
}

PRODREVIEW_INLINE auto machine::range_of(value_id first, value_id last) const -> text_range {
  auto const from = place_of(tokens_[get(first).first]);
  auto const to = place_of(tokens_[get(last).last]);
  return {from.begin, std::max(from.begin, to.end)};
}

} // namespace prodreview::python::diagnosis
