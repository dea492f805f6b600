// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "yaml_node.hpp"
#include <prodreview/text/source.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// One text that a configuration is made of.
struct configuration_source {
  /// As the user knows it: `.prodreview.yaml`, `profile strict`, `command line`, `default`.
  std::string name;
  source text;
  /// Its lines have numbers that help to find them; those of a command line have none.
  bool has_lines = true;
  /// It comes with the program, and nobody can edit it.
  bool is_shipped = false;
};

/// Something that is wrong with a configuration: what and where, and what to do about it.
struct configuration_problem {
  written_at where;
  std::string sentence;
  std::string help;
};

using configuration_problems = std::vector<configuration_problem>;

/// `path:line:column: sentence`, the line with a caret under it, and the help. Ends with a line
/// end. Any byte of the source is safe to print.
[[nodiscard]] auto to_text(configuration_problem const &problem,
                           std::span<configuration_source const> sources) -> std::string;

/// All of them, by source and place, with the count at the end where there are several.
[[nodiscard]] auto to_text(configuration_problems problems,
                           std::span<configuration_source const> sources) -> std::string;

/// `.prodreview.yaml:12`, `profile strict`, `command line`.
[[nodiscard]] auto origin_name(written_at where, std::span<configuration_source const> sources)
    -> std::string;

/// The text between backticks, made safe to print and cut when it is long.
[[nodiscard]] auto in_ticks(std::string_view text) -> std::string;

/// `did you mean X?` when a known name is near, else `known: A, B, C.` for a short list, else
/// `otherwise`.
[[nodiscard]] auto suggestion(std::span<std::string_view const> known, std::string_view written,
                              std::string_view otherwise = {}) -> std::string;

} // namespace prodreview
