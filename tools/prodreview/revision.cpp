// SPDX-License-Identifier: Apache-2.0
#include "revision.hpp"

#include <algorithm>

namespace prodreview {
namespace {

[[nodiscard]] auto names_a_set(std::string_view word) -> problem {
  return {quoted(word) + " names a set of commits, which cannot be compared.",
          "Name one revision, a range `A..B` or `A...B`, or one commit `REV^!`."};
}

[[nodiscard]] auto names_nothing(std::string_view word) -> problem {
  return {quoted(word) + " is a range without ends.",
          "Name at least one end, as in `HEAD~3..` or `origin/main...`."};
}

/// An empty name and `@` are HEAD; libgit2 does not know the latter before `~` and `^`.
[[nodiscard]] auto or_head(std::string_view name) -> std::string {
  if (name.empty() || name == "@") return "HEAD";
  if (name.starts_with("@~") || name.starts_with("@^") || name.starts_with("@:"))
    return "HEAD" + std::string{name.substr(1)};
  return std::string{name};
}

[[nodiscard]] auto is_number(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(),
                     [](char digit) { return '0' <= digit && digit <= '9'; });
}

} // namespace

auto parse_revision(std::string_view word) -> outcome<revision_word> {
  using kind = revision_word::kind;
  if (word.starts_with('^') || word.ends_with("^@")) return names_a_set(word);
  if (word == ".." || word == "...") return names_nothing(word);
  if (word.ends_with("^!"))
    return revision_word{kind::commit, or_head(word.substr(0, word.size() - 2)), ""};
  if (auto const at = word.rfind("^-"); at != word.npos && is_number(word.substr(at + 2))) {
    auto const right = or_head(word.substr(0, at));
    return revision_word{kind::range, right + "^" + std::string{word.substr(at + 2)}, right};
  }
  auto const dots = word.find("..");
  if (dots == word.npos) return revision_word{kind::single, or_head(word), ""};
  auto const is_symmetric = word.substr(dots).starts_with("...");
  return revision_word{is_symmetric ? kind::from_merge_base : kind::range,
                       or_head(word.substr(0, dots)),
                       or_head(word.substr(dots + (is_symmetric ? 3 : 2)))};
}

} // namespace prodreview
