// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/arena.hpp>
#include <prodreview/tree/unit.hpp>

#include <string_view>
#include <vector>

namespace prodreview::flow::detail {

/// The names of a unit as they outlive it, each once: most attributes and parameters are named
/// again and again.
class kept_names {
public:
  kept_names(tree::unit const &in, arena &memory)
      : in_{in}, memory_{memory}, kept_(in.names.size()) {}

  [[nodiscard]] auto operator[](std::string_view name) -> std::string_view {
    auto const id = in_.names.find(name);
    if (id == name_id::none) return memory_.copy(name);
    auto &kept = kept_[static_cast<std::size_t>(id)];
    if (kept.empty()) kept = memory_.copy(name);
    return kept;
  }

private:
  tree::unit const &in_;
  arena &memory_;
  /// By name.
  std::vector<std::string_view> kept_;
};

} // namespace prodreview::flow::detail
