// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>
#include <prodreview/tree/visit.hpp>

#include <array>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE void walk::block(tree::many<tree::statement> body) {
  for (auto const *it : body) {
    if (!state_.is_live || state_.is_exhausted()) return;
    statement(*it);
  }
}

PRODREVIEW_INLINE void walk::statement(tree::statement const &any) {
  using tree::node_kind;
  switch (any.kind) {
  case node_kind::function_def:
  case node_kind::async_function_def:
  case node_kind::class_def: return see_definition(any);
  case node_kind::return_:
    read(static_cast<tree::return_ const &>(any).value);
    if (watcher_ != nullptr) watcher_->at_return(static_cast<tree::return_ const &>(any), state_);
    state_.is_live = false;
    return;
  case node_kind::raise:
    tree::for_each_child(any, [&](tree::node const &child) { read(&child); });
    state_.is_live = false;
    return;
  case node_kind::break_: return jump(&loop::breaks);
  case node_kind::continue_: return jump(&loop::continues);
  case node_kind::delete_: return see(static_cast<tree::delete_ const &>(any));
  case node_kind::assign: return see(static_cast<tree::assign const &>(any));
  case node_kind::aug_assign: return see(static_cast<tree::aug_assign const &>(any));
  case node_kind::ann_assign: {
    auto const &it = static_cast<tree::ann_assign const &>(any);
    read(it.value);
    if (it.value != nullptr) bind_target(*it.target, it.value);
    return;
  }
  case node_kind::for_:
  case node_kind::async_for: return see(static_cast<tree::for_loop const &>(any));
  case node_kind::while_: return see(static_cast<tree::while_ const &>(any));
  case node_kind::if_: return see(static_cast<tree::if_ const &>(any));
  case node_kind::with:
  case node_kind::async_with: return see(static_cast<tree::with_block const &>(any));
  case node_kind::match: return see(static_cast<tree::match const &>(any));
  case node_kind::try_:
  case node_kind::try_star: return see(static_cast<tree::try_block const &>(any));
  case node_kind::assert_: {
    auto const &it = static_cast<tree::assert_ const &>(any);
    read(it.test);
    return state_.assume(state_.conditions().read(*it.test).when_true);
  }
  case node_kind::import_:
    for (auto const *it : static_cast<tree::import_ const &>(any).names)
      bind_at(it->asname != name_id::none ? it->asname_range : it->name_range);
    return;
  case node_kind::import_from:
    for (auto const *it : static_cast<tree::import_from const &>(any).names)
      bind_at(it->asname != name_id::none ? it->asname_range : it->name_range);
    return;
  case node_kind::expr: return see(static_cast<tree::expr const &>(any));
  case node_kind::global:
  case node_kind::nonlocal:
  case node_kind::pass: return;
  case node_kind::type_alias:
    return bind_target(*static_cast<tree::type_alias const &>(any).name, nullptr);
  default:
    // What could not be read may do anything.
    for (auto const &it : within(own_, any.range)) state_.bind(it.variable);
  }
}

PRODREVIEW_INLINE auto walk::branch(alternatives const &test, tree::many<tree::statement> body)
    -> branch_end {
  auto const since = state_.here();
  state_.assume(test);
  auto const tested = state_.here().facts - since.facts;
  block(body);
  auto end = state_.leave(since);
  end.tested = tested;
  return end;
}

PRODREVIEW_INLINE void walk::see(tree::if_ const &it) {
  read(it.test);
  auto const test = state_.conditions().read(*it.test);
  std::array<branch_end, 2> ends{branch(test.when_true, it.body),
                                 branch(test.when_false, it.orelse)};
  ends[1].is_left_out = it.orelse.empty() && is_elif(it);
  state_.merge(ends);
}

PRODREVIEW_INLINE auto walk::is_elif(tree::if_ const &it) const -> bool {
  return in_.text(it).starts_with("elif");
}

PRODREVIEW_INLINE void walk::see(tree::assign const &it) {
  read(it.value);
  for (auto const *target : it.targets) bind_target(*target, it.value);
}

PRODREVIEW_INLINE void walk::see(tree::aug_assign const &it) {
  auto const *const name = tree::as<tree::name>(it.target);
  if (name == nullptr)
    read(it.target);
  else
    read_name(*name);
  read(it.value);
  if (name != nullptr) bind(*name, {});
}

PRODREVIEW_INLINE void walk::see(tree::delete_ const &it) {
  for (auto const *target : it.targets) {
    auto const *const name = tree::as<tree::name>(target);
    if (name == nullptr) {
      read(target);
      continue;
    }
    read_name(*name);
    if (auto const variable = variable_of(*name); variable != no_variable) unbind(variable);
  }
}

PRODREVIEW_INLINE void walk::see(tree::expr const &it) {
  read(it.value);
  auto const *value = it.value;
  if (auto const *awaited = tree::as<tree::await>(value)) value = awaited->value;
  auto const *const call = tree::as<tree::call>(value);
  if (call != nullptr && ends_path(*call)) state_.is_live = false;
}

/// The body of a class runs at once, that of a function later.
PRODREVIEW_INLINE void walk::see_definition(tree::statement const &any) {
  read(tree::decorators_of(&any));
  if (auto const *it = tree::as_function(&any)) {
    if (it->args != nullptr) {
      read(it->args->defaults);
      read(it->args->kw_defaults);
    }
    return bind_at(it->name_range);
  }
  auto const &it = static_cast<tree::class_def const &>(any);
  read(it.bases);
  read(it.keywords);
  block(it.body);
  bind_at(it.name_range);
}

} // namespace prodreview::flow::paths
