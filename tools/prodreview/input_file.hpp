// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace prodreview {

/// The bytes of a file (`-` is the standard input), or nothing when it cannot be read.
[[nodiscard]] auto read_input(std::string const &path) -> std::optional<std::string>;

/// The sentence for a file that cannot be read, with its remedy.
[[nodiscard]] auto unreadable_input(std::string const &path) -> std::string;

} // namespace prodreview
