// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/operators/functions.hpp>
#include <prodreview/flow/operators/layers.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <array>

namespace prodreview::flow {
namespace detail {

/// Methods of a module that give the module back.
inline constexpr std::array<std::string_view, 16> module_conversions{
    "apply", "bfloat16",       "cpu",          "cuda", "double",   "eval",  "float", "half", "mps",
    "npu",   "requires_grad_", "share_memory", "to",   "to_empty", "train", "type"};

[[nodiscard]] inline auto is_conversion(std::string_view method) -> bool {
  return std::find(module_conversions.begin(), module_conversions.end(), method) !=
         module_conversions.end();
}

/// Builtins that read the value of a tensor on the host.
[[nodiscard]] inline auto reads_on_host(std::string_view builtin) -> bool {
  return builtin == "builtins.float" || builtin == "builtins.int" || builtin == "builtins.bool";
}

} // namespace detail

PRODREVIEW_INLINE void interpreter::evaluate_arguments(tree::call const &it, call_operands &to) {
  for (auto const *one : it.args) {
    if (auto const *starred = tree::as<tree::starred>(one)) {
      (void)evaluate(*starred->value);
      to.is_open = true;
    } else {
      to.placed.push_back({evaluate(*one), one});
    }
  }
  for (auto const *one : it.keywords) {
    operand const value{evaluate(*one->value), one->value};
    if (one->name == name_id::none)
      to.is_open = true;
    else
      to.named.push_back({in_.spelling(one->name), value});
  }
}

PRODREVIEW_INLINE auto interpreter::evaluate_call(tree::call const &it) -> value_id {
  call_operands given;
  auto const *const attribute = tree::as<tree::attribute>(it.func);
  auto result = value_id::unknown;
  operand receiver;
  operand callee;
  if (attribute != nullptr) {
    receiver = {evaluate(*attribute->value), attribute->value};
    auto const value = value_of_member(*attribute, receiver);
    tell(attribute_event{*attribute, receiver, value, true});
    callee = {value, it.func};
    auto const of = learn_from_method(*attribute, without_none(receiver.value));
    evaluate_arguments(it, given);
    if (auto const known = call_method(it, *attribute, {of, receiver.at}, given))
      result = *known;
    else
      result = call_value(it, callee, given);
  } else {
    callee = {evaluate(*it.func), it.func};
    evaluate_arguments(it, given);
    result = call_value(it, callee, given);
  }
  tell(call_event{it, receiver, callee, given.view(), result});
  note_escape(it, callee, given);
  return result;
}

/// What has a method that tensors alone have is a tensor: else the call raises.
PRODREVIEW_INLINE auto interpreter::learn_from_method(tree::attribute const &method, value_id of)
    -> value_id {
  if (!known_.is(of, kind::unknown) || !is_tensors_own(in_.spelling(method.attr))) return of;
  return learn_tensor({of, method.value});
}

/// From here on an operand of unknown kind is a tensor.
PRODREVIEW_INLINE auto interpreter::learn_tensor(operand it) -> value_id {
  auto const learnt = known_.with<kind_domain>(it.value, kind_store::only({kind::tensor, 0}));
  auto const place = place_of(static_cast<tree::expression const &>(*it.at));
  if (place) state_.write(*place, {learnt, state_[*place].origin});
  return learnt;
}

/// A container that is passed on may get other elements.
PRODREVIEW_INLINE void interpreter::forget_elements(operand passed) {
  auto const *const name = tree::as<tree::name>(passed.at);
  auto const of = known_.kinds(passed.value);
  if (name == nullptr || of.count != 1 || of.all[0].detail == 0) return;
  auto const is = of.all[0].is;
  auto const index = own_slot(*name);
  if (index && (is == kind::list || is == kind::set || is == kind::dict))
    state_.write(*index, {known_.of_kind({is, 0}), state_[*index].origin});
}

/// What is called may store to the attributes of an object that it gets.
PRODREVIEW_INLINE void interpreter::note_escape(tree::call const &it, operand callee,
                                                call_operands const &given) {
  if (!known_.is(callee.value, kind::name)) {
    for (auto const &one : given.placed) forget_elements(one);
    for (auto const &one : given.named) forget_elements(one.given);
  }
  auto const &self = current().self;
  if (!self) return;
  auto const is_self = [&](tree::node const *any) {
    auto const *const name = tree::as<tree::name>(any);
    return name != nullptr && own_slot(*name) == self;
  };
  auto const *const method = tree::as<tree::attribute>(it.func);
  auto escapes = method != nullptr && is_self(method->value) && is_own_method(method->attr);
  for (auto const &one : given.placed) escapes = escapes || is_self(one.at);
  for (auto const &one : given.named) escapes = escapes || is_self(one.given.at);
  if (escapes && current().owner != nullptr) note_stores(*current().owner, *self);
}

/// Whether the class that runs, or one of its bases in the unit, defines a method of this name.
PRODREVIEW_INLINE auto interpreter::is_own_method(name_id name) -> bool {
  auto const *const owner = current().owner;
  return owner != nullptr && find_method(*owner, name).first != nullptr;
}

PRODREVIEW_INLINE auto interpreter::value_of_member(tree::attribute const &it, operand of)
    -> value_id {
  auto const *const name = tree::as<tree::name>(it.value);
  if (name != nullptr && current().self && own_slot(*name) == current().self) {
    auto const held = state_[place_of_attribute(*current().self, it.attr)].value;
    if (held != value_id::unbound) return held;
  }
  return attribute_of(of, it.attr);
}

/// A method whose meaning the kind of its receiver decides.
PRODREVIEW_INLINE auto interpreter::call_method(tree::call const &it, tree::attribute const &callee,
                                                operand receiver, call_operands &given)
    -> std::optional<value_id> {
  auto const of = known_.kinds(receiver.value);
  if (of.count != 1) return std::nullopt;
  auto const name = in_.spelling(callee.attr);
  switch (of.all[0].is) {
  case kind::tensor: {
    auto const *const row = operator_named(name, as_method);
    if (name == "size") {
      auto const integer = known_.of_kind({kind::integer, 0});
      auto const is_whole = given.placed.empty() && given.named.empty();
      return is_whole ? known_.of_kind(tuple_of_any(integer)) : integer;
    }
    if (name == "backward") return known_.apply(operation::literal{none_constant{}});
    if (row == nullptr) return known_.unknown(cause::call);
    given.placed.push_front(receiver);
    auto const result = apply_row(it, *row, given.view(), is_in_place(name));
    auto const is_flag = name == "requires_grad_" || name == "detach_";
    if (auto const place = is_in_place(name) ? place_of(*callee.value) : std::nullopt)
      state_.write(*place,
                   {is_flag ? result : stored_into(receiver.value, result), state_[*place].origin});
    return result;
  }
  case kind::string:
    for (auto const &known : string_methods)
      if (known.name == name) return known_.of_kind({known.gives, 0});
    return known_.unknown(cause::call);
  case kind::tuple:
    if (name == "numel" || name == "index" || name == "count")
      return known_.of_kind({kind::integer, 0});
    return std::nullopt;
  case kind::list:
  case kind::dict:
  case kind::set: return call_container(callee, receiver.value, given);
  case kind::instance:
    register_state(name, receiver, given);
    return call_module_method(of.all[0], receiver, callee.attr);
  case kind::parent: return call_parent(it, of.all[0], name, given);
  default: return std::nullopt;
  }
}

/// What a method puts into its container.
PRODREVIEW_INLINE auto interpreter::added_element(std::string_view method,
                                                  call_operands const &given) -> value_id {
  auto const &placed = given.placed;
  if ((method == "append" || method == "add") && placed.size() == 1) return placed[0].value;
  if (method == "insert" && placed.size() == 2) return placed[1].value;
  if (method == "extend" && placed.size() == 1) return element_of(placed[0].value);
  return known_.unknown(cause::element);
}

/// `append` and its like change what is known of the elements.
PRODREVIEW_INLINE auto interpreter::call_container(tree::attribute const &callee,
                                                   value_id container, call_operands const &given)
    -> value_id {
  auto const of = known_.kinds(container).all[0];
  auto const name = in_.spelling(callee.attr);
  auto const place = place_of(*callee.value);
  auto const is_change = name == "append" || name == "add" || name == "extend" ||
                         name == "insert" || name == "update" || name == "setdefault";
  if (place && is_change) {
    auto const element = known_.join(element_value(of), added_element(name, given));
    state_.write(*place, {known_.of_kind(container_of(of.is, element)), state_[*place].origin});
  }
  if (is_change || name == "clear" || name == "sort" || name == "reverse" || name == "remove")
    return known_.apply(operation::literal{none_constant{}});
  return read_container(name, container, given);
}

/// What a method gives that leaves its container as it is, or takes one element.
PRODREVIEW_INLINE auto interpreter::read_container(std::string_view method, value_id container,
                                                   call_operands const &given) -> value_id {
  auto const of = known_.kinds(container).all[0];
  auto const unknown = known_.unknown(cause::element);
  if (method == "copy") return container;
  if (method == "index" || method == "count") return known_.of_kind({kind::integer, 0});
  if (of.is != kind::dict) return method == "pop" ? part_of(container, known_element(of)) : unknown;
  auto const element = part_of(container, known_element(of));
  if (method == "values") return known_.of_kind(container_of(kind::iterator, element));
  if (method == "keys") return known_.of_kind({kind::iterator, 0});
  if (method == "items") {
    std::array const pair{unknown, element};
    auto const both = known_.of_kind(known_.store<kind_domain>().tuple_of(pair));
    return known_.of_kind(container_of(kind::iterator, both));
  }
  if (method != "get" && method != "pop") return unknown;
  if (given.placed.size() == 2) return known_.join(element, given.placed[1].value);
  if (given.placed.size() != 1 || method == "pop") return element;
  return known_.join(element, known_.apply(operation::literal{none_constant{}}));
}

/// `self.register_buffer("name", tensor)` stores to an attribute.
PRODREVIEW_INLINE void interpreter::register_state(std::string_view method, operand receiver,
                                                   call_operands const &given) {
  auto const is_buffer = method == "register_buffer";
  auto const *const self = tree::as<tree::name>(receiver.at);
  if ((!is_buffer && method != "register_parameter") || self == nullptr || given.placed.empty() ||
      own_slot(*self) != current().self || !current().self)
    return;
  auto const *const name = known_.constant(given.placed[0].value);
  auto const *const text = name == nullptr ? nullptr : std::get_if<std::string>(name);
  auto const attribute = text == nullptr ? name_id::none : in_.names.find(*text);
  auto const value = given.view().at(1, is_buffer ? "tensor" : "param");
  if (attribute == name_id::none || !value) return;
  state_.write(place_of_attribute(*current().self, attribute), {value.value, value.at});
}

PRODREVIEW_INLINE auto interpreter::call_module_method(sort of, operand receiver, name_id method)
    -> std::optional<value_id> {
  auto const id = symbol_id{of.detail};
  auto const *const own = own_class(id);
  auto const name = in_.spelling(method);
  if (own != nullptr && find_method(*own, method).first != nullptr) return std::nullopt;
  if (is_outside_class(id)) {
    auto const given = call_outside_method(id, name);
    if (!known_.is(given, kind::unknown)) return given;
    if (!others_->is_module(known_.named[id].name)) return std::nullopt;
  } else if (own != nullptr ? !is_module(*own) : !is_torch_layer(known_.named[id].name)) {
    return std::nullopt;
  }
  auto const parameter = known_.apply(operation::parameter{});
  if (detail::is_conversion(name)) return receiver.value;
  if (name == "parameters")
    return known_.of_kind({kind::iterator, static_cast<std::uint32_t>(parameter)});
  if (name == "named_parameters") {
    std::array const pair{known_.of_kind({kind::string, 0}), parameter};
    auto const element =
        known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(pair)});
    return known_.of_kind({kind::iterator, static_cast<std::uint32_t>(element)});
  }
  if (name == "state_dict") return known_.of_kind({kind::dict, 0});
  if (name == "zero_grad") return known_.apply(operation::literal{none_constant{}});
  return std::nullopt;
}

