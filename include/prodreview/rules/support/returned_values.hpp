// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <vector>

namespace prodreview::rules {

/// The values that a `return` gives, one by one: the elements of a tuple, or the one value that is
/// no tuple. An element that is only counted is null.
struct returned_values {
  bool is_known = false;
  std::vector<tree::expression const *> elements = {};
};

/// Reads through sums and repetitions of tuples, starred parts, variables that hold one value, and
/// functions of the unit. Unknown where the number of values is.
[[nodiscard]] auto values_of(tree::unit const &in, tree::return_ const &of) -> returned_values;

} // namespace prodreview::rules

#ifndef PRODREVIEW_COMPILED
#include <prodreview/rules/support/returned_values.impl.hpp>
#endif
