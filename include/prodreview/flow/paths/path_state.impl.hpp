// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/path_state.hpp>

#include <algorithm>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE void path_state::start(std::size_t budget) {
  while (!trail_.empty()) {
    auto const &last = trail_.back();
    slots_[last.variable] = last.before;
    current_[last.variable] = last.before.version;
    trail_.pop_back();
  }
  facts_.clear();
  choices_.clear();
  gaps_.clear();
  is_live = true;
  left_ = budget;
}

PRODREVIEW_INLINE void path_state::set(std::uint32_t variable, slot const &now) {
  spend(1);
  trail_.push_back({variable, slots_[variable]});
  slots_[variable] = now;
  current_[variable] = now.version;
}

PRODREVIEW_INLINE void path_state::bind(std::uint32_t variable, bound_value const &to) {
  set(variable, {versions_.fresh(to), gaps::none, 0});
}

PRODREVIEW_INLINE void path_state::assume(alternatives const &all, bool is_test) {
  if (all.empty()) {
    is_live = false;
    return;
  }
  if (all.size() == 1) {
    for (auto const it : all[0].all()) add_fact({it, fact::no_choice, is_test});
    return;
  }
  choices_.push_back(all);
  add_fact({{}, static_cast<std::uint32_t>(choices_.size() - 1), is_test});
}

/// That no exception was raised is no test that somebody wrote.
PRODREVIEW_INLINE auto path_state::tests_around() const -> std::uint32_t {
  std::uint32_t count = 0;
  for (auto const &it : facts_)
    if (it.is_test && (it.choice != fact::no_choice || atoms_[it.is].asks != question::raised))
      ++count;
  return count;
}

PRODREVIEW_INLINE auto path_state::copy(mark since) -> branch_end {
  spend(trail_.size() - since.trail + facts_.size() - since.facts);
  if (is_exhausted()) return {};
  branch_end end{is_live,
                 false,
                 {},
                 {facts_.begin() + static_cast<std::ptrdiff_t>(since.facts), facts_.end()}};
  for_each_written(since, [&](std::uint32_t variable) {
    end.changes.push_back({variable, slots_[variable]});
  });
  return end;
}

PRODREVIEW_INLINE auto path_state::leave(mark since) -> branch_end {
  auto end = copy(since);
  while (trail_.size() > since.trail) {
    auto const &last = trail_.back();
    slots_[last.variable] = last.before;
    current_[last.variable] = last.before.version;
    trail_.pop_back();
  }
  facts_.resize(since.facts);
  is_live = true;
  return end;
}

// Where paths meet.

PRODREVIEW_INLINE void path_state::go_on(branch_end const &only) {
  for (auto const &it : only.changes) set(it.variable, it.now);
  facts_.insert(facts_.end(), only.facts.begin(), only.facts.end());
}

PRODREVIEW_INLINE void path_state::merge(std::span<branch_end const> ends) {
  std::vector<branch_end const *> live;
  for (auto const &it : ends)
    if (it.is_live) live.push_back(&it);
  is_live = !live.empty();
  if (live.empty()) return;
  if (live.size() == 1) return go_on(*live[0]);
  common_.clear();
  for (auto const &it : live[0]->facts) {
    auto const is_common = std::all_of(live.begin() + 1, live.end(), [&](branch_end const *end) {
      return std::find(end->facts.begin(), end->facts.end(), it) != end->facts.end();
    });
    spend(live.size());
    if (is_common) common_.push_back(it);
  }
  auto const all = arrivals(live);
  told_.assign(live.size(), conjunction{});
  renamed_.assign(live.size(), {});
  std::vector<std::pair<std::uint32_t, std::vector<slot>>> meeting;
  for (std::size_t i = 0; i < all.size();) {
    auto const variable = all[i].variable;
    spend(2 * live.size());
    if (is_exhausted()) return;
    std::vector<slot> slots(live.size(), slots_[variable]);
    for (; i < all.size() && all[i].variable == variable; ++i) slots[all[i].from] = all[i].now;
    auto const version = meet_versions(variable, slots, live);
    for (auto &it : slots) it.version = version;
    meeting.emplace_back(variable, std::move(slots));
  }
  std::vector<std::pair<std::uint32_t, slot>> made;
  for (auto const &[variable, slots] : meeting)
    made.emplace_back(variable, slot{slots[0].version, meet_gaps(slots, live), 0});
  auto const met = what_met(live);
  facts_.insert(facts_.end(), common_.begin(), common_.end());
  if (!met.empty()) assume(met, false);
  auto const around = tests_around();
  for (auto &[variable, now] : made) {
    if (now.gap != gaps::none) now.tests_around = around;
    set(variable, now);
  }
}

PRODREVIEW_INLINE auto path_state::arrivals(std::span<branch_end const *const> live)
    -> std::vector<arrival> {
  std::vector<arrival> all;
  for (std::size_t from = 0; from < live.size(); ++from)
    for (auto const &it : live[from]->changes)
      all.push_back({it.variable, static_cast<std::uint32_t>(from), it.now});
  spend(all.size());
  std::sort(all.begin(), all.end(), [](arrival const &a, arrival const &b) {
    return a.variable != b.variable ? a.variable < b.variable : a.from < b.from;
  });
  return all;
}

