// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/text/position.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prodreview::flow {

/// A `return` that gives another number of values than a caller takes apart, while other returns of
/// the function give as many.
struct drifting_return {
  tree::return_ const *at = nullptr;
  /// 1: one value, or None.
  std::uint32_t given = 0;
  std::uint32_t expected = 0;
  /// A caller in the unit, or where it stands in another file.
  tree::assign const *caller = nullptr;
  std::string other_path = {};
  position_range other_place = {};
};

/// The drifting returns of a unit: a fact of a view. A return that only what the caller passes, or
/// the object's own attributes, or the module's settings can lead to is none: the caller knows.
class return_drift {
public:
  explicit return_drift(module_view const &of);

  [[nodiscard]] auto find(tree::return_ const &it) const -> drifting_return const *;

private:
  std::vector<drifting_return> all_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/return_drift.impl.hpp>
#endif
