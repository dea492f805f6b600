// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/character.hpp>
#include <prodreview/python/token.hpp>
#include <prodreview/text/names.hpp>
#include <prodreview/text/source.hpp>
#include <prodreview/tree/unit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::python {

/// CPython's limits.
inline constexpr std::size_t maximum_brackets = 200;
inline constexpr std::size_t maximum_indents = 100;
inline constexpr std::size_t maximum_nested_strings = 150;
inline constexpr int maximum_nested_fields = 3;

/// What an error of the lexer that lies behind an error of the parser does to it, in CPython.
enum class error_weight : std::uint8_t {
  /// It is reported instead.
  overrules,
  /// A bracket that is open there and stands on an earlier line is reported instead. Errors of the
  /// layout and the end of the text do that.
  reveals_bracket,
  /// Nothing: so are the errors inside of f-strings.
  none,
};

/// Interns the keywords and soft keywords, so that their ids are those of `token.hpp`. A lexer
/// needs `names` in this state.
void intern_keywords(names &all);

/// Makes tokens of Python text, one logical line at a time, exactly as CPython 3.14 does. The text
/// is that of a `source`: a NUL follows it in memory.
class lexer {
public:
  lexer(source const &text, names &all, std::vector<text_range> &comments);

  /// The tokens of the next logical line: any `indent` or `dedent`s, the line's own, `newline`. At
  /// the end of the text `dedent`s and `end_of_file`. Where the text cannot be read the last is
  /// `error`, and only `restart` leads on. The token before the first ends where the last
  /// significant one of the lines before ended. Valid until the next call.
  [[nodiscard]] auto next_line() -> token const *;

  /// Goes on at the beginning of a physical line, outside of brackets and strings. The line may
  /// stand at `any_column`: it belongs to the block that is open.
  void restart(std::uint32_t line_start, bool any_column);

  /// The reason of an `error` token.
  [[nodiscard]] auto error_of(token const &error) const -> tree::syntax_error const & {
    return errors_[error.value].what;
  }
  [[nodiscard]] auto weight_of(token const &error) const -> error_weight {
    return errors_[error.value].weight;
  }
  /// How many brackets are open where the lexer stopped.
  [[nodiscard]] auto open_brackets() const -> std::size_t { return brackets_; }
  /// The last one of these.
  [[nodiscard]] auto innermost_bracket() const -> text_range {
    auto const place = open_[brackets_ - 1].place;
    return {place, place + 1};
  }
  /// The column of the innermost indentation.
  [[nodiscard]] auto indentation() const -> std::uint32_t { return indents_[indent_].column; }

private:
  struct bracket {
    std::uint32_t place;
    char opening;
  };
  struct indent_level {
    std::uint32_t column;
    /// The same with tabs of width 1: both must agree.
    std::uint32_t alternative;
  };
  struct lexical_error {
    tree::syntax_error what;
    error_weight weight;
  };
  /// An f- or t-string that is open.
  struct format_string {
    std::uint32_t begin;
    char quote;
    bool triple;
    bool raw;
    bool is_template;
    bool in_specification;
    /// Brackets that are open in its fields.
    int depth;
    /// How deep in brackets the innermost field's expression is; -1 outside of fields.
    int field_depth;
  };

  // layout
  auto layout(char const *p) -> char const *;
  auto measure(char const *p, indent_level &level) -> char const *;
  auto set_indentation(char const *p, indent_level level) -> char const *;
  auto indent(char const *p, indent_level level) -> char const *;
  auto dedent(char const *p, indent_level level) -> char const *;
  auto inconsistent_tabs(char const *p) -> char const *;
  auto end_of_text(char const *p) -> char const *;
  [[nodiscard]] static auto line_end(char const *p) -> char const *;
  auto continuation(char const *p) -> char const *;
  auto comment(char const *p) -> char const *;

