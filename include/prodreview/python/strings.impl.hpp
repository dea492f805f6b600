// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/grammar.hpp>
#include <prodreview/python/literal_check.hpp>

#include <algorithm>

namespace prodreview::python {

/// Adjacent literals on their way to become one: the text since the last field waits in `pieces_`,
/// the finished parts in `scratch_`.
struct grammar::string_parts {
  std::size_t mark;
  std::size_t pieces;
  /// Of the text that waits.
  text_range text{};
  bool has_unicode_prefix = false;
  bool has_bytes = false;
  bool has_text = false;
  bool has_format = false;
  bool has_template = false;
};

PRODREVIEW_INLINE auto grammar::is_string() const -> bool {
  return is(token_kind::string) || is(token_kind::fstring_start) || is(token_kind::tstring_start);
}

PRODREVIEW_INLINE auto grammar::strings() -> expression * {
  auto const next = at_[1].kind;
  bool const is_alone = is(token_kind::string) && next != token_kind::string &&
                        next != token_kind::fstring_start && next != token_kind::tstring_start;
  return is_alone ? only_string() : concatenation();
}

PRODREVIEW_INLINE auto grammar::only_string() -> expression * {
  string_form const form{at_->value};
  auto const content = string_piece(*at_);
  if (failed()) return no_expression();
  auto *const made = node<tree::constant>(begin(), at_->end);
  advance();
  made->what =
      form.has(string_form::bytes) ? tree::constant_kind::bytes : tree::constant_kind::string;
  made->has_unicode_prefix = form.has(string_form::unicode);
  made->pieces = unit_.memory.copy(std::span{&content, 1});
  return made;
}

PRODREVIEW_INLINE auto grammar::concatenation() -> expression * {
  auto const start = begin();
  string_parts parts{scratch_.mark(), pieces_.size()};
  while (is_string()) {
    if (is(token_kind::string))
      plain_part(parts);
    else
      format_part(parts, is(token_kind::tstring_start));
  }
  check_mixture(parts, start);
  if (!parts.has_format && !parts.has_template) return joined_constant(parts);
  flush(parts);
  return parts.has_template ? format_node<tree::template_str>(parts.mark, start)
                            : format_node<tree::joined_str>(parts.mark, start);
}

PRODREVIEW_INLINE void grammar::check_mixture(string_parts const &parts, std::uint32_t start) {
  if (parts.has_bytes && (parts.has_text || parts.has_format))
    fail({start, end()}, "cannot mix bytes and nonbytes literals");
  if (parts.has_template && (parts.has_bytes || parts.has_text || parts.has_format))
    fail({start, end()}, "cannot mix t-string literals with string or bytes literals");
}

template <class T>
auto grammar::format_node(std::size_t mark, std::uint32_t begin) -> expression * {
  auto *const made = node<T>(begin);
  made->values = keep<expression>(mark);
  return made;
}

PRODREVIEW_INLINE void grammar::plain_part(string_parts &parts) {
  string_form const form{at_->value};
  (form.has(string_form::bytes) ? parts.has_bytes : parts.has_text) = true;
  add_text(parts, string_piece(*at_), at_->range());
  if (pieces_.size() == parts.pieces + 1) parts.has_unicode_prefix = form.has(string_form::unicode);
  if (!failed()) advance();
}

PRODREVIEW_INLINE void grammar::add_text(string_parts &parts, tree::piece piece, text_range place) {
  if (pieces_.size() == parts.pieces) {
    parts.text.begin = place.begin;
    parts.has_unicode_prefix = false;
  }
  parts.text.end = place.end;
  pieces_.push_back(piece);
}

/// All pieces as one constant.
PRODREVIEW_INLINE auto grammar::joined_constant(string_parts &parts) -> expression * {
  auto *const made = node<tree::constant>(parts.text.begin, parts.text.end);
  made->what = parts.has_bytes ? tree::constant_kind::bytes : tree::constant_kind::string;
  made->has_unicode_prefix = parts.has_unicode_prefix;
  made->pieces = unit_.memory.copy(std::span{std::as_const(pieces_)}.subspan(parts.pieces));
  pieces_.resize(parts.pieces);
  return made;
}

/// Makes the text that waits a part; text without a character is none.
PRODREVIEW_INLINE void grammar::flush(string_parts &parts) {
  auto const waiting = std::span{std::as_const(pieces_)}.subspan(parts.pieces);
  bool const is_empty = std::all_of(waiting.begin(), waiting.end(), [&](tree::piece one) {
    return has_no_value(unit_.source.slice(one.range), one.form);
  });
  if (is_empty)
    pieces_.resize(parts.pieces);
  else
    scratch_.push(joined_constant(parts));
}

PRODREVIEW_INLINE void grammar::format_part(string_parts &parts, bool is_template) {
  nesting const deeper{*this};
  (is_template ? parts.has_template : parts.has_format) = true;
  bool const raw = at_->value != 0;
  advance();
  for (;;) {
    if (is(token_kind::fstring_middle) || is(token_kind::tstring_middle))
      literal_text(parts, raw ? tree::piece_form::raw_format : tree::piece_form::format);
    else if (is(token_kind::left_brace))
      field(parts, is_template, raw);
    else
      break;
  }
  expect(is_template ? token_kind::tstring_end : token_kind::fstring_end);
}

/// The text between fields, or in a specification.
PRODREVIEW_INLINE void grammar::literal_text(string_parts &parts, tree::piece_form form) {
  auto place = at_->range();
  auto const text = unit_.source.slice(place);
  refuse(problem_of_format_text(text, form));
  if (failed()) return;
  tree::piece const piece{place, form};
  place.end -= empty_end_of(text, form);
  if (!place.empty()) add_text(parts, piece, place);
  advance();
}

/// `{value=!r:specification}`
PRODREVIEW_INLINE void grammar::field(string_parts &parts, bool is_template, bool raw) {
  auto const start = begin();
  advance();
  auto *const value = annotated_value();
  bool const shows_source = accept(token_kind::equal);
  auto const source_end = begin();
  char conversion = is(token_kind::exclamation) ? this->conversion() : '\0';
  bool const has_specification = is(token_kind::colon);
  auto *const specification = has_specification ? format_specification(raw) : nullptr;
  expect(token_kind::right_brace);
  if (failed()) return;
  if (shows_source) {
    text_range const source{start + 1, source_end};
    add_text(parts, {source, tree::piece_form::verbatim}, source);
    if (conversion == '\0' && !has_specification) conversion = 'r';
  }
  flush(parts);
  if (is_template)
    add_field<tree::interpolation>(start, value, conversion, specification)->text = {start + 1,
                                                                                     source_end};
  else
    add_field<tree::formatted_value>(start, value, conversion, specification);
}

template <class T>
auto grammar::add_field(std::uint32_t begin, expression *value, char conversion,
                        expression *specification) -> T * {
  auto *const made = node<T>(begin);
  made->value = value;
  made->conversion = conversion;
  made->format_spec = specification;
  scratch_.push(made);
  return made;
}

/// `!r`, without space between.
PRODREVIEW_INLINE auto grammar::conversion() -> char {
  advance();
  if (!is(token_kind::name) || begin() != end()) fail();
  auto const spelling = unit_.source.slice(at_->range());
  char const letter = spelling.size() == 1 ? spelling[0] : '\0';
  if (letter == 's' || letter == 'r' || letter == 'a')
    advance();
  else
    fail();
  return letter;
}

/// `:specification`, in which fields may stand.
PRODREVIEW_INLINE auto grammar::format_specification(bool raw) -> expression * {
  nesting const deeper{*this};
  auto const start = begin();
  advance();
  string_parts parts{scratch_.mark(), pieces_.size()};
  for (;;) {
    if (is(token_kind::fstring_middle) || is(token_kind::tstring_middle))
      literal_text(parts, raw ? tree::piece_form::raw : tree::piece_form::plain);
    else if (is(token_kind::left_brace))
      field(parts, false, raw);
    else
      break;
  }
  flush(parts);
  auto *const made = node<tree::joined_str>(start, std::max(begin(), start));
  made->values = keep<expression>(parts.mark);
  return made;
}

/// The content of a string that can be decoded.
PRODREVIEW_INLINE auto grammar::string_piece(token const &string) -> tree::piece {
  refuse(problem_of_string(string, unit_.source));
  bool const raw = string_form{string.value}.has(string_form::raw);
  return {content_of(string), raw ? tree::piece_form::raw : tree::piece_form::plain};
}

/// Fails at the token under the cursor, if there is a reason.
PRODREVIEW_INLINE void grammar::refuse(std::string problem) {
  if (!problem.empty()) [[unlikely]]
    fail(at_->range(), std::move(problem));
}

} // namespace prodreview::python
