// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/requirement.hpp>

#include <charconv>

namespace prodreview::flow::api {
namespace detail {

[[nodiscard]] constexpr auto is_blank(char c) -> bool { return c == ' ' || c == '\t'; }
[[nodiscard]] constexpr auto is_quote(char c) -> bool { return c == '"' || c == '\''; }
[[nodiscard]] constexpr auto begins_comparison(char c) -> bool {
  return c == '<' || c == '>' || c == '=' || c == '!' || c == '~';
}

inline void skip_blanks(std::string_view &text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
}

/// A name begins a requirement where only blanks stand before it in its line or string.
[[nodiscard]] inline auto begins_requirement(std::string_view file, std::size_t at) -> bool {
  while (at > 0 && is_blank(file[at - 1])) --at;
  return at == 0 || file[at - 1] == '\n' || file[at - 1] == '\r' || is_quote(file[at - 1]);
}

inline void skip_extras(std::string_view &rest) {
  if (!rest.starts_with('[')) return;
  auto const end = rest.find_first_of("]\n");
  if (end != rest.npos && rest[end] == ']') rest.remove_prefix(end + 1);
}

[[nodiscard]] inline auto without_blanks(std::string_view text) -> std::string {
  std::string made;
  for (auto const c : text)
    if (!is_blank(c)) made += c;
  return made;
}

/// `^2.1` and `~2.1` as comparisons; `2.1` alone is that release.
[[nodiscard]] inline auto range_of_key(std::string_view value) -> std::string {
  auto const sign = value.empty() ? '*' : value.front();
  if (begins_comparison(sign) && !(sign == '~' && !value.starts_with("~=")))
    return without_blanks(value);
  auto const from = value.substr(sign == '^' || sign == '~' ? 1 : 0);
  if (from.empty() || from.front() < '0' || from.front() > '9') return {};
  if (sign != '^' && sign != '~') return "==" + without_blanks(from);
  auto major = 0U;
  auto const read = std::from_chars(from.data(), from.data() + from.size(), major);
  if (sign == '^') return ">=" + without_blanks(from) + ",<" + std::to_string(major + 1);
  auto minor = 0U;
  auto const *const end = from.data() + from.size();
  if (read.ptr == end || std::from_chars(read.ptr + 1, end, minor).ec != std::errc{})
    return "==" + std::to_string(major);
  return ">=" + without_blanks(from) + ",<" + std::to_string(major) + "." +
         std::to_string(minor + 1);
}

/// The string that a text begins with, without its quotes.
[[nodiscard]] inline auto quoted_text(std::string_view text) -> std::string_view {
  if (text.empty() || !is_quote(text.front())) return {};
  auto const end = text.find_first_of(std::string{text.front(), '\n'}, 1);
  return end == text.npos ? std::string_view{} : text.substr(1, end - 1);
}

/// The value of a table's key: a version, or a table with one.
[[nodiscard]] inline auto range_of_value(std::string_view rest) -> std::string {
  skip_blanks(rest);
  if (rest.starts_with('{')) {
    rest = rest.substr(0, rest.find('\n'));
    auto const version = rest.find("version");
    if (version == rest.npos) return {};
    auto const quote = rest.find_first_of("\"'", version);
    rest = quote == rest.npos ? std::string_view{} : rest.substr(quote);
  }
  return range_of_key(quoted_text(rest));
}

/// What follows the name; empty where no version does.
[[nodiscard]] inline auto range_after(std::string_view rest) -> std::string {
  skip_blanks(rest);
  skip_extras(rest);
  skip_blanks(rest);
  auto const is_listed = rest.starts_with('(');
  if (is_listed) rest.remove_prefix(1);
  if (rest.empty() || !begins_comparison(rest.front())) return {};
  if (rest.front() == '=' && !rest.starts_with("==")) return range_of_value(rest.substr(1));
  return without_blanks(rest.substr(0, rest.find_first_of(";#\"')\r\n\\")));
}

[[nodiscard]] constexpr auto is_part_of_name(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

} // namespace detail

PRODREVIEW_INLINE auto stated_range(std::string_view file, std::string_view package)
    -> std::string {
  std::string stated;
  for (auto at = file.find(package); at != file.npos; at = file.find(package, at + 1)) {
    auto const rest = file.substr(at + package.size());
    if (!rest.empty() && detail::is_part_of_name(rest.front())) continue;
    if (!detail::begins_requirement(file, at)) continue;
    auto range = detail::range_after(rest);
    if (range.empty()) continue;
    if (!stated.empty() && stated != range) return {};
    stated = std::move(range);
  }
  return stated;
}

} // namespace prodreview::flow::api
