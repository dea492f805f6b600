// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/definite_assignment.hpp>
#include <prodreview/flow/paths/walk.hpp>

#include <algorithm>

namespace prodreview::flow {

PRODREVIEW_INLINE definite_assignment::definite_assignment(module_view const &of) {
  if (of.unit().root == nullptr) return;
  paths::walk{of, reads_}.run();
  std::sort(reads_.begin(), reads_.end(), [](unbound_read const &a, unbound_read const &b) {
    return a.at->range.begin < b.at->range.begin;
  });
}

PRODREVIEW_INLINE auto definite_assignment::find(tree::name const &read) const
    -> unbound_read const * {
  auto const at = std::partition_point(reads_.begin(), reads_.end(), [&](unbound_read const &it) {
    return it.at->range.begin < read.range.begin;
  });
  return at != reads_.end() && at->at == &read ? &*at : nullptr;
}

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/paths/condition_comparisons.impl.hpp>
#include <prodreview/flow/paths/condition_constants.impl.hpp>
#include <prodreview/flow/paths/condition_reader.impl.hpp>
#include <prodreview/flow/paths/condition_subjects.impl.hpp>
#include <prodreview/flow/paths/path_state.impl.hpp>
#include <prodreview/flow/paths/walk.impl.hpp>
#include <prodreview/flow/paths/walk_bindings.impl.hpp>
#include <prodreview/flow/paths/walk_endings.impl.hpp>
#include <prodreview/flow/paths/walk_exceptions.impl.hpp>
#include <prodreview/flow/paths/walk_expressions.impl.hpp>
#include <prodreview/flow/paths/walk_loops.impl.hpp>
#include <prodreview/flow/paths/walk_patterns.impl.hpp>
#include <prodreview/flow/paths/walk_statements.impl.hpp>
#endif
