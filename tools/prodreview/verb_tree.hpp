// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "verb_config.hpp"

#include <string>

namespace prodreview {

/// `tree FILE` (`-` is the standard input): the file's tree in the form of CPython 3.14's
/// `ast.dump(tree, include_attributes=True)`. Syntax errors go to the standard error, as
/// `path:line:column: message`. Ends with 1 after a syntax error, with 2 when the file cannot be
/// read.
[[nodiscard]] auto print_tree(std::string const &path) -> verb_output;

} // namespace prodreview
