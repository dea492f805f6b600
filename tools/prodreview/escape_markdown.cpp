// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"
#include <prodreview/text/display_width.hpp>

#include <algorithm>
#include <cstddef>

namespace prodreview::escape {
namespace {

[[nodiscard]] auto is_digit(char byte) -> bool { return '0' <= byte && byte <= '9'; }
[[nodiscard]] auto is_word(char byte) -> bool {
  return is_digit(byte) || ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z');
}

/// Splits mentions and issue references: invisible, and no renderer looks past it.
constexpr std::string_view word_joiner = "\u2060";

/// A text with a place in it; beyond the ends stand blanks.
struct cursor {
  std::string_view text;
  std::size_t at;
  /// The text begins a block.
  bool is_first;

  [[nodiscard]] auto byte(std::ptrdiff_t offset = 0) const -> char {
    auto const i = static_cast<std::ptrdiff_t>(at) + offset;
    return 0 <= i && i < static_cast<std::ptrdiff_t>(text.size())
               ? text[static_cast<std::size_t>(i)]
               : ' ';
  }
  [[nodiscard]] auto rest() const -> std::string_view { return text.substr(at); }
};

/// Whether `www` in any case stands before the place.
[[nodiscard]] auto follows_www(cursor const &here) -> bool {
  auto const is_w = [&](std::ptrdiff_t offset) { return (here.byte(offset) | 0x20) == 'w'; };
  return is_w(-1) && is_w(-2) && is_w(-3);
}

/// Characters that begin a block when they come first: a heading, a quote, a list, a rule.
[[nodiscard]] auto begins_block(cursor const &here) -> bool {
  if (!here.is_first) return false;
  if (here.at == 0) return std::string_view{"-+=>#:"}.find(here.byte()) != std::string_view::npos;
  auto const before = here.text.substr(0, here.at);
  auto const ends_number = (here.byte() == '.' || here.byte() == ')') && here.byte(1) == ' ';
  return ends_number && std::all_of(before.begin(), before.end(), is_digit);
}

[[nodiscard]] auto is_markup(cursor const &here) -> bool {
  switch (here.byte()) {
  case '\\':
  case '`':
  case '*':
  case '[':
  case ']':
  case '<':
  case '~':
  case '|':
  case '$': return true;
  case '_': return !is_word(here.byte(-1)) || !is_word(here.byte(1));
  case '&': return is_word(here.byte(1)) || here.byte(1) == '#';
  case '!': return here.byte(1) == '[';
  case ':': return here.rest().starts_with("://") || begins_block(here);
  case '.': return follows_www(here) || begins_block(here);
  default: return begins_block(here);
  }
}

[[nodiscard]] auto is_reference(cursor const &here) -> bool {
  if (here.byte() == '@') return true;
  if (here.byte() == '#') return is_digit(here.byte(1));
  return here.byte() == '-' && is_digit(here.byte(1)) && (here.byte(-1) | 0x20) == 'h' &&
         (here.byte(-2) | 0x20) == 'g';
}

[[nodiscard]] auto escaped(std::string_view text, bool is_first) -> std::string {
  std::string result;
  for (cursor here{text, 0, is_first}; here.at < text.size(); ++here.at) {
    if (is_markup(here)) result.push_back('\\');
    result.push_back(here.byte());
    if (is_reference(here)) result.append(word_joiner);
  }
  return result;
}

/// How many backticks stand at the beginning.
[[nodiscard]] auto run_of_ticks(std::string_view text) -> std::size_t {
  return std::min(text.find_first_not_of('`'), text.size());
}

[[nodiscard]] auto longest_run_of_ticks(std::string_view text) -> std::size_t {
  std::size_t longest = 0;
  for (auto at = text.find('`'); at != text.npos; at = text.find('`', at)) {
    auto const run = run_of_ticks(text.substr(at));
    longest = std::max(longest, run);
    at += run;
  }
  return longest;
}

/// The length of the code span that a text begins with, both of its single backticks included; 0
/// when it begins with none.
[[nodiscard]] auto span_size(std::string_view text) -> std::size_t {
  if (run_of_ticks(text) != 1) return 0;
  auto const end = text.find('`', 1);
  if (end == text.npos || run_of_ticks(text.substr(end)) != 1) return 0;
  return text.substr(1, end - 1).find_first_not_of(' ') == text.npos ? 0 : end + 1;
}

} // namespace

auto markdown(std::string_view text) -> std::string {
  auto const line = one_line(text);
  std::string_view rest = line;
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  std::string result;
  while (!rest.empty()) {
    if (auto const size = span_size(rest); size > 0) {
      result.append(markdown_code(rest.substr(1, size - 2)));
      rest.remove_prefix(size);
      continue;
    }
    auto const begin = run_of_ticks(rest);
    auto const size = std::min(rest.find('`', begin), rest.size());
    result.append(escaped(rest.substr(0, size), result.empty()));
    rest.remove_prefix(size);
  }
  return result;
}

auto markdown_code(std::string_view text) -> std::string {
  auto const shown = display::visible(text);
  auto const ticks = std::string(longest_run_of_ticks(shown) + 1, '`');
  auto const is_all_blank = shown.find_first_not_of(' ') == shown.npos;
  auto const touches = !shown.empty() && (shown.front() == '`' || shown.back() == '`');
  auto const is_stripped = !shown.empty() && shown.front() == ' ' && shown.back() == ' ';
  auto const pad = touches || (is_stripped && !is_all_blank) ? " " : "";
  return ticks + pad + (shown.empty() ? " " : shown) + pad + ticks;
}

auto markdown_fence(std::string_view code) -> std::string {
  std::string shown;
  while (!code.empty()) {
    auto const line = code.substr(0, code.find('\n'));
    // Tabs stay: they are part of the program.
    for (std::size_t at = 0; at <= line.size();) {
      auto const end = std::min(line.find('\t', at), line.size());
      shown.append(display::visible(line.substr(at, end - at)));
      if (end < line.size()) shown.push_back('\t');
      at = end + 1;
    }
    shown.push_back('\n');
    code.remove_prefix(std::min(line.size() + 1, code.size()));
  }
  auto const fence = std::string(std::max<std::size_t>(longest_run_of_ticks(shown) + 1, 3), '`');
  return fence + "python\n" + shown + fence + "\n";
}

} // namespace prodreview::escape
