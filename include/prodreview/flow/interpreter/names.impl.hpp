// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/operators/functions.hpp>
#include <prodreview/flow/operators/layers.hpp>
#include <prodreview/tree/builtins.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>

namespace prodreview::flow {

PRODREVIEW_INLINE auto interpreter::own_slot(tree::name const &it) const
    -> std::optional<std::uint32_t> {
  auto const variable = in_.bindings.of_occurrence[it.occurrence];
  if (variable == tree::variable_id::none) return std::nullopt;
  auto const index = static_cast<std::uint32_t>(variable);
  auto const home = home_of(in_.bindings.variables[index].scope);
  auto const stands_in = home_of(in_.bindings.scope_of_occurrence[it.occurrence]);
  return home == stands_in ? std::optional{index} : std::nullopt;
}

PRODREVIEW_INLINE auto interpreter::evaluate_name(tree::name const &it) -> value_id {
  auto const variable = in_.bindings.of_occurrence[it.occurrence];
  if (variable == tree::variable_id::none) {
    auto const spelling = in_.spelling(it.id);
    if (in_.bindings.has_star_import || !tree::is_builtin(spelling)) return value_id::unknown;
    return value_of_symbol(child_of(builtins_, it.id));
  }
  auto const index = static_cast<std::uint32_t>(variable);
  auto const &of = in_.bindings.variables[index];
  if (!own_slot(it)) return value_of_outer(of, index);
  if (state_[index].value != value_id::unbound) return state_[index].value;
  if (of.stands_for.empty()) met_unbound_ = true;
  return value_of_outer(of, index);
}

/// A variable of another function, or one that stands for an import or a definition.
PRODREVIEW_INLINE auto interpreter::value_of_outer(tree::variable const &it, std::uint32_t index)
    -> value_id {
  if (value_of_import_[index] != value_id::unbound) return value_of_import_[index];
  if (!it.stands_for.empty() && !it.stands_for.starts_with("here:"))
    return value_of_import_[index] = value_of_symbol(known_.named.named(it.stands_for));
  auto const &value = state_[index].value;
  auto const is_settled = !it.bound_elsewhere && it.bound_at.size() == 1;
  if (value != value_id::unbound && is_settled) return value;
  if (it.bound_at.size() == 1) {
    auto const &by = in_.bindings.all[it.bound_at[0]];
    if (by.kind == tree::binding_kind::function || by.kind == tree::binding_kind::class_)
      return value_of_definition(*by.by);
  }
  return value_id::unknown;
}

PRODREVIEW_INLINE auto interpreter::value_of_definition(tree::node const &definition) -> value_id {
  auto const *const function = tree::as_function(&definition);
  auto const *const made = tree::as<tree::class_def>(&definition);
  if (function == nullptr && made == nullptr) return value_id::unknown;
  auto const is_function = function != nullptr;
  auto const name =
      is_function ? "here:" + std::string{in_.spelling(function->name)} : own_name(*made);
  auto const symbol = known_.named.defined(definition, name);
  // A decorated function or class is what its decorator makes of it.
  if (is_function && form_of(in_, *function) == method_form::opaque)
    return known_.unknown(cause::call);
  return known_.of_kind(
      {is_function ? kind::function : kind::class_, static_cast<std::uint32_t>(symbol)});
}

PRODREVIEW_INLINE auto interpreter::value_of_symbol(symbol_id it) -> value_id {
  auto const number = static_cast<std::size_t>(it);
  if (number >= value_of_symbol_.size()) value_of_symbol_.resize(number + 1, value_id::unbound);
  auto &known = value_of_symbol_[number];
  if (known == value_id::unbound) known = make_value_of_symbol(it);
  return known;
}

PRODREVIEW_INLINE auto interpreter::make_value_of_symbol(symbol_id it) -> value_id {
  auto const name = known_.named[it].name;
  if (is_dtype(name)) return known_.of_kind({kind::dtype, 0});
  if (name == "math.pi" || name == "math.inf" || name == "math.e" || name == "math.nan" ||
      name == "torch.pi" || name == "torch.inf" || name == "torch.nan" || name == "numpy.pi" ||
      name == "numpy.inf")
    return known_.of_kind({kind::floating, 0});
  if (name == "builtins.__name__" || name == "builtins.__file__")
    return known_.of_kind({kind::string, 0});
  return known_.of_kind({kind::name, static_cast<std::uint32_t>(it)});
}

PRODREVIEW_INLINE auto interpreter::attribute_of(operand of, name_id attribute) -> value_id {
  auto const alternatives = known_.kinds(of.value);
  if (alternatives.count == 1) return attribute_of_sort(alternatives.all[0], of, attribute);
  // Reading it from None raises, so what is read is not None's.
  auto joined = value_id::unbound;
  for (auto const &it : alternatives)
    if (it.is != kind::none) joined = known_.join(joined, attribute_of_sort(it, of, attribute));
  return joined == value_id::unbound ? value_id::unknown : joined;
}

PRODREVIEW_INLINE auto interpreter::attribute_of_sort(sort it, operand of, name_id attribute)
    -> value_id {
  auto const name = in_.spelling(attribute);
  switch (it.is) {
  case kind::name: return value_of_symbol(child_of(symbol_id{it.detail}, attribute));
  case kind::tensor: return known_.apply(operation::tensor_attribute{of, name});
  case kind::instance: return attribute_of_instance(symbol_id{it.detail}, of, attribute);
  case kind::parent: return attribute_of_parent(it, attribute);
  case kind::tuple: return attribute_of_tuple(it, of.value, name);
  case kind::class_: {
    auto const *const own = own_class(symbol_id{it.detail});
    if (own == nullptr) return known_.unknown(cause::attribute);
    auto const [method, owner] = find_method(*own, attribute);
    // The members of an enumeration are more than what is written.
    if (method == nullptr && facts_of(*own).layout.other_bases.empty())
      if (auto const held = value_of_field(*own, attribute); held != value_id::unbound) return held;
    if (method == nullptr || method->form == method_form::opaque ||
        method->form == method_form::property || method->form == method_form::class_method)
      return known_.unknown(cause::attribute);
    return value_of_definition(*method->function);
  }
  case kind::ndarray:
    if (name == "shape") return known_.of_kind({kind::tuple, 0});
    if (name == "ndim" || name == "size") return known_.of_kind({kind::integer, 0});
    if (name == "T") return known_.of_kind({kind::ndarray, 0});
    return known_.unknown(cause::attribute);
  case kind::device:
    if (name == "type") return known_.of_kind({kind::string, 0});
    return known_.unknown(cause::attribute);
  case kind::unknown: return it.detail == 0 ? known_.unknown(cause::attribute) : of.value;
  default: return known_.unknown(cause::attribute);
  }
}

/// What torch names in the tuples that it returns.
PRODREVIEW_INLINE auto interpreter::attribute_of_tuple(sort it, value_id whole,
                                                       std::string_view name) -> value_id {
  auto const &store = known_.store<kind_domain>();
  auto const elements = store.elements(it);
  if (elements.size() == 2 && (name == "values" || name == "indices"))
    return part_of(whole, elements[name == "values" ? 0 : 1]);
  auto const each = store.repeated(it);
  auto const is_named =
      tree::is_one_of(name, {"Q", "R", "U", "S", "V", "Vh", "L", "LU", "eigenvalues",
                             "eigenvectors", "sign", "logabsdet", "solution", "pivots"});
  return each != value_id::unbound && is_named ? part_of(whole, each)
                                               : known_.unknown(cause::attribute);
}

/// A method of a base of the class, bound to the instance.
PRODREVIEW_INLINE auto interpreter::attribute_of_parent(sort of, name_id attribute) -> value_id {
  auto const self = known_.of_kind({kind::instance, of.detail});
  auto const &layout = facts_of(*own_class(symbol_id{of.detail})).layout;
  for (auto const *base : std::vector(layout.own_bases)) {
    auto const [method, owner] = find_method(*base, attribute);
    if (method == nullptr) continue;
    if (method->form != method_form::plain) break;
    auto const symbol = known_.named.defined(
        *method->function, own_name(*owner) + "." + std::string{in_.spelling(attribute)});
    return known_.of_kind(known_.store<kind_domain>().bind({self, symbol}));
  }
  return known_.unknown(cause::attribute);
}

PRODREVIEW_INLINE auto interpreter::child_of(symbol_id parent, name_id attribute) -> symbol_id {
  auto const hash =
      hash_index::mix(static_cast<std::uint32_t>(parent), static_cast<std::uint32_t>(attribute));
  auto const known = child_index_.find(hash, [&](std::uint32_t number) {
    return children_[number].parent == parent && children_[number].attribute == attribute;
  });
  if (known != hash_index::none) return children_[known].symbol;
  auto const symbol = known_.named.child(parent, in_.spelling(attribute));
  child_index_.add(hash, static_cast<std::uint32_t>(children_.size()));
  children_.push_back({parent, attribute, symbol});
  return symbol;
}

PRODREVIEW_INLINE auto interpreter::own_class(symbol_id it) const -> tree::class_def const * {
  return tree::as<tree::class_def>(known_.named[it].definition);
}

PRODREVIEW_INLINE auto interpreter::facts_of(tree::class_def const &any) -> class_facts & {
  auto const known = classes_.find(&any);
  if (known != classes_.end()) return known->second;
  auto &made = classes_[&any];
  made.layout = layout_of(in_, any);
  for (auto const &method : made.layout.methods) owners_[method.function] = &any;
  return made;
}

PRODREVIEW_INLINE auto interpreter::find_method(tree::class_def const &of, name_id name, int depth)
    -> std::pair<method_entry const *, tree::class_def const *> {
  auto const &facts = facts_of(of);
  if (auto const *own = facts.layout.method(name)) return {own, &of};
  if (depth == 0) return {};
  for (auto const *base : facts.layout.own_bases)
    if (auto const found = find_method(*base, name, depth - 1); found.first != nullptr)
      return found;
  return {};
}

/// Runs `__init__` with nothing known of its arguments, and keeps what it leaves in `self`. An
/// attribute that another method stores as well is unknown.
PRODREVIEW_INLINE void interpreter::run_constructor(tree::class_def const &any,
                                                    class_facts &facts) {
  auto const *const method = facts.layout.method(in_.names.find("__init__"));
  if (method == nullptr || method->form != method_form::plain) return;
  auto const mark = state_.mark();
  auto const lives = std::exchange(state_.lives, true);
  auto const modes_before = std::exchange(modes_, modes{});
  auto const was_unbound_met = met_unbound_;
  ++quiet_;
  frames_.push_back(enter(*method->function, &any));
  running_.push_back(method->function);
  auto const self = current().self;
  bind_parameters(*method->function);
  run_body(method->function->body);
  if (self)
    for (auto const &it : places_[*self])
      if (state_[it.slot].value != value_id::unbound)
        facts.attributes.push_back({it.attribute, state_[it.slot]});
  std::sort(facts.attributes.begin(), facts.attributes.end(),
            [](auto const &a, auto const &b) { return a.first < b.first; });
  running_.pop_back();
  frames_.pop_back();
  --quiet_;
  state_.undo(mark);
  state_.lives = lives;
  modes_ = modes_before;
  met_unbound_ = was_unbound_met;
}

PRODREVIEW_INLINE auto interpreter::attributes_of(tree::class_def const &any) -> class_facts & {
  auto &facts = facts_of(any);
  if (facts.attributes_are != class_facts::progress::untouched || !module_has_run_) return facts;
  facts.attributes_are = class_facts::progress::running;
  run_constructor(any, facts);
  auto &done = facts_of(any);
  done.attributes_are = class_facts::progress::done;
  return done;
}

PRODREVIEW_INLINE auto interpreter::find_attribute(tree::class_def const &of, name_id name,
                                                   int depth) -> slot {
  auto const &facts = attributes_of(of);
  slot held{stored_later(of, name), nullptr};
  if (auto const *holds = facts.attribute(name)) {
    auto const is_only = held.value == value_id::unbound;
    held = {known_.join(held.value, holds->value), is_only ? holds->origin : nullptr};
  }
  if (auto const declared = value_of_field(of, name); declared != value_id::unbound)
    held.value = known_.join(held.value, declared);
  if (held.value != value_id::unbound) return held;
  if (depth == 0) return {};
  for (auto const *base : std::vector(facts.layout.own_bases))
    if (auto const found = find_attribute(*base, name, depth - 1); found.value != value_id::unbound)
      return found;
  return {};
}

/// Whether an expression reads a variable of the function, but for `self`.
PRODREVIEW_INLINE auto interpreter::reads_local(tree::function const &within,
                                                tree::expression const &any) const -> bool {
  auto const *const self = first_parameter_of(within);
  return tree::find_node(any, [&](tree::node const &part) {
           auto const *const name = tree::as<tree::name>(&part);
           auto const *const of = name == nullptr ? nullptr : in_.bindings.variable_of(*name);
           if (of == nullptr || (self != nullptr && of->name == self->name)) return false;
           auto const *const scope =
               in_.bindings.scopes[static_cast<std::size_t>(of->scope)].opened_by;
           return tree::as_function(scope) != nullptr ||
                  (scope->kind != tree::node_kind::module && !any.range.contains(scope->range));
         }) != nullptr;
}

/// What one method stores to an attribute, whenever it runs.
PRODREVIEW_INLINE auto interpreter::value_of_store(tree::class_def const &of,
                                                   attribute_store const &it) -> value_id {
  auto const unknown = known_.unknown(cause::attribute);
  if (it.value == nullptr || !module_has_run_ || reads_local(*it.within, *it.value)) return unknown;
  auto const mark = state_.mark();
  auto const modes_before = std::exchange(modes_, modes{});
  auto const was_unbound_met = met_unbound_;
  ++quiet_;
  frames_.push_back(enter(*it.within, &of));
  if (current().self) {
    forget_attributes(*current().self);
    state_.write(*current().self, {value_of_self(), nullptr});
  }
  auto const result = evaluate(*it.value);
  frames_.pop_back();
  --quiet_;
  state_.undo(mark);
  modes_ = modes_before;
  met_unbound_ = was_unbound_met;
  return result;
}

/// What methods other than `__init__` store to an attribute; unbound where none does.
PRODREVIEW_INLINE auto interpreter::stored_later(tree::class_def const &of, name_id name)
    -> value_id {
  auto &facts = facts_of(of);
  auto const init = in_.names.find("__init__");
  auto const stores = facts.layout.stores_of(name);
  auto const is_later = [init](attribute_store const &it) { return it.within->name != init; };
  if (std::none_of(stores.begin(), stores.end(), is_later)) return value_id::unbound;
  auto const unknown = known_.unknown(cause::attribute);
  if (!module_has_run_) return unknown;
  // While its stores are looked at, the attribute is unknown.
  auto const [place, is_new] = facts.stored_later.emplace(name, unknown);
  if (!is_new) return place->second;
  auto joined = value_id::unbound;
  for (auto const &it : stores) {
    if (is_later(it)) joined = known_.join(joined, value_of_store(of, it));
    if (joined != value_id::unbound && known_.is(joined, kind::unknown)) break;
  }
  facts_of(of).stored_later[name] = joined;
  return joined;
}

/// What the body of a class says of an attribute: a declared type, or a plain value that every
/// instance shows until it has its own.
PRODREVIEW_INLINE auto interpreter::value_of_field(tree::class_def const &of, name_id name)
    -> value_id {
  auto const *const field = facts_of(of).layout.field(name);
  if (field == nullptr) return value_id::unbound;
  if (field->annotation != nullptr) {
    auto const declared = value_of_annotation(*field->annotation);
    auto const *const given = tree::as<tree::constant>(field->value);
    auto const is_none = given != nullptr && given->what == tree::constant_kind::none;
    return is_none && !known_.is(declared, kind::unknown)
               ? known_.join(declared, evaluate_constant(*given))
               : declared;
  }
  auto const variable = in_.bindings.of_occurrence[field->target->occurrence];
  if (variable == tree::variable_id::none) return known_.unknown(cause::attribute);
  auto const held = state_[static_cast<std::uint32_t>(variable)].value;
  if (held == value_id::unbound) return known_.unknown(cause::attribute);
  // A descriptor gives something else when it is read.
  for (auto const &it : known_.kinds(held))
    if (it.is == kind::instance || it.is == kind::name || it.is == kind::function ||
        it.is == kind::class_ || it.is == kind::method)
      return known_.unknown(cause::attribute);
  return held;
}

/// What a base of another module keeps in an attribute; unbound when that is not known.
PRODREVIEW_INLINE auto interpreter::find_outside_attribute(tree::class_def const &of, name_id name,
                                                           int depth) -> value_id {
  auto const &facts = facts_of(of);
  for (auto const &base : facts.layout.other_bases) {
    if (others_ == nullptr || base.empty()) continue;
    auto const *const found = others_->attribute_of(others_->class_named(base), in_.spelling(name));
    if (found != nullptr) return from_portable(known_, *found);
  }
  if (depth == 0) return value_id::unbound;
  for (auto const *base : facts.layout.own_bases)
    if (auto const found = find_outside_attribute(*base, name, depth - 1);
        found != value_id::unbound)
      return found;
  return value_id::unbound;
}

PRODREVIEW_INLINE auto interpreter::is_module(tree::class_def const &of, int depth) -> bool {
  auto const &facts = facts_of(of);
  for (auto const &it : facts.layout.other_bases) {
    if (is_torch_layer(it)) return true;
    if (others_ != nullptr && !it.empty() && others_->is_module(others_->class_named(it)))
      return true;
  }
  if (depth == 0) return false;
  for (auto const *base : facts.layout.own_bases)
    if (is_module(*base, depth - 1)) return true;
  return false;
}

/// What a module registers lies where the module does.
PRODREVIEW_INLINE auto interpreter::held_by(operand of, tree::class_def const &owner,
                                            name_id attribute, value_id held) -> value_id {
  for (auto const &it : known_.kinds(held)) {
    auto const is_registered =
        it.is == kind::none || it.is == kind::instance ||
        (it.is == kind::tensor &&
         (static_cast<meaning>(it.detail) == meaning::parameter || is_buffer(owner, attribute)));
    if (!is_registered) return held;
  }
  return known_.with<device_domain>(held, known_.get<device_domain>(of.value));
}

/// Whether a class or one of its bases in the unit registers a buffer of this name.
PRODREVIEW_INLINE auto interpreter::is_buffer(tree::class_def const &of, name_id name, int depth)
    -> bool {
  auto const &facts = facts_of(of);
  for (auto const buffer : facts.layout.buffers)
    if (buffer == name) return true;
  if (depth == 0) return false;
  for (auto const *base : facts.layout.own_bases)
    if (is_buffer(*base, name, depth - 1)) return true;
  return false;
}

/// Whether a class derives from a layer of torch that has a weight.
PRODREVIEW_INLINE auto interpreter::has_torch_weights(tree::class_def const &of) -> bool {
  auto const &bases = facts_of(of).layout.other_bases;
  return std::any_of(bases.begin(), bases.end(), [](auto const &it) { return has_weights(it); });
}

PRODREVIEW_INLINE auto interpreter::attribute_of_instance(symbol_id of_class, operand of,
                                                          name_id attribute) -> value_id {
  auto const *const own = own_class(of_class);
  auto const name = known_.named[of_class].name;
  if (own == nullptr) {
    auto const spelling = in_.spelling(attribute);
    if (is_torch_layer(name) && (spelling == "weight" || spelling == "bias"))
      return known_.with<device_domain>(known_.apply(operation::parameter{}),
                                        known_.get<device_domain>(of.value));
    if (spelling == "training") return known_.of_kind({kind::boolean, 0});
    if (auto const known = standard_attribute(name, spelling)) return *known;
    if (is_outside_class(of_class))
      if (auto const *found = others_->attribute_of(name, spelling))
        return from_portable(known_, *found);
    return known_.unknown(cause::attribute);
  }
  if (auto const held = find_attribute(*own, attribute); held.value != value_id::unbound)
    return held.value == value_id::unknown ? known_.unknown(cause::attribute)
                                           : held_by(of, *own, attribute, held.value);
  auto const [method, owner] = find_method(*own, attribute);
  if (method == nullptr) {
    if (auto const held = find_outside_attribute(*own, attribute, 8); held != value_id::unbound)
      return held_by(of, *own, attribute, held);
    auto const spelling = in_.spelling(attribute);
    if (spelling == "training" && is_module(*own)) return known_.of_kind({kind::boolean, 0});
    if (spelling == "weight" && has_torch_weights(*own))
      return held_by(of, *own, attribute, known_.apply(operation::parameter{}));
    return known_.unknown(cause::attribute);
  }
  auto const symbol = known_.named.defined(
      *method->function, own_name(*owner) + "." + std::string{in_.spelling(attribute)});
  switch (method->form) {
  case method_form::plain:
    return known_.apply(operation::of_kind{known_.store<kind_domain>().bind({of.value, symbol})});
  case method_form::static_:
    return known_.of_kind({kind::function, static_cast<std::uint32_t>(symbol)});
  case method_form::property: return call_function(symbol, std::array{of}, arguments{});
  default: return known_.unknown(cause::attribute);
  }
}

PRODREVIEW_INLINE auto interpreter::place_of_attribute(std::uint32_t variable, name_id attribute)
    -> std::uint32_t {
  auto &of_variable = places_[variable];
  for (auto const &it : of_variable)
    if (it.attribute == attribute) return it.slot;
  of_variable.push_back({attribute, state_.add_slot()});
  return of_variable.back().slot;
}

/// Other methods may have run: what they store may be there instead.
PRODREVIEW_INLINE void interpreter::note_stores(tree::class_def const &owner, std::uint32_t self,
                                                int depth) {
  for (auto const it : std::vector(places_[self])) {
    auto const held = state_[it.slot];
    if (held.value == value_id::unbound) continue;
    if (auto const later = stored_later(owner, it.attribute); later != value_id::unbound)
      state_.write(it.slot, {known_.join(held.value, later), nullptr});
  }
  if (depth == 0) return;
  for (auto const *base : std::vector(facts_of(owner).layout.own_bases))
    note_stores(*base, self, depth - 1);
}

PRODREVIEW_INLINE void interpreter::forget_attributes(std::uint32_t variable) {
  auto const known = places_.find(variable);
  if (known == places_.end()) return;
  for (auto const &it : known->second) state_.write(it.slot, {});
}

PRODREVIEW_INLINE auto interpreter::origin_of(tree::expression const &named) const
    -> tree::node const * {
  if (auto const *name = tree::as<tree::name>(&named)) {
    auto const index = own_slot(*name);
    return index ? state_[*index].origin : nullptr;
  }
  auto const *const attribute = tree::as<tree::attribute>(&named);
  auto const *const of = attribute == nullptr ? nullptr : tree::as<tree::name>(attribute->value);
  auto const holder = of == nullptr ? std::nullopt : own_slot(*of);
  auto const &self = frames_.back().self;
  if (!holder || self != holder) return nullptr;
  if (auto const known = places_.find(*holder); known != places_.end())
    for (auto const &it : known->second)
      if (it.attribute == attribute->attr && state_[it.slot].origin != nullptr)
        return state_[it.slot].origin;
  auto const facts = classes_.find(frames_.back().owner);
  if (facts == classes_.end()) return nullptr;
  auto const *const held = facts->second.attribute(attribute->attr);
  return held == nullptr ? nullptr : held->origin;
}

/// The slot of a name or of an attribute of `self`.
PRODREVIEW_INLINE auto interpreter::place_of(tree::expression const &any)
    -> std::optional<std::uint32_t> {
  if (auto const *name = tree::as<tree::name>(&any)) return own_slot(*name);
  auto const *const attribute = tree::as<tree::attribute>(&any);
  auto const *const of = attribute == nullptr ? nullptr : tree::as<tree::name>(attribute->value);
  auto const holder = of == nullptr ? std::nullopt : own_slot(*of);
  if (!holder || current().self != holder) return std::nullopt;
  return place_of_attribute(*holder, attribute->attr);
}

} // namespace prodreview::flow
