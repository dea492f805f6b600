// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/tree/resolve.hpp>

#include <array>

namespace prodreview::flow {
namespace detail {

struct known_type {
  std::string_view name;
  kind is;
};
inline constexpr std::array known_types{
    known_type{"builtins.bool", kind::boolean},
    known_type{"builtins.bytes", kind::bytes},
    known_type{"builtins.complex", kind::complex},
    known_type{"builtins.dict", kind::dict},
    known_type{"builtins.float", kind::floating},
    known_type{"builtins.int", kind::integer},
    known_type{"builtins.list", kind::list},
    known_type{"builtins.set", kind::set},
    known_type{"builtins.str", kind::string},
    known_type{"builtins.tuple", kind::tuple},
    known_type{"numpy.ndarray", kind::ndarray},
    known_type{"torch.BoolTensor", kind::tensor},
    known_type{"torch.FloatTensor", kind::tensor},
    known_type{"torch.HalfTensor", kind::tensor},
    known_type{"torch.IntTensor", kind::tensor},
    known_type{"torch.LongTensor", kind::tensor},
    known_type{"torch.Tensor", kind::tensor},
    known_type{"torch.device", kind::device},
    known_type{"torch.dtype", kind::dtype},
    known_type{"torch.Generator", kind::generator},
    known_type{"torch.nn.Parameter", kind::tensor},
    known_type{"torch.types.Device", kind::device},
    known_type{"typing.Dict", kind::dict},
    known_type{"typing.List", kind::list},
    known_type{"typing.Set", kind::set},
    known_type{"typing.Tuple", kind::tuple},
};

/// `Float[Tensor, "b t c"]` of jaxtyping, `Annotated[Tensor, …]`.
[[nodiscard]] inline auto wraps_first_argument(std::string_view qualified) -> bool {
  return qualified.starts_with("jaxtyping.") || qualified == "typing.Annotated" ||
         qualified == "typing_extensions.Annotated" || qualified == "typing.Final";
}

} // namespace detail

PRODREVIEW_INLINE auto interpreter::value_of_type(std::string_view qualified) -> value_id {
  for (auto const &it : detail::known_types)
    if (it.name == qualified) return known_.of_kind({it.is, 0});
  if (is_torch_layer(qualified) || is_torch_optimizer(qualified))
    return known_.of_kind(
        {kind::instance, static_cast<std::uint32_t>(known_.named.named(qualified))});
  return known_.unknown(cause::parameter);
}

PRODREVIEW_INLINE auto interpreter::value_of_generic(std::string_view qualified,
                                                     tree::expression const &argument, int depth)
    -> value_id {
  auto const *const several = tree::as<tree::tuple>(&argument);
  auto const none = [this] { return known_.apply(operation::literal{none_constant{}}); };
  if (qualified == "typing.Optional")
    return known_.join(value_of_annotation(argument, depth - 1), none());
  if (qualified == "typing.Union" && several != nullptr) {
    auto joined = value_id::unbound;
    for (auto const *it : several->elts)
      joined = known_.join(joined, value_of_annotation(*it, depth - 1));
    return joined == value_id::unbound ? value_id::unknown : joined;
  }
  if (detail::wraps_first_argument(qualified) && several != nullptr && !several->elts.empty())
    return value_of_annotation(*several->elts[0], depth - 1);
  auto const of = known_.kinds(value_of_type(qualified));
  if (of.is_only(kind::list) || of.is_only(kind::set)) {
    auto const element = value_of_annotation(argument, depth - 1);
    auto const is_known = !known_.kinds(element).has(kind::unknown);
    return known_.of_kind({of.all[0].is, is_known ? static_cast<std::uint32_t>(element) : 0});
  }
  if (of.is_only(kind::dict) && several != nullptr && several->elts.size() == 2) {
    auto const value = value_of_annotation(*several->elts[1], depth - 1);
    auto const is_known = !known_.kinds(value).has(kind::unknown);
    return known_.of_kind({kind::dict, is_known ? static_cast<std::uint32_t>(value) : 0});
  }
  if (of.is_only(kind::tuple) && several != nullptr) {
    std::vector<value_id> elements;
    for (auto const *it : several->elts) {
      auto const *const more = tree::as<tree::constant>(it);
      if (more != nullptr && more->what == tree::constant_kind::ellipsis)
        return known_.of_kind({kind::tuple, 0});
      elements.push_back(value_of_annotation(*it, depth - 1));
    }
    return known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(elements)});
  }
  return of.has(kind::unknown) ? known_.unknown(cause::parameter) : known_.of_kind(of.all[0]);
}

/// What a declared type says of a value.
PRODREVIEW_INLINE auto interpreter::value_of_annotation(tree::expression const &any, int depth)
    -> value_id {
  auto const unknown = known_.unknown(cause::parameter);
  if (depth == 0) return unknown;
  if (auto const *it = tree::as<tree::constant>(&any))
    return it->what == tree::constant_kind::none ? evaluate_constant(*it) : unknown;
  if (auto const *it = tree::as<tree::bin_op>(&any)) {
    auto joined = value_of_annotation(*it->first, depth - 1);
    for (auto const &step : it->rest) {
      if (step.op != tree::binary_operator::bit_or) return unknown;
      joined = known_.join(joined, value_of_annotation(*step.value, depth - 1));
    }
    return joined;
  }
  if (auto const *it = tree::as<tree::subscript>(&any))
    return value_of_generic(tree::qualified_name(in_, *it->value), *it->slice, depth);
  if (auto const *own = tree::class_of(in_, any)) {
    auto const symbol = known_.named.defined(*own, own_name(*own));
    return known_.of_kind({kind::instance, static_cast<std::uint32_t>(symbol)});
  }
  auto const qualified = tree::qualified_name(in_, any);
  return qualified.empty() ? unknown : value_of_type(qualified);
}

} // namespace prodreview::flow
