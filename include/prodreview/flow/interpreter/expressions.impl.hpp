// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/tree/visit.hpp>

#include <charconv>

namespace prodreview::flow {

PRODREVIEW_INLINE auto interpreter::evaluate(tree::expression const &any) -> value_id {
  using tree::node_kind;
  switch (any.kind) {
  case node_kind::name: return evaluate_name(static_cast<tree::name const &>(any));
  case node_kind::constant: return evaluate_constant(static_cast<tree::constant const &>(any));
  case node_kind::attribute:
    return evaluate_attribute(static_cast<tree::attribute const &>(any), false);
  case node_kind::call: return evaluate_call(static_cast<tree::call const &>(any));
  case node_kind::bin_op: return evaluate_bin_op(static_cast<tree::bin_op const &>(any));
  case node_kind::subscript: return evaluate_subscript(static_cast<tree::subscript const &>(any));
  case node_kind::compare: return evaluate_compare(static_cast<tree::compare const &>(any));
  case node_kind::bool_op: return evaluate_bool_op(static_cast<tree::bool_op const &>(any));
  case node_kind::unary_op: return evaluate_unary_op(static_cast<tree::unary_op const &>(any));
  case node_kind::if_exp: return evaluate_if_exp(static_cast<tree::if_exp const &>(any));
  case node_kind::tuple: return evaluate_tuple(static_cast<tree::tuple const &>(any).elts);
  case node_kind::list:
    return evaluate_display(static_cast<tree::list const &>(any).elts, kind::list);
  case node_kind::set: return evaluate_display(static_cast<tree::set const &>(any).elts, kind::set);
  case node_kind::dict: return evaluate_dict(static_cast<tree::dict const &>(any));
  case node_kind::joined_str: return evaluate_children(any, known_.of_kind({kind::string, 0}));
  case node_kind::lambda: return evaluate_lambda(static_cast<tree::lambda const &>(any));
  case node_kind::named_expr: {
    auto const &it = static_cast<tree::named_expr const &>(any);
    auto const value = evaluate(*it.value);
    assign(*it.target, {value, it.value});
    return value;
  }
  case node_kind::list_comp:
  case node_kind::set_comp:
  case node_kind::generator_exp: {
    auto const &it = static_cast<tree::element_comprehension const &>(any);
    auto const element = evaluate_comprehension(it.generators, [&] { return evaluate(*it.elt); });
    auto const of = any.kind == node_kind::list_comp  ? kind::list
                    : any.kind == node_kind::set_comp ? kind::set
                                                      : kind::iterator;
    return known_.of_kind(container_of(of, element));
  }
  case node_kind::dict_comp: {
    auto const &it = static_cast<tree::dict_comp const &>(any);
    auto const value = evaluate_comprehension(it.generators, [&] {
      (void)evaluate(*it.key);
      return evaluate(*it.value);
    });
    return known_.of_kind(container_of(kind::dict, value));
  }
  case node_kind::slice: return evaluate_children(any, known_.of_kind({kind::slice, 0}));
  default: return evaluate_children(any, value_id::unknown);
  }
}

/// Evaluates what stands in a node, for the events in it.
PRODREVIEW_INLINE auto interpreter::evaluate_children(tree::node const &any, value_id result)
    -> value_id {
  auto const visit = [this](tree::node const &child) {
    if (tree::is_expression(child.kind))
      (void)evaluate(static_cast<tree::expression const &>(child));
    else if (!tree::is_statement(child.kind))
      (void)evaluate_children(child, value_id::unknown);
  };
  tree::for_each_child(any, visit);
  return result;
}

PRODREVIEW_INLINE auto interpreter::evaluate_constant(tree::constant const &it) -> value_id {
  auto &known = constants_[it.range.begin % constants_.size()];
  if (known.first != &it) known = {&it, read_constant(it)};
  return known.second;
}

PRODREVIEW_INLINE auto interpreter::read_constant(tree::constant const &it) -> value_id {
  using tree::constant_kind;
  auto const literal = [this](constant_value value) {
    return known_.apply(operation::literal{std::move(value)});
  };
  switch (it.what) {
  case constant_kind::none: return literal(none_constant{});
  case constant_kind::true_: return literal(true);
  case constant_kind::false_: return literal(false);
  case constant_kind::ellipsis: return known_.of_kind({kind::ellipsis, 0});
  case constant_kind::integer: {
    auto const digits = in_.literals->integer_text(in_.text(it));
    std::int64_t number = 0;
    auto const end = digits.data() + digits.size();
    auto const read = std::from_chars(digits.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end) return literal(number);
    return known_.of_kind({kind::integer, 0});
  }
  case constant_kind::floating: return literal(in_.literals->floating_value(in_.text(it)));
  case constant_kind::imaginary: return known_.of_kind({kind::complex, 0});
  case constant_kind::string: {
    constexpr std::uint32_t longest = 64;
    if (it.range.end - it.range.begin > longest) return known_.of_kind({kind::string, 0});
    return literal(in_.literals->string_value(in_, it));
  }
  case constant_kind::bytes: return known_.of_kind({kind::bytes, 0});
  }
  return value_id::unknown;
}

/// `a and b` is `a` or `b`; `b` is evaluated only where `a` lets it.
PRODREVIEW_INLINE auto interpreter::evaluate_bool_op(tree::bool_op const &it) -> value_id {
  auto const is_and = it.op == tree::boolean_operator::and_;
  auto const mark = state_.mark();
  auto result = value_id::unbound;
  for (std::size_t i = 0; i < it.values.size(); ++i) {
    auto value = evaluate(*it.values[i]);
    auto const is_last = i + 1 == it.values.size();
    tell(test_event{*it.values[i], value});
    // `x or y` gives `x` only where it is true, so never None.
    if (!is_last && !is_and) value = without_none(value);
    result = known_.join(result, value);
    if (!is_last) assume(*it.values[i], is_and);
  }
  branch const ways[2]{state_.take(mark), {}};
  state_.meet(known_, ways);
  return result;
}

PRODREVIEW_INLINE auto interpreter::without_none(value_id of) -> value_id {
  auto const all = known_.kinds(of);
  if (!all.has(kind::none) || all.count == 1) return of;
  sorts kept;
  for (auto const &it : all)
    if (it.is != kind::none) (void)kept.add(it);
  return known_.with<kind_domain>(of, known_.store<kind_domain>().any_of(kept));
}

PRODREVIEW_INLINE auto interpreter::evaluate_bin_op(tree::bin_op const &it) -> value_id {
  operand left{evaluate(*it.first), it.first};
  for (auto const &step : it.rest) {
    operand const right{evaluate(*step.value), step.value};
    left = {combine(it, step.op, left, right), &it};
  }
  return left.value;
}

PRODREVIEW_INLINE auto interpreter::evaluate_unary_op(tree::unary_op const &it) -> value_id {
  operand const of{evaluate(*it.operand), it.operand};
  if (it.op == tree::unary_operator::not_) tell(test_event{*it.operand, of.value});
  auto const is_operator =
      it.op == tree::unary_operator::minus || it.op == tree::unary_operator::invert;
  if (!is_tensor(of.value) || !is_operator) return known_.apply(operation::unary{it.op, of.value});
  auto const *const row =
      operator_named(it.op == tree::unary_operator::minus ? "neg" : "bitwise_not", in_torch);
  return apply_row(it, *row, {{&of, 1}, {}, false});
}

PRODREVIEW_INLINE auto interpreter::evaluate_compare(tree::compare const &it) -> value_id {
  operand left{evaluate(*it.left), it.left};
  auto result = value_id::unbound;
  for (std::size_t i = 0; i < it.ops.size(); ++i) {
    operand const right{evaluate(*it.comparators[i]), it.comparators[i]};
    result = known_.join(result, compare(it, it.ops[i], left, right));
    left = right;
  }
  return result;
}

PRODREVIEW_INLINE auto interpreter::compare(tree::compare const &node, tree::comparison op,
                                            operand left, operand right) -> value_id {
  auto const is_elementwise = op != tree::comparison::is && op != tree::comparison::is_not &&
                              op != tree::comparison::in && op != tree::comparison::not_in;
  if (is_elementwise && (is_tensor(left.value) || is_tensor(right.value))) {
    static operator_row const *const row = operator_named("eq", in_torch);
    std::array const both{left, right};
    return apply_row(node, *row, {both, {}, false});
  }
  auto const result = known_.apply(operation::compared{op, left.value, right.value});
  tell(compare_event{node, op, left, right, result});
  return result;
}

PRODREVIEW_INLINE auto interpreter::evaluate_if_exp(tree::if_exp const &it) -> value_id {
  tell(test_event{*it.test, evaluate(*it.test)});
  auto const mark = state_.mark();
  auto result = value_id::unbound;
  branch ways[2];
  for (auto const taken : {true, false}) {
    assume(*it.test, taken);
    result = known_.join(result, evaluate(taken ? *it.body : *it.orelse));
    ways[taken ? 0 : 1] = state_.take(mark);
  }
  state_.meet(known_, ways);
  return result;
}

PRODREVIEW_INLINE auto interpreter::evaluate_subscript(tree::subscript const &it) -> value_id {
  operand const of{evaluate(*it.value), it.value};
  operand const index{evaluate(*it.slice), it.slice};
  auto const kinds = known_.kinds(of.value);
  if (kinds.is_only(kind::tensor)) {
    static operator_row const *const row = operator_named("take", in_torch);
    std::array const both{of, index};
    return apply_row(it, *row, {both, {}, false});
  }
  if (kinds.is_only(kind::unknown)) return of.value;
  auto const is_slice = it.slice->kind == tree::node_kind::slice;
  if (kinds.is_only(kind::string)) return known_.of_kind({kind::string, 0});
  if (kinds.is_only(kind::list)) return is_slice ? of.value : element_of(of.value);
  if (kinds.is_only(kind::tuple) && !is_slice)
    return part_of(of.value, element_of_tuple(kinds.all[0], index.value));
  if (kinds.is_only(kind::tuple))
    return known_.with<kind_domain>(of.value, tuple_of_any(known_.any_element(kinds.all[0])));
  if (kinds.is_only(kind::instance))
    if (auto const held = held_module(kinds.all[0], of.value)) return is_slice ? of.value : *held;
  if (kinds.is_only(kind::dict)) return part_of(of.value, known_element(kinds.all[0]));
  return known_.unknown(cause::element);
}

PRODREVIEW_INLINE auto interpreter::element_of_tuple(sort tuple, value_id index) -> value_id {
  auto const &store = known_.store<kind_domain>();
  if (auto const each = store.repeated(tuple); each != value_id::unbound) return each;
  auto const elements = store.elements(tuple);
  auto const *const constant = known_.constant(index);
  auto const *const number = constant == nullptr ? nullptr : std::get_if<std::int64_t>(constant);
  auto const count = static_cast<std::int64_t>(elements.size());
  if (number == nullptr || *number >= count || *number < -count)
    return known_.unknown(cause::element);
  return elements[static_cast<std::size_t>(*number < 0 ? *number + count : *number)];
}

PRODREVIEW_INLINE auto interpreter::evaluate_attribute(tree::attribute const &it, bool is_called)
    -> value_id {
  operand const of{evaluate(*it.value), it.value};
  auto const result = value_of_member(it, of);
  tell(attribute_event{it, of, result, is_called});
  return result;
}

PRODREVIEW_INLINE auto interpreter::evaluate_display(tree::many<tree::expression> elements, kind of)
    -> value_id {
  auto joined = value_id::unbound;
  for (auto const *it : elements) {
    auto const value = evaluate(*it);
    auto const is_open = it->kind == tree::node_kind::starred;
    joined = known_.join(joined, is_open ? known_.unknown(cause::element) : value);
  }
  return known_.of_kind(container_of(of, joined));
}

/// A key that is null unpacks another dict.
PRODREVIEW_INLINE auto interpreter::evaluate_dict(tree::dict const &it) -> value_id {
  auto joined = value_id::unbound;
  for (std::size_t i = 0; i < it.values.size(); ++i) {
    auto const is_open = it.keys[i] == nullptr;
    if (!is_open) (void)evaluate(*it.keys[i]);
    auto const value = evaluate(*it.values[i]);
    joined = known_.join(joined, is_open ? known_.unknown(cause::element) : value);
  }
  return known_.of_kind(container_of(kind::dict, joined));
}

PRODREVIEW_INLINE auto interpreter::evaluate_tuple(tree::many<tree::expression> elements)
    -> value_id {
  std::vector<value_id> values;
  auto is_open = false;
  for (auto const *it : elements) {
    values.push_back(evaluate(*it));
    is_open = is_open || it->kind == tree::node_kind::starred;
  }
  if (is_open) return known_.of_kind({kind::tuple, 0});
  return known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(values)});
}

