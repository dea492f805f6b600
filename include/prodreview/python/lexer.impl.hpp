// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/lexer.hpp>
#include <prodreview/python/lexer_layout.impl.hpp>
#include <prodreview/python/lexer_number.impl.hpp>
#include <prodreview/python/lexer_string.impl.hpp>
#include <prodreview/python/name_head.hpp>
#include <prodreview/python/unicode_identifier.hpp>

#include <utility>

namespace prodreview::python {

PRODREVIEW_INLINE void intern_keywords(names &all) {
  for (auto const keyword : keywords) (void)all.intern(keyword);
  for (auto const keyword : soft_keywords) (void)all.intern(keyword);
}

PRODREVIEW_INLINE lexer::lexer(source const &text, names &all, std::vector<text_range> &comments)
    : source_{&text}, names_{&all}, comments_{&comments}, begin_{text.text().data()},
      end_{begin_ + text.text().size()}, at_{begin_}, tokens_(256) {
  limit_ = tokens_.data() + tokens_.size();
  next_ = tokens_.data() + 1;
}

PRODREVIEW_INLINE auto lexer::next_line() -> token const * {
  // What comes first is the newline of the line before; its end is that of the last significant
  // token.
  tokens_.front() = next_[-1];
  next_ = tokens_.data() + 1;
  ended_ = false;
  auto const *p = layout(at_);
  while (!ended_) p = next_token(p);
  at_ = p;
  return tokens_.data() + 1;
}

PRODREVIEW_INLINE void lexer::grow() {
  auto const size = tokens_.size();
  tokens_.resize(size * 2);
  next_ = tokens_.data() + size;
  limit_ = tokens_.data() + tokens_.size();
}

PRODREVIEW_INLINE auto lexer::fail(char const *begin, char const *end, std::string message)
    -> char const * {
  push(token_kind::error, begin, end, static_cast<std::uint32_t>(errors_.size()));
  auto const weight = strings_.empty() ? error_weight::overrules : error_weight::none;
  errors_.push_back({{{offset(begin), offset(end)}, std::move(message)}, weight});
  ended_ = true;
  return end;
}

PRODREVIEW_INLINE auto lexer::fail_quietly(char const *begin, char const *end, std::string message)
    -> char const * {
  fail(begin, end, std::move(message));
  if (strings_.empty()) errors_.back().weight = error_weight::reveals_bracket;
  return end;
}

PRODREVIEW_INLINE auto lexer::next_token(char const *p) -> char const * {
  if (in_text_) return format_text(p);
  if (*p == ' ') ++p; // as a rule there is one, or none
  switch (lead_of(*p)) {
  case lead::space: return p + 1;
  case lead::letter: return name(p);
  case lead::digit: return number(p);
  case lead::quote: return string(p, p, 0);
  case lead::open: return open(p);
  case lead::close: return close(p);
  case lead::single: return one_character(p);
  case lead::operator_: return operator_(p);
  case lead::dot: return dot(p);
  case lead::line_end: return end_of_line(p);
  case lead::comment: return comment(p);
  case lead::continuation: return continuation(p);
  case lead::end: return end_of_text(p);
  default: return other(p);
  }
}

PRODREVIEW_INLINE auto lexer::name(char const *begin) -> char const * {
  auto const head = read_name_head(begin, end_);
  if (head.key.size == name_key::width || !head.is_ascii) [[unlikely]]
    return rare_name(begin);
  auto const *const end = begin + head.key.size;
  if (lead_of(*end) == lead::quote && head.key.size <= 5) {
    if (auto const *const after = prefixed_string(begin, end); after != nullptr) return after;
  }
  push_name(begin, end, head.key);
  return end;
}

/// A long name, or one that is not all ASCII.
PRODREVIEW_INLINE auto lexer::rare_name(char const *begin) -> char const * {
  auto const *end = begin;
  bool ascii = true;
  for (; continues_name(*end); ++end) ascii = ascii && is_ascii(*end);
  if (!ascii) return non_ascii_name(begin, end);
  push_name(begin, end, name_key{{begin, static_cast<std::size_t>(end - begin)}});
  return end;
}

namespace detail {
/// The character at `p` of valid UTF-8; `p` is left just past it.
[[nodiscard]] inline auto next_character(char const *&p) -> char32_t {
  auto const lead = static_cast<unsigned char>(*p++);
  auto const tail = [&] { return static_cast<unsigned char>(*p++) & 0x3FU; };
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return ((lead & 0x1FU) << 6U) | tail();
  if (lead < 0xF0) {
    auto const high = tail();
    return ((lead & 0x0FU) << 12U) | (high << 6U) | tail();
  }
  auto const first = tail();
  auto const second = tail();
  return ((lead & 0x07U) << 18U) | (first << 12U) | (second << 6U) | tail();
}
[[nodiscard]] inline auto code_point_name(char32_t character) -> std::string {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (int shift = 20; shift >= 0; shift -= 4)
    if (shift < 16 || (character >> static_cast<unsigned>(shift)) != 0)
      name += digits[(character >> static_cast<unsigned>(shift)) & 15U];
  return "U+" + name;
}
} // namespace detail

PRODREVIEW_INLINE auto lexer::non_ascii_name(char const *begin, char const *end) -> char const * {
  for (auto const *p = begin; p < end;) {
    auto const *const here = p;
    auto const character = detail::next_character(p);
    bool const fits = here == begin ? is_identifier_start(character) || character == U'_'
                                    : is_identifier_continue(character);
    if (!fits) return unreadable_character(here);
  }
  std::string const spelling = normalize_nfkc({begin, static_cast<std::size_t>(end - begin)});
  push(token_kind::name, begin, end, static_cast<std::uint32_t>(names_->intern(spelling)));
  return end;
}

PRODREVIEW_INLINE auto lexer::unreadable_character(char const *begin) -> char const * {
  auto const *end = begin;
  auto const character = detail::next_character(end);
  auto const code = detail::code_point_name(character);
  return fail(begin, end, "invalid character '" + std::string{begin, end} + "' (" + code + ")");
}

PRODREVIEW_INLINE auto lexer::other(char const *p) -> char const * {
  auto const byte = static_cast<unsigned char>(*p);
  if (byte < 0x20 || byte == 0x7F)
    return fail(p, p + 1, "invalid non-printable character " + detail::code_point_name(byte));
  push(token_kind::unknown, p, p + 1);
  return p + 1;
}

PRODREVIEW_INLINE auto lexer::open(char const *p) -> char const * {
  if (brackets_ == open_.size()) return fail(p, p + 1, "too many nested parentheses");
  open_[brackets_++] = {offset(p), *p};
  if (!strings_.empty()) ++strings_.back().depth;
  push(*p == '('   ? token_kind::left_paren
       : *p == '[' ? token_kind::left_bracket
                   : token_kind::left_brace,
       p, p + 1);
  return p + 1;
}

PRODREVIEW_INLINE auto lexer::close(char const *p) -> char const * {
  if (!strings_.empty() && strings_.back().depth == 0 && *p == '}')
    return fail(p, p + 1, std::string{letter()} + "-string: single '}' is not allowed");
  if (brackets_ == 0) return fail(p, p + 1, std::string{"unmatched '"} + *p + "'");
  auto const opening = open_[--brackets_];
  // The closing bracket of each pair follows the opening one in ASCII, at a distance of 1 or 2.
  if (*p - opening.opening > 2 || *p < opening.opening) return mismatch(p, opening);
  push(*p == ')'   ? token_kind::right_paren
       : *p == ']' ? token_kind::right_bracket
                   : token_kind::right_brace,
       p, p + 1);
  if (strings_.empty()) return p + 1;
  auto &string = strings_.back();
  if (--string.depth < 0)
    return fail(p, p + 1, std::string{letter()} + "-string: unmatched '" + *p + "'");
  if (*p == '}' && string.depth == string.field_depth) {
    --string.field_depth;
    string.in_specification = false;
    in_text_ = true;
  }
  return p + 1;
}

PRODREVIEW_INLINE auto lexer::mismatch(char const *p, bracket opening) -> char const * {
  if (!strings_.empty() && opening.opening == '{' &&
      strings_.back().depth - 1 == strings_.back().field_depth)
    return fail(p, p + 1, std::string{letter()} + "-string: unmatched '" + *p + "'");
  auto message = std::string{"closing parenthesis '"} + *p +
                 "' does not match opening parenthesis '" + opening.opening + "'";
  auto const line = line_of(begin_ + opening.place);
  if (line != line_of(p)) message += " on line " + line;
  return fail(p, p + 1, std::move(message));
}

PRODREVIEW_INLINE auto lexer::dot(char const *p) -> char const * {
  if (is_digit(p[1])) return fraction(p, p);
  bool const three = p[1] == '.' && p[2] == '.';
  push(three ? token_kind::ellipsis : token_kind::dot, p, p + (three ? 3 : 1));
  return p + (three ? 3 : 1);
}

PRODREVIEW_INLINE auto lexer::one_character(char const *p) -> char const * {
  push(*p == ','   ? token_kind::comma
       : *p == ';' ? token_kind::semicolon
                   : token_kind::tilde,
       p, p + 1);
  return p + 1;
}

namespace detail {
/// An operator that can have `=` after it, or a second character of its own.
struct operator_form {
  token_kind alone = token_kind::error;
  token_kind with_equal = token_kind::error;
  char second = '\0';
  token_kind doubled = token_kind::error;
  token_kind doubled_with_equal = token_kind::error;
};
[[nodiscard]] constexpr auto make_operators() {
  using enum token_kind;
  std::array<operator_form, 128> forms{};
  forms['+'] = {plus, plus_equal};
  forms['-'] = {minus, minus_equal, '>', arrow};
  forms['*'] = {star, star_equal, '*', double_star, double_star_equal};
  forms['/'] = {slash, slash_equal, '/', double_slash, double_slash_equal};
  forms['%'] = {percent, percent_equal};
  forms['@'] = {at, at_equal};
  forms['&'] = {ampersand, ampersand_equal};
  forms['|'] = {bar, bar_equal};
  forms['^'] = {caret, caret_equal};
  forms['='] = {equal, equal_equal};
  forms['<'] = {less, less_equal, '<', left_shift, left_shift_equal};
  forms['>'] = {greater, greater_equal, '>', right_shift, right_shift_equal};
  forms['!'] = {exclamation, not_equal};
  forms[':'] = {colon, walrus};
  return forms;
}
inline constexpr auto operators = make_operators();
} // namespace detail

PRODREVIEW_INLINE auto lexer::operator_(char const *p) -> char const * {
  auto const &form = detail::operators[static_cast<unsigned char>(*p)];
  if (*p == ':' && !strings_.empty() && strings_.back().field_depth >= 0 &&
      strings_.back().depth - 1 == strings_.back().field_depth) {
    strings_.back().in_specification = true;
    in_text_ = true;
    push(token_kind::colon, p, p + 1);
    return p + 1;
  }
  auto kind = form.alone;
  std::ptrdiff_t size = 1;
  if (p[1] == '=') {
    kind = form.with_equal;
    size = 2;
  } else if (p[1] == form.second && form.second != '\0') {
    bool const assigns = p[2] == '=' && form.doubled_with_equal != token_kind::error;
    kind = assigns ? form.doubled_with_equal : form.doubled;
    size = assigns ? 3 : 2;
  } else if (*p == '<' && p[1] == '>') {
    kind = token_kind::not_equal;
    size = 2;
  }
  push(kind, p, p + size);
  return p + size;
}

} // namespace prodreview::python
