// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/names.hpp>
#include <prodreview/text/position.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prodreview::python {

/// What the lexer makes of a stretch of text. The order matters: the tables of the parser are
/// indexed by it, and each keyword stands at the place that its name has in `keywords`.
enum class token_kind : std::uint8_t {
  end_of_file,
  newline,
  indent,
  dedent,
  /// The text cannot be read here; the token's `value` is the index of the reason.
  error,
  name,
  number,
  string,
  fstring_start,
  fstring_middle,
  fstring_end,
  tstring_start,
  tstring_middle,
  tstring_end,
  left_paren,
  left_bracket,
  left_brace,
  right_paren,
  right_bracket,
  right_brace,
  comma,
  colon,
  semicolon,
  dot,
  ellipsis,
  arrow,
  walrus,
  exclamation,
  tilde,
  /// A character that nothing begins with (`$`, `?`).
  unknown,
  // binary operators
  plus,
  minus,
  star,
  at,
  slash,
  percent,
  double_star,
  left_shift,
  right_shift,
  bar,
  caret,
  ampersand,
  double_slash,
  // comparisons
  equal_equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  // assignments, in the order of the binary operators
  equal,
  plus_equal,
  minus_equal,
  star_equal,
  at_equal,
  slash_equal,
  percent_equal,
  double_star_equal,
  left_shift_equal,
  right_shift_equal,
  bar_equal,
  caret_equal,
  ampersand_equal,
  double_slash_equal,
  // keywords
  false_,
  none,
  true_,
  and_,
  as,
  assert_,
  async,
  await,
  break_,
  class_,
  continue_,
  def,
  del,
  elif,
  else_,
  except,
  finally,
  for_,
  from,
  global,
  if_,
  import_,
  in,
  is,
  lambda,
  nonlocal,
  not_,
  or_,
  pass,
  raise,
  return_,
  try_,
  while_,
  with,
  yield,
};

inline constexpr std::size_t token_kind_count = static_cast<std::size_t>(token_kind::yield) + 1;

/// The spellings of the keywords, in the order of `token_kind`.
inline constexpr std::array<std::string_view, 35> keywords{
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

/// Names that mean something in some places only. A lexer interns the keywords first and then
/// these, so their ids are known.
inline constexpr std::array<std::string_view, 6> soft_keywords{"match", "case",  "type",
                                                               "_",     "print", "exec"};

namespace soft {
inline constexpr auto first = static_cast<std::uint32_t>(keywords.size()) + 1;
inline constexpr name_id match{first};
inline constexpr name_id case_{first + 1};
inline constexpr name_id type{first + 2};
inline constexpr name_id wildcard{first + 3};
inline constexpr name_id print{first + 4};
inline constexpr name_id exec{first + 5};
} // namespace soft

/// The facts about a string literal that the lexer has seen on the way; they are the `value` of a
/// `string` token.
struct string_form {
  std::uint32_t bits = 0;

  static constexpr std::uint32_t raw = 1;
  static constexpr std::uint32_t bytes = 2;
  /// The prefix is a small `u`.
  static constexpr std::uint32_t unicode = 4;
  static constexpr std::uint32_t has_backslash = 8;
  static constexpr std::uint32_t triple = 16;

  [[nodiscard]] constexpr auto has(std::uint32_t bit) const -> bool { return (bits & bit) != 0; }
  [[nodiscard]] constexpr auto prefix_size() const -> std::uint32_t { return bits >> 8; }
  [[nodiscard]] constexpr auto quote_size() const -> std::uint32_t { return has(triple) ? 3 : 1; }
};

/// `value` depends on the kind: the `name_id` of a name or keyword, the `tree::constant_kind` of a
/// number, the `string_form` of a string, the index of an error.
struct token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t value = 0;
  token_kind kind = token_kind::end_of_file;

  [[nodiscard]] constexpr auto range() const -> text_range { return {begin, end}; }
  [[nodiscard]] constexpr auto name() const -> name_id { return name_id{value}; }
};

} // namespace prodreview::python
