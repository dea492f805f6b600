// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace prodreview::flow::paths {

PRODREVIEW_INLINE auto walk::raised_in(tree::node const &any) -> literal {
  atom made;
  made.subject = any.range.begin;
  made.asks = question::raised;
  made.at = &any;
  return state_.known_atoms().literal_of(made);
}

/// The exception comes from anywhere in there: nothing that is bound there is bound for certain.
PRODREVIEW_INLINE void walk::be_raised(text_range where, literal raised) {
  state_.assume(raised);
  for (auto const &it : within(own_, where)) {
    auto now = state_.at(it.variable);
    now.version = state_.known_versions().fresh();
    auto const before = state_.known_gaps().cases(now.gap);
    std::vector<conjunction> cases(before.begin(), before.end());
    for (auto &one : cases) one.add(raised);
    if (now.gap != gaps::none) now.gap = state_.known_gaps().add(std::move(cases));
    state_.set(it.variable, now);
  }
}

PRODREVIEW_INLINE void walk::handle(tree::except_handler const &it) {
  read(it.type);
  auto const own =
      it.name == name_id::none ? std::span<own_binding const>{} : within(own_, it.name_range);
  for (auto const &name : own) state_.bind(name.variable);
  block(it.body);
  if (!state_.is_live) return;
  for (auto const &name : own) unbind(name.variable);
}

/// Somebody pressed a key: that is not expected before there is anything to stop.
PRODREVIEW_INLINE auto walk::is_interruption(tree::except_handler const &it) const -> bool {
  return it.type != nullptr && tree::is_named(in_, *it.type, {"builtins.KeyboardInterrupt"});
}

/// Binds what has its value before an exception that the handler waits for. An error of a package
/// comes from a use of that package, where there is one, or else from what nobody knows.
PRODREVIEW_INLINE void walk::bind_before(tree::except_handler const &it,
                                         tree::many<tree::statement> body) {
  auto const awaited = it.type == nullptr ? std::string{} : tree::qualified_name(in_, *it.type);
  auto const package = std::string_view{awaited}.substr(0, awaited.find('.'));
  auto const is_of_package = awaited.find('.') != awaited.npos && package != "builtins" &&
                             !package.starts_with("here:") && body.size() > 1;
  if (!is_of_package && !is_interruption(it)) return;
  for (auto const *one : body)
    if (!is_of_package || !uses_package(*one, package)) bind_at(one->range);
}

PRODREVIEW_INLINE auto walk::uses_package(tree::node const &code, std::string_view package) const
    -> bool {
  return tree::find_node(code, [&](tree::node const &any) {
           auto const *const name = tree::as<tree::name>(&any);
           if (name == nullptr) return false;
           auto const meant = tree::qualified_name(in_, *name);
           return meant.starts_with(package) &&
                  (meant.size() == package.size() || meant[package.size()] == '.');
         }) != nullptr;
}

/// Walks the statements at the beginning that raise nothing.
PRODREVIEW_INLINE auto walk::past_harmless(tree::many<tree::statement> body)
    -> tree::many<tree::statement> {
  std::size_t first = 0;
  for (; first < body.size() && !may_raise(*body[first]); ++first) statement(*body[first]);
  return body.subspan(first);
}

PRODREVIEW_INLINE void walk::see(tree::try_block const &it) {
  auto const rest = past_harmless(it.body);
  auto const since = state_.here();
  auto const raised = raised_in(it);
  text_range const guarded =
      rest.empty() ? text_range{} : text_range{rest.front()->range.begin, rest.back()->range.end};
  std::vector<branch_end> ends;
  state_.assume(!raised);
  block(rest);
  block(it.orelse);
  ends.push_back(state_.leave(since));
  for (auto const *handler : it.handlers) {
    be_raised(guarded, raised);
    bind_before(*handler, rest);
    handle(*handler);
    ends.push_back(state_.leave(since));
  }
  state_.merge(ends);
  if (!it.finalbody.empty()) finally(it, since, raised);
}

/// It runs after whatever happened, so it is walked as after an exception; then the path goes on as
/// it would have without it.
PRODREVIEW_INLINE void walk::finally(tree::try_block const &it, path_state::mark since,
                                     literal raised) {
  std::array<branch_end, 1> const normal{state_.leave(since)};
  auto const end = it.finalbody.front()->range.begin;
  be_raised({it.range.begin, end}, raised);
  block(it.finalbody);
  auto const last = state_.leave(since);
  state_.merge(normal);
  state_.is_live = state_.is_live && last.is_live;
  for (auto const &one : within(own_, {end, it.range.end})) state_.bind(one.variable);
}

/// Constants and names that are given to names.
PRODREVIEW_INLINE auto walk::may_raise(tree::statement const &any) const -> bool {
  if (any.kind == tree::node_kind::pass) return false;
  if (auto const *said = tree::as<tree::expr>(&any))
    return said->value->kind != tree::node_kind::constant;
  auto const *const given = tree::as<tree::assign>(&any);
  if (given == nullptr) return true;
  auto const is_name = [](tree::expression const *it) { return it->kind == tree::node_kind::name; };
  if (!std::all_of(given->targets.begin(), given->targets.end(), is_name)) return true;
  switch (given->value->kind) {
  case tree::node_kind::constant:
  case tree::node_kind::name:
  case tree::node_kind::lambda: return false;
  case tree::node_kind::list: return !static_cast<tree::list const &>(*given->value).elts.empty();
  case tree::node_kind::tuple: return !static_cast<tree::tuple const &>(*given->value).elts.empty();
  case tree::node_kind::dict: return !static_cast<tree::dict const &>(*given->value).values.empty();
  default: return true;
  }
}

PRODREVIEW_INLINE auto walk::suppresses(tree::with_block const &it) const -> bool {
  return std::any_of(it.items.begin(), it.items.end(), [&](tree::with_item const *item) {
    auto const *const call = tree::as<tree::call>(item->context_expr);
    if (call == nullptr) return false;
    if (tree::is_named(in_, *call->func, {"contextlib.suppress", "pytest.raises"})) return true;
    auto const *const method = tree::as<tree::attribute>(call->func);
    return method != nullptr && in_.spelling(method->attr).starts_with("assertRaises");
  });
}

PRODREVIEW_INLINE void walk::see(tree::with_block const &it) {
  for (auto const *item : it.items) {
    read(item->context_expr);
    if (item->optional_vars != nullptr) bind_target(*item->optional_vars, nullptr);
  }
  if (!suppresses(it)) return block(it.body);
  auto const rest = past_harmless(it.body);
  if (rest.empty()) return;
  auto const since = state_.here();
  auto const raised = raised_in(it);
  state_.assume(!raised);
  block(rest);
  std::array<branch_end, 2> ends{state_.leave(since), {}};
  be_raised({rest.front()->range.begin, rest.back()->range.end}, raised);
  ends[1] = state_.leave(since);
  state_.merge(ends);
}

} // namespace prodreview::flow::paths
