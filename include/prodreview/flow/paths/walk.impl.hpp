// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/never_returns.hpp>
#include <prodreview/flow/paths/walk.hpp>
#include <prodreview/flow/project_names.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>

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

// Statements.

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

PRODREVIEW_INLINE void walk::see(tree::if_ const &it) {
  read(it.test);
  auto const test = state_.conditions().read(*it.test);
  auto const since = state_.here();
  state_.assume(test.when_true);
  block(it.body);
  std::array<branch_end, 2> ends{state_.leave(since), {}};
  state_.assume(test.when_false);
  block(it.orelse);
  ends[1] = state_.leave(since);
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

// Loops.

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

PRODREVIEW_INLINE void walk::leave_loop(tree::many<tree::statement> orelse, bool is_endless) {
  auto const since = loops_.back().since;
  auto ends = std::move(loops_.back().continues);
  ends.push_back(state_.leave(since));
  state_.merge(ends);
  auto left = std::move(loops_.back());
  loops_.pop_back();
  if (is_endless) state_.is_live = false;
  drop_varying(left);
  block(orelse);
  ends = std::move(left.breaks);
  ends.push_back(state_.leave(since));
  state_.merge(ends);
  drop_varying(left);
}

PRODREVIEW_INLINE void walk::see(tree::for_loop const &it) {
  read(it.iter);
  enter_loop(it, it.body);
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

// Exceptions.

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

PRODREVIEW_INLINE void walk::see(tree::try_block const &it) {
  std::size_t first = 0;
  for (; first < it.body.size() && !may_raise(*it.body[first]); ++first) statement(*it.body[first]);
  auto const rest = it.body.subspan(first);
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
    if (is_interruption(*handler))
      for (auto const &one : within(own_, guarded)) state_.bind(one.variable);
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
  if (!suppresses(it) || it.body.empty()) return block(it.body);
  auto const since = state_.here();
  auto const raised = raised_in(it);
  state_.assume(!raised);
  block(it.body);
  std::array<branch_end, 2> ends{state_.leave(since), {}};
  be_raised({it.body.front()->range.begin, it.body.back()->range.end}, raised);
  ends[1] = state_.leave(since);
  state_.merge(ends);
}

// Patterns.

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

// Expressions.

PRODREVIEW_INLINE void walk::read(tree::node const *any) {
  if (any == nullptr) return;
  using tree::node_kind;
  switch (any->kind) {
  case node_kind::constant: return;
  case node_kind::name: {
    auto const &it = static_cast<tree::name const &>(*any);
    if (it.use == tree::context::load) read_name(it);
    return;
  }
  case node_kind::named_expr: {
    auto const &it = static_cast<tree::named_expr const &>(*any);
    read(it.value);
    return bind_target(*it.target, it.value);
  }
  case node_kind::bool_op: return read_all(static_cast<tree::bool_op const &>(*any));
  case node_kind::if_exp: return read_choice(static_cast<tree::if_exp const &>(*any));
  case node_kind::lambda: {
    auto const &it = static_cast<tree::lambda const &>(*any);
    if (it.args == nullptr) return;
    read(it.args->defaults);
    return read(it.args->kw_defaults);
  }
  case node_kind::list_comp:
  case node_kind::set_comp:
  case node_kind::generator_exp: {
    auto const &it = static_cast<tree::element_comprehension const &>(*any);
    auto const facts = state_.facts().size();
    read_generators(it.generators);
    read(it.elt);
    return state_.forget_facts(facts);
  }
  case node_kind::dict_comp: {
    auto const &it = static_cast<tree::dict_comp const &>(*any);
    auto const facts = state_.facts().size();
    read_generators(it.generators);
    read(it.key);
    read(it.value);
    return state_.forget_facts(facts);
  }
  default: tree::for_each_child(*any, [&](tree::node const &child) { read(&child); });
  }
}

PRODREVIEW_INLINE void walk::read_generators(tree::many<tree::comprehension> all) {
  for (auto const *it : all) {
    read(it->iter);
    for (auto const *test : it->ifs) {
      read(test);
      auto const wanted = state_.conditions().read(*test).when_true;
      if (!wanted.empty()) state_.assume(wanted);
    }
  }
}

PRODREVIEW_INLINE void walk::read_all(tree::bool_op const &it) {
  auto const facts = state_.facts().size();
  for (auto const *value : it.values) {
    read(value);
    if (value == it.values.back()) break;
    auto const test = state_.conditions().read(*value);
    auto const &goes_on = it.op == tree::boolean_operator::and_ ? test.when_true : test.when_false;
    if (!goes_on.empty()) state_.assume(goes_on);
  }
  state_.forget_facts(facts);
}

PRODREVIEW_INLINE void walk::read_choice(tree::if_exp const &it) {
  read(it.test);
  auto const test = state_.conditions().read(*it.test);
  auto const facts = state_.facts().size();
  if (!test.when_true.empty()) state_.assume(test.when_true);
  read(it.body);
  state_.forget_facts(facts);
  if (!test.when_false.empty()) state_.assume(test.when_false);
  read(it.orelse);
  state_.forget_facts(facts);
}

/// Past a read the name has a value, or the path has ended there.
PRODREVIEW_INLINE void walk::read_name(tree::name const &it) {
  auto const variable = variable_of(it);
  if (variable == no_variable) return;
  auto now = state_.at(variable);
  if (now.gap == gaps::none) return;
  auto cases = state_.open_cases(variable);
  for (auto const &around : loops_) {
    if (cases.empty() || !is_bound_within(variable, around.range)) continue;
    auto const inner = state_.facts().subspan(std::min(around.since.facts, state_.facts().size()));
    auto const depends = std::any_of(inner.begin(), inner.end(), [&](fact const &one) {
      return one.choice != fact::no_choice || is_varying(one.is, around);
    });
    if (depends) cases.clear();
    std::erase_if(cases, [&](conjunction const &one) { return is_varying(one, around); });
  }
  auto const shortest =
      std::min_element(cases.begin(), cases.end(), [](conjunction const &a, conjunction const &b) {
        return a.all().size() < b.all().size();
      });
  if (shortest != cases.end()) report(it, *shortest, now.tests_around);
  now.gap = gaps::none;
  state_.set(variable, now);
}

/// One cause, one read: other names may lack a value on the same path.
PRODREVIEW_INLINE void walk::report(tree::name const &it, conjunction const &path,
                                    std::uint32_t tests_around) {
  auto const is_guarded = state_.tests_around() > tests_around;
  auto const is_told = std::any_of(told_.begin(), told_.end(), [&](auto const &known) {
    return known.second == is_guarded && known.first == path;
  });
  if (is_told || told_.size() >= most_told) return;
  told_.emplace_back(path, is_guarded);
  unbound_read found{&it, {}, is_guarded};
  for (auto const one : path.all()) {
    auto const &asked = state_.known_atoms()[one];
    if (asked.at == nullptr) continue;
    passed_test const passed{asked.at, one.holds != asked.is_turned,
                             asked.asks_for_choice() && !one.holds};
    auto const is_known =
        std::any_of(found.path.begin(), found.path.end(),
                    [&](passed_test const &known) { return known.at == passed.at; });
    if (!is_known) found.path.push_back(passed);
  }
  reads_.push_back(std::move(found));
}

// Bindings.

PRODREVIEW_INLINE auto walk::variable_of(tree::name const &it) const -> std::uint32_t {
  auto const id = in_.bindings.of_occurrence[it.occurrence];
  if (id == tree::variable_id::none) return no_variable;
  auto const variable = static_cast<std::uint32_t>(id);
  return in_.bindings.variables[variable].scope == scope_ ? variable : no_variable;
}

PRODREVIEW_INLINE void walk::bind_target(tree::expression const &target,
                                         tree::expression const *value) {
  if (auto const *it = tree::as<tree::name>(&target))
    return bind(*it, value == nullptr ? std::optional<known_constant>{}
                                      : state_.conditions().constant_of(*value));
  if (auto const *it = tree::as<tree::starred>(&target)) return bind_target(*it->value, nullptr);
  if (auto const *it = tree::as<tree::tuple>(&target)) {
    for (auto const *part : it->elts) bind_target(*part, nullptr);
  } else if (auto const *it = tree::as<tree::list>(&target)) {
    for (auto const *part : it->elts) bind_target(*part, nullptr);
  } else {
    read(&target);
  }
}

PRODREVIEW_INLINE void walk::bind(tree::name const &it,
                                  std::optional<known_constant> const &value) {
  if (auto const variable = variable_of(it); variable != no_variable) state_.bind(variable, value);
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

// Calls that do not come back.

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
