// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/tree/resolve.hpp>

/// Modules that hold modules: `Sequential`, `ModuleList`, `ModuleDict`. What one holds belongs to
/// the call that makes it, which stands for its class; it only grows while the unit runs.
namespace prodreview::flow {

PRODREVIEW_INLINE auto interpreter::make_container(tree::call const &it, symbol_id of_class,
                                                   call_operands const &given) -> value_id {
  auto const symbol = known_.named.defined(it, known_.named[of_class].name);
  auto const is_sequence = known_.named[symbol].name == "torch.nn.Sequential";
  auto last = given.spread;
  hold(symbol, given.spread);
  for (auto const &one : given.placed) {
    auto const is_mapping = known_.is(one.value, kind::dict);
    last = is_sequence && !is_mapping ? one.value : module_in(one.value);
    hold(symbol, last);
  }
  auto const ends_open = !it.args.empty() && it.args.back()->kind == tree::node_kind::starred;
  end_with(symbol, ends_open ? given.spread : last);
  return left_on_default(it, known_.of_kind({kind::instance, static_cast<std::uint32_t>(symbol)}));
}

PRODREVIEW_INLINE void interpreter::hold(symbol_id container, value_id module) {
  auto &held = contents_[container];
  held.any = known_.join(held.any, module);
}

PRODREVIEW_INLINE void interpreter::end_with(symbol_id container, value_id module) {
  auto &held = contents_[container];
  held.last = known_.join(held.last, module);
}

/// What a list or a dict of modules that is passed holds.
PRODREVIEW_INLINE auto interpreter::module_in(value_id passed) -> value_id {
  auto const of = known_.kinds(passed);
  return of.is_only(kind::dict) ? known_element(of.all[0]) : element_of(passed);
}

/// Any of the modules, which lie where their container does; nothing where it is no container that
/// the unit makes.
PRODREVIEW_INLINE auto interpreter::held_module(sort container, value_id whole)
    -> std::optional<value_id> {
  auto const found = contents_.find(symbol_id{container.detail});
  if (found == contents_.end()) return std::nullopt;
  auto const any = found->second.any;
  if (any == value_id::unbound || known_.kinds(any).has(kind::unknown))
    return known_.unknown(cause::element);
  return lying_at(any, whole);
}

/// A sequence gives what its last module makes of a tensor.
PRODREVIEW_INLINE auto interpreter::run_sequence(tree::call const &it, symbol_id container,
                                                 call_operands const &given) -> value_id {
  auto const found = contents_.find(container);
  auto const last = found == contents_.end() ? value_id::unbound : found->second.last;
  if (last == value_id::unbound || given.placed.size() != 1) return known_.unknown(cause::call);
  auto input = given.placed[0];
  if (!is_tensor(input.value) && !known_.kinds(input.value).has(kind::unknown))
    return known_.unknown(cause::call);
  input.value = known_.with<kind_domain>(input.value, kind_store::only({kind::tensor, 0}));
  call_operands passed;
  passed.placed.push_back(input);
  // The steps in between would be told of as if they stood here.
  ++quiet_;
  auto const result = call_value(it, {last, it.func}, passed);
  --quiet_;
  return result;
}

/// The methods with which a container gets and gives modules.
PRODREVIEW_INLINE auto interpreter::call_module_container(sort of, operand container,
                                                          std::string_view method,
                                                          call_operands const &given)
    -> std::optional<value_id> {
  auto const any = held_module(of, container.value);
  if (!any) return std::nullopt;
  auto const gets_one = tree::is_one_of(method, {"append", "insert", "add_module"});
  if ((gets_one || method == "extend" || method == "update") && !given.placed.empty()) {
    auto const got = given.placed[given.placed.size() - 1].value;
    auto const module = gets_one ? got : module_in(got);
    hold(symbol_id{of.detail}, module);
    end_with(symbol_id{of.detail}, module);
    return container.value;
  }
  auto const string = known_.of_kind({kind::string, 0});
  if (method == "pop") return any;
  if (method == "values" || method == "children") return iterator_over(*any);
  if (method == "keys") return iterator_over(string);
  if (method == "items" || method == "named_children") {
    std::array const pair{string, *any};
    return iterator_over(known_.of_kind(known_.store<kind_domain>().tuple_of(pair)));
  }
  return std::nullopt;
}

} // namespace prodreview::flow
