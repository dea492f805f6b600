// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/operators/standard.hpp>
#include <prodreview/tree/builtins.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
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
    known_type{"torchtyping.TensorType", kind::tensor},
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

/// Letters, digits, underscores and dots.
[[nodiscard]] constexpr auto is_dotted(std::string_view text) -> bool {
  for (auto const it : text) {
    auto const is_letter = (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z');
    if (!is_letter && !(it >= '0' && it <= '9') && it != '_' && it != '.') return false;
  }
  return true;
}

} // namespace detail

PRODREVIEW_INLINE auto interpreter::value_of_type(std::string_view qualified) -> value_id {
  for (auto const &it : detail::known_types)
    if (it.name == qualified) return known_.of_kind({it.is, 0});
  if (is_torch_layer(qualified) || is_torch_optimizer(qualified))
    return known_.of_kind(
        {kind::instance, static_cast<std::uint32_t>(known_.named.named(qualified))});
  if (is_standard_class(qualified)) return instance_of(qualified);
  if (others_ == nullptr) return known_.unknown(cause::parameter);
  auto const elsewhere = others_->class_named(qualified);
  if (elsewhere.empty()) return known_.unknown(cause::parameter);
  return known_.of_kind(
      {kind::instance, static_cast<std::uint32_t>(known_.named.named(elsewhere))});
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
  auto const whole = value_of_type(qualified);
  auto const of = known_.kinds(whole);
  if (of.is_only(kind::instance)) return whole;
  if (of.is_only(kind::list) || of.is_only(kind::set)) {
    auto const element = value_of_annotation(argument, depth - 1);
    auto const is_known = !known_.is(element, kind::unknown);
    return known_.of_kind({of.all[0].is, is_known ? static_cast<std::uint32_t>(element) : 0});
  }
  if (of.is_only(kind::dict) && several != nullptr && several->elts.size() == 2) {
    auto const value = value_of_annotation(*several->elts[1], depth - 1);
    auto const is_known = !known_.is(value, kind::unknown);
    return known_.of_kind({kind::dict, is_known ? static_cast<std::uint32_t>(value) : 0});
  }
  if (of.is_only(kind::tuple) && several != nullptr) {
    std::vector<value_id> elements;
    for (auto const *it : several->elts) {
      auto const *const more = tree::as<tree::constant>(it);
      if (more != nullptr && more->what == tree::constant_kind::ellipsis)
        return known_.of_kind(tuple_of_any(elements.size() == 1 ? elements[0] : value_id::unbound));
      elements.push_back(value_of_annotation(*it, depth - 1));
    }
    return known_.apply(operation::of_kind{known_.store<kind_domain>().tuple_of(elements)});
  }
  return of.has(kind::unknown) ? known_.unknown(cause::parameter) : known_.of_kind(of.all[0]);
}

/// A variable of the module by its name.
PRODREVIEW_INLINE auto interpreter::module_variable(std::string_view name)
    -> tree::variable const * {
  if (module_variables_.empty())
    for (auto const &it : in_.bindings.variables)
      if (it.scope == tree::scope_id::module) module_variables_.emplace(it.name, &it);
  auto const found = module_variables_.find(in_.names.find(name));
  return found == module_variables_.end() ? nullptr : found->second;
}

/// The type that a dotted name in a string means where the module's names are visible.
PRODREVIEW_INLINE auto interpreter::value_of_named_type(std::string_view dotted) -> value_id {
  auto const unknown = known_.unknown(cause::parameter);
  auto const dot = std::min(dotted.find('.'), dotted.size());
  auto const *const variable = module_variable(dotted.substr(0, dot));
  if (variable == nullptr)
    return tree::is_builtin(dotted) ? value_of_type("builtins." + std::string{dotted}) : unknown;
  if (variable->bound_at.size() == 1 && dot == dotted.size())
    if (auto const *own = tree::as<tree::class_def>(in_.bindings.all[variable->bound_at[0]].by)) {
      auto const symbol = known_.named.defined(*own, own_name(*own));
      return known_.of_kind({kind::instance, static_cast<std::uint32_t>(symbol)});
    }
  if (variable->stands_for.empty() || variable->stands_for.starts_with("here:")) return unknown;
  return value_of_type(variable->stands_for + std::string{dotted.substr(dot)});
}

/// An annotation in quotes: a dotted name, `Optional[…]` of one, or alternatives with `|`.
PRODREVIEW_INLINE auto interpreter::value_of_written_type(std::string_view text, int depth)
    -> value_id {
  auto const unknown = known_.unknown(cause::parameter);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty() || depth <= 0) return unknown;
  if (text == "None") return known_.apply(operation::literal{none_constant{}});
  for (std::string_view const optional : {"Optional[", "typing.Optional["})
    if (text.starts_with(optional) && text.ends_with(']')) {
      auto const inner = text.substr(optional.size(), text.size() - optional.size() - 1);
      return known_.join(value_of_written_type(inner, depth - 1),
                         known_.apply(operation::literal{none_constant{}}));
    }
  if (detail::is_dotted(text)) return value_of_named_type(text);
  auto const bar = text.find('|');
  if (bar == text.npos || text.find('[') != text.npos) return unknown;
  return known_.join(value_of_written_type(text.substr(0, bar), depth - 1),
                     value_of_written_type(text.substr(bar + 1), depth - 1));
}

/// What a declared type says of a value.
PRODREVIEW_INLINE auto interpreter::value_of_annotation(tree::expression const &any) -> value_id {
  constexpr int deepest = 6;
  if (auto const known = declared_.find(&any); known != declared_.end()) return known->second;
  auto const value = value_of_annotation(any, deepest);
  return declared_.emplace(&any, value).first->second;
}

PRODREVIEW_INLINE auto interpreter::value_of_annotation(tree::expression const &any, int depth)
    -> value_id {
  auto const unknown = known_.unknown(cause::parameter);
  if (depth == 0) return unknown;
  if (auto const *it = tree::as<tree::constant>(&any)) {
    if (it->what == tree::constant_kind::string)
      return value_of_written_type(in_.literals->string_value(in_, *it), depth - 1);
    return it->what == tree::constant_kind::none ? evaluate_constant(*it) : unknown;
  }
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
