// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/device/device.hpp>

namespace prodreview::flow {

PRODREVIEW_INLINE auto device_store::intern(device_fact it) -> device_id {
  if (it.place == device_place::unknown) return device_id::unknown;
  auto const place = it.at == nullptr ? 0 : it.at->range.begin;
  auto const hash = hash_index::mix(static_cast<std::uint32_t>(it.place), place);
  auto const known = index_.find(hash, [&](std::uint32_t number) { return all_[number] == it; });
  if (known != hash_index::none) return device_id{known};
  all_.push_back(it);
  auto const number = static_cast<std::uint32_t>(all_.size() - 1);
  index_.add(hash, number);
  return device_id{number};
}

} // namespace prodreview::flow
