// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/gradient/gradient.hpp>

namespace prodreview::flow {

PRODREVIEW_INLINE auto gradient_store::intern(gradient_fact it) -> gradient_id {
  if (it.state == gradient_state::unknown) return gradient_id::unknown;
  auto const place = it.at == nullptr ? 0 : it.at->range.begin;
  auto const hash = hash_index::mix(static_cast<std::uint32_t>(it.state), place);
  auto const known = index_.find(hash, [&](std::uint32_t number) { return all_[number] == it; });
  if (known != hash_index::none) return gradient_id{known};
  all_.push_back(it);
  auto const number = static_cast<std::uint32_t>(all_.size() - 1);
  index_.add(hash, number);
  return gradient_id{number};
}

} // namespace prodreview::flow
