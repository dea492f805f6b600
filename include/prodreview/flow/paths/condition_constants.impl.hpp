// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/condition_reader.hpp>
#include <prodreview/flow/paths/subject_hash.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <string_view>

namespace prodreview::flow::paths {

namespace detail {

/// `Mode.TRAIN`: a name in capitals, of what is named as a class is.
[[nodiscard]] inline auto is_member_of_enumeration(tree::unit const &in, tree::attribute const &any)
    -> bool {
  auto const is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  auto const is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  auto const has = [](std::string_view name, auto const &what) {
    return std::find_if(name.begin(), name.end(), what) != name.end();
  };
  auto const *const outer = tree::as<tree::attribute>(any.value);
  auto const *const name = tree::as<tree::name>(any.value);
  if (outer == nullptr && name == nullptr) return false;
  auto const of = in.spelling(outer != nullptr ? outer->attr : name->id);
  auto const member = in.spelling(any.attr);
  return !of.empty() && is_upper(of[0]) && has(of, is_lower) && has(member, is_upper) &&
         !has(member, is_lower);
}

/// Whether an expression gives an object of its own, whatever stands in it.
[[nodiscard]] inline auto makes_object(tree::unit const &in, tree::expression const &any) -> bool {
  using tree::node_kind;
  switch (any.kind) {
  case node_kind::list:
  case node_kind::tuple:
  case node_kind::dict:
  case node_kind::set:
  case node_kind::list_comp:
  case node_kind::dict_comp:
  case node_kind::set_comp:
  case node_kind::generator_exp:
  case node_kind::joined_str:
  case node_kind::lambda: return true;
  case node_kind::call:
    return tree::is_named(in, *static_cast<tree::call const &>(any).func,
                          {"builtins.list", "builtins.tuple", "builtins.dict", "builtins.set",
                           "builtins.int", "builtins.float", "builtins.str", "builtins.len",
                           "builtins.range", "builtins.sorted", "builtins.zip",
                           "builtins.enumerate", "collections.OrderedDict",
                           "collections.defaultdict", "collections.Counter", "pathlib.Path"});
  default: return false;
  }
}

} // namespace detail

PRODREVIEW_INLINE auto condition_reader::constant_of(tree::expression const &any) const
    -> std::optional<known_value> {
  if (auto const *sign = tree::as<tree::unary_op>(&any)) {
    auto value = sign->op == tree::unary_operator::minus ? constant_of(*sign->operand)
                                                         : std::optional<known_value>{};
    if (!value || !value->is_number) return {};
    value->number = -value->number;
    value->hash = detail::mix(value->hash, 1);
    return value;
  }
  if (auto const *member = tree::as<tree::attribute>(&any)) {
    if (!detail::is_member_of_enumeration(in_, *member)) return {};
    return known_value{.hash = detail::mix(3, detail::hash_of(in_.text(any)))};
  }
  auto const *const literal = tree::as<tree::constant>(&any);
  return literal == nullptr ? std::optional<known_value>{} : constant_of(*literal);
}

PRODREVIEW_INLINE auto condition_reader::constant_of(tree::constant const &literal) const
    -> known_value {
  using tree::constant_kind;
  known_value made{.hash = detail::mix(2, static_cast<std::uint64_t>(literal.what)),
                   .is_none = literal.what == constant_kind::none};
  auto const text = in_.text(literal);
  switch (literal.what) {
  case constant_kind::none:
  case constant_kind::false_: made.truth = -1; return made;
  case constant_kind::true_:
  case constant_kind::ellipsis: made.truth = 1; return made;
  case constant_kind::integer:
  case constant_kind::floating:
    if (text.find_first_not_of("0123456789.") != text.npos || in_.literals == nullptr) break;
    made.number = in_.literals->floating_value(text);
    made.is_number = true;
    made.truth = made.number == 0 ? -1 : 1;
    break;
  default: {
    std::size_t size = 0;
    for (auto const &piece : literal.pieces) size += piece.range.end - piece.range.begin;
    made.truth = size == 0 ? -1 : 1;
    for (auto const &piece : literal.pieces)
      made.hash = detail::mix(made.hash, detail::hash_of(in_.text(piece.range)));
    return made;
  }
  }
  made.hash = detail::mix(made.hash, detail::hash_of(text));
  return made;
}

PRODREVIEW_INLINE auto condition_reader::bound_to(tree::expression const &any) -> bound_value {
  if (auto const value = constant_of(any)) return {.value = value};
  if (detail::makes_object(in_, any)) return {.value = known_value{.hash = 4, .is_object = true}};
  auto const *const sign = tree::as<tree::unary_op>(&any);
  auto const is_test = any.kind == tree::node_kind::compare ||
                       any.kind == tree::node_kind::bool_op ||
                       (sign != nullptr && sign->op == tree::unary_operator::not_);
  return is_test ? bound_value{.meaning = read(any)} : bound_value{};
}

/// A question whether something is a constant.
PRODREVIEW_INLINE auto condition_reader::asked_of(known_value const &value) const -> atom {
  atom made;
  made.asks = value.is_none || value.is_object ? question::none : question::equals;
  if (made.asks == question::none) return made;
  made.constant = value.hash;
  made.truth = value.truth;
  made.is_number = value.is_number;
  made.number = value.number;
  return made;
}

PRODREVIEW_INLINE auto condition_reader::equals(tree::expression const &subject,
                                                known_value const &value, tree::node const &at,
                                                bool is_turned) -> literal {
  auto made = asked_of(value);
  auto const of = asked(subject, made.asks, at, is_turned);
  made.subject = of.subject;
  made.newest = of.newest;
  made.is_version = of.is_version;
  made.is_steady = of.is_steady;
  made.at = &at;
  made.is_turned = is_turned;
  return atoms_.literal_of(made);
}

} // namespace prodreview::flow::paths
