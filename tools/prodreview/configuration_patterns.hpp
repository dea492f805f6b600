// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"

#include <span>
#include <string>

namespace prodreview {

/// Remarks about every pattern of the user's own files and command line that matches none of these
/// files: it may be misspelt, and then what it says holds nowhere. No mistakes: a file may be gone
/// for a while.
[[nodiscard]] auto patterns_without_files(configuration const &in,
                                          std::span<std::string const> files)
    -> configuration_problems;

} // namespace prodreview