PRODREVIEW_INLINE auto interpreter::call_value(tree::call const &it, operand callee,
                                               call_operands &given) -> value_id {
  auto const of = known_.kinds(callee.value);
  return of.count == 1 ? call_sort(it, of.all[0], given) : known_.unknown(cause::call);
}

PRODREVIEW_INLINE auto interpreter::call_sort(tree::call const &it, sort callee,
                                              call_operands &given) -> value_id {
  auto const symbol = symbol_id{callee.detail};
  switch (callee.is) {
  case kind::name: return call_symbol(it, symbol, given);
  case kind::function:
    if (auto const *own = tree::as<tree::lambda>(known_.named[symbol].definition))
      return call_lambda(*own, given.placed);
    return call_function(symbol, given.placed, given.view());
  case kind::method: {
    auto const bound = known_.store<kind_domain>().bound(callee);
    given.placed.push_front({bound.receiver, it.func});
    return call_function(bound.function, given.placed, given.view());
  }
  case kind::class_: return known_.of_kind({kind::instance, callee.detail});
  case kind::instance: return call_layer(it, symbol, given);
  default: return known_.unknown(cause::call);
  }
}

/// Calls a lambda of the unit: its body is evaluated on the values that are passed.
PRODREVIEW_INLINE auto interpreter::call_lambda(tree::lambda const &it,
                                                std::span<operand const> placed) -> value_id {
  if (running_.size() + lambdas_running_ >= budget::call_depth) return known_.unknown(cause::call);
  auto const mark = state_.mark();
  ++quiet_;
  ++lambdas_running_;
  auto around = frame{};
  around.owner = current().owner;
  if (auto const *scope = scope_of_.find(&it)) around.home = *scope;
  frames_.push_back(std::move(around));
  for (std::size_t i = 0; i < it.args->args.size(); ++i)
    bind_by(*it.args->args[i],
            i < placed.size() ? placed[i] : operand{known_.unknown(cause::parameter), &it});
  auto const result = evaluate(*it.body);
  frames_.pop_back();
  --lambdas_running_;
  --quiet_;
  state_.undo(mark);
  return result;
}

