// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE walk::walk(module_view const &of, std::vector<unbound_read> &to)
    : view_{of}, in_{of.unit()}, bindings_{in_}, followed_{in_},
      state_{in_, in_.bindings.variables.size()}, reads_{to} {}

PRODREVIEW_INLINE void walk::run() {
  auto const &scopes = in_.bindings.scopes;
  for (std::size_t i = 0; i < scopes.size(); ++i)
    if (auto const *it = tree::as_function(scopes[i].opened_by);
        it != nullptr && scopes[i].kind == tree::scope_kind::function)
      function(*it, static_cast<tree::scope_id>(i));
}

/// Most functions are walked once: what their calls do is asked only where something was found.
PRODREVIEW_INLINE void walk::function(tree::function const &any, tree::scope_id scope) {
  own_ = bindings_.of(scope);
  scope_ = scope;
  if (own_.empty() || !followed_.follow(any, own_)) return;
  auto const known = reads_.size();
  for (auto const is_thorough : {false, true}) {
    is_thorough_ = is_thorough;
    reads_.resize(known);
    walk_body(any);
    if (state_.is_exhausted()) reads_.resize(known);
    if (reads_.size() == known) return;
  }
}

PRODREVIEW_INLINE void walk::show_returns(tree::function const &any, tree::scope_id scope,
                                          walk_watcher &to) {
  own_ = bindings_.of(scope);
  scope_ = scope;
  static_cast<void>(followed_.follow(any, own_));
  is_thorough_ = true;
  watcher_ = &to;
  walk_body(any);
  watcher_ = nullptr;
}

PRODREVIEW_INLINE void walk::walk_body(tree::function const &any) {
  state_.start(least_steps + steps_per_byte * (any.range.end - any.range.begin));
  loops_.clear();
  told_.clear();
  for (auto const &it : own_) {
    auto const &variable = in_.bindings.variables[it.variable];
    auto const is_parameter =
        in_.bindings.all[variable.bound_at[0]].kind == tree::binding_kind::parameter;
    if (followed_.has(it.variable) && !is_parameter) state_.set(it.variable, {0, gaps::always, 0});
  }
  block(any.body);
}

} // namespace prodreview::flow::paths
