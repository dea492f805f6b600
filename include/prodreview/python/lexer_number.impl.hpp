// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/lexer.hpp>

#include <cstring>

namespace prodreview::python {

namespace detail {
[[nodiscard]] constexpr auto is_digit_of(char byte, unsigned base) -> bool {
  return base == 16 ? is_hex_digit(byte) : '0' <= byte && byte < static_cast<char>('0' + base);
}
[[nodiscard]] constexpr auto radix_name(unsigned base) -> std::string_view {
  return base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
}
/// Can the keyword `word` stand here, right after a number? It may not be the beginning of a longer
/// name, unless it is `if`, `in` or `is`.
[[nodiscard]] inline auto is_word(char const *p, std::string_view word) -> bool {
  return std::strncmp(p, word.data(), word.size()) == 0 && !continues_name(p[word.size()]);
}
[[nodiscard]] inline auto keyword_may_follow(char const *p) -> bool {
  if (*p == 'i') return p[1] == 'f' || p[1] == 'n' || p[1] == 's';
  return is_word(p, "and") || is_word(p, "else") || is_word(p, "for") || is_word(p, "or") ||
         is_word(p, "not");
}
} // namespace detail

PRODREVIEW_INLINE auto lexer::number(char const *p) -> char const * {
  if (*p != '0') return decimal_number(p);
  switch (p[1]) {
  case 'x':
  case 'X': return radix_number(p, 16);
  case 'o':
  case 'O': return radix_number(p, 8);
  case 'b':
  case 'B': return radix_number(p, 2);
  default: return zero_number(p);
  }
}

PRODREVIEW_INLINE auto lexer::radix_number(char const *begin, unsigned base) -> char const * {
  auto const what = detail::radix_name(base);
  auto const bad_digit = [&](char const *p) {
    return fail(p, p + 1,
                std::string{"invalid digit '"} + *p + "' in " + std::string{what} + " literal");
  };
  auto const *p = begin + 2;
  do {
    if (*p == '_') ++p;
    if (!detail::is_digit_of(*p, base)) {
      if (is_digit(*p)) return bad_digit(p);
      return fail(p - 1, p, "invalid " + std::string{what} + " literal");
    }
    while (detail::is_digit_of(*p, base)) ++p;
  } while (*p == '_');
  if (is_digit(*p)) return bad_digit(p);
  return end_number(begin, p, tree::constant_kind::integer, what);
}

/// A number that begins with `0`: zeros, or a fraction or imaginary number with zeros before it.
PRODREVIEW_INLINE auto lexer::zero_number(char const *begin) -> char const * {
  auto const *p = begin;
  while (*p == '0' || (*p == '_' && is_digit(p[1]))) ++p;
  if (*p == '_') return fail(p, p + 1, "invalid decimal literal");
  auto const *const zeros_end = p;
  bool const has_more = is_digit(*p);
  if (has_more) p = digits(p);
  if (p == nullptr) return at_;
  if (*p == '.') return fraction(begin, p);
  if (*p == 'e' || *p == 'E') return exponent(begin, p, tree::constant_kind::integer);
  if (*p == 'j' || *p == 'J')
    return end_number(begin, p + 1, tree::constant_kind::imaginary, "imaginary");
  if (has_more)
    return fail(begin, zeros_end,
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
                "octal integers");
  return end_number(begin, p, tree::constant_kind::integer, "decimal");
}

PRODREVIEW_INLINE auto lexer::decimal_number(char const *begin) -> char const * {
  auto const *const p = digits(begin);
  if (p == nullptr) return at_;
  if (*p == '.') return fraction(begin, p);
  return exponent(begin, p, tree::constant_kind::integer);
}

/// `p` stands at the dot.
PRODREVIEW_INLINE auto lexer::fraction(char const *begin, char const *p) -> char const * {
  ++p;
  if (is_digit(*p)) p = digits(p);
  if (p == nullptr) return at_;
  return exponent(begin, p, tree::constant_kind::floating);
}

/// The end of a decimal number, from where an exponent may stand.
PRODREVIEW_INLINE auto lexer::exponent(char const *begin, char const *p, tree::constant_kind kind)
    -> char const * {
  if (*p == 'e' || *p == 'E') {
    bool const is_signed = p[1] == '+' || p[1] == '-';
    auto const *const first = p + (is_signed ? 2 : 1);
    if (!is_digit(*first)) {
      if (is_signed) return fail(first - 1, first, "invalid decimal literal");
      return end_number(begin, p, kind, "decimal");
    }
    kind = tree::constant_kind::floating;
    p = digits(first);
    if (p == nullptr) return at_;
  }
  if (*p == 'j' || *p == 'J')
    return end_number(begin, p + 1, tree::constant_kind::imaginary, "imaginary");
  return end_number(begin, p, kind, "decimal");
}

/// Past a run of digits with single `_` between them; null after an error.
PRODREVIEW_INLINE auto lexer::digits(char const *p) -> char const * {
  for (;;) {
    while (is_digit(*p)) ++p;
    if (*p != '_') return p;
    ++p;
    if (is_digit(*p)) continue;
    at_ = fail(p - 1, p, "invalid decimal literal");
    return nullptr;
  }
}

PRODREVIEW_INLINE auto lexer::end_number(char const *begin, char const *p, tree::constant_kind kind,
                                         std::string_view what) -> char const * {
  if (continues_name(*p) && is_ascii(*p) && !detail::keyword_may_follow(p))
    return fail(p - 1, p, "invalid " + std::string{what} + " literal");
  push(token_kind::number, begin, p, static_cast<std::uint32_t>(kind));
  return p;
}

} // namespace prodreview::python
