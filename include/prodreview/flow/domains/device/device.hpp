// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/hash_index.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <vector>

namespace prodreview::flow {

/// Where a tensor lies, or which device a device is.
enum class device_place : std::uint8_t {
  unknown,
  cpu,      ///< as the code says
  implicit, ///< the CPU because a factory was told nothing; `at` is the
            ///< factory's call
  cuda,
  chosen, ///< on CUDA or on the CPU, as a condition says
  meta,
  of, ///< where the argument of a parameter lies; `at` is the parameter, null where it is one of
      ///< several
};

struct device_fact {
  device_place place = device_place::unknown;
  tree::node const *at = nullptr;

  friend auto operator==(device_fact const &, device_fact const &) -> bool = default;
};

/// Interned; 0 is unknown.
enum class device_id : std::uint32_t { unknown = 0 };

class device_store {
public:
  [[nodiscard]] auto intern(device_fact it) -> device_id;
  [[nodiscard]] auto operator[](device_id id) const -> device_fact {
    return all_[static_cast<std::uint32_t>(id)];
  }

private:
  std::vector<device_fact> all_{1};
  hash_index index_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/domains/device/device.impl.hpp>
#endif
