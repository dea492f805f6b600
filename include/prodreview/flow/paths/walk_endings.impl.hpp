// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/never_returns.hpp>
#include <prodreview/flow/paths/walk.hpp>
#include <prodreview/flow/project_names.hpp>
#include <prodreview/tree/resolve.hpp>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE auto walk::ends_path(tree::call const &call) -> bool {
  if (is_exit(in_, call)) return true;
  if (!is_thorough_) return false;
  if (auto const *name = tree::as<tree::name>(call.func)) {
    auto const *const by = tree::only_binding(in_, *name);
    auto const *const called = by == nullptr ? nullptr : tree::as_function(by->by);
    if (called != nullptr) return never_returns(*called);
  }
  auto const *const method = tree::as<tree::attribute>(call.func);
  auto const *const owner = method == nullptr ? nullptr : tree::as<tree::name>(method->value);
  if (owner != nullptr && in_.spelling(owner->id) == "self")
    if (auto const *around = class_around())
      for (auto const *it : around->body)
        if (auto const *one = tree::as_function(it); one != nullptr && one->name == method->attr)
          return never_returns(*one);
  return is_ended_elsewhere(call);
}

PRODREVIEW_INLINE auto walk::never_returns(tree::function const &any) -> bool {
  auto const known = never_returns_.find(&any);
  if (known != never_returns_.end()) return known->second;
  return never_returns_[&any] = flow::never_returns(in_, any);
}

PRODREVIEW_INLINE auto walk::is_ended_elsewhere(tree::call const &call) const -> bool {
  if (view_.project() == nullptr) return false;
  auto const found = view_.fact<project_names>().resolve(*call.func);
  return found.what == target_kind::function && found.function->never_returns;
}

/// The class in whose method the function stands.
PRODREVIEW_INLINE auto walk::class_around() const -> tree::class_def const * {
  auto const &scopes = in_.bindings.scopes;
  for (auto at = scope_; at != tree::scope_id::none;
       at = scopes[static_cast<std::size_t>(at)].parent) {
    auto const &one = scopes[static_cast<std::size_t>(at)];
    if (one.kind == tree::scope_kind::class_) return tree::as<tree::class_def>(one.opened_by);
  }
  return nullptr;
}

} // namespace prodreview::flow::paths