  // tokens
  auto next_token(char const *p) -> char const *;
  auto name(char const *begin) -> char const *;
  auto rare_name(char const *begin) -> char const *;
  void push_name(char const *begin, char const *end, name_key const &key) {
    auto const spelling = std::string_view{begin, static_cast<std::size_t>(end - begin)};
    auto const id = static_cast<std::uint32_t>(names_->intern(spelling, key));
    constexpr auto before_keywords = static_cast<std::uint32_t>(token_kind::false_) - 1;
    push(id <= keywords.size() ? token_kind(id + before_keywords) : token_kind::name, begin, end,
         id);
  }
  auto non_ascii_name(char const *begin, char const *end) -> char const *;
  auto unreadable_character(char const *begin) -> char const *;
  auto end_of_line(char const *p) -> char const *;
  auto open(char const *p) -> char const *;
  auto close(char const *p) -> char const *;
  auto mismatch(char const *p, bracket opening) -> char const *;
  auto dot(char const *p) -> char const *;
  auto one_character(char const *p) -> char const *;
  auto operator_(char const *p) -> char const *;
  auto other(char const *p) -> char const *;

  // numbers
  auto number(char const *p) -> char const *;
  auto radix_number(char const *begin, unsigned base) -> char const *;
  auto zero_number(char const *begin) -> char const *;
  auto decimal_number(char const *begin) -> char const *;
  auto fraction(char const *begin, char const *p) -> char const *;
  auto exponent(char const *begin, char const *p, tree::constant_kind kind) -> char const *;
  auto digits(char const *p) -> char const *;
  auto end_number(char const *begin, char const *p, tree::constant_kind kind, std::string_view what)
      -> char const *;

  // strings
  auto prefixed_string(char const *begin, char const *quote) -> char const *;
  auto string(char const *begin, char const *quote, std::uint32_t form) -> char const *;
  auto unterminated(char const *begin, char const *end, bool triple, bool escaped_quote)
      -> char const *;
  auto open_format_string(char const *begin, char const *quote, bool raw, bool is_template)
      -> char const *;
  auto format_text(char const *begin) -> char const *;
  auto format_escape(char const *p, bool &in_name) -> char const *;
  [[nodiscard]] auto is_doubled_brace(char const *p) const -> bool;
  void push_format_text(char const *begin, char const *end);
  auto begin_field(char const *begin, char const *p) -> char const *;
  auto end_field(char const *begin, char const *p) -> char const *;
  auto end_format_text(char const *begin, char const *p) -> char const *;
  auto unterminated_format_string(char const *p) -> char const *;
  [[nodiscard]] auto letter() const -> char { return strings_.back().is_template ? 't' : 'f'; }

  auto fail(char const *begin, char const *end, std::string message) -> char const *;
  auto fail_quietly(char const *begin, char const *end, std::string message) -> char const *;
  auto unexpected_end(char const *p) -> char const *;
  void push(token_kind kind, char const *begin, char const *end, std::uint32_t value = 0) {
    if (next_ == limit_) [[unlikely]]
      grow();
    *next_++ = {offset(begin), offset(end), value, kind};
  }
  void grow();
  [[nodiscard]] auto offset(char const *p) const -> std::uint32_t {
    return static_cast<std::uint32_t>(p - begin_);
  }
  /// The number of the line; the end of the text belongs to the last one.
  [[nodiscard]] auto line_of(char const *p) const -> std::string {
    if (p == end_ && p != begin_ && is_line_end(p[-1])) --p;
    return std::to_string(source_->lines().line_of(offset(p)));
  }
  [[nodiscard]] auto start_of_line(char const *p) const -> char const * {
    while (p != begin_ && !is_line_end(p[-1])) --p;
    return p;
  }

  source const *source_;
  names *names_;
  std::vector<text_range> *comments_;
  char const *begin_;
  char const *end_;
  char const *at_;
  token *next_ = nullptr;
  token *limit_ = nullptr;
  bool ended_ = false;
  /// The next character belongs to the text of the innermost format string.
  bool in_text_ = false;
  bool any_column_ = false;
  std::size_t brackets_ = 0;
  std::size_t indent_ = 0;
  std::vector<token> tokens_;
  std::vector<format_string> strings_;
  std::vector<lexical_error> errors_;
  std::array<bracket, maximum_brackets> open_{};
  std::array<indent_level, maximum_indents> indents_{};
};

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/lexer.impl.hpp>
#endif
