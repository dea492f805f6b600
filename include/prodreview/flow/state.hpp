// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/memory.hpp>
#include <prodreview/flow/value.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace prodreview::flow {

/// What a variable, or an attribute of `self`, holds, and the node that gave it.
struct slot {
  value_id value = value_id::unbound;
  tree::node const *origin = nullptr;

  friend auto operator==(slot const &, slot const &) -> bool = default;
};

struct slot_change {
  std::uint32_t index = 0;
  slot to;
};

/// One way through a piece of code: what it changed, each slot once, in the order of their numbers.
struct branch {
  bool lives = true;
  std::vector<slot_change> changes;
};

/// What every variable holds at one point of a run. A branch costs what it writes: everything
/// written since a mark can be taken off and joined again.
class state {
public:
  explicit state(std::size_t variables) : slots_(variables), stamps_(variables) {}

  /// Whether the point is reached at all.
  bool lives = true;

  [[nodiscard]] auto operator[](std::uint32_t index) const -> slot const & { return slots_[index]; }
  void write(std::uint32_t index, slot to) {
    if (slots_[index] == to) return;
    trail_.push_back({index, slots_[index], to});
    slots_[index] = to;
  }
  /// A new slot, unbound.
  [[nodiscard]] auto add_slot() -> std::uint32_t {
    slots_.emplace_back();
    stamps_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }

  [[nodiscard]] auto mark() const -> std::size_t { return trail_.size(); }
  /// What was written since the mark, as one way that ends here.
  [[nodiscard]] auto changes_since(std::size_t mark) -> branch;
  /// The same, and undoes it; `lives` is true again.
  [[nodiscard]] auto take(std::size_t mark) -> branch;
  /// Undoes what was written since the mark.
  void undo(std::size_t mark);
  /// Goes on from where several ways meet. The point lives if one of them does.
  void meet(memory &in, std::span<branch const> ways);
  /// As if control could have left anywhere since the mark: each slot written since then holds what
  /// it held or any of what was written.
  [[nodiscard]] auto interrupted_since(memory &in, std::size_t mark) -> branch;

private:
  struct entry {
    std::uint32_t index = 0;
    slot from;
    slot to;
  };

  std::vector<slot> slots_;
  std::vector<entry> trail_;
  /// By slot: the last count in which it was seen.
  std::vector<std::uint32_t> stamps_;
  std::uint32_t stamp_ = 0;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/state.impl.hpp>
#endif
