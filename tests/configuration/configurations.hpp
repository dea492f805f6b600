// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/configuration.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Files by path, as a repository would hold them.
using files = std::map<std::string, std::string>;

inline constexpr std::array<std::string_view, 6> known_rules{
    "unsafe-load",        "broad-except-swallow",       "log-of-normaliser",
    "unused-suppression", "suppression-without-reason", "unknown-suppression"};

[[nodiscard]] inline auto load(files const &repository, std::vector<std::string> given = {},
                               bool isolated = false) -> prodreview::configuration {
  auto const read = [&](std::string const &path) -> std::optional<std::string> {
    auto const found = repository.find(path);
    return found == repository.end() ? std::nullopt : std::optional{found->second};
  };
  return prodreview::load_configuration({std::move(given), isolated, known_rules, read, read});
}

/// The repository's own file with this content.
[[nodiscard]] inline auto load_text(std::string text) -> prodreview::configuration {
  return load({{".prodreview.yaml", std::move(text)}});
}
