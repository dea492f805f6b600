// SPDX-License-Identifier: Apache-2.0
#include "verb_output.hpp"

#include "output.hpp"

namespace prodreview {

auto print_verb(verb_output const &said) -> int {
  write_error(said.err);
  if (auto const why = write_output(said.out)) {
    print_problem(*why);
    return 2;
  }
  return said.status;
}

} // namespace prodreview
