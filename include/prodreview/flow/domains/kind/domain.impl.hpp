// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto only(kind it, std::uint32_t what = 0) -> kind_id {
  return kind_store::only({it, what});
}

[[nodiscard]] inline auto tensor_of(meaning it) -> kind_id {
  return only(kind::tensor, static_cast<std::uint32_t>(it));
}

[[nodiscard]] inline auto unknown_kind(cause why) -> kind_id {
  return only(kind::unknown, static_cast<std::uint32_t>(why));
}

[[nodiscard]] inline auto is_container(kind it) -> bool {
  return it == kind::list || it == kind::set || it == kind::dict || it == kind::iterator;
}

[[nodiscard]] inline auto tuple_of_any(memory &in, value_id element) -> kind_id {
  if (element == value_id::unbound) return only(kind::tuple);
  return in.store<kind_domain>().tuple_of_any(element);
}

/// Two tuples of one length, element by element; of others, what holds for every element.
[[nodiscard]] inline auto join_tuples(memory &in, sort a, sort b) -> sort {
  auto const left = in.store<kind_domain>().elements(a);
  auto const right = in.store<kind_domain>().elements(b);
  if (left.size() != right.size() || left.empty()) {
    auto const first = in.any_element(a);
    auto const second = in.any_element(b);
    if (first == value_id::unbound || second == value_id::unbound) return {kind::tuple, 0};
    auto const made = in.store<kind_domain>().tuple_of_any(in.join(first, second));
    return in.store<kind_domain>().alternatives(made).all[0];
  }
  std::vector<value_id> joined(left.begin(), left.end());
  auto const others = std::vector<value_id>(right.begin(), right.end());
  for (std::size_t i = 0; i < joined.size(); ++i) joined[i] = in.join(joined[i], others[i]);
  auto const made = in.store<kind_domain>().tuple_of(joined);
  return in.store<kind_domain>().alternatives(made).all[0];
}

/// Two sorts that differ in detail only, as one.
[[nodiscard]] inline auto join_details(memory &in, sort a, sort b) -> sort {
  if (a.is == kind::tuple) return join_tuples(in, a, b);
  if (!is_container(a.is)) return {a.is, 0};
  return container_of(a.is, in.join(element_value(a), element_value(b)));
}

/// Whether two sorts of one kind are alternatives, or one sort with less detail.
[[nodiscard]] inline auto have_common_form(kind it) -> bool {
  return it == kind::tensor || it == kind::tuple || is_container(it);
}

[[nodiscard]] inline auto join_sets(memory &in, sorts a, sorts const &b) -> kind_id {
  for (auto const &more : b) {
    auto *const same = std::find_if(a.all.begin(), a.all.begin() + a.count, [&](sort it) {
      return it.is == more.is && have_common_form(it.is);
    });
    if (same != a.all.begin() + a.count) {
      if (!(*same == more)) *same = join_details(in, *same, more);
    } else if (!a.add(more)) {
      return unknown_kind(cause::join);
    }
  }
  return in.store<kind_domain>().any_of(a);
}

enum class axis_given : std::uint8_t { no, yes, unknown };

/// Whether `max`, `min` or `median` is told an axis: `x.max(1)`, `x.max(dim=1)`, but not
/// `x.max(other)`.
[[nodiscard]] inline auto axis_of_extremum(memory const &in, operation::tensor_operation const &it)
    -> axis_given {
  if (it.given.is_open) return axis_given::unknown;
  if (it.given.named_as("dim")) return axis_given::yes;
  if (it.given.named_as("other")) return axis_given::no;
  if (it.given.placed.size() < 2)
    return it.given.named.empty() ? axis_given::no : axis_given::unknown;
  auto const second = in.kinds(it.given.placed[1].value);
  if (second.is_only(kind::integer)) return axis_given::yes;
  return second.is_only(kind::tensor) ? axis_given::no : axis_given::unknown;
}

