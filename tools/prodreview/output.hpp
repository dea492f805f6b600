// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace prodreview {

/// Writes to the standard output. A reader that closed the pipe (`| head`) is no problem.
[[nodiscard]] auto write_output(std::string_view text) -> std::optional<problem>;

/// Writes a file whole or not at all: a new file takes the old one's place at the end.
[[nodiscard]] auto write_file(std::string const &path, std::string_view text)
    -> std::optional<problem>;

/// Writes to the standard error; where that is a workflow runner's log, nothing in it is a command.
void write_error(std::string_view text);

/// `prodreview: what` and the remedy on a line of its own, on the standard error.
void print_problem(problem const &why);

/// A remark on the standard error.
void print_note(std::string_view sentence);

} // namespace prodreview
