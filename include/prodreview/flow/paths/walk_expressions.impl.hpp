// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/walk.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>

namespace prodreview::flow::paths {

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
      return one.is_test && is_varying(one, around);
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
  unbound_read found{&it, {}, path.all().empty(), is_guarded};
  for (auto const one : path.all()) {
    auto const &asked = state_.known_atoms()[one];
    if (asked.at == nullptr) continue;
    passed_test const passed{
        asked.at, one.holds != asked.is_turned, asked.asks_for_choice() && !one.holds,
        asked.asks_for_presence() && one.holds == (asked.asks == question::none)};
    auto const is_known =
        std::any_of(found.path.begin(), found.path.end(),
                    [&](passed_test const &known) { return known.at == passed.at; });
    if (!is_known) found.path.push_back(passed);
  }
  reads_.push_back(std::move(found));
}

} // namespace prodreview::flow::paths