/// What a recurrent layer gives: outputs and the last state. Outputs of a packed sequence are
/// packed.
[[nodiscard]] inline auto kind_of_recurrent(memory &in, operation::tensor_operation const &it)
    -> kind_id {
  auto const tensor = in.of_kind({kind::tensor, 0});
  auto const is_tensor = !it.inputs.empty() && in.is(it.inputs[0].value, kind::tensor);
  auto const both =
      in.apply(operation::of_kind{in.store<kind_domain>().tuple_of(std::array{tensor, tensor})});
  auto const state = it.row.name == "LSTM" ? both : tensor;
  auto const outputs = is_tensor ? tensor : in.unknown(cause::call);
  return in.store<kind_domain>().tuple_of(std::array{outputs, state});
}

/// The kind of what an operator gives.
[[nodiscard]] inline auto kind_of_form(memory &in, operation::tensor_operation const &it)
    -> kind_id {
  auto const tensor = [&](meaning means) {
    return in.of_kind({kind::tensor, static_cast<std::uint32_t>(means)});
  };
  auto const pair = [&] {
    return in.store<kind_domain>().tuple_of(
        std::array{tensor(it.row.means), tensor(meaning::indices)});
  };
  switch (it.row.gives) {
  case form::tensor: return tensor_of(it.row.means);
  case form::pair: return pair();
  case form::several: return tuple_of_any(in, tensor(it.row.means));
  case form::recurrent: return kind_of_recurrent(in, it);
  case form::boolean: return only(kind::boolean);
  case form::integer: return only(kind::integer);
  case form::floating: return only(kind::floating);
  case form::ndarray: return only(kind::ndarray);
  case form::list: return only(kind::list);
  case form::string: return only(kind::string);
  case form::none: return only(kind::none);
  case form::device: return only(kind::device);
  case form::dtype: return only(kind::dtype);
  case form::size: return tuple_of_any(in, in.of_kind({kind::integer, 0}));
  case form::tensor_or_pair:
    switch (axis_of_extremum(in, it)) {
    case axis_given::no: return tensor_of(meaning::none);
    case axis_given::yes: return pair();
    case axis_given::unknown: return unknown_kind(cause::call);
    }
    return unknown_kind(cause::call);
  case form::number:
  case form::unknown: return unknown_kind(cause::call);
  }
  return unknown_kind(cause::call);
}

[[nodiscard]] inline auto tensor_means(memory const &in, value_id it) -> meaning {
  auto const of = in.kinds(it);
  return of.is_only(kind::tensor) ? static_cast<meaning>(of.all[0].detail) : meaning::none;
}

/// A product of probabilities, and `1 - sigmoid(x)`, which is `sigmoid(-x)`, are probabilities.
[[nodiscard]] inline auto still_probabilities(memory const &in, operation::pointwise const &it)
    -> bool {
  auto const are_probabilities = [](meaning means) {
    return means == meaning::softmax || means == meaning::sigmoid;
  };
  if (it.inputs.size() != 2) return false;
  auto const right = tensor_means(in, it.inputs[1].value);
  if (it.row.name == "mul")
    return are_probabilities(tensor_means(in, it.inputs[0].value)) && are_probabilities(right);
  auto const *const from = in.constant(it.inputs[0].value);
  return it.row.name == "sub" && right == meaning::sigmoid && from != nullptr &&
         (*from == constant_value{std::int64_t{1}} || *from == constant_value{1.0});
}

/// What the elements of the input mean: a view of probabilities holds probabilities.
[[nodiscard]] inline auto meaning_of(memory const &in, operation::tensor_operation const &it)
    -> meaning {
  if (it.inputs.empty()) return meaning::none;
  auto const means = tensor_means(in, it.inputs[0].value);
  // Another tensor is no parameter, and may have dims.
  return means == meaning::parameter || means == meaning::scalar ? meaning::none : means;
}

} // namespace detail

PRODREVIEW_INLINE auto kind_domain::join(memory &in, kind_id a, kind_id b) -> kind_id {
  if (a == b) return a;
  auto const &store = in.store<kind_domain>();
  auto const left = store.alternatives(a);
  auto const right = store.alternatives(b);
  if (left.has(kind::unknown)) return a;
  if (right.has(kind::unknown)) return b;
  return detail::join_sets(in, left, right);
}

