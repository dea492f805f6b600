// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace prodreview {

/// What a verb has to say, and how the program ends.
struct verb_output {
  int status = 0;
  /// For the standard output.
  std::string out;
  /// For the standard error.
  std::string err;
};

/// Says it. The exit status: 2 when the standard output cannot be written.
[[nodiscard]] auto print_verb(verb_output const &said) -> int;

} // namespace prodreview
