// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/hash_index.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <vector>

namespace prodreview::flow {

/// What a tensor has to do with the graph.
enum class gradient_state : std::uint8_t {
  unknown,
  none,     ///< made without a graph: constants, integers, what is computed in
            ///< `no_grad`
  detached, ///< cut off; `at` is where
  leaf,     ///< requires a gradient and is where it arrives
  recorded, ///< computed from what requires a gradient
  of,       ///< as the argument of a parameter; `at` is the parameter
};

struct gradient_fact {
  gradient_state state = gradient_state::unknown;
  tree::node const *at = nullptr;

  friend auto operator==(gradient_fact const &, gradient_fact const &) -> bool = default;
};

/// Interned; 0 is unknown.
enum class gradient_id : std::uint32_t { unknown = 0 };

class gradient_store {
public:
  [[nodiscard]] auto intern(gradient_fact it) -> gradient_id;
  [[nodiscard]] auto operator[](gradient_id id) const -> gradient_fact {
    return all_[static_cast<std::uint32_t>(id)];
  }

private:
  std::vector<gradient_fact> all_{1};
  hash_index index_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/domains/gradient/gradient.impl.hpp>
#endif