PRODREVIEW_INLINE auto kind_domain::widen(memory &in, kind_id a, kind_id b) -> kind_id {
  return join(in, a, b) == a ? a : detail::unknown_kind(cause::join);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::tensor_operation const &it,
                                             components const &) -> kind_id {
  return detail::kind_of_form(in, it);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::pointwise const &it,
                                             components const &) -> kind_id {
  return detail::still_probabilities(in, it)
             ? detail::tensor_of(detail::tensor_means(in, it.inputs[1].value))
             : detail::kind_of_form(in, it);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::view const &it,
                                             components const &) -> kind_id {
  return detail::tensor_of(detail::meaning_of(in, it));
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::copy const &it,
                                             components const &) -> kind_id {
  return detail::tensor_of(detail::meaning_of(in, it));
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::index const &it,
                                             components const &) -> kind_id {
  return detail::tensor_of(detail::meaning_of(in, it));
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::split const &it,
                                             components const &) -> kind_id {
  auto const means = static_cast<std::uint32_t>(detail::meaning_of(in, it));
  return detail::tuple_of_any(in, in.of_kind({kind::tensor, means}));
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::cast const &it,
                                             components const &) -> kind_id {
  return detail::tensor_of(detail::meaning_of(in, it));
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::creation const &it,
                                             components const &) -> kind_id {
  auto const is_of_host =
      it.row.name == "tensor" || it.row.name == "as_tensor" || it.row.name == "scalar_tensor";
  if (!is_of_host || it.given.placed.empty()) return detail::kind_of_form(in, it);
  auto const from = in.kinds(it.given.placed[0].value);
  auto const is_number =
      from.is_only(kind::integer) || from.is_only(kind::floating) || from.is_only(kind::boolean);
  return detail::tensor_of(is_number ? meaning::scalar : meaning::none);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &, operation::literal const &it,
                                             components const &) -> kind_id {
  constexpr std::array of{kind::none, kind::boolean, kind::integer, kind::floating, kind::string};
  return detail::only(of[it.value.index()]);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &, operation::of_kind const &it,
                                             components const &) -> kind_id {
  return it.kind;
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &, operation::passed const &it,
                                             components const &) -> kind_id {
  return it.declared;
}

namespace detail {

[[nodiscard]] inline auto is_number(sorts const &of) -> bool {
  return of.is_only(kind::integer) || of.is_only(kind::floating) || of.is_only(kind::boolean);
}

[[nodiscard]] inline auto arithmetic_of_numbers(tree::binary_operator op, sorts const &left,
                                                sorts const &right) -> kind_id {
  using tree::binary_operator;
  if (op == binary_operator::mat_mult) return unknown_kind(cause::call);
  if (op == binary_operator::div) return only(kind::floating);
  // A negative exponent makes a float of integers.
  if (op == binary_operator::pow && !left.is_only(kind::floating) && !right.is_only(kind::floating))
    return unknown_kind(cause::none);
  auto const is_float = left.is_only(kind::floating) || right.is_only(kind::floating);
  return only(is_float ? kind::floating : kind::integer);
}

[[nodiscard]] inline auto sum_of_tuples(memory &in, sort left, sort right) -> kind_id {
  auto const first = in.any_element(left);
  auto const second = in.any_element(right);
  if (first == value_id::unbound || second == value_id::unbound) return only(kind::tuple);
  return tuple_of_any(in, in.join(first, second));
}

} // namespace detail

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::arithmetic const &it,
                                             components const &) -> kind_id {
  using tree::binary_operator;
  auto const left = in.kinds(it.left);
  auto const right = in.kinds(it.right);
  if (detail::is_number(left) && detail::is_number(right))
    return detail::arithmetic_of_numbers(it.op, left, right);
  if (left.is_only(kind::string) &&
      (it.op == binary_operator::mod ||
       (it.op == binary_operator::add && right.is_only(kind::string))))
    return detail::only(kind::string);
  if (left.is_only(kind::ndarray) && (detail::is_number(right) || right.is_only(kind::ndarray)))
    return detail::only(kind::ndarray);
  if (right.is_only(kind::ndarray) && detail::is_number(left)) return detail::only(kind::ndarray);
  if (left.is_only(kind::list) && right.is_only(kind::list) && it.op == binary_operator::add)
    return kind_store::only(
        container_of(kind::list, in.join(element_value(left.all[0]), element_value(right.all[0]))));
  if (left.is_only(kind::tuple) && right.is_only(kind::tuple) && it.op == binary_operator::add)
    return detail::sum_of_tuples(in, left.all[0], right.all[0]);
  if (left.is_only(kind::list) && right.is_only(kind::integer) && it.op == binary_operator::mult)
    return kind_store::only(left.all[0]);
  auto const why = left.is_only(kind::unknown) ? left.all[0] : right.all[0];
  return why.is == kind::unknown ? kind_store::only(why) : detail::unknown_kind(cause::none);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::unary const &it,
                                             components const &) -> kind_id {
  if (it.op == tree::unary_operator::not_) return detail::only(kind::boolean);
  auto const of = in.kinds(it.of);
  if (of.is_only(kind::boolean)) return detail::only(kind::integer);
  return detail::is_number(of) || of.is_only(kind::ndarray) || of.is_only(kind::unknown)
             ? in.get<kind_domain>(it.of)
             : detail::unknown_kind(cause::none);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::compared const &it,
                                             components const &) -> kind_id {
  using tree::comparison;
  auto const is_bool = it.op == comparison::is || it.op == comparison::is_not ||
                       it.op == comparison::in || it.op == comparison::not_in;
  if (is_bool) return detail::only(kind::boolean);
  auto const plain = [&](value_id one) {
    auto const of = in.kinds(one);
    return detail::is_number(of) || of.is_only(kind::string) || of.is_only(kind::none) ||
           of.is_only(kind::tuple) || of.is_only(kind::list) || of.is_only(kind::device) ||
           of.is_only(kind::dtype);
  };
  return plain(it.left) && plain(it.right) ? detail::only(kind::boolean)
                                           : detail::unknown_kind(cause::none);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &, operation::parameter const &,
                                             components const &) -> kind_id {
  return detail::tensor_of(meaning::parameter);
}

