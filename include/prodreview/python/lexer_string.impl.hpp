// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/lexer.hpp>
#include <prodreview/text/scan.hpp>

namespace prodreview::python {

namespace detail {
/// Which letters stand before the quote of a string.
struct string_prefix {
  bool is_prefix = true;
  std::uint32_t letters = 0;

  [[nodiscard]] constexpr auto has(char letter) const -> bool {
    return ((letters >> (static_cast<unsigned>(letter) - 'a')) & 1U) != 0;
  }
};
[[nodiscard]] constexpr auto read_prefix(char const *begin, char const *end) -> string_prefix {
  string_prefix prefix;
  for (; begin != end; ++begin) {
    auto const letter = to_lower(*begin);
    bool const is_known =
        letter == 'b' || letter == 'u' || letter == 'r' || letter == 'f' || letter == 't';
    if (!is_known || prefix.has(letter)) return {false, 0};
    prefix.letters |= 1U << (static_cast<unsigned>(letter) - 'a');
  }
  return prefix;
}
/// Two letters that cannot stand together, in the order in which CPython looks for them.
struct incompatible_letters {
  char first;
  char second;
};
inline constexpr std::array<incompatible_letters, 7> incompatible{
    {{'u', 'b'}, {'u', 'r'}, {'u', 'f'}, {'u', 't'}, {'b', 'f'}, {'b', 't'}, {'f', 't'}}};

[[nodiscard]] inline auto is_triple(char const *quote) -> bool {
  return quote[1] == quote[0] && quote[2] == quote[0];
}
} // namespace detail

/// The string whose prefix is [begin, quote); null when that is no prefix.
PRODREVIEW_INLINE auto lexer::prefixed_string(char const *begin, char const *quote)
    -> char const * {
  auto const prefix = detail::read_prefix(begin, quote);
  if (!prefix.is_prefix) return nullptr;
  for (auto const pair : detail::incompatible)
    if (prefix.has(pair.first) && prefix.has(pair.second))
      return fail(begin, quote,
                  std::string{"'"} + pair.first + "' and '" + pair.second +
                      "' prefixes are incompatible");
  bool const raw = prefix.has('r');
  if (prefix.has('f') || prefix.has('t'))
    return open_format_string(begin, quote, raw, prefix.has('t'));
  return string(begin, quote,
                (raw ? string_form::raw : 0) | (prefix.has('b') ? string_form::bytes : 0) |
                    (*begin == 'u' ? string_form::unicode : 0) |
                    (static_cast<std::uint32_t>(quote - begin) << 8U));
}

PRODREVIEW_INLINE auto lexer::string(char const *begin, char const *quote, std::uint32_t form)
    -> char const * {
  char const mark = *quote;
  bool const triple = detail::is_triple(quote);
  bool escaped_quote = false;
  if (triple) form |= string_form::triple;
  for (auto const *p = quote + (triple ? 3 : 1);; ++p) {
    p = triple ? find_any(p, end_, mark, '\\') : find_any(p, end_, mark, '\\', '\n', '\r');
    if (p == end_ || is_line_end(*p)) return unterminated(begin, p, triple, escaped_quote);
    if (*p == '\\') {
      form |= string_form::has_backslash;
      ++p;
      if (*p == mark) escaped_quote = true;
      if (p[0] == '\r' && p[1] == '\n') ++p;
      if (p >= end_) return unterminated(begin, end_, triple, escaped_quote);
    } else if (!triple || detail::is_triple(p)) {
      p += triple ? 3 : 1;
      push(token_kind::string, begin, p, form);
      return p;
    }
  }
}

PRODREVIEW_INLINE auto lexer::unterminated(char const *begin, char const *end, bool triple,
                                           bool escaped_quote) -> char const * {
  if (!strings_.empty() && strings_.back().quote == *begin && strings_.back().triple == triple)
    return fail(begin, begin + 1, std::string{letter()} + "-string: expecting '}'");
  auto message = std::string{"unterminated "} + (triple ? "triple-quoted " : "") +
                 "string literal (detected at line " + line_of(end) + ")";
  if (!triple && escaped_quote) message += "; perhaps you escaped the end quote?";
  return fail(begin, begin + 1, std::move(message));
}

PRODREVIEW_INLINE auto lexer::open_format_string(char const *begin, char const *quote, bool raw,
                                                 bool is_template) -> char const * {
  bool const triple = detail::is_triple(quote);
  auto const *const end = quote + (triple ? 3 : 1);
  if (strings_.size() + 1 >= maximum_nested_strings)
    return fail(begin, end, "too many nested f-strings or t-strings");
  strings_.push_back({offset(begin), *quote, triple, raw, is_template, false, 0, -1});
  in_text_ = true;
  push(is_template ? token_kind::tstring_start : token_kind::fstring_start, begin, end,
       raw ? 1 : 0);
  return end;
}

/// The literal text of a format string up to a field, the end of a field or the closing quotes.
PRODREVIEW_INLINE auto lexer::format_text(char const *begin) -> char const * {
  auto const &in = strings_.back();
  bool in_name = false; // between the braces of \N{…}
  for (auto const *p = begin;; ++p) {
    p = find_any(p, end_, in.quote, '\\', '{', '}', '\n', '\r');
    if (p == end_ || (is_line_end(*p) && !in.triple)) return unterminated_format_string(p);
    if (*p == '\\') {
      p = format_escape(p, in_name);
      if (p >= end_) return unterminated_format_string(end_);
    } else if (*p == in.quote) {
      if (!in.triple || detail::is_triple(p)) return end_format_text(begin, p);
    } else if (*p == '{' || (*p == '}' && !in_name)) {
      if (!is_doubled_brace(p)) return *p == '{' ? begin_field(begin, p) : end_field(begin, p);
      ++p;
    } else if (*p == '}') {
      in_name = false;
    }
  }
}

/// The last character of the escape sequence at `p`, as far as it matters: braces after a backslash
/// are braces all the same, except for those of a name.
PRODREVIEW_INLINE auto lexer::format_escape(char const *p, bool &in_name) -> char const * {
  auto const *const escaped = p + (p[1] == '\r' && p[2] == '\n' ? 2 : 1);
  if (*escaped == '{' || *escaped == '}') return p;
  in_name = in_name || (!strings_.back().raw && *escaped == 'N' && escaped[1] == '{');
  return escaped + (*escaped == 'N' && in_name && escaped[1] == '{' ? 1 : 0);
}

PRODREVIEW_INLINE auto lexer::is_doubled_brace(char const *p) const -> bool {
  auto const &in = strings_.back();
  return p[1] == *p && !in.in_specification && (*p == '{' || in.depth == 0);
}

PRODREVIEW_INLINE void lexer::push_format_text(char const *begin, char const *end) {
  bool const is_template = strings_.back().is_template;
  if (begin != end)
    push(is_template ? token_kind::tstring_middle : token_kind::fstring_middle, begin, end);
}

PRODREVIEW_INLINE auto lexer::begin_field(char const *begin, char const *p) -> char const * {
  push_format_text(begin, p);
  auto &in = strings_.back();
  if (++in.field_depth >= maximum_nested_fields)
    return fail(p - 1, p, std::string{letter()} + "-string: expressions nested too deeply");
  return end_field(p, p);
}

/// From the text to a field or to what follows a specification.
PRODREVIEW_INLINE auto lexer::end_field(char const *begin, char const *p) -> char const * {
  push_format_text(begin, p);
  strings_.back().in_specification = false;
  in_text_ = false;
  return p;
}

PRODREVIEW_INLINE auto lexer::end_format_text(char const *begin, char const *p) -> char const * {
  push_format_text(begin, p);
  auto const &in = strings_.back();
  auto const *const end = p + (in.triple ? 3 : 1);
  push(in.is_template ? token_kind::tstring_end : token_kind::fstring_end, p, end);
  strings_.pop_back();
  in_text_ = false;
  return end;
}

PRODREVIEW_INLINE auto lexer::unterminated_format_string(char const *p) -> char const * {
  auto const &in = strings_.back();
  auto const *const begin = begin_ + in.begin;
  auto const kind = std::string{letter()};
  if (in.in_specification && p != end_)
    return fail(p, p,
                kind +
                    "-string: newlines are not allowed in format specifiers for single "
                    "quoted " +
                    kind + "-strings");
  return fail(begin, begin + 1,
              std::string{"unterminated "} + (in.triple ? "triple-quoted " : "") + kind +
                  "-string literal (detected at line " + line_of(p) + ")");
}

} // namespace prodreview::python
