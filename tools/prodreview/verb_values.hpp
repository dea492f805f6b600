// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "verb_output.hpp"

#include <string>

namespace prodreview {

/// `values FILE[::SYMBOL]` (`-` is the standard input): every statement that gives a value to
/// something, with what is known of the value and the fact behind it. Ends with 2 when the file
/// cannot be read or has no such symbol.
[[nodiscard]] auto print_values(std::string const &target) -> verb_output;

} // namespace prodreview