PRODREVIEW_INLINE auto kind_domain::transfer(memory &, operation::device_named const &,
                                             components const &) -> kind_id {
  return detail::only(kind::device);
}

namespace detail {

struct attribute_kind {
  std::string_view name;
  kind is;
};
inline constexpr std::array tensor_attributes{
    attribute_kind{"T", kind::tensor},
    attribute_kind{"H", kind::tensor},
    attribute_kind{"mT", kind::tensor},
    attribute_kind{"mH", kind::tensor},
    attribute_kind{"data", kind::tensor},
    attribute_kind{"real", kind::tensor},
    attribute_kind{"imag", kind::tensor},
    attribute_kind{"device", kind::device},
    attribute_kind{"dtype", kind::dtype},
    attribute_kind{"shape", kind::tuple},
    attribute_kind{"ndim", kind::integer},
    attribute_kind{"itemsize", kind::integer},
    attribute_kind{"nbytes", kind::integer},
    attribute_kind{"requires_grad", kind::boolean},
    attribute_kind{"is_leaf", kind::boolean},
    attribute_kind{"is_cuda", kind::boolean},
    attribute_kind{"is_cpu", kind::boolean},
    attribute_kind{"is_sparse", kind::boolean},
    attribute_kind{"is_quantized", kind::boolean},
    attribute_kind{"is_meta", kind::boolean},
};

} // namespace detail

PRODREVIEW_INLINE auto kind_domain::transfer(memory &in, operation::tensor_attribute const &it,
                                             components const &) -> kind_id {
  for (auto const &known : detail::tensor_attributes) {
    if (known.name != it.name) continue;
    if (known.is == kind::tuple) return detail::tuple_of_any(in, in.of_kind({kind::integer, 0}));
    if (known.is != kind::tensor) return detail::only(known.is);
    auto const of = in.kinds(it.of.value);
    auto const means =
        of.is_only(kind::tensor) ? static_cast<meaning>(of.all[0].detail) : meaning::none;
    return detail::tensor_of(means == meaning::parameter ? meaning::none : means);
  }
  if (it.name == "grad") {
    sorts maybe;
    (void)maybe.add({kind::none, 0});
    (void)maybe.add({kind::tensor, 0});
    return in.store<kind_domain>().any_of(maybe);
  }
  return detail::unknown_kind(cause::attribute);
}

} // namespace prodreview::flow
