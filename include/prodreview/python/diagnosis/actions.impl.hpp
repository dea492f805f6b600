// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/diagnosis/machine.hpp>
#include <prodreview/python/diagnosis/spelling.hpp>
#include <prodreview/python/literal_check.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::python::diagnosis {

PRODREVIEW_INLINE auto machine::error(action const &then, labels const &read) -> value_id {
  auto message = sentence(then.text, read);
  auto const label = [&](std::size_t i) { return read[static_cast<std::size_t>(then.labels[i])]; };
  switch (then.place) {
  case error_place::labels: return raise(range_of(label(0), label(1)), std::move(message));
  case error_place::from_label: {
    auto const from = range_of(label(0), label(0));
    return raise({from.begin, std::max(from.end, place_of(tokens_[fill_ - 1]).end)},
                 std::move(message));
  }
  case error_place::next_token:
    return has_token() ? raise(place_of(next()), std::move(message)) : value_id::misfit;
  default: return raise_at_last(std::move(message));
  }
}

/// `{a}` stands for what `a` is called, `{a#}` for the number of its line.
PRODREVIEW_INLINE auto machine::sentence(std::string_view text, labels const &read) const
    -> std::string {
  std::string made;
  for (; !text.empty(); text.remove_prefix(1)) {
    bool const is_label = text.size() > 2 && text[0] == '{' && 'a' <= text[1] && text[1] <= 'd';
    if (!is_label) {
      made += text[0];
      continue;
    }
    auto const what = read[static_cast<std::size_t>(text[1] - 'a')];
    bool const is_line = text[2] == '#';
    made += is_line ? std::to_string(line_of(tokens_[get(what).first].begin)) : spoken(what);
    text.remove_prefix(is_line ? 3 : 2);
  }
  return made;
}

PRODREVIEW_INLINE auto machine::spoken(value_id of) const -> std::string {
  auto const &what = get(of);
  auto const &first = tokens_[what.first];
  auto text = std::string{source_->slice(first.range())};
  if (first.kind == token_kind::ellipsis && what.first == what.last) return "ellipsis";
  if (what.kind == tree::node_kind::module) return text;
  bool const is_keyword = first.kind >= token_kind::false_ && what.first == what.last;
  if (what.kind == tree::node_kind::constant && is_keyword) return text;
  return std::string{spoken_name(what.kind)};
}

PRODREVIEW_INLINE auto machine::function_named(std::string_view name) -> function {
  static constexpr std::array<std::pair<std::string_view, function>, 18> functions{
      {{"enter_future", &machine::enter_future},
       {"check_unequal", &machine::check_unequal},
       {"check_conversion", &machine::check_conversion},
       {"check_string", &machine::check_string},
       {"check_format", &machine::check_format},
       {"concatenate", &machine::concatenate},
       {"check_real", &machine::check_real},
       {"check_imaginary", &machine::check_imaginary},
       {"cannot_assign", &machine::cannot_assign},
       {"cannot_delete", &machine::cannot_delete},
       {"cannot_loop", &machine::cannot_loop},
       {"no_bound_of_tuple", &machine::no_bound_of_tuple},
       {"no_bound_of_spec", &machine::no_bound_of_spec},
       {"bare_generator", &machine::bare_generator},
       {"positional_after_keyword", &machine::positional_after_keyword},
       {"missing_call", &machine::missing_call},
       {"missing_comma", &machine::missing_comma},
       {"missing_colon", &machine::missing_colon}}};
  for (auto const &[known, is] : functions)
    if (known == name) return is;
  return nullptr;
}

/// `from __future__ import barry_as_FLUFL`: unequal is `<>` from there on.
PRODREVIEW_INLINE auto machine::enter_future(labels const & /*read*/, std::uint32_t start)
    -> value_id {
  auto const spelling = [&](std::uint32_t at) { return source_->slice(tokens_[at].range()); };
  if (spelling(start + 1) == "__future__")
    for (auto at = start; at < mark_; ++at)
      if (spelling(at) == "barry_as_FLUFL") flufl_ = true;
  return make_node(tree::node_kind::module, false, start, {});
}

