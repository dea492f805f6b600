// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/paths/unbound_read.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <vector>

namespace prodreview::flow {

/// Which local names of a unit's functions are read without a value: a fact of a view.
///
/// What it takes for granted, so that it speaks only of what goes wrong: a loop runs at least once;
/// a test that is written twice comes out alike while no name in it is bound anew; what an earlier
/// round of a loop may have bound is bound. A function with more paths than it can follow has no
/// unbound reads.
class definite_assignment {
public:
  explicit definite_assignment(module_view const &of);

  /// Sorted by the place of the read; of each path, the first read of a name.
  [[nodiscard]] auto unbound_reads() const -> std::vector<unbound_read> const & { return reads_; }
  [[nodiscard]] auto find(tree::name const &read) const -> unbound_read const *;

private:
  std::vector<unbound_read> reads_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/definite_assignment.impl.hpp>
#endif
