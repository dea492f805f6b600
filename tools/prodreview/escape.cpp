// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"

#include <prodreview/text/display_width.hpp>
#include <prodreview/text/utf8.hpp>

#include <array>
#include <cstddef>

namespace prodreview::escape {
namespace {

[[nodiscard]] auto is_blank(char byte) -> bool {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
         byte == '\v';
}

[[nodiscard]] auto without_line_ends(std::string_view text) -> std::string {
  std::string result;
  for (char const byte : text) result.push_back(is_blank(byte) ? ' ' : byte);
  return result;
}

/// The length of `##` or `##word` in front of the bracket that makes it a command; 0 without one.
[[nodiscard]] auto marker_length(std::string_view text) -> std::size_t {
  if (!text.starts_with("##")) return 0;
  auto const is_letter = [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  };
  std::size_t length = 2;
  while (length < text.size() && is_letter(text[length])) ++length;
  return length < text.size() && text[length] == '[' ? length : 0;
}

void append_unit(std::string &to, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  to.append("\\u");
  for (auto shift = 16U; shift > 0;) to.push_back(digits[unit >> (shift -= 4) & 0xFU]);
}

/// As UTF-16, which is what JSON's escapes are.
void append_escaped(std::string &to, char32_t c) {
  if (c < 0x10000) return append_unit(to, c);
  append_unit(to, 0xD7C0U + (c >> 10U));
  append_unit(to, 0xDC00U + (c & 0x3FFU));
}

} // namespace

auto one_line(std::string_view text) -> std::string {
  return display::visible(without_line_ends(text));
}

auto path(std::string_view text) -> std::string {
  auto shown = display::visible(text);
  auto const first = shown.find_first_not_of(' ');
  auto const begins_command =
      first != shown.npos && (shown[first] == ':' || shown[first] == '#' || first > 0);
  return begins_command ? "./" + shown : shown;
}

auto json(std::string_view document) -> std::string {
  std::string result;
  result.reserve(document.size());
  for (std::size_t at = 0; at < document.size();) {
    auto const [character, length] = utf8::decode(document, at);
    if (character != U'\n' && display::is_hidden(character))
      append_escaped(result, character);
    else
      result.append(document.substr(at, length));
    at += length;
  }
  return result;
}

auto workflow_log(std::string_view report) -> std::string {
  constexpr std::string_view colons = "::";
  std::string result;
  bool is_line_begin = true;
  for (std::size_t at = 0; at < report.size(); ++at) {
    auto const rest = report.substr(at);
    if (is_line_begin && rest.starts_with(colons)) {
      result.append("∶∶");
      at += colons.size() - 1;
    } else if (auto const length = marker_length(rest); length > 0) {
      result.append(rest.substr(0, length)).append("⟦");
      at += length;
    } else {
      result.push_back(report[at]);
    }
    is_line_begin = report[at] == '\n' || (is_line_begin && is_blank(report[at]));
  }
  return result;
}

} // namespace prodreview::escape
