// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/docstring.hpp>
#include <prodreview/review/purpose.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace prodreview {
namespace detail {

/// A longer sentence is cut.
inline constexpr std::size_t longest_sentence = 240;
inline constexpr std::size_t named_sentences = 2;
inline constexpr std::size_t named_symbols = 3;

[[nodiscard]] inline auto is_space(char byte) -> bool {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/// A line such as `=====` under a heading.
[[nodiscard]] inline auto is_underline(std::string_view line) -> bool {
  return line.size() > 2 && line.find_first_not_of("=-~*#_^\"'") == std::string_view::npos;
}

[[nodiscard]] inline auto trimmed(std::string_view text) -> std::string_view {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The first paragraph on one line.
[[nodiscard]] inline auto first_paragraph(std::string_view text) -> std::string {
  std::string result;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    auto const line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() && !result.empty()) break;
    if (line.empty()) continue;
    if (is_underline(line)) {
      if (!result.empty()) break;
      continue;
    }
    if (!result.empty()) result += ' ';
    result += line;
  }
  return result;
}

/// A dot in `e.g. this` or `v1.2` ends nothing: after the end of a sentence the next one begins
/// with something other than a small letter.
[[nodiscard]] inline auto ends_sentence(std::string_view text, std::size_t at) -> bool {
  if (text[at] != '.' && text[at] != '!' && text[at] != '?') return false;
  if (at + 1 == text.size()) return true;
  if (text[at + 1] != ' ') return false;
  auto const next = text[at + 2];
  bool const is_initial =
      at >= 2 && text[at] == '.' && (text[at - 2] == ' ' || text[at - 2] == '.');
  return !(next >= 'a' && next <= 'z') && !is_initial;
}

[[nodiscard]] inline auto first_sentence(std::string text) -> std::string {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (ends_sentence(text, i)) {
      text.resize(i + 1);
      break;
    }
  if (text.size() > longest_sentence) {
    auto const blank = text.rfind(' ', longest_sentence);
    auto end = blank == std::string::npos ? longest_sentence : blank;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text + " …";
  }
  if (!text.empty() && std::string_view{".!?:"}.find(text.back()) == std::string_view::npos)
    text += '.';
  return text;
}

[[nodiscard]] inline auto is_licence(std::string_view sentence) -> bool {
  constexpr std::array<std::string_view, 5> starts{"Copyright", "(c)", "SPDX", "License",
                                                   "Licensed"};
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return sentence.starts_with(start); });
}

[[nodiscard]] inline auto distinct(std::span<std::string const> all)
    -> std::vector<std::string_view> {
  std::unordered_set<std::string_view> seen;
  std::vector<std::string_view> firsts;
  for (auto const &one : all)
    if (!one.empty() && seen.insert(one).second) firsts.push_back(one);
  return firsts;
}

[[nodiscard]] inline auto join_sentences(std::span<std::string_view const> all) -> std::string {
  std::string result;
  for (auto const one : all.first(std::min(all.size(), named_sentences)))
    result.append(result.empty() ? "" : " ").append(one);
  if (all.size() <= named_sentences) return result;
  auto const left = all.size() - named_sentences;
  return result + " (And " + std::to_string(left) +
         (left == 1 ? " more module.)" : " more modules.)");
}

[[nodiscard]] inline auto join_symbols(std::span<std::string_view const> all) -> std::string {
  auto const named = all.size() == named_symbols + 1 ? all.size() : named_symbols;
  auto const left = all.size() - std::min(all.size(), named);
  std::string result = "Concerns ";
  for (std::size_t i = 0; i < all.size() - left; ++i) {
    bool const is_last = i + 1 == all.size();
    result.append(i == 0 ? "`" : is_last ? " and `" : ", `").append(all[i]).append("`");
  }
  if (left > 0) result += " and " + std::to_string(left) + " more functions and classes";
  return result + ".";
}

} // namespace detail

PRODREVIEW_INLINE auto docstring_sentence(tree::unit const &in) -> std::string {
  auto const *literal = in.root == nullptr ? nullptr : docstring_of(in.root->body);
  if (literal == nullptr) return {};
  auto const text = python::string_value(in, *literal);
  auto sentence = detail::first_sentence(detail::first_paragraph(text));
  return detail::is_licence(sentence) ? std::string{} : sentence;
}

PRODREVIEW_INLINE auto purpose_of(std::span<std::string const> sentences,
                                  std::span<std::string const> symbols) -> std::string {
  if (auto const said = detail::distinct(sentences); !said.empty())
    return detail::join_sentences(said);
  auto const named = detail::distinct(symbols);
  return named.empty() ? std::string{} : detail::join_symbols(named);
}

} // namespace prodreview