PRODREVIEW_INLINE auto machine::check_unequal(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  bool const is_old = source_->slice(tokens_[get(read[0]).first].range()) == "<>";
  if (is_old == flufl_) return read[0];
  if (flufl_) return raise_at_last("with Barry as BDFL, use '<>' instead of '!='");
  return value_id::misfit;
}

PRODREVIEW_INLINE auto machine::check_conversion(labels const &read, std::uint32_t start)
    -> value_id {
  auto const &mark = tokens_[get(read[0]).first];
  auto const &letter = tokens_[get(read[1]).first];
  if (mark.end != letter.begin)
    return raise({mark.begin, letter.end},
                 "f-string: conversion type must come right after the exclamation mark");
  auto const text = source_->slice(letter.range());
  if (text != "s" && text != "r" && text != "a")
    return raise(letter.range(), "f-string: invalid conversion character '" + std::string{text} +
                                     "': expected 's', 'r', or 'a'");
  return make_node(tree::node_kind::module, false, start, {});
}

PRODREVIEW_INLINE auto machine::check_string(labels const &read, std::uint32_t start) -> value_id {
  auto problem = problem_of_string(tokens_[get(read[0]).first], *source_);
  if (!problem.empty()) return raise_at_last(std::move(problem));
  return make_node(tree::node_kind::constant, false, start, {});
}

/// The text of a format string is decoded when it has been read to its end.
PRODREVIEW_INLINE auto machine::check_format(labels const & /*read*/, std::uint32_t start)
    -> value_id {
  bool const is_template = tokens_[start].kind == token_kind::tstring_start;
  bool const is_raw = tokens_[start].value != 0;
  int nested = 0;
  for (auto at = start; at < mark_; ++at) {
    auto const &one = tokens_[at];
    nested += one.kind == token_kind::fstring_start || one.kind == token_kind::tstring_start;
    nested -= one.kind == token_kind::fstring_end || one.kind == token_kind::tstring_end;
    bool const is_text =
        one.kind == token_kind::fstring_middle || one.kind == token_kind::tstring_middle;
    if (nested != 1 || !is_text || is_raw) continue;
    auto problem = problem_of_format_text(source_->slice(one.range()), tree::piece_form::format);
    if (!problem.empty()) return raise_at_last(std::move(problem));
  }
  return make_node(is_template ? tree::node_kind::template_str : tree::node_kind::joined_str, false,
                   start, {});
}

PRODREVIEW_INLINE auto machine::concatenate(labels const &read, std::uint32_t start) -> value_id {
  bool has_bytes = false;
  bool has_text = false;
  bool has_format = false;
  for (auto const part : parts_of(get(read[0]))) {
    auto const &token = tokens_[get(part).first];
    bool const is_format = token.kind == token_kind::fstring_start;
    bool const is_bytes = !is_format && string_form{token.value}.has(string_form::bytes);
    has_format = has_format || is_format;
    (is_bytes ? has_bytes : has_text) = true;
  }
  if (has_bytes && has_text) return raise_at_last("cannot mix bytes and nonbytes literals");
  return make_node(has_format ? tree::node_kind::joined_str : tree::node_kind::constant, false,
                   start, {});
}

PRODREVIEW_INLINE auto machine::is_imaginary(value_id number) const -> bool {
  auto const text = source_->slice(tokens_[get(number).first].range());
  return text.back() == 'j' || text.back() == 'J';
}

PRODREVIEW_INLINE auto machine::check_real(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  if (!is_imaginary(read[0])) return read[0];
  return raise(range_of(read[0], read[0]), "real number required in complex literal");
}

PRODREVIEW_INLINE auto machine::check_imaginary(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  if (is_imaginary(read[0])) return read[0];
  return raise(range_of(read[0], read[0]), "imaginary number required in complex literal");
}

PRODREVIEW_INLINE auto machine::check_number(token const &number) -> bool {
  auto problem = problem_of_number(number, *source_);
  if (problem.empty()) return true;
  raise(number.range(), std::move(problem));
  return false;
}

