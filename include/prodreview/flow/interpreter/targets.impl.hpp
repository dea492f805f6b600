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
  operand const changed{evaluate(*target.value), target.value};
  tell(attribute_event{target, changed, given.value, false});
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

/// What is written may be what any element is from now on.
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
  if (of.is_only(kind::instance) && contents_.contains(symbol_id{of.all[0].detail}))
    hold(symbol_id{of.all[0].detail}, given.value);
  auto const holds = of.is_only(kind::list) || of.is_only(kind::dict);
  auto const place = place_of(*target.value);
  if (!place || !holds) return;
  auto const is_one = target.slice->kind != tree::node_kind::slice;
  auto const element =
      is_one ? known_.join(element_value(of.all[0]), given.value) : known_.unknown(cause::element);
  state_.write(*place,
               {known_.of_kind(container_of(of.all[0].is, element)), state_[*place].origin});
}

PRODREVIEW_INLINE void interpreter::assign_elements(tree::many<tree::expression> targets,
                                                    operand given) {
  auto is_open = false;
  for (auto const *it : targets) is_open = is_open || it->kind == tree::node_kind::starred;
  // `a, b = x, y` gives each its own.
  auto const *const written = tree::as<tree::tuple>(given.at);
  auto const is_each = written != nullptr && written->elts.size() == targets.size() && !is_open;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto const value =
        is_open ? element_of(given.value) : element_at(given.value, i, targets.size());
    assign(*targets[i], {value, is_each ? written->elts[i] : given.at});
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

/// A tensor in a container lies where the whole does and carries its gradient, where nothing else
/// is known of it.
PRODREVIEW_INLINE auto interpreter::part_of(value_id whole, value_id part) -> value_id {
  auto const of = known_.kinds(part);
  if (!of.is_only(kind::tensor)) return part;
  auto made = known_[part];
  auto const &from = known_[whole];
  if (made.get<device_domain>() == device_id::unknown)
    made.set<device_domain>(from.get<device_domain>());
  auto const has_gradient = static_cast<meaning>(of.all[0].detail) != meaning::indices;
  if (has_gradient && made.get<gradient_domain>() == gradient_id::unknown)
    made.set<gradient_domain>(from.get<gradient_domain>());
  return known_.intern(made);
}

/// What a loop over a value gives.
PRODREVIEW_INLINE auto interpreter::element_of(value_id container) -> value_id {
  auto const of = known_.kinds(container);
  if (of.count != 1) return known_.unknown(cause::element);
  switch (of.all[0].is) {
  case kind::tensor: {
    auto const element = known_.with<kind_domain>(container, kind_store::only({kind::tensor, 0}));
    return without_leaf(element);
  }
  case kind::string: return known_.of_kind({kind::string, 0});
  case kind::instance:
    if (known_.named[symbol_id{of.all[0].detail}].name == "torch.nn.ModuleDict")
      return known_.of_kind({kind::string, 0});
    return held_module(of.all[0], container).value_or(known_.unknown(cause::element));
  case kind::list:
  case kind::set:
  case kind::iterator: return part_of(container, known_element(of.all[0]));
  case kind::tuple: {
    auto const joined = known_.any_element(of.all[0]);
    return joined == value_id::unbound ? known_.unknown(cause::element)
                                       : part_of(container, joined);
  }
  default: return known_.unknown(cause::element);
  }
}

/// A part of a leaf is computed from it.
PRODREVIEW_INLINE auto interpreter::without_leaf(value_id tensor) -> value_id {
  auto &store = known_.store<gradient_domain>();
  if (store[known_.get<gradient_domain>(tensor)].state != gradient_state::leaf) return tensor;
  return known_.with<gradient_domain>(tensor, store.intern({gradient_state::recorded, nullptr}));
}

/// One of `count` elements that a value is unpacked to.
PRODREVIEW_INLINE auto interpreter::element_at(value_id container, std::size_t index,
                                               std::size_t count) -> value_id {
  auto const of = known_.kinds(container);
  if (of.is_only(kind::instance)) return field_at(of.all[0], index, count);
  if (!of.is_only(kind::tuple)) return element_of(container);
  auto const elements = known_.store<kind_domain>().elements(of.all[0]);
  if (elements.empty()) return element_of(container);
  if (elements.size() == count) return part_of(container, elements[index]);
  return known_.unknown(cause::element);
}

/// One of the fields of a `typing.NamedTuple` of the unit.
PRODREVIEW_INLINE auto interpreter::field_at(sort of, std::size_t index, std::size_t count)
    -> value_id {
  auto const unknown = known_.unknown(cause::element);
  auto const *const own = own_class(symbol_id{of.detail});
  if (own == nullptr) return unknown;
  auto const &layout = facts_of(*own).layout;
  auto const is_tuple = layout.other_bases.size() == 1 && layout.own_bases.empty() &&
                        layout.other_bases[0] == "typing.NamedTuple";
  if (!is_tuple || layout.fields.size() != count) return unknown;
  auto const value = value_of_field(*own, layout.fields[index].target->id);
  return value == value_id::unbound ? unknown : value;
}

} // namespace prodreview::flow
