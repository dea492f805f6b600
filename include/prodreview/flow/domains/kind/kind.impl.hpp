// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/kind/kind.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow {
namespace detail {

/// The kind number that marks an index into `unions_`.
inline constexpr std::uint32_t union_mark = 63;
inline constexpr std::uint32_t detail_mask = (1U << kind_store::detail_bits) - 1;

[[nodiscard]] constexpr auto comes_before(sort a, sort b) -> bool {
  return a.is != b.is ? a.is < b.is : a.detail < b.detail;
}

[[nodiscard]] inline auto first_unknown(sorts const &all) -> sort const * {
  for (auto const &it : all)
    if (it.is == kind::unknown) return &it;
  return nullptr;
}

inline void sort_few(sorts &all) {
  for (std::size_t i = 1; i < all.count; ++i)
    for (auto j = i; j > 0 && comes_before(all.all[j], all.all[j - 1]); --j)
      std::swap(all.all[j], all.all[j - 1]);
}

/// Two tensors, lists or tuples that differ in detail are one with none.
[[nodiscard]] inline auto without_conflicts(sorts const &all) -> sorts {
  sorts kept;
  for (auto it : all) {
    auto const same_kind = std::find_if(kept.all.begin(), kept.all.begin() + kept.count,
                                        [&](sort other) { return other.is == it.is; });
    if (same_kind == kept.all.begin() + kept.count) {
      (void)kept.add(it);
    } else if (it.is == kind::tensor || it.is == kind::list || it.is == kind::set ||
               it.is == kind::dict || it.is == kind::iterator) {
      if (same_kind->detail != it.detail) same_kind->detail = 0;
    } else if (!(*same_kind == it)) {
      (void)kept.add(it);
    }
  }
  return kept;
}

} // namespace detail

PRODREVIEW_INLINE auto kind_store::any_of(sorts const &given) -> kind_id {
  if (given.count == 0) return kind_id::unknown;
  if (auto const *unknown = detail::first_unknown(given)) return only(*unknown);
  auto set = detail::without_conflicts(given);
  if (set.count == 1) return only(set.all[0]);
  detail::sort_few(set);
  auto const same = std::find_if(unions_.begin(), unions_.end(), [&](sorts const &other) {
    return std::equal(set.begin(), set.end(), other.begin(), other.end());
  });
  auto const index = static_cast<std::uint32_t>(same - unions_.begin());
  if (same == unions_.end()) unions_.push_back(set);
  return kind_id{(detail::union_mark << detail_bits) | index};
}

PRODREVIEW_INLINE auto kind_store::alternatives(kind_id of) const -> sorts {
  auto const bits = static_cast<std::uint32_t>(of);
  auto const number = bits >> detail_bits;
  if (number == detail::union_mark) return unions_[bits & detail::detail_mask];
  sorts single;
  (void)single.add({static_cast<kind>(number), bits & detail::detail_mask});
  return single;
}

PRODREVIEW_INLINE auto kind_store::intern(std::span<value_id const> given, bool is_repeated)
    -> kind_id {
  auto hash = hash_index::mix(static_cast<std::uint32_t>(given.size()), is_repeated ? 1 : 0);
  for (auto const it : given) hash = hash_index::mix(hash, static_cast<std::uint32_t>(it));
  auto const known = tuple_index_.find(hash, [&](std::uint32_t number) {
    auto const &at = tuples_[number - 1];
    auto const other = std::span{values_}.subspan(at.begin, at.end - at.begin);
    return at.is_repeated == is_repeated &&
           std::equal(other.begin(), other.end(), given.begin(), given.end());
  });
  if (known != hash_index::none) return only({kind::tuple, known});
  auto const begin = static_cast<std::uint32_t>(values_.size());
  values_.insert(values_.end(), given.begin(), given.end());
  tuples_.push_back({begin, static_cast<std::uint32_t>(values_.size()), is_repeated});
  auto const number = static_cast<std::uint32_t>(tuples_.size());
  tuple_index_.add(hash, number);
  return only({kind::tuple, number});
}

PRODREVIEW_INLINE auto kind_store::tuple_of(std::span<value_id const> given) -> kind_id {
  return given.size() > most_elements ? only({kind::tuple, 0}) : intern(given, false);
}

PRODREVIEW_INLINE auto kind_store::tuple_of_any(value_id element) -> kind_id {
  return intern({&element, 1}, true);
}

PRODREVIEW_INLINE auto kind_store::elements(sort tuple) const -> std::span<value_id const> {
  if (tuple.detail == 0) return {};
  auto const &at = tuples_[tuple.detail - 1];
  if (at.is_repeated) return {};
  return std::span{values_}.subspan(at.begin, at.end - at.begin);
}

PRODREVIEW_INLINE auto kind_store::repeated(sort tuple) const -> value_id {
  if (tuple.detail == 0 || !tuples_[tuple.detail - 1].is_repeated) return value_id::unbound;
  return values_[tuples_[tuple.detail - 1].begin];
}

PRODREVIEW_INLINE auto kind_store::bind(bound_method it) -> kind_id {
  auto const hash = hash_index::mix(static_cast<std::uint32_t>(it.receiver),
                                    static_cast<std::uint32_t>(it.function));
  auto const known =
      bound_index_.find(hash, [&](std::uint32_t number) { return bound_[number] == it; });
  if (known != hash_index::none) return only({kind::method, known});
  auto const number = static_cast<std::uint32_t>(bound_.size());
  bound_.push_back(it);
  bound_index_.add(hash, number);
  return only({kind::method, number});
}

} // namespace prodreview::flow
