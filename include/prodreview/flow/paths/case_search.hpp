// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/paths/atoms.hpp>

#include <span>
#include <utility>
#include <vector>

namespace prodreview::flow::paths {

/// Something that holds from here on: one literal, or one of several alternatives.
struct fact {
  static constexpr std::uint32_t no_choice = 0xFFFFFFFF;

  literal is;
  /// Which of the lists of alternatives; then `is` says nothing.
  std::uint32_t choice = no_choice;
  /// Somebody wrote a test here; it does not only follow from where paths met.
  bool is_test = true;

  friend auto operator==(fact const &, fact const &) -> bool = default;
};

/// Whether a case can be beside all that is known: whether every choice has an alternative left,
/// all of them together. Only choices that the case touches are decided.
class case_search {
public:
  case_search(atoms const &known, std::span<fact const> facts,
              std::vector<alternatives> const &choices)
      : atoms_{known}, choices_{choices} {
    for (auto const &it : facts) {
      if (it.choice == fact::no_choice)
        certain_.push_back(it.is);
      else
        open_.push_back(it.choice);
    }
  }

  [[nodiscard]] auto can_be(conjunction const &one) -> bool {
    steps_ = 0;
    for (auto const it : one.all())
      if (is_excluded(certain_, it)) return false;
    auto held = certain_;
    held.insert(held.end(), one.all().begin(), one.all().end());
    return can_hold(std::move(held), open_);
  }

private:
  using literals = std::vector<literal>;

  [[nodiscard]] auto is_excluded(literals const &held, literal it) const -> bool {
    for (auto const other : held)
      if (atoms_.exclude(other, it)) return true;
    return false;
  }
  [[nodiscard]] auto is_excluded(literals const &held, conjunction const &one) const -> bool {
    for (auto const it : one.all())
      if (is_excluded(held, it)) return true;
    return false;
  }

  /// The alternatives that are left of the choice with the fewest, of those that have lost one;
  /// nothing where none has, no alternative where one has lost all.
  [[nodiscard]] auto narrowest(literals const &held, std::vector<std::uint32_t> const &open,
                               std::size_t &which) const -> std::vector<conjunction const *> {
    std::vector<conjunction const *> fewest;
    which = open.size();
    for (std::size_t i = 0; i < open.size(); ++i) {
      auto const &all = choices_[open[i]];
      std::vector<conjunction const *> left;
      for (auto const &it : all)
        if (!is_excluded(held, it)) left.push_back(&it);
      if (left.size() == all.size() || (which < open.size() && left.size() >= fewest.size()))
        continue;
      which = i;
      fewest = std::move(left);
      if (fewest.size() <= 1) break;
    }
    return fewest;
  }

  [[nodiscard]] auto can_hold(literals held, std::vector<std::uint32_t> open) -> bool {
    while (++steps_ < most_steps) {
      std::size_t which = 0;
      auto const left = narrowest(held, open, which);
      if (which == open.size()) return true;
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(which));
      if (left.empty()) return false;
      for (auto const *it : left.size() == 1 ? decltype(left){} : left) {
        auto with = held;
        with.insert(with.end(), it->all().begin(), it->all().end());
        if (can_hold(std::move(with), open)) return true;
      }
      if (left.size() > 1) return false;
      held.insert(held.end(), left[0]->all().begin(), left[0]->all().end());
    }
    // Too many ways to look at: it may be.
    return true;
  }

  static constexpr int most_steps = 200;

  atoms const &atoms_;
  std::vector<alternatives> const &choices_;
  literals certain_;
  std::vector<std::uint32_t> open_;
  int steps_ = 0;
};

} // namespace prodreview::flow::paths