/// One version where all agree; else a new one, and each path tells what it knew of its own.
PRODREVIEW_INLINE auto path_state::meet_versions(std::uint32_t variable, std::span<slot const> ends,
                                                 std::span<branch_end const *const> live)
    -> std::uint32_t {
  auto const first = ends[0].version;
  auto const agree =
      std::all_of(ends.begin(), ends.end(), [&](slot const &it) { return it.version == first; });
  if (agree) return first;
  auto value = versions_.value(first);
  for (auto const &it : ends)
    if (versions_.value(it.version) != value) value.reset();
  auto const made = versions_.fresh({.value = value});
  for (std::size_t i = 0; i < ends.size(); ++i) {
    tell(variable, made, ends[i].version, *live[i], told_[i]);
    auto const id = static_cast<tree::variable_id>(variable);
    renamed_[i].push_back({id, condition_reader::subject_of(id, ends[i].version), made});
  }
  return made;
}

PRODREVIEW_INLINE void path_state::tell(std::uint32_t variable, std::uint32_t made,
                                        std::uint32_t from, branch_end const &end,
                                        conjunction &to) {
  auto const id = static_cast<tree::variable_id>(variable);
  if (auto const &value = versions_.value(from))
    to.add(reader_.of_version(id, made, reader_.asked_of(*value), !value->is_object));
  auto const subject = condition_reader::subject_of(id, from);
  auto const look = [&](std::span<fact const> facts) {
    spend(facts.size());
    for (auto const &it : facts) {
      if (it.choice != fact::no_choice) continue;
      auto const known = atoms_[it.is];
      if (known.subject == subject) to.add(reader_.of_version(id, made, known, it.is.holds));
    }
  };
  look(end.facts);
  look(std::span{facts_}.last(std::min<std::size_t>(facts_.size(), 16)));
}

PRODREVIEW_INLINE auto path_state::meet_gaps(std::span<slot const> ends,
                                             std::span<branch_end const *const> live) -> gaps::id {
  auto const first = ends[0].gap;
  auto const agree =
      std::all_of(ends.begin(), ends.end(), [&](slot const &it) { return it.gap == first; });
  if (agree) return first;
  std::vector<conjunction> cases;
  for (std::size_t i = 0; i < ends.size(); ++i)
    for (auto const &one : gaps_.cases(live[i]->is_left_out ? gaps::none : ends[i].gap)) {
      spend(16);
      for (auto const &it : narrowed(carried(one, renamed_[i]), *live[i], told_[i]))
        add_case(cases, it);
    }
  return gaps_.add(std::move(cases));
}

/// What a case says of versions is so of those that they become.
PRODREVIEW_INLINE auto path_state::carried(conjunction const &one, std::span<renaming const> by)
    -> conjunction {
  auto with = one;
  for (auto const it : one.all()) {
    auto const asked = atoms_[it];
    for (auto const &now : by)
      if (asked.is_version && asked.subject == now.from)
        with.add(reader_.of_version(now.variable, now.made, asked, it.holds));
  }
  return with;
}

/// Paths ended within some of these: what is left is no longer a test and its opposite, and says
/// something of whoever comes here.
PRODREVIEW_INLINE auto path_state::what_met(std::span<branch_end const *const> live) const
    -> alternatives {
  auto const says_more = std::any_of(live.begin(), live.end(), [](branch_end const *end) {
    return end->facts.size() > end->tested;
  });
  alternatives met;
  for (auto const *end : live) {
    if (!says_more) break;
    for (auto const &it : narrowed({}, *end, {})) {
      if (it.all().empty() || met.size() == gaps::most_cases) return {};
      met.push_back(it);
    }
  }
  return met;
}

/// A case with all that holds on its path and not on the others.
PRODREVIEW_INLINE auto path_state::narrowed(conjunction const &one, branch_end const &by,
                                            conjunction const &more) const
    -> std::vector<conjunction> {
  std::vector<conjunction> all{one};
  auto const add = [&](literal it) {
    std::erase_if(all, [&](conjunction const &known) { return atoms_.exclude(known, it); });
    for (auto &known : all) known.add(it);
  };
  std::size_t taken = 0;
  for (auto const &it : by.facts) {
    if (taken == conjunction::capacity / 2) break;
    if (std::find(common_.begin(), common_.end(), it) != common_.end()) continue;
    ++taken;
    if (it.choice == fact::no_choice) {
      add(it.is);
      continue;
    }
    std::vector<conjunction> parted;
    for (auto const &known : all)
      for (auto const &choice : choices_[it.choice]) {
        if (atoms_.exclude(known, choice)) continue;
        auto with = known;
        for (auto const literal : choice.all()) with.add(literal);
        add_case(parted, with);
      }
    all = std::move(parted);
  }
  for (auto const it : more.all()) add(it);
  return all;
}

PRODREVIEW_INLINE auto path_state::open_cases(std::uint32_t variable) -> std::vector<conjunction> {
  auto const cases = gaps_.cases(slots_[variable].gap);
  case_search search{atoms_, facts_, choices_};
  std::vector<conjunction> open;
  for (auto const &one : cases) {
    spend(facts_.size());
    for (auto const &it : facts_)
      if (it.choice != fact::no_choice) spend(facts_.size());
    if (search.can_be(one)) open.push_back(one);
  }
  return open;
}

} // namespace prodreview::flow::paths