/// A call of a module is a call of its `forward`.
PRODREVIEW_INLINE auto interpreter::call_layer(tree::call const &it, symbol_id of_class,
                                               call_operands &given) -> value_id {
  if (auto const *own = own_class(of_class)) {
    auto const [method, owner] = find_method(*own, in_.names.find("forward"));
    if (method == nullptr || method->form != method_form::plain || !is_module(*own))
      return known_.unknown(cause::call);
    auto const symbol = known_.named.defined(*method->function, own_name(*owner) + ".forward");
    auto const self = known_.of_kind({kind::instance, static_cast<std::uint32_t>(of_class)});
    given.placed.push_front({self, it.func});
    return call_function(symbol, given.placed, given.view());
  }
  if (is_outside_class(of_class))
    return others_->is_module(known_.named[of_class].name)
               ? call_outside_method(of_class, "forward")
               : known_.unknown(cause::call);
  auto const *const row = layer_row(known_.named[of_class].name);
  return row == nullptr ? known_.unknown(cause::call) : apply_row(it, *row, given.view());
}

PRODREVIEW_INLINE auto interpreter::call_symbol(tree::call const &it, symbol_id callee,
                                                call_operands &given) -> value_id {
  // A copy: the table may grow while arguments are looked at.
  auto const symbol = known_.named[callee];
  if (symbol.row != nullptr) {
    auto const is_method = symbol.name.starts_with("torch.Tensor.");
    return apply_row(it, *symbol.row, given.view(),
                     is_in_place(last_part(symbol.name)) && (is_method || !given.placed.empty()));
  }
  if (symbol.name == "torch.device") {
    auto const view = given.view();
    return known_.apply(operation::device_named{view.at(0, "type")});
  }
  if (symbol.name == "torch.nn.Parameter") {
    auto const view = given.view();
    return known_.apply(operation::parameter{view.at(0, "data"), view.at(1, "requires_grad")});
  }
  if (symbol.name == "torch.Tensor" || symbol.name == "torch.FloatTensor" ||
      symbol.name == "torch.LongTensor")
    return known_.of_kind({kind::tensor, 0});
  // Since torch 0.4 a variable is the tensor that it was made from.
  if (symbol.name == "torch.autograd.Variable")
    return given.placed.size() == 1 && given.named.empty() && is_tensor(given.placed[0].value)
               ? given.placed[0].value
               : known_.of_kind({kind::tensor, 0});
  if (is_torch_layer(symbol.name) || is_torch_optimizer(symbol.name))
    return known_.of_kind({kind::instance, static_cast<std::uint32_t>(callee)});
  if (symbol.name.starts_with("builtins."))
    if (auto const known = call_builtin(it, symbol, given)) return *known;
  auto const *const function = find_function(symbol.name);
  if (function == nullptr) return call_outside(callee);
  return function->gives == kind::unknown ? known_.unknown(cause::call)
                                          : known_.of_kind({function->gives, 0});
}

