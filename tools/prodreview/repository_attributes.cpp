// SPDX-License-Identifier: Apache-2.0
#include "repository_attributes.hpp"

#include "wildmatch.hpp"

#include <algorithm>

namespace prodreview {
namespace {

/// The next word of a line; words are separated by blanks.
[[nodiscard]] auto take_word(std::string_view &rest) -> std::string_view {
  constexpr std::string_view blanks = " \t\r";
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  auto const word = rest.substr(0, rest.find_first_of(blanks));
  rest.remove_prefix(word.size());
  return word;
}

/// A pattern that starts with a quote goes to the next one, and a backslash keeps what follows.
[[nodiscard]] auto take_pattern(std::string_view &rest) -> std::string {
  if (!rest.starts_with('"')) return std::string{take_word(rest)};
  std::string pattern;
  std::size_t at = 1;
  for (; at < rest.size() && rest[at] != '"'; ++at) {
    if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
    pattern.push_back(rest[at]);
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return pattern;
}

/// Without a slash a pattern is for names in any folder; else for paths relative to its file. Those
/// for folders say nothing of files.
[[nodiscard]] auto matches(std::string_view pattern, std::string_view path) -> bool {
  if (pattern.ends_with('/')) return false;
  auto const is_for_names = pattern.find('/') == pattern.npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  auto const text = is_for_names ? path.substr(path.rfind('/') + 1) : path;
  return wildmatch(pattern, text, {});
}

} // namespace

auto authorship_attributes::reason_to_skip(std::string_view path) -> std::string {
  line said;
  for (std::size_t folder = 0; folder != path.npos;) {
    for (auto const &each : lines_of(std::string{path.substr(0, folder)})) {
      if (!matches(each.pattern, path.substr(folder))) continue;
      if (each.is_generated) said.is_generated = each.is_generated;
      if (each.is_vendored) said.is_vendored = each.is_vendored;
    }
    auto const slash = path.find('/', folder);
    folder = slash == path.npos ? slash : slash + 1;
  }
  if (said.is_generated.value_or(false)) return "generated";
  return said.is_vendored.value_or(false) ? "vendored" : "";
}

auto authorship_attributes::lines_of(std::string const &folder) -> std::vector<line> const & {
  if (auto const known = known_.find(folder); known != known_.end()) return known->second;
  auto const content = read_(folder + ".gitattributes");
  return known_.emplace(folder, parse(content.value_or(""))).first->second;
}

auto authorship_attributes::parse(std::string_view content) -> std::vector<line> {
  std::vector<line> lines;
  while (!content.empty()) {
    auto const text = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(text.size() + 1, content.size()));
    if (auto parsed = parse_line(text)) lines.push_back(std::move(*parsed));
  }
  return lines;
}

auto authorship_attributes::parse_line(std::string_view text) -> std::optional<line> {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.empty() || text.front() == '#' || text.front() == '[') return std::nullopt;
  line result;
  result.pattern = take_pattern(text);
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) apply(word, result);
  if (!result.is_generated && !result.is_vendored) return std::nullopt;
  return result;
}

void authorship_attributes::apply(std::string_view word, line &into) {
  auto const is_unset = word.starts_with('-') || word.starts_with('!');
  if (is_unset) word.remove_prefix(1);
  auto const name = word.substr(0, word.find('='));
  auto const value = word.substr(std::min(name.size() + 1, word.size()));
  auto const is_set = !is_unset && value != "false" && value != "0";
  if (name == "linguist-generated") into.is_generated = is_set;
  if (name == "linguist-vendored") into.is_vendored = is_set;
}

} // namespace prodreview
