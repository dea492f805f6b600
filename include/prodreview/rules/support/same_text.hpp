// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

namespace prodreview::rules {

/// Whether two expressions of one place are written alike.
[[nodiscard]] inline auto have_same_text(tree::unit const &in, tree::node const &a,
                                         tree::node const &b) -> bool {
  return in.text(a) == in.text(b);
}

} // namespace prodreview::rules
