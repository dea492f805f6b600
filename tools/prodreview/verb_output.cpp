// SPDX-License-Identifier: Apache-2.0
#include "verb_output.hpp"

#include "output.hpp"

#include <cstdio>

namespace prodreview {

auto print_verb(verb_output const &said) -> int {
  std::fputs(said.err.c_str(), stderr);
  if (auto const why = write_output(said.out)) {
    print_problem(*why);
    return 2;
  }
  return said.status;
}

} // namespace prodreview