/// A function or class of another module of the project.
PRODREVIEW_INLINE auto interpreter::call_outside(symbol_id callee) -> value_id {
  if (others_ == nullptr) return known_.unknown(cause::call);
  if (auto const known = outside_results_.find(callee); known != outside_results_.end())
    return known->second;
  auto const *const found = others_->result_of(std::string{known_.named[callee].name});
  auto const result =
      found == nullptr ? known_.unknown(cause::call) : from_portable(known_, *found);
  outside_results_.emplace(callee, result);
  return result;
}

/// Whether a symbol is a class of another module of the project: `path.py:Net`.
PRODREVIEW_INLINE auto interpreter::is_outside_class(symbol_id it) const -> bool {
  auto const &symbol = known_.named[it];
  return others_ != nullptr && symbol.definition == nullptr &&
         symbol.name.find(':') != symbol.name.npos;
}

PRODREVIEW_INLINE auto interpreter::call_outside_method(symbol_id of_class, std::string_view method)
    -> value_id {
  auto const *const found =
      others_->method_result(std::string{known_.named[of_class].name}, method);
  return found == nullptr ? known_.unknown(cause::call) : from_portable(known_, *found);
}

/// `super()` and `super(Net, self)`.
PRODREVIEW_INLINE auto interpreter::value_of_super(call_operands const &given) -> value_id {
  auto const *owner = current().owner;
  if (!given.placed.empty()) {
    auto const of = known_.kinds(given.placed[0].value);
    owner = of.is_only(kind::class_) ? own_class(symbol_id{of.all[0].detail}) : nullptr;
  }
  if (owner == nullptr) return known_.unknown(cause::call);
  auto const symbol = known_.named.defined(*owner, own_name(*owner));
  return known_.of_kind({kind::parent, static_cast<std::uint32_t>(symbol)});
}

