// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/state.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto comes_first(slot_change const &a, slot_change const &b) -> bool {
  return a.index < b.index;
}

/// What one of several ways leaves in a slot.
struct end_of_way {
  std::uint32_t index = 0;
  std::uint32_t way = 0;
  slot to;
};

/// What the ways that live leave in the slots that they touch, by slot and way.
[[nodiscard]] inline auto ends_of(std::span<branch const> ways) -> std::vector<end_of_way> {
  std::vector<end_of_way> all;
  std::uint32_t number = 0;
  for (auto const &way : ways) {
    if (!way.lives) continue;
    for (auto const &change : way.changes) all.push_back({change.index, number, change.to});
    ++number;
  }
  // Few ways are already in order one by one; what is sorted is short.
  std::sort(all.begin(), all.end(), [](end_of_way const &a, end_of_way const &b) {
    return a.index != b.index ? a.index < b.index : a.way < b.way;
  });
  return all;
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
  auto const count = static_cast<std::uint32_t>(
      std::count_if(ways.begin(), ways.end(), [](branch const &it) { return it.lives; }));
  auto const ends = detail::ends_of(ways);
  for (auto at = ends.begin(); at != ends.end();) {
    auto const index = at->index;
    auto after = slot{};
    // Ways that do not touch the slot leave what it held; once is enough to say so.
    auto is_before_joined = false;
    std::uint32_t way = 0;
    auto const take = [&](slot const &now) {
      after = way == 0 ? now : detail::join_slots(in, after, now);
      ++way;
    };
    while (way < count) {
      auto const touches = at != ends.end() && at->index == index && at->way == way;
      if (touches) {
        take((at++)->to);
      } else if (!is_before_joined) {
        is_before_joined = true;
        take(slots_[index]);
      } else {
        way = at != ends.end() && at->index == index ? at->way : count;
      }
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
