// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/returned_values.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

/// Takes apart what a `return` gives, in a bounded number of steps.
class return_reader {
public:
  explicit return_reader(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto read(tree::return_ const &of) -> returned_values {
    returned_values read;
    if (of.value == nullptr)
      read.elements.push_back(nullptr);
    else
      read.is_known = add_result(*of.value, read.elements);
    read.is_known = (read.is_known || of.value == nullptr) && read.elements.size() <= most;
    return read;
  }

private:
  using elements = std::vector<tree::expression const *>;
  static constexpr std::size_t most = 1024;

  /// A list is no tuple: autograd takes it for one value, of the wrong type.
  [[nodiscard]] auto add_result(tree::expression const &any, elements &to) -> bool {
    if (steps_-- <= 0 || any.kind == tree::node_kind::list) return false;
    if (is_single(any)) {
      to.push_back(&any);
      return true;
    }
    if (auto const *it = tree::as<tree::call>(&any); it && add_results_of(*it, to)) return true;
    return add_elements(any, to);
  }

  [[nodiscard]] auto add_elements(tree::expression const &any, elements &to) -> bool {
    if (steps_-- <= 0) return false;
    switch (any.kind) {
    case tree::node_kind::tuple: return add_each(static_cast<tree::tuple const &>(any).elts, to);
    case tree::node_kind::list: return add_each(static_cast<tree::list const &>(any).elts, to);
    case tree::node_kind::bin_op: return add_chain(static_cast<tree::bin_op const &>(any), to);
    case tree::node_kind::if_exp: return add_either(static_cast<tree::if_exp const &>(any), to);
    case tree::node_kind::name: return add_held(static_cast<tree::name const &>(any), to);
    case tree::node_kind::call: return add_converted(static_cast<tree::call const &>(any), to);
    default: return false;
    }
  }

  [[nodiscard]] auto add_each(tree::many<tree::expression> all, elements &to) -> bool {
    for (auto const *it : all) {
      auto const *const unpacked = tree::as<tree::starred>(it);
      if (unpacked == nullptr)
        to.push_back(it);
      else if (!add_elements(*unpacked->value, to))
        return false;
    }
    return true;
  }

  /// `(a, b) + (None,) * 3`
  [[nodiscard]] auto add_chain(tree::bin_op const &chain, elements &to) -> bool {
    if (chain.rest[0].op == tree::binary_operator::mult)
      return chain.rest.size() == 1 && add_repeated(chain, to);
    if (!add_elements(*chain.first, to)) return false;
    for (auto const &step : chain.rest)
      if (step.op != tree::binary_operator::add || !add_elements(*step.value, to)) return false;
    return true;
  }

  [[nodiscard]] auto add_repeated(tree::bin_op const &product, elements &to) -> bool {
    auto const *const right = product.rest[0].value;
    auto const is_count_first = small_integer(in_, product.first).has_value();
    auto const times = small_integer(in_, is_count_first ? product.first : right);
    elements once;
    if (!times || !add_elements(is_count_first ? *right : *product.first, once)) return false;
    for (std::size_t i = 0; i < *times && to.size() <= most; ++i)
      to.insert(to.end(), once.begin(), once.end());
    return true;
  }

  [[nodiscard]] auto add_either(tree::if_exp const &choice, elements &to) -> bool {
    elements first;
    elements second;
    if (!add_result(*choice.body, first) || !add_result(*choice.orelse, second)) return false;
    if (first.size() != second.size()) return false;
    to.insert(to.end(), first.size(), nullptr);
    return true;
  }

  [[nodiscard]] auto add_held(tree::name const &name, elements &to) -> bool {
    auto const *const value = tree::only_value(in_, name);
    return value != nullptr && !may_change_size(name) && add_elements(*value, to);
  }

  /// `tuple(grads)`
  [[nodiscard]] auto add_converted(tree::call const &call, elements &to) -> bool {
    return call.args.size() == 1 && call.keywords.empty() &&
           tree::is_named(in_, *call.func, {"builtins.tuple", "builtins.list"}) &&
           add_elements(*call.args[0], to);
  }

  /// What is held is a list that some method may extend.
  [[nodiscard]] auto may_change_size(tree::name const &name) const -> bool {
    auto const *const variable = in_.bindings.variable_of(name);
    return tree::find_node(scope_of(in_, *variable), [&](tree::node const &any) {
             auto const *const method = tree::as<tree::attribute>(&any);
             return method != nullptr && is_variable(in_, method->value, variable);
           }) != nullptr;
  }

  [[nodiscard]] auto is_single(tree::expression const &any) -> bool {
    if (steps_-- <= 0) return false;
    if (any.kind == tree::node_kind::constant || is_tensor_expression(in_, any)) return true;
    auto const *const name = tree::as<tree::name>(&any);
    auto const *const variable = name == nullptr ? nullptr : in_.bindings.variable_of(*name);
    if (variable == nullptr || variable->bound_elsewhere) return false;
    auto is_given = false;
    for (auto const index : variable->bound_at) {
      auto const &by = in_.bindings.all[index];
      if (by.kind == tree::binding_kind::annotation || by.kind == tree::binding_kind::augmented)
        continue;
      if (by.value == nullptr || !is_single(*by.value)) return false;
      is_given = true;
    }
    return is_given;
  }

  /// All values of a plain function of the unit, where each `return` gives as many.
  [[nodiscard]] auto add_results_of(tree::call const &call, elements &to) -> bool {
    auto const *const name = tree::as<tree::name>(call.func);
    auto const *const by = name == nullptr ? nullptr : tree::only_binding(in_, *name);
    auto const *const callee = by == nullptr ? nullptr : tree::as<tree::function_def>(by->by);
    if (callee == nullptr || !callee->decorator_list.empty()) return false;
    std::size_t size = 0;
    auto const disagrees = [&](tree::node const &any) {
      if (any.kind == tree::node_kind::yield || any.kind == tree::node_kind::yield_from)
        return true;
      auto const *const given = tree::as<tree::return_>(&any);
      if (given == nullptr) return false;
      elements values;
      auto const is_known = given->value != nullptr && add_result(*given->value, values);
      auto const is_first = size == 0;
      if (is_first) size = values.size();
      return !is_known || values.empty() || values.size() != size;
    };
    auto const is_inner = [&](tree::node const &any) {
      return &any != callee && (tree::as_function(&any) || any.kind == tree::node_kind::lambda);
    };
    if (tree::find_node(*callee, disagrees, is_inner) != nullptr || size == 0) return false;
    to.insert(to.end(), size, nullptr);
    return true;
  }

  tree::unit const &in_;
  int steps_ = 256;
};

} // namespace detail

PRODREVIEW_INLINE auto values_of(tree::unit const &in, tree::return_ const &of) -> returned_values {
  return detail::return_reader{in}.read(of);
}

} // namespace prodreview::rules
