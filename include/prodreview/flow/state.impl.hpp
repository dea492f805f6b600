// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/state.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto comes_first(slot_change const &a, slot_change const &b) -> bool {
  return a.index < b.index;
}

/// What a way leaves in a slot; null where it does not touch it.
[[nodiscard]] inline auto change_of(branch const &way, std::uint32_t index) -> slot const * {
  auto const at =
      std::lower_bound(way.changes.begin(), way.changes.end(), slot_change{index, {}}, comes_first);
  return at != way.changes.end() && at->index == index ? &at->to : nullptr;
}

[[nodiscard]] inline auto join_slots(memory &in, slot const &a, slot const &b) -> slot {
  auto const joined = in.join(a.value, b.value);
  if (a.value == value_id::unbound) return b;
  if (b.value == value_id::unbound) return a;
  return {joined, a.origin == b.origin ? a.origin : nullptr};
}

} // namespace detail

PRODREVIEW_INLINE auto state::changes_since(std::size_t mark) -> branch {
  branch way{lives, {}};
  ++stamp_;
  for (auto i = mark; i < trail_.size(); ++i) {
    auto const index = trail_[i].index;
    if (stamps_[index] == stamp_) continue;
    stamps_[index] = stamp_;
    way.changes.push_back({index, slots_[index]});
  }
  std::sort(way.changes.begin(), way.changes.end(), detail::comes_first);
  return way;
}

PRODREVIEW_INLINE void state::undo(std::size_t mark) {
  while (trail_.size() > mark) {
    slots_[trail_.back().index] = trail_.back().from;
    trail_.pop_back();
  }
}

PRODREVIEW_INLINE auto state::take(std::size_t mark) -> branch {
  auto way = changes_since(mark);
  undo(mark);
  lives = true;
  return way;
}

PRODREVIEW_INLINE void state::meet(memory &in, std::span<branch const> ways) {
  lives = std::any_of(ways.begin(), ways.end(), [](branch const &it) { return it.lives; });
  if (!lives) return;
  std::vector<std::uint32_t> touched;
  for (auto const &way : ways)
    if (way.lives)
      for (auto const &change : way.changes) touched.push_back(change.index);
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (auto const index : touched) {
    auto const before = slots_[index];
    auto after = slot{};
    auto is_first = true;
    for (auto const &way : ways) {
      if (!way.lives) continue;
      auto const *change = detail::change_of(way, index);
      auto const &now = change == nullptr ? before : *change;
      after = is_first ? now : detail::join_slots(in, after, now);
      is_first = false;
    }
    write(index, after);
  }
}

PRODREVIEW_INLINE auto state::interrupted_since(memory &in, std::size_t mark) -> branch {
  auto way = changes_since(mark);
  way.lives = true;
  for (auto i = mark; i < trail_.size(); ++i) {
    auto &change = *std::lower_bound(way.changes.begin(), way.changes.end(),
                                     slot_change{trail_[i].index, {}}, detail::comes_first);
    change.to = detail::join_slots(in, change.to, trail_[i].from);
    change.to = detail::join_slots(in, change.to, trail_[i].to);
  }
  return way;
}

} // namespace prodreview::flow
