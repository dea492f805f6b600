// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prodreview {

/// A path pattern matches as git's ignore files do, without negation: `*` and `?` stay within one
/// folder, `**` crosses folders, `[a-z]` and `[!a-z]` are sets, `\` takes the next character
/// literally. A pattern without a slash matches a name at any depth, one with a slash starts at the
/// root, and a folder that matches takes along everything below it.
namespace glob_detail {

inline constexpr auto none = std::string_view::npos;

/// The bytes of the code point at the start of a non-empty text; a broken one counts byte by byte.
[[nodiscard]] constexpr auto code_point_size(std::string_view text) -> std::size_t {
  auto const lead = static_cast<std::uint8_t>(text.front());
  auto const size = lead < 0xC0 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
  if (size > text.size()) return 1;
  for (auto i = 1U; i < size; ++i)
    if ((static_cast<std::uint8_t>(text[i]) & 0xC0U) != 0x80U) return 1;
  return size;
}

/// UTF-8 keeps the order of code points, so that texts of one code point compare by bytes.
[[nodiscard]] constexpr auto first(std::string_view text) -> std::string_view {
  return text.substr(0, code_point_size(text));
}

/// One element of a pattern's segment.
struct element {
  std::size_t size = 0;
  bool matches = false;
};

/// The length of the set that the pattern begins with, or `none` when it is never closed.
[[nodiscard]] constexpr auto set_size(std::string_view pattern) -> std::size_t {
  auto at = std::size_t{1};
  if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;
  for (; at < pattern.size() && pattern[at] != '/'; ++at) {
    if (pattern[at] == '\\')
      ++at;
    else if (pattern[at] == ']')
      return at + 1;
  }
  return none;
}

/// Takes one member of a set, without its backslash.
[[nodiscard]] constexpr auto take(std::string_view &members) -> std::string_view {
  if (members.size() > 1 && members.front() == '\\') members.remove_prefix(1);
  auto const one = first(members);
  members.remove_prefix(one.size());
  return one;
}

/// Whether the code point is in the set between the brackets.
[[nodiscard]] constexpr auto set_contains(std::string_view members, std::string_view point)
    -> bool {
  auto const negated = members.front() == '!' || members.front() == '^';
  if (negated) members.remove_prefix(1);
  auto found = false;
  while (!members.empty()) {
    auto const low = take(members);
    auto high = low;
    if (members.size() > 1 && members.front() == '-') {
      members.remove_prefix(1);
      high = take(members);
    }
    found = found || (low <= point && point <= high);
  }
  return found != negated;
}

/// What the pattern's first element, which is not a star, says of a code point.
[[nodiscard]] constexpr auto match_first(std::string_view pattern, std::string_view point)
    -> element {
  if (pattern.front() == '?') return {1, true};
  if (pattern.front() == '[')
    if (auto const size = set_size(pattern); size != none)
      return {size, set_contains(pattern.substr(1, size - 2), point)};
  auto const escaped = pattern.front() == '\\' && pattern.size() > 1 ? 1U : 0U;
  auto const literal = first(pattern.substr(escaped));
  return {escaped + literal.size(), literal == point};
}

/// One folder's or file's name against one segment. Only the last star is ever tried again, so the
/// cost is at most the product of both lengths.
[[nodiscard]] constexpr auto segment_matches(std::string_view pattern, std::string_view name)
    -> bool {
  auto after_star = none;
  auto resume = std::size_t{0};
  std::size_t p = 0;
  std::size_t n = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      after_star = ++p;
      resume = n;
      continue;
    }
    auto const point = first(name.substr(n));
    auto const step = p < pattern.size() ? match_first(pattern.substr(p), point) : element{};
    if (step.matches) {
      p += step.size;
      n += point.size();
      continue;
    }
    if (after_star == none) return false;
    resume += code_point_size(name.substr(resume));
    n = resume;
    p = after_star;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Walks the names between slashes.
struct segments {
  std::string_view rest;

  [[nodiscard]] constexpr auto done() const -> bool { return rest.empty(); }
  [[nodiscard]] constexpr auto name() const -> std::string_view {
    return rest.substr(0, rest.find('/'));
  }
  [[nodiscard]] constexpr auto next() const -> segments {
    auto const slash = rest.find('/');
    return {slash == none ? std::string_view{} : rest.substr(slash + 1)};
  }
};

} // namespace glob_detail

/// Whether the pattern matches the path, which is relative to the root and has `/` between its
/// names. Time is at most the product of both lengths; there is no recursion.
[[nodiscard]] constexpr auto glob_matches(std::string_view pattern, std::string_view path) -> bool {
  using glob_detail::segments;
  auto const only_folders = pattern.ends_with('/');
  if (only_folders) pattern.remove_suffix(1);
  auto const anchored = pattern.find('/') != glob_detail::none;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.empty()) return false;

  auto wanted = segments{pattern};
  auto names = segments{path};
  auto can_skip = !anchored;
  auto after_skip = wanted;
  auto resume = names;
  for (;;) {
    if (wanted.done() && !(only_folders && names.done())) return true;
    if (!wanted.done() && wanted.name() == "**") {
      wanted = after_skip = wanted.next();
      resume = names;
      can_skip = true;
      if (wanted.done()) return !names.done();
      continue;
    }
    if (names.done()) return false;
    if (glob_detail::segment_matches(wanted.name(), names.name())) {
      wanted = wanted.next();
      names = names.next();
      continue;
    }
    if (!can_skip) return false;
    resume = resume.next();
    names = resume;
    wanted = after_skip;
  }
}

/// What is wrong with a pattern that somebody wrote, as the end of a sentence about it; empty when
/// nothing is.
[[nodiscard]] constexpr auto glob_problem(std::string_view pattern) -> std::string_view {
  if (pattern.empty() || pattern == "/") return "is empty";
  if (pattern.front() == '!') return "begins with `!`, but patterns cannot be negated";
  if (pattern.starts_with("./")) return "begins with `./`, but patterns start at the root anyway";
  if (pattern.back() == '\\') return "ends with a backslash that escapes nothing";
  for (auto rest = glob_detail::segments{pattern}; !rest.done(); rest = rest.next())
    if (rest.name() == "..") return "leaves the repository with `..`";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\')
      ++i;
    else if (pattern[i] == '[') {
      auto const size = glob_detail::set_size(pattern.substr(i));
      if (size == glob_detail::none) return "has a `[` that is never closed";
      i += size - 1;
    }
  }
  return {};
}

} // namespace prodreview
