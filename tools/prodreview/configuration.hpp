// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration_problem.hpp"
#include "yaml_node.hpp"
#include <prodreview/review/settings.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// The bytes of a file; nothing where there is none.
using file_reader = std::function<std::optional<std::string>(std::string const &path)>;

/// What a configuration is put together from.
struct configuration_request {
  /// The values of `--config` in their order: at most one file, and any number of `key=value`.
  std::vector<std::string> given;
  /// Reads nothing from the repository.
  bool isolated = false;
  /// The names that `rules` may have; none means any.
  std::span<std::string_view const> rules;
  /// Reads a path relative to the repository's root, from the side that is reviewed.
  file_reader read;
  /// Reads a file that the command line names.
  file_reader read_given;
};

/// A configuration with everything that is known of it. The settings count only where there are no
/// problems.
struct configuration {
  settings values;
  /// Every option's value, each with the place where it was written.
  yaml_node merged;
  std::vector<configuration_source> sources;
  configuration_problems problems;
  /// `.prodreview.yaml`, or the file that the command line named, was there.
  bool found_file = false;

  [[nodiscard]] auto is_valid() const -> bool { return problems.empty(); }
  /// All problems, ready to print; empty when there are none.
  [[nodiscard]] auto problem_text() const -> std::string { return to_text(problems, sources); }
};

/// Reads everything and collects every problem on the way. Nothing outside the repository is read,
/// except the file that the command line names.
[[nodiscard]] auto load_configuration(configuration_request const &request) -> configuration;

} // namespace prodreview
