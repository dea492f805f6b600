// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>

#include <algorithm>

namespace prodreview::flow::paths {

/// Whatever the loop binds may have another value in each round.
PRODREVIEW_INLINE void walk::enter_loop(tree::statement const &any,
                                        tree::many<tree::statement> body) {
  auto const end = body.empty() ? any.range.end : body.back()->range.end;
  text_range const range{any.range.begin, end};
  loops_.push_back(
      {state_.here(), range, state_.known_versions().next(), state_.known_atoms().size()});
  for (auto const &it : within(own_, range)) {
    auto now = state_.at(it.variable);
    now.version = state_.known_versions().fresh();
    state_.set(it.variable, now);
  }
}

/// That there is a round is so within the loop.
PRODREVIEW_INLINE void walk::forget_rounds(branch_end &it) {
  std::erase_if(it.facts,
                [](fact const &one) { return !one.is_test && one.choice == fact::no_choice; });
}

PRODREVIEW_INLINE void walk::leave_loop(tree::many<tree::statement> orelse, bool is_endless) {
  auto const since = loops_.back().since;
  auto ends = std::move(loops_.back().continues);
  ends.push_back(state_.leave(since));
  for (auto &it : ends) forget_rounds(it);
  state_.merge(ends);
  auto left = std::move(loops_.back());
  loops_.pop_back();
  if (is_endless) state_.is_live = false;
  drop_varying(left);
  block(orelse);
  ends = std::move(left.breaks);
  ends.push_back(state_.leave(since));
  for (auto &it : ends) forget_rounds(it);
  state_.merge(ends);
  drop_varying(left);
}

PRODREVIEW_INLINE void walk::see(tree::for_loop const &it) {
  read(it.iter);
  enter_loop(it, it.body);
  conjunction rounds;
  state_.conditions().read_rounds(*it.iter, rounds);
  state_.assume({rounds}, false);
  bind_target(*it.target, nullptr);
  block(it.body);
  leave_loop(it.orelse, false);
}

PRODREVIEW_INLINE void walk::see(tree::while_ const &it) {
  enter_loop(it, it.body);
  read(it.test);
  auto const test = state_.conditions().read(*it.test);
  state_.assume(test.when_true);
  block(it.body);
  leave_loop(it.orelse, test.when_false.empty());
}

PRODREVIEW_INLINE void walk::jump(std::vector<branch_end> loop::*to) {
  if (!loops_.empty()) (loops_.back().*to).push_back(state_.copy(loops_.back().since));
  state_.is_live = false;
}

/// What can come out otherwise in another round.
PRODREVIEW_INLINE auto walk::is_varying(literal it, loop const &in) -> bool {
  auto const &asked = state_.known_atoms()[it];
  auto const is_new = it.atom >= in.first_atom;
  return asked.newest >= in.first_version ||
         (is_new && (!asked.is_steady || asked.asks == question::raised));
}
PRODREVIEW_INLINE auto walk::is_varying(conjunction const &all, loop const &in) -> bool {
  return std::any_of(all.all().begin(), all.all().end(),
                     [&](literal it) { return is_varying(it, in); });
}
PRODREVIEW_INLINE auto walk::is_varying(fact const &it, loop const &in) -> bool {
  if (it.choice == fact::no_choice) return is_varying(it.is, in);
  auto const &all = state_.choice(it);
  return std::any_of(all.begin(), all.end(),
                     [&](conjunction const &one) { return is_varying(one, in); });
}

/// After the loop: what did not happen in one round may have happened in another.
PRODREVIEW_INLINE void walk::drop_varying(loop const &in) {
  std::vector<std::pair<std::uint32_t, slot>> changed;
  state_.for_each_written(in.since, [&](std::uint32_t variable) {
    auto now = state_.at(variable);
    auto const cases = state_.known_gaps().cases(now.gap);
    std::vector<conjunction> kept;
    for (auto const &it : cases)
      if (!is_varying(it, in)) kept.push_back(it);
    if (kept.size() == cases.size()) return;
    now.gap = state_.known_gaps().add(std::move(kept));
    changed.emplace_back(variable, now);
  });
  for (auto const &[variable, now] : changed) state_.set(variable, now);
}

} // namespace prodreview::flow::paths
