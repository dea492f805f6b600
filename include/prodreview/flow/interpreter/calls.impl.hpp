// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/budget.hpp>
#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/operators/functions.hpp>
#include <prodreview/flow/operators/layers.hpp>
#include <prodreview/flow/operators/standard.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <array>

namespace prodreview::flow {
namespace detail {

/// `x.replace("a", "b")`
[[nodiscard]] inline auto is_string(tree::expression const &any) -> bool {
  auto const *const it = tree::as<tree::constant>(&any);
  return it != nullptr && it->what == tree::constant_kind::string;
}
[[nodiscard]] inline auto passes_two_strings(tree::call const &it) -> bool {
  return it.args.size() == 2 && is_string(*it.args[0]) && is_string(*it.args[1]);
}

/// Builtins that read the value of a tensor on the host.
[[nodiscard]] inline auto reads_on_host(std::string_view builtin) -> bool {
  return builtin == "builtins.float" || builtin == "builtins.int" || builtin == "builtins.bool";
}

} // namespace detail

PRODREVIEW_INLINE void interpreter::evaluate_arguments(tree::call const &it, call_operands &to) {
  for (auto const *one : it.args) {
    if (auto const *starred = tree::as<tree::starred>(one)) {
      to.spread = known_.join(to.spread, element_of(evaluate(*starred->value)));
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
    receiver.value = learn_from_method(it, *attribute, receiver.value);
    auto const value = value_of_member(*attribute, receiver);
    tell(attribute_event{*attribute, receiver, value, true});
    callee = {value, it.func};
    auto const of = without_none(receiver.value);
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

/// What has a method that tensors alone have is a tensor, and likewise a string: else the call
/// raises.
PRODREVIEW_INLINE auto interpreter::learn_from_method(tree::call const &it,
                                                      tree::attribute const &method, value_id of)
    -> value_id {
  if (!known_.is(of, kind::unknown)) return of;
  auto const name = in_.spelling(method.attr);
  auto const keeps_axes =
      std::any_of(it.keywords.begin(), it.keywords.end(),
                  [&](tree::keyword const *one) { return in_.spelling(one->name) == "keepdim"; });
  if (keeps_axes || is_tensors_own(name)) return learn({of, method.value}, kind::tensor);
  auto const is_text =
      is_strings_own(name) || (name == "replace" && detail::passes_two_strings(it));
  return is_text ? learn({of, method.value}, kind::string) : of;
}

/// What a function of torch takes first is a tensor: else the call raises.
PRODREVIEW_INLINE void interpreter::learn_from_operator(operator_row const &row,
                                                        call_operands &given) {
  if (given.placed.empty() || !takes_tensor_first(row)) return;
  auto &first = *given.placed.begin();
  if (!known_.is(first.value, kind::unknown)) return;
  first.value = learn(first, kind::tensor);
}

/// From here on an operand of unknown kind is of this one.
PRODREVIEW_INLINE auto interpreter::learn(operand it, kind is) -> value_id {
  auto const learnt = known_.with<kind_domain>(it.value, kind_store::only({is, 0}));
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

/// A module that is passed on may be moved.
PRODREVIEW_INLINE void interpreter::forget_place(operand passed) {
  if (!known_.is(passed.value, kind::instance) ||
      known_.get<device_domain>(passed.value) == device_id::unknown)
    return;
  auto const place = place_of(static_cast<tree::expression const &>(*passed.at));
  if (place)
    state_.write(*place, {known_.with<device_domain>(passed.value, device_id::unknown),
                          state_[*place].origin});
}

/// What is called may store to the attributes of an object that it gets.
PRODREVIEW_INLINE void interpreter::note_escape(tree::call const &it, operand callee,
                                                call_operands const &given) {
  // A bound receiver stands before what is written between the parentheses.
  for (auto const &one : given.placed)
    if (one.at->range.begin >= it.func->range.end) forget_place(one);
  for (auto const &one : given.named) forget_place(one.given);
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
    return call_module_method(of.all[0], receiver, callee.attr, given);
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

PRODREVIEW_INLINE auto interpreter::call_value(tree::call const &it, operand callee,
                                               call_operands &given) -> value_id {
  auto const of = known_.kinds(callee.value);
  return of.count == 1 ? call_sort(it, of.all[0], callee, given) : call_each(it, of, callee, given);
}

/// What is called may be one of several: the result is that of any. None cannot be called.
PRODREVIEW_INLINE auto interpreter::call_each(tree::call const &it, sorts const &callees,
                                              operand whole, call_operands const &given)
    -> value_id {
  auto joined = value_id::unbound;
  // What happens in one of them does not happen for certain.
  ++quiet_;
  for (auto const &one : callees) {
    if (one.is == kind::none) continue;
    auto const view = given.view();
    call_operands passed{short_list<operand, 6>{view.placed},
                         short_list<named_operand, 4>{view.named}, given.spread, given.is_open};
    joined = known_.join(joined, call_sort(it, one, whole, passed));
    if (known_.kinds(joined).has(kind::unknown)) break;
  }
  --quiet_;
  return joined == value_id::unbound ? known_.unknown(cause::call) : joined;
}

PRODREVIEW_INLINE auto interpreter::call_sort(tree::call const &it, sort callee, operand whole,
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
  case kind::class_: {
    auto const made = known_.of_kind({kind::instance, callee.detail});
    auto const *const own = own_class(symbol);
    return own != nullptr && is_module(*own) ? left_on_default(it, made) : made;
  }
  case kind::instance: return lying_with(whole.value, call_layer(it, symbol, whole, given));
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

PRODREVIEW_INLINE auto interpreter::call_symbol(tree::call const &it, symbol_id callee,
                                                call_operands &given) -> value_id {
  // A copy: the table may grow while arguments are looked at.
  auto const symbol = known_.named[callee];
  if (symbol.row != nullptr) {
    auto const is_method = symbol.name.starts_with("torch.Tensor.");
    learn_from_operator(*symbol.row, given);
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
  if (is_torch_layer(symbol.name) || is_torch_optimizer(symbol.name)) {
    auto const made = known_.of_kind({kind::instance, static_cast<std::uint32_t>(callee)});
    if (is_module_container(symbol.name)) return make_container(it, callee, given);
    auto const is_told = given.is_open || given.view().named_as("device");
    return is_torch_layer(symbol.name) && !is_told ? left_on_default(it, made) : made;
  }
  if (symbol.name == "torch.autograd.grad") return call_gradient(it, given);
  if (symbol.name.starts_with("builtins."))
    if (auto const known = call_builtin(it, symbol, given)) return *known;
  if (auto const *function = find_function(symbol.name))
    return function->gives == kind::unknown ? known_.unknown(cause::call)
                                            : known_.of_kind({function->gives, 0});
  if (auto const known = call_standard(symbol, given)) return *known;
  return call_outside(callee);
}

/// `torch.autograd.grad(outputs, inputs, grad_outputs)`: a gradient for each input, recorded where
/// it is asked for.
PRODREVIEW_INLINE auto interpreter::call_gradient(tree::call const &it, call_operands const &given)
    -> value_id {
  static constexpr operator_row row{"grad", family::discrete, 0, form::several};
  auto const view = given.view();
  std::array const passed{view.at(0, "outputs"), view.at(1, "inputs"), view.at(2, "grad_outputs")};
  auto const count = passed[2] ? 3U : 2U;
  auto const result =
      apply_row(it, row, {std::span{passed}.first(count), given.named, given.is_open});
  auto const is_recorded = given.is_open || view.named_as("create_graph");
  return is_recorded ? known_.with<gradient_domain>(result, gradient_id::unknown) : result;
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
  if (name == "range") return iterator_over(known_.of_kind({kind::integer, 0}));
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
  if (name == "reversed") return iterator_over(element());
  if (name == "list" || name == "sorted")
    return known_.of_kind({kind::list, static_cast<std::uint32_t>(element())});
  if (name == "set") return known_.of_kind({kind::set, static_cast<std::uint32_t>(element())});
  if (name == "tuple") {
    auto const found = element();
    return known_.of_kind(tuple_of_any(found == value_id::unknown ? value_id::unbound : found));
  }
  if (name == "enumerate") {
    std::array const pair{known_.of_kind({kind::integer, 0}), element_of(first.value)};
    return iterator_over(
        known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(pair)}));
  }
  if (name == "zip" && !given.is_open) {
    std::vector<value_id> each;
    for (auto const &one : given.placed) each.push_back(element_of(one.value));
    return iterator_over(
        known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(each)}));
  }
  return std::nullopt;
}

} // namespace prodreview::flow
