// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/constant/constant.hpp>
#include <prodreview/text/names.hpp>

#include <cstring>
#include <utility>

namespace prodreview::flow {
namespace detail {

/// Equality that tells `1` from `1.0` and `True`, and `0.0` from `-0.0`.
[[nodiscard]] inline auto is_same(constant_value const &a, constant_value const &b) -> bool {
  if (a.index() != b.index()) return false;
  auto const *left = std::get_if<double>(&a);
  return left == nullptr ? a == b : std::memcmp(left, std::get_if<double>(&b), sizeof(double)) == 0;
}

[[nodiscard]] inline auto hash_of(constant_value const &it) -> std::uint32_t {
  auto hash = static_cast<std::uint32_t>(it.index());
  if (auto const *text = std::get_if<std::string>(&it)) return names::hash_of(*text);
  std::uint64_t bits = 0;
  if (auto const *number = std::get_if<std::int64_t>(&it))
    bits = static_cast<std::uint64_t>(*number);
  if (auto const *number = std::get_if<double>(&it)) std::memcpy(&bits, number, sizeof bits);
  if (auto const *truth = std::get_if<bool>(&it)) bits = *truth ? 1 : 0;
  hash = hash_index::mix(hash, static_cast<std::uint32_t>(bits));
  return hash_index::mix(hash, static_cast<std::uint32_t>(bits >> 32));
}

} // namespace detail

PRODREVIEW_INLINE auto constant_store::intern(constant_value it) -> constant_id {
  auto const hash = detail::hash_of(it);
  auto const known =
      index_.find(hash, [&](std::uint32_t number) { return detail::is_same(all_[number], it); });
  if (known != hash_index::none) return constant_id{known + 1};
  all_.push_back(std::move(it));
  index_.add(hash, static_cast<std::uint32_t>(all_.size() - 1));
  return constant_id{static_cast<std::uint32_t>(all_.size())};
}

} // namespace prodreview::flow
