// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/tree/resolve.hpp>

namespace prodreview::flow {

/// Only what is written as a constant decides: a flag of a module is there to be changed.
PRODREVIEW_INLINE auto interpreter::literal_truth(tree::expression const &test) const
    -> std::optional<bool> {
  auto const *const it = tree::as<tree::constant>(&test);
  if (it == nullptr) return std::nullopt;
  if (it->what == tree::constant_kind::true_) return true;
  if (it->what == tree::constant_kind::false_ || it->what == tree::constant_kind::none)
    return false;
  if (it->what == tree::constant_kind::integer) return in_.text(*it) != "0";
  return std::nullopt;
}

/// What a test says of the values in it, where it holds or where it does not.
PRODREVIEW_INLINE void interpreter::assume(tree::expression const &test, bool holds) {
  if (auto const *it = tree::as<tree::unary_op>(&test);
      it != nullptr && it->op == tree::unary_operator::not_)
    return assume(*it->operand, !holds);
  if (auto const *it = tree::as<tree::bool_op>(&test)) {
    if ((it->op == tree::boolean_operator::and_) == holds)
      for (auto const *part : it->values) assume(*part, holds);
    return;
  }
  if (auto const *it = tree::as<tree::compare>(&test); it != nullptr && it->ops.size() == 1) {
    auto const *const to = tree::as<tree::constant>(it->comparators[0]);
    auto const is_none = to != nullptr && to->what == tree::constant_kind::none;
    if (!is_none) return;
    if (it->ops[0] == tree::comparison::is) assume_none(*it->left, holds);
    if (it->ops[0] == tree::comparison::is_not) assume_none(*it->left, !holds);
    return;
  }
  if (auto const *it = tree::as<tree::call>(&test)) return assume_instance(*it, holds);
  // What is true is not None.
  if (holds) assume_none(test, false);
}

PRODREVIEW_INLINE void interpreter::assume_none(tree::expression const &any, bool is_none) {
  auto const place = place_of(any);
  if (!place) return;
  auto const before = state_[*place];
  auto value = before.value == value_id::unbound ? evaluate_quietly(any) : before.value;
  if (is_none) {
    // A parameter that may be anything is None here.
    if (known_.is(value, kind::unknown) || known_.kinds(value).has(kind::none))
      value = known_.apply(operation::literal{none_constant{}});
  } else {
    value = without_none(value);
  }
  if (value != before.value) state_.write(*place, {value, before.origin});
}

PRODREVIEW_INLINE auto interpreter::evaluate_quietly(tree::expression const &any) -> value_id {
  ++quiet_;
  auto const value = evaluate(any);
  --quiet_;
  return value;
}

PRODREVIEW_INLINE void interpreter::assume_instance(tree::call const &test, bool holds) {
  auto const is_instance = tree::is_named(in_, *test.func, {"builtins.isinstance"});
  auto const is_tensor_test = tree::is_named(in_, *test.func, {"torch.is_tensor"});
  if (test.args.size() != (is_instance ? 2U : 1U) || (!is_instance && !is_tensor_test)) return;
  auto const place = place_of(*test.args[0]);
  if (!place) return;
  auto const before = state_[*place].value == value_id::unbound ? evaluate_quietly(*test.args[0])
                                                                : state_[*place].value;
  auto const declared =
      is_instance ? value_of_class_info(*test.args[1]) : known_.of_kind({kind::tensor, 0});
  auto const wanted = known_.kinds(declared);
  if (wanted.has(kind::unknown)) {
    // Some class that we do not know: what was known of the alternatives need not hold.
    if (holds) state_.write(*place, {known_.unknown(cause::none), state_[*place].origin});
    return;
  }
  auto const of = known_.kinds(before);
  if (holds && is_any_module(of)) {
    state_.write(*place, {lying_at(declared, before), state_[*place].origin});
    return;
  }
  sorts kept;
  for (auto const &it : of)
    if (wanted.has(it.is) == holds) (void)kept.add(it);
  if (of.has(kind::unknown)) {
    if (holds) state_.write(*place, {declared, &test});
  } else if (holds && kept.count == 0) {
    // The test knows better.
    state_.write(*place, {known_.unknown(cause::none), state_[*place].origin});
  } else if (kept.count != 0 && kept.count != of.count) {
    state_.write(*place,
                 {known_.with<kind_domain>(before, known_.store<kind_domain>().any_of(kept)),
                  state_[*place].origin});
  }
}

/// A module of which nothing else is known: what `modules()` runs over.
PRODREVIEW_INLINE auto interpreter::is_any_module(sorts const &of) const -> bool {
  return of.is_only(kind::instance) &&
         known_.named[symbol_id{of.all[0].detail}].name == "torch.nn.Module";
}

/// What `isinstance` is asked for: a class, or a tuple of classes.
PRODREVIEW_INLINE auto interpreter::value_of_class_info(tree::expression const &any) -> value_id {
  auto const *const several = tree::as<tree::tuple>(&any);
  if (several == nullptr) return value_of_annotation(any);
  auto joined = value_id::unbound;
  for (auto const *it : several->elts) joined = known_.join(joined, value_of_annotation(*it));
  return joined == value_id::unbound ? value_id::unknown : joined;
}

} // namespace prodreview::flow
