// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/nodes.hpp>

namespace prodreview::tree {

namespace detail {
/// Calls `f` for each child that is there.
template <class F> struct children {
  F &f;
  void operator()(node const *one) const {
    if (one != nullptr) f(*one);
  }
  template <class T> void operator()(std::span<T const *const> all) const {
    for (auto const *one : all) (*this)(one);
  }
  template <class... Parts> void all(Parts const &...parts) const { ((*this)(parts), ...); }
};
} // namespace detail

/// Calls `f(T const &)` with the node as what it is.
template <class F> constexpr auto dispatch(node const &any, F &&f) -> decltype(auto) {
#define PRODREVIEW_NODE(T)                                                                         \
  case node_kind::T: return f(static_cast<T const &>(any));
  switch (any.kind) {
    PRODREVIEW_NODE(module)
    PRODREVIEW_NODE(function_def)
    PRODREVIEW_NODE(async_function_def)
    PRODREVIEW_NODE(class_def)
    PRODREVIEW_NODE(return_)
    PRODREVIEW_NODE(delete_)
    PRODREVIEW_NODE(assign)
    PRODREVIEW_NODE(type_alias)
    PRODREVIEW_NODE(aug_assign)
    PRODREVIEW_NODE(ann_assign)
    PRODREVIEW_NODE(for_)
    PRODREVIEW_NODE(async_for)
    PRODREVIEW_NODE(while_)
    PRODREVIEW_NODE(if_)
    PRODREVIEW_NODE(with)
    PRODREVIEW_NODE(async_with)
    PRODREVIEW_NODE(match)
    PRODREVIEW_NODE(raise)
    PRODREVIEW_NODE(try_)
    PRODREVIEW_NODE(try_star)
    PRODREVIEW_NODE(assert_)
    PRODREVIEW_NODE(import_)
    PRODREVIEW_NODE(import_from)
    PRODREVIEW_NODE(global)
    PRODREVIEW_NODE(nonlocal)
    PRODREVIEW_NODE(expr)
    PRODREVIEW_NODE(pass)
    PRODREVIEW_NODE(break_)
    PRODREVIEW_NODE(continue_)
    PRODREVIEW_NODE(opaque_statement)
    PRODREVIEW_NODE(bool_op)
    PRODREVIEW_NODE(named_expr)
    PRODREVIEW_NODE(bin_op)
    PRODREVIEW_NODE(unary_op)
    PRODREVIEW_NODE(lambda)
    PRODREVIEW_NODE(if_exp)
    PRODREVIEW_NODE(dict)
    PRODREVIEW_NODE(set)
    PRODREVIEW_NODE(list_comp)
    PRODREVIEW_NODE(set_comp)
    PRODREVIEW_NODE(dict_comp)
    PRODREVIEW_NODE(generator_exp)
    PRODREVIEW_NODE(await)
    PRODREVIEW_NODE(yield)
    PRODREVIEW_NODE(yield_from)
    PRODREVIEW_NODE(compare)
    PRODREVIEW_NODE(call)
    PRODREVIEW_NODE(formatted_value)
    PRODREVIEW_NODE(interpolation)
    PRODREVIEW_NODE(joined_str)
    PRODREVIEW_NODE(template_str)
    PRODREVIEW_NODE(constant)
    PRODREVIEW_NODE(attribute)
    PRODREVIEW_NODE(subscript)
    PRODREVIEW_NODE(starred)
    PRODREVIEW_NODE(name)
    PRODREVIEW_NODE(list)
    PRODREVIEW_NODE(tuple)
    PRODREVIEW_NODE(slice)
    PRODREVIEW_NODE(opaque_expression)
    PRODREVIEW_NODE(match_value)
    PRODREVIEW_NODE(match_singleton)
    PRODREVIEW_NODE(match_sequence)
    PRODREVIEW_NODE(match_mapping)
    PRODREVIEW_NODE(match_class)
    PRODREVIEW_NODE(match_star)
    PRODREVIEW_NODE(match_as)
    PRODREVIEW_NODE(match_or)
    PRODREVIEW_NODE(comprehension)
    PRODREVIEW_NODE(except_handler)
    PRODREVIEW_NODE(arguments)
    PRODREVIEW_NODE(arg)
    PRODREVIEW_NODE(keyword)
    PRODREVIEW_NODE(alias)
    PRODREVIEW_NODE(with_item)
    PRODREVIEW_NODE(match_case)
    PRODREVIEW_NODE(type_var)
    PRODREVIEW_NODE(param_spec)
    PRODREVIEW_NODE(type_var_tuple)
  }
#undef PRODREVIEW_NODE
  __builtin_unreachable();
}

/// Calls `f(node const &)` for each child, in the order in which the source has them.
/// (Two exceptions, as in CPython's fields: a parameter's default comes after all parameters, an
/// if-expression's test first.)
template <class F> void for_each_child(node const &any, F &&f) {
  detail::children<F> const visit{f};
  switch (any.kind) {
  case node_kind::module: return visit(static_cast<module const &>(any).body);
  case node_kind::function_def:
  case node_kind::async_function_def: {
    auto const &it = static_cast<function const &>(any);
    return visit.all(it.decorator_list, it.type_params, it.args, it.returns, it.body);
  }
  case node_kind::class_def: {
    auto const &it = static_cast<class_def const &>(any);
    return visit.all(it.decorator_list, it.type_params, it.bases, it.keywords, it.body);
  }
  case node_kind::return_: return visit(static_cast<return_ const &>(any).value);
  case node_kind::delete_: return visit(static_cast<delete_ const &>(any).targets);
  case node_kind::assign: {
    auto const &it = static_cast<assign const &>(any);
    return visit.all(it.targets, it.value);
  }
  case node_kind::type_alias: {
    auto const &it = static_cast<type_alias const &>(any);
    return visit.all(it.name, it.type_params, it.value);
  }
  case node_kind::aug_assign: {
    auto const &it = static_cast<aug_assign const &>(any);
    return visit.all(it.target, it.value);
  }
  case node_kind::ann_assign: {
    auto const &it = static_cast<ann_assign const &>(any);
    return visit.all(it.target, it.annotation, it.value);
  }
  case node_kind::for_:
  case node_kind::async_for: {
    auto const &it = static_cast<for_loop const &>(any);
    return visit.all(it.target, it.iter, it.body, it.orelse);
  }
  case node_kind::while_: {
    auto const &it = static_cast<while_ const &>(any);
    return visit.all(it.test, it.body, it.orelse);
  }
  case node_kind::if_: {
    auto const &it = static_cast<if_ const &>(any);
    return visit.all(it.test, it.body, it.orelse);
  }
  case node_kind::with:
  case node_kind::async_with: {
    auto const &it = static_cast<with_block const &>(any);
    return visit.all(it.items, it.body);
  }
  case node_kind::match: {
    auto const &it = static_cast<match const &>(any);
    return visit.all(it.subject, it.cases);
  }
  case node_kind::raise: {
    auto const &it = static_cast<raise const &>(any);
    return visit.all(it.exc, it.cause);
  }
  case node_kind::try_:
  case node_kind::try_star: {
    auto const &it = static_cast<try_block const &>(any);
    return visit.all(it.body, it.handlers, it.orelse, it.finalbody);
  }
  case node_kind::assert_: {
    auto const &it = static_cast<assert_ const &>(any);
    return visit.all(it.test, it.msg);
  }
  case node_kind::import_: return visit(static_cast<import_ const &>(any).names);
  case node_kind::import_from: return visit(static_cast<import_from const &>(any).names);
  case node_kind::global:
  case node_kind::nonlocal:
  case node_kind::pass:
  case node_kind::break_:
  case node_kind::continue_: return;
  case node_kind::expr: return visit(static_cast<expr const &>(any).value);
  case node_kind::opaque_statement:
    return visit(static_cast<opaque_statement const &>(any).children);
  case node_kind::bool_op: return visit(static_cast<bool_op const &>(any).values);
  case node_kind::named_expr: {
    auto const &it = static_cast<named_expr const &>(any);
    return visit.all(it.target, it.value);
  }
  case node_kind::bin_op: {
    auto const &it = static_cast<bin_op const &>(any);
    visit(it.first);
    for (auto const &step : it.rest) visit(step.value);
    return;
  }
  case node_kind::unary_op: return visit(static_cast<unary_op const &>(any).operand);
  case node_kind::lambda: {
    auto const &it = static_cast<lambda const &>(any);
    return visit.all(it.args, it.body);
  }
  case node_kind::if_exp: {
    auto const &it = static_cast<if_exp const &>(any);
    return visit.all(it.test, it.body, it.orelse);
  }
  case node_kind::dict: {
    auto const &it = static_cast<dict const &>(any);
    for (std::size_t i = 0; i < it.values.size(); ++i) visit.all(it.keys[i], it.values[i]);
    return;
  }
  case node_kind::set: return visit(static_cast<set const &>(any).elts);
  case node_kind::list_comp:
  case node_kind::set_comp:
  case node_kind::generator_exp: {
    auto const &it = static_cast<element_comprehension const &>(any);
    return visit.all(it.elt, it.generators);
  }
  case node_kind::dict_comp: {
    auto const &it = static_cast<dict_comp const &>(any);
    return visit.all(it.key, it.value, it.generators);
  }
  case node_kind::await: return visit(static_cast<await const &>(any).value);
  case node_kind::yield: return visit(static_cast<yield const &>(any).value);
  case node_kind::yield_from: return visit(static_cast<yield_from const &>(any).value);
  case node_kind::compare: {
    auto const &it = static_cast<compare const &>(any);
    return visit.all(it.left, it.comparators);
  }
  case node_kind::call: {
    auto const &it = static_cast<call const &>(any);
    return visit.all(it.func, it.args, it.keywords);
  }
  case node_kind::formatted_value: {
    auto const &it = static_cast<formatted_value const &>(any);
    return visit.all(it.value, it.format_spec);
  }
  case node_kind::interpolation: {
    auto const &it = static_cast<interpolation const &>(any);
    return visit.all(it.value, it.format_spec);
  }
  case node_kind::joined_str: return visit(static_cast<joined_str const &>(any).values);
  case node_kind::template_str: return visit(static_cast<template_str const &>(any).values);
  case node_kind::constant:
  case node_kind::name: return;
  case node_kind::attribute: return visit(static_cast<attribute const &>(any).value);
  case node_kind::subscript: {
    auto const &it = static_cast<subscript const &>(any);
    return visit.all(it.value, it.slice);
  }
  case node_kind::starred: return visit(static_cast<starred const &>(any).value);
  case node_kind::list: return visit(static_cast<list const &>(any).elts);
  case node_kind::tuple: return visit(static_cast<tuple const &>(any).elts);
  case node_kind::slice: {
    auto const &it = static_cast<slice const &>(any);
    return visit.all(it.lower, it.upper, it.step);
  }
  case node_kind::opaque_expression:
    return visit(static_cast<opaque_expression const &>(any).children);
  case node_kind::match_value: return visit(static_cast<match_value const &>(any).value);
  case node_kind::match_singleton:
  case node_kind::match_star: return;
  case node_kind::match_sequence: return visit(static_cast<match_sequence const &>(any).patterns);
  case node_kind::match_mapping: {
    auto const &it = static_cast<match_mapping const &>(any);
    for (std::size_t i = 0; i < it.keys.size(); ++i) visit.all(it.keys[i], it.patterns[i]);
    return;
  }
  case node_kind::match_class: {
    auto const &it = static_cast<match_class const &>(any);
    return visit.all(it.cls, it.patterns, it.kwd_patterns);
  }
  case node_kind::match_as: return visit(static_cast<match_as const &>(any).inner);
  case node_kind::match_or: return visit(static_cast<match_or const &>(any).patterns);
  case node_kind::comprehension: {
    auto const &it = static_cast<comprehension const &>(any);
    return visit.all(it.target, it.iter, it.ifs);
  }
  case node_kind::except_handler: {
    auto const &it = static_cast<except_handler const &>(any);
    return visit.all(it.type, it.body);
  }
  case node_kind::arguments: {
    auto const &it = static_cast<arguments const &>(any);
    return visit.all(it.posonlyargs, it.args, it.vararg, it.kwonlyargs, it.kwarg, it.defaults,
                     it.kw_defaults);
  }
  case node_kind::arg: return visit(static_cast<arg const &>(any).annotation);
  case node_kind::keyword: return visit(static_cast<keyword const &>(any).value);
  case node_kind::alias: return;
  case node_kind::with_item: {
    auto const &it = static_cast<with_item const &>(any);
    return visit.all(it.context_expr, it.optional_vars);
  }
  case node_kind::match_case: {
    auto const &it = static_cast<match_case const &>(any);
    return visit.all(it.matched, it.guard, it.body);
  }
  case node_kind::type_var: {
    auto const &it = static_cast<type_var const &>(any);
    return visit.all(it.bound, it.default_value);
  }
  case node_kind::param_spec: return visit(static_cast<param_spec const &>(any).default_value);
  case node_kind::type_var_tuple:
    return visit(static_cast<type_var_tuple const &>(any).default_value);
  }
}

} // namespace prodreview::tree
