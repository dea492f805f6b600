// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"

#include <span>
#include <string>
#include <vector>

namespace prodreview {

/// The arguments taken apart, nothing of them interpreted.
struct command_tokens {
  /// For each row of the option table, the values that it was given; empty ones for a switch.
  std::vector<std::vector<std::string>> values;
  /// Neither options nor their values, in order.
  std::vector<std::string> operands;
  /// Behind `--`.
  std::vector<std::string> paths;
  bool has_separator = false;
  std::vector<problem> problems;
};

/// Takes the arguments behind the program's name apart by the option table.
[[nodiscard]] auto read_tokens(std::span<char const *const> arguments) -> command_tokens;

} // namespace prodreview
