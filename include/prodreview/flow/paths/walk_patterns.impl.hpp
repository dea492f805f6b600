// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE auto walk::condition_of(tree::pattern const &any, tree::expression const &subject)
    -> condition {
  condition const unknown{{conjunction{}}, {conjunction{}}};
  if (auto const *it = tree::as<tree::match_value>(&any)) {
    auto const value = state_.conditions().constant_of(*it->value);
    if (!value) return unknown;
    auto const equal = state_.conditions().equals(subject, *value, any);
    condition known{{conjunction{}}, {conjunction{}}};
    known.when_true[0].add(equal);
    known.when_false[0].add(!equal);
    return known;
  }
  auto const *const it = tree::as<tree::match_as>(&any);
  if (it == nullptr) return unknown;
  if (it->inner == nullptr) return {{conjunction{}}, {}};
  return condition_of(*it->inner, subject);
}

PRODREVIEW_INLINE void walk::bind_captures(tree::pattern const &any) {
  for (auto const &it : within(own_, any.range)) state_.bind(it.variable);
}

PRODREVIEW_INLINE void walk::see(tree::match const &it) {
  read(it.subject);
  auto const start = state_.here();
  std::vector<branch_end> ends;
  for (auto const *one : it.cases) {
    if (!state_.is_live) break;
    auto const test = condition_of(*one->matched, *it.subject);
    auto const since = state_.here();
    state_.assume(test.when_true);
    bind_captures(*one->matched);
    read(one->guard);
    block(one->body);
    ends.push_back(state_.copy(start));
    static_cast<void>(state_.leave(since));
    if (one->guard == nullptr) state_.assume(test.when_false);
  }
  ends.push_back(state_.leave(start));
  ends.back().is_left_out = it.cases.size() > 1;
  state_.merge(ends);
}

} // namespace prodreview::flow::paths