/// The part of an expression that cannot be a target; `misfit` when it can.
PRODREVIEW_INLINE auto machine::invalid_target(value_id in, target as) const -> value_id {
  auto const &what = get(in);
  auto const parts = parts_of(what);
  switch (what.kind) {
  case tree::node_kind::name:
  case tree::node_kind::attribute:
  case tree::node_kind::subscript: return value_id::misfit;
  case tree::node_kind::list:
  case tree::node_kind::tuple:
    for (auto const part : parts)
      if (auto const bad = invalid_target(part, as); bad != value_id::misfit) return bad;
    return value_id::misfit;
  case tree::node_kind::starred: return as == target::deleted ? in : invalid_target(parts[0], as);
  case tree::node_kind::compare:
    if (as != target::of_loop) return in;
    // `a in b` after `for` is read as a comparison.
    return tokens_[get(parts[1]).first].kind == token_kind::in ? invalid_target(parts[0], as)
                                                               : value_id::misfit;
  default: return in;
  }
}

PRODREVIEW_INLINE auto machine::refuse_target(value_id in, target as) -> value_id {
  auto const bad = invalid_target(in, as);
  if (bad == value_id::misfit) return bad;
  return raise(range_of(bad, bad),
               (as == target::deleted ? "cannot delete " : "cannot assign to ") + spoken(bad));
}

PRODREVIEW_INLINE auto machine::cannot_assign(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  return refuse_target(read[0], target::assigned);
}
PRODREVIEW_INLINE auto machine::cannot_delete(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  return refuse_target(read[0], target::deleted);
}
PRODREVIEW_INLINE auto machine::cannot_loop(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  return refuse_target(read[0], target::of_loop);
}

PRODREVIEW_INLINE auto machine::no_bound(labels const &read, std::string_view of) -> value_id {
  bool const is_tuple = get(read[1]).kind == tree::node_kind::tuple;
  return raise(range_of(read[0], read[1]), std::string{"cannot use "} +
                                               (is_tuple ? "constraints" : "bound") + " with " +
                                               std::string{of});
}
PRODREVIEW_INLINE auto machine::no_bound_of_tuple(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  return no_bound(read, "TypeVarTuple");
}
PRODREVIEW_INLINE auto machine::no_bound_of_spec(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  return no_bound(read, "ParamSpec");
}

/// `f(x, y for y in z)`: a generator among several arguments.
PRODREVIEW_INLINE auto machine::bare_generator(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  auto last = value_id::misfit;
  int count = 0;
  for (auto const part : parts_of(get(read[0]))) {
    if (get(part).kind == tree::node_kind::keyword) continue;
    last = part;
    ++count;
  }
  if (count <= 1) return value_id::misfit;
  return raise(range_of(last, read[1]), "Generator expression must be parenthesized");
}

PRODREVIEW_INLINE auto machine::positional_after_keyword(labels const &read,
                                                         std::uint32_t /*start*/) -> value_id {
  auto const parts = parts_of(get(read[0]));
  bool const unpacks = std::any_of(parts.begin(), parts.end(), [&](value_id part) {
    return get(part).kind == tree::node_kind::keyword &&
           tokens_[get(part).first].kind == token_kind::double_star;
  });
  return raise_at_last(unpacks ? "positional argument follows keyword argument unpacking"
                               : "positional argument follows keyword argument");
}

PRODREVIEW_INLINE auto machine::is_legacy_call(value_id name) const -> bool {
  auto const &what = get(name);
  auto const id = tokens_[what.first].name();
  return what.kind == tree::node_kind::name && (id == soft::print || id == soft::exec);
}

PRODREVIEW_INLINE auto machine::missing_call(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  if (!is_legacy_call(read[0])) return value_id::misfit;
  auto const name = std::string{source_->slice(tokens_[get(read[0]).first].range())};
  return raise(range_of(read[0], read[1]),
               "Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?");
}

PRODREVIEW_INLINE auto machine::missing_comma(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  if (is_legacy_call(read[0]) || depths_[mark_ - 1] == 0) return value_id::misfit;
  return raise(range_of(read[0], read[1]), "invalid syntax. Perhaps you forgot a comma?");
}

/// At the last character of the key, if that is on the line where the key begins.
PRODREVIEW_INLINE auto machine::missing_colon(labels const &read, std::uint32_t /*start*/)
    -> value_id {
  auto where = range_of(read[0], read[0]);
  if (line_of(where.begin) == line_of(where.end - 1)) where.begin = where.end - 1;
  return raise(where, "':' expected after dictionary key");
}

} // namespace prodreview::python::diagnosis
