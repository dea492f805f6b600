// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <algorithm>
#include <vector>

namespace prodreview::flow {

/// The parameters of a unit whose names stand nowhere in their functions: neither read, nor bound
/// anew, nor deleted.
class unread_parameters {
public:
  explicit unread_parameters(tree::unit const &in) {
    std::vector<bool> is_named(in.bindings.variables.size());
    for (auto const it : in.bindings.of_occurrence)
      if (it != tree::variable_id::none) is_named[static_cast<std::size_t>(it)] = true;
    for (auto const &by : in.bindings.all)
      if (by.kind == tree::binding_kind::parameter && by.variable != tree::variable_id::none &&
          !is_named[static_cast<std::size_t>(by.variable)])
        begins_.push_back(by.place.begin);
    std::sort(begins_.begin(), begins_.end());
  }

  [[nodiscard]] auto has(tree::arg const &one) const -> bool {
    return std::binary_search(begins_.begin(), begins_.end(), one.name_range.begin);
  }

private:
  /// Where their names begin.
  std::vector<std::uint32_t> begins_;
};

} // namespace prodreview::flow
