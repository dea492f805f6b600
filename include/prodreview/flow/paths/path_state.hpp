// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/paths/case_search.hpp>
#include <prodreview/flow/paths/condition_reader.hpp>
#include <prodreview/flow/paths/gaps.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace prodreview::flow::paths {

/// What is known of one variable at one place.
struct slot {
  std::uint32_t version = 0;
  gaps::id gap = gaps::none;
  /// How many tests stood around where the gap came to be.
  std::uint32_t tests_around = 0;

  friend auto operator==(slot const &, slot const &) -> bool = default;
};

/// What one path did since it parted from the others.
struct branch_end {
  struct change {
    std::uint32_t variable;
    slot now;
  };
  bool is_live = false;
  /// Every test of a chain failed, and there is no `else`: whoever wrote it counts with one of
  /// them.
  bool is_left_out = false;
  std::vector<change> changes = {};
  std::vector<fact> facts = {};
  /// How many of the facts the test gave that the path begins with.
  std::size_t tested = all_tested;

  static constexpr std::size_t all_tested = static_cast<std::size_t>(-1);
};

/// The state of the path that is being walked. A branch costs what it writes: leaving it undoes
/// that.
class path_state {
public:
  struct mark {
    std::size_t trail;
    std::size_t facts;
  };

  path_state(tree::unit const &in, std::size_t variables)
      : slots_(variables), current_(variables),
        stamps_(variables), reader_{in, current_, versions_, atoms_} {}

  void start(std::size_t budget);
  void set(std::uint32_t variable, slot const &now);
  /// A value that is not known, or what is known of it.
  void bind(std::uint32_t variable, bound_value const &to = {});
  [[nodiscard]] auto at(std::uint32_t variable) const -> slot const & { return slots_[variable]; }

  /// What holds from here on, one of them; nothing of them: no path leads on.
  void assume(alternatives const &all, bool is_test = true);
  void assume(literal it) { add_fact({it}); }
  void forget_facts(std::size_t down_to) { facts_.resize(down_to); }
  [[nodiscard]] auto facts() const -> std::span<fact const> {
    return std::span{facts_}.subspan(0, facts_.size());
  }
  [[nodiscard]] auto tests_around() const -> std::uint32_t;
  /// What a fact with a choice leaves open.
  [[nodiscard]] auto choice(fact const &it) const -> alternatives const & {
    return choices_[it.choice];
  }

  [[nodiscard]] auto here() const -> mark { return {trail_.size(), facts_.size()}; }
  /// What was done since, and undoes it.
  [[nodiscard]] auto leave(mark since) -> branch_end;
  /// The same without undoing.
  [[nodiscard]] auto copy(mark since) -> branch_end;
  /// Goes on where these paths meet; they parted here.
  void merge(std::span<branch_end const> ends);
  /// Calls `f` for every variable that was written since.
  template <class F> void for_each_written(mark since, F f) {
    auto const end = trail_.size();
    ++stamp_;
    for (auto i = since.trail; i < end; ++i) {
      auto const variable = trail_[i].variable;
      if (std::exchange(stamps_[variable], stamp_) != stamp_) f(variable);
    }
  }

  /// The cases in which a variable has no value here, without those that cannot be.
  [[nodiscard]] auto open_cases(std::uint32_t variable) -> std::vector<conjunction>;

  bool is_live = true;
  /// Too much to do: nothing is said of the function.
  [[nodiscard]] auto is_exhausted() const -> bool { return left_ == 0; }

  [[nodiscard]] auto known_atoms() -> atoms & { return atoms_; }
  [[nodiscard]] auto known_gaps() -> gaps & { return gaps_; }
  [[nodiscard]] auto known_versions() -> versions & { return versions_; }
  [[nodiscard]] auto conditions() -> condition_reader & { return reader_; }

private:
  struct undo {
    std::uint32_t variable;
    slot before;
  };
  /// A version that goes on under another number.
  struct renaming {
    tree::variable_id variable;
    std::uint64_t from;
    std::uint32_t made;
  };
  /// One variable at the end of one of the paths that meet.
  struct arrival {
    std::uint32_t variable;
    std::uint32_t from;
    slot now;
  };

  void spend(std::size_t steps) { left_ -= std::min(left_, steps); }
  void add_fact(fact it) { facts_.push_back(it); }
  void go_on(branch_end const &only);
  [[nodiscard]] auto arrivals(std::span<branch_end const *const> live) -> std::vector<arrival>;
  [[nodiscard]] auto meet_versions(std::uint32_t variable, std::span<slot const> ends,
                                   std::span<branch_end const *const> live) -> std::uint32_t;
  void tell(std::uint32_t variable, std::uint32_t made, std::uint32_t from, branch_end const &end,
            conjunction &to);
  [[nodiscard]] auto meet_gaps(std::span<slot const> ends, std::span<branch_end const *const> live)
      -> gaps::id;
  [[nodiscard]] auto carried(conjunction const &one, std::span<renaming const> by) -> conjunction;
  [[nodiscard]] auto what_met(std::span<branch_end const *const> live) const -> alternatives;
  [[nodiscard]] auto narrowed(conjunction const &one, branch_end const &by,
                              conjunction const &more) const -> std::vector<conjunction>;

  std::vector<slot> slots_;
  /// The versions alone, as conditions read them.
  std::vector<std::uint32_t> current_;
  std::vector<std::uint32_t> stamps_;
  std::uint32_t stamp_ = 0;
  std::vector<undo> trail_;
  std::vector<fact> facts_;
  std::vector<alternatives> choices_;
  atoms atoms_;
  gaps gaps_;
  versions versions_;
  condition_reader reader_;
  /// By path: what is known of the versions that meet.
  std::vector<conjunction> told_;
  std::vector<std::vector<renaming>> renamed_;
  std::vector<fact> common_;
  std::size_t left_ = 0;
};

} // namespace prodreview::flow::paths