/// A method of the classes above, where no base in the unit defines it.
PRODREVIEW_INLINE auto interpreter::call_parent(tree::call const &it, sort of,
                                                std::string_view name, call_operands &given)
    -> std::optional<value_id> {
  if (name == "__init__") return known_.apply(operation::literal{none_constant{}});
  auto const &layout = facts_of(*own_class(symbol_id{of.detail})).layout;
  for (auto const &base : std::vector(layout.other_bases)) {
    if (name == "forward")
      if (auto const *row = layer_row(base)) return apply_row(it, *row, given.view());
    auto const qualified =
        others_ == nullptr || base.empty() ? std::string{} : others_->class_named(base);
    if (qualified.empty()) continue;
    auto const result = call_outside_method(known_.named.named(qualified), name);
    if (!known_.is(result, kind::unknown)) return result;
  }
  return std::nullopt;
}

PRODREVIEW_INLINE auto interpreter::call_builtin(tree::call const &it, symbol const &callee,
                                                 call_operands const &given)
    -> std::optional<value_id> {
  auto const name = callee.name.substr(std::string_view{"builtins."}.size());
  auto const iterator = [this](value_id element) {
    return known_.of_kind(container_of(kind::iterator, element));
  };
  if (name == "range") return iterator(known_.of_kind({kind::integer, 0}));
  if (name == "super") return value_of_super(given);
  if (given.placed.empty()) return std::nullopt;
  auto const first = given.placed[0];
  if (is_tensor(first.value) && detail::reads_on_host(callee.name)) {
    static operator_row const *const row = operator_named("item", as_method);
    (void)apply_row(it, *row, given.view());
    return std::nullopt;
  }
  if (name == "abs" && is_tensor(first.value)) {
    static operator_row const *const row = operator_named("abs", in_torch);
    return apply_row(it, *row, given.view());
  }
  if (name == "abs") return first.value;
  auto const element = [&] {
    auto const found = element_of(first.value);
    return known_.is(found, kind::unknown) ? value_id::unknown : found;
  };
  if (name == "reversed") return iterator(element());
  if (name == "list" || name == "sorted")
    return known_.of_kind({kind::list, static_cast<std::uint32_t>(element())});
  if (name == "set") return known_.of_kind({kind::set, static_cast<std::uint32_t>(element())});
  if (name == "tuple") {
    auto const found = element();
    return known_.of_kind(tuple_of_any(found == value_id::unknown ? value_id::unbound : found));
  }
  if (name == "enumerate") {
    std::array const pair{known_.of_kind({kind::integer, 0}), element_of(first.value)};
    return iterator(known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(pair)}));
  }
  if (name == "zip" && !given.is_open) {
    std::vector<value_id> each;
    for (auto const &one : given.placed) each.push_back(element_of(one.value));
    return iterator(known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(each)}));
  }
  return std::nullopt;
}

} // namespace prodreview::flow
