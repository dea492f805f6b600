// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>

#include <algorithm>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE auto walk::variable_of(tree::name const &it) const -> std::uint32_t {
  auto const id = in_.bindings.of_occurrence[it.occurrence];
  if (id == tree::variable_id::none) return no_variable;
  auto const variable = static_cast<std::uint32_t>(id);
  return in_.bindings.variables[variable].scope == scope_ ? variable : no_variable;
}

PRODREVIEW_INLINE void walk::bind_target(tree::expression const &target,
                                         tree::expression const *value) {
  if (auto const *it = tree::as<tree::name>(&target))
    return bind(*it, value == nullptr ? bound_value{} : state_.conditions().bound_to(*value));
  if (auto const *it = tree::as<tree::starred>(&target)) return bind_target(*it->value, nullptr);
  if (auto const *it = tree::as<tree::tuple>(&target)) {
    for (auto const *part : it->elts) bind_target(*part, nullptr);
  } else if (auto const *it = tree::as<tree::list>(&target)) {
    for (auto const *part : it->elts) bind_target(*part, nullptr);
  } else {
    read(&target);
  }
}

PRODREVIEW_INLINE void walk::bind(tree::name const &it, bound_value const &to) {
  if (auto const variable = variable_of(it); variable != no_variable) state_.bind(variable, to);
}

PRODREVIEW_INLINE void walk::bind_at(text_range place) {
  for (auto const &it : within(own_, place)) state_.bind(it.variable);
}

PRODREVIEW_INLINE void walk::unbind(std::uint32_t variable) {
  auto const gap = followed_.has(variable) ? gaps::always : gaps::none;
  state_.set(variable, {state_.known_versions().fresh(), gap, state_.tests_around()});
}

PRODREVIEW_INLINE auto walk::is_bound_within(std::uint32_t variable, text_range where) const
    -> bool {
  auto const &all = in_.bindings.variables[variable].bound_at;
  auto const first = std::partition_point(all.begin(), all.end(), [&](std::uint32_t index) {
    return in_.bindings.all[index].place.begin < where.begin;
  });
  return first != all.end() && in_.bindings.all[*first].place.begin < where.end;
}

} // namespace prodreview::flow::paths
