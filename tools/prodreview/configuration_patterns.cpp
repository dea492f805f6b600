// SPDX-License-Identifier: Apache-2.0
#include "configuration_patterns.hpp"

#include <prodreview/review/glob.hpp>
#include <prodreview/text/nearest.hpp>

#include <algorithm>
#include <set>
#include <string_view>

namespace prodreview {

namespace {

[[nodiscard]] auto is_literal(std::string_view pattern) -> bool {
  return pattern.find_first_of("*?[\\") == pattern.npos;
}

/// What a pattern without special characters could have meant: every folder and file, by its path
/// where the pattern has a slash, else by its name.
[[nodiscard]] auto meant_names(std::string_view pattern, std::span<std::string const> files)
    -> std::set<std::string_view> {
  auto const is_path = pattern.substr(0, pattern.size() - 1).find('/') != pattern.npos;
  std::set<std::string_view> names;
  for (std::string_view const file : files)
    for (std::size_t begin = 0, end = 0; end != file.npos; begin = end + 1) {
      end = file.find('/', begin);
      auto const first = is_path ? 0 : begin;
      names.insert(file.substr(first, end == file.npos ? end : end - first));
    }
  return names;
}

[[nodiscard]] auto advice(std::string_view pattern, std::span<std::string const> files)
    -> std::string {
  if (is_literal(pattern)) {
    auto const names = meant_names(pattern, files);
    std::vector<std::string_view> const known(names.begin(), names.end());
    if (auto const meant = nearest(known, pattern); !meant.empty())
      return "did you mean " + in_ticks(meant) + "?";
  }
  return "correct it if it is misspelt: a pattern with a slash starts at the root, one without "
         "matches a name at any depth.";
}

class pattern_check {
public:
  pattern_check(configuration const &in, std::span<std::string const> files)
      : in_{in}, files_{files} {}

  void look_at(yaml_node const *patterns) {
    if (patterns == nullptr) return;
    for (auto const &pattern : patterns->items)
      if (!in_.sources[pattern.where.source].is_shipped && !matches_any(pattern.text))
        found_.push_back({pattern.where,
                          in_ticks(pattern.text) + " matches no file of the repository.",
                          advice(pattern.text, files_)});
  }
  void look_into(yaml_node const *entries) {
    if (entries == nullptr) return;
    for (auto const &entry : entries->items) look_at(entry.find("paths"));
  }
  [[nodiscard]] auto result() && -> configuration_problems { return std::move(found_); }

private:
  [[nodiscard]] auto matches_any(std::string_view pattern) const -> bool {
    return std::any_of(files_.begin(), files_.end(),
                       [pattern](auto const &file) { return glob_matches(pattern, file); });
  }

  configuration const &in_;
  std::span<std::string const> files_;
  configuration_problems found_;
};

} // namespace

auto patterns_without_files(configuration const &in, std::span<std::string const> files)
    -> configuration_problems {
  pattern_check check{in, files};
  check.look_at(in.merged.find("include"));
  check.look_at(in.merged.find("exclude"));
  check.look_into(in.merged.find("overrides"));
  check.look_into(in.merged.find("references"));
  return std::move(check).result();
}

} // namespace prodreview