/// The body runs where it is written, with nothing known of its parameters.
PRODREVIEW_INLINE auto interpreter::evaluate_lambda(tree::lambda const &it) -> value_id {
  auto const mark = state_.mark();
  frames_.push_back({});
  if (auto const *scope = scope_of_.find(&it)) current().home = *scope;
  for (auto const *one : it.args->defaults) (void)evaluate(*one);
  for (auto const *one : it.args->args) bind_by(*one, {known_.unknown(cause::parameter), one});
  (void)evaluate(*it.body);
  frames_.pop_back();
  (void)state_.take(mark);
  auto const symbol = known_.named.defined(it, {});
  return known_.of_kind({kind::function, static_cast<std::uint32_t>(symbol)});
}

template <class Yield>
auto interpreter::evaluate_comprehension(tree::many<tree::comprehension> generators, Yield element)
    -> value_id {
  auto const mark = state_.mark();
  for (auto const *it : generators) {
    operand const over{evaluate(*it->iter), it->iter};
    assign(*it->target, {element_of(over.value), it->iter});
    for (auto const *test : it->ifs) {
      tell(test_event{*test, evaluate(*test)});
      assume(*test, true);
    }
  }
  auto const result = element();
  branch const ways[2]{state_.take(mark), {}};
  state_.meet(known_, ways);
  return result == value_id::unbound ? value_id::unknown : result;
}

} // namespace prodreview::flow
