// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/nodes.hpp>

namespace prodreview::python {

/// Is the tree under a node higher than `limit`? Counts without recursion.
[[nodiscard]] auto is_higher_than(tree::node const &root, int limit) -> bool;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/height.impl.hpp>
#endif
