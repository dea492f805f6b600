// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>

namespace prodreview::flow {

PRODREVIEW_INLINE void interpreter::assign(tree::expression const &target, operand given) {
  using tree::node_kind;
  switch (target.kind) {
  case node_kind::name: return assign_variable(static_cast<tree::name const &>(target), given);
  case node_kind::attribute:
    return assign_attribute(static_cast<tree::attribute const &>(target), given);
  case node_kind::subscript:
    return assign_subscript(static_cast<tree::subscript const &>(target), given);
  case node_kind::tuple:
    return assign_elements(static_cast<tree::tuple const &>(target).elts, given);
  case node_kind::list: return assign_elements(static_cast<tree::list const &>(target).elts, given);
  case node_kind::starred:
    return assign(*static_cast<tree::starred const &>(target).value,
                  {known_.of_kind({kind::list, 0}), given.at});
  default: (void)evaluate_children(target, value_id::unknown);
  }
}

PRODREVIEW_INLINE void interpreter::assign_variable(tree::name const &target, operand given) {
  auto const variable = in_.bindings.of_occurrence[target.occurrence];
  if (variable == tree::variable_id::none) return;
  auto const index = static_cast<std::uint32_t>(variable);
  forget_attributes(index);
  state_.write(index, {given.value, given.at});
  tell(bind_event{target, given});
}

PRODREVIEW_INLINE void interpreter::assign_attribute(tree::attribute const &target, operand given) {
  auto const *const of = tree::as<tree::name>(target.value);
  auto const holder = of == nullptr ? std::nullopt : own_slot(*of);
  (void)evaluate(*target.value);
  if (holder && current().self == holder)
    state_.write(place_of_attribute(*holder, target.attr), {given.value, given.at});
  tell(bind_event{target, given});
}

/// A tensor into which something is stored stays where it is; its gradient is that of the store.
PRODREVIEW_INLINE auto interpreter::stored_into(value_id before, value_id result) -> value_id {
  auto const of = known_.with<kind_domain>(before, kind_store::only({kind::tensor, 0}));
  auto const held = known_.store<gradient_domain>()[known_.get<gradient_domain>(before)];
  if (held.state == gradient_state::leaf) return of;
  return known_.with<gradient_domain>(of, known_.get<gradient_domain>(result));
}

/// An element that is written may be of any kind: what was known of a container's elements is
/// forgotten.
PRODREVIEW_INLINE void interpreter::assign_subscript(tree::subscript const &target, operand given) {
  auto const container = evaluate(*target.value);
  operand const index{evaluate(*target.slice), target.slice};
  tell(bind_event{target, given});
  auto const of = known_.kinds(container);
  if (of.is_only(kind::tensor)) {
    static operator_row const *const row = operator_named("index_put", in_torch);
    std::array const passed{operand{container, target.value}, index, given};
    auto const result = apply_row(target, *row, {passed, {}, false}, true);
    if (auto const place = place_of(*target.value))
      state_.write(*place, {stored_into(container, result), state_[*place].origin});
    return;
  }
  auto const holds = of.is_only(kind::list) || of.is_only(kind::dict);
  if (auto const place = place_of(*target.value); place && holds)
    state_.write(*place, {known_.of_kind({of.all[0].is, 0}), state_[*place].origin});
}

PRODREVIEW_INLINE void interpreter::assign_elements(tree::many<tree::expression> targets,
                                                    operand given) {
  auto is_open = false;
  for (auto const *it : targets) is_open = is_open || it->kind == tree::node_kind::starred;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto const value =
        is_open ? element_of(given.value) : element_at(given.value, i, targets.size());
    assign(*targets[i], {value, given.at});
  }
}

PRODREVIEW_INLINE void interpreter::forget(tree::expression const &target) {
  if (auto const *name = tree::as<tree::name>(&target)) {
    if (auto const index = own_slot(*name)) state_.write(*index, {});
    return;
  }
  (void)evaluate_children(target, value_id::unknown);
}

PRODREVIEW_INLINE auto interpreter::known_element(sort container) -> value_id {
  auto const element = element_value(container);
  auto const is_known = element != value_id::unknown && element != value_id::unbound;
  return is_known ? element : known_.unknown(cause::element);
}

/// What a loop over a value gives.
PRODREVIEW_INLINE auto interpreter::element_of(value_id container) -> value_id {
  auto const of = known_.kinds(container);
  if (of.count != 1) return known_.unknown(cause::element);
  switch (of.all[0].is) {
  case kind::tensor: return known_.of_kind({kind::tensor, 0});
  case kind::string: return known_.of_kind({kind::string, 0});
  case kind::list:
  case kind::set:
  case kind::iterator: return known_element(of.all[0]);
  case kind::tuple: {
    auto const elements = known_.store<kind_domain>().elements(of.all[0]);
    auto joined = value_id::unbound;
    for (auto const it : std::vector<value_id>(elements.begin(), elements.end()))
      joined = known_.join(joined, it);
    return joined == value_id::unbound ? known_.unknown(cause::element) : joined;
  }
  default: return known_.unknown(cause::element);
  }
}

/// One of `count` elements that a value is unpacked to.
PRODREVIEW_INLINE auto interpreter::element_at(value_id container, std::size_t index,
                                               std::size_t count) -> value_id {
  auto const of = known_.kinds(container);
  if (!of.is_only(kind::tuple)) return element_of(container);
  auto const elements = known_.store<kind_domain>().elements(of.all[0]);
  if (elements.size() == count) return elements[index];
  return known_.unknown(cause::element);
}

} // namespace prodreview::flow
