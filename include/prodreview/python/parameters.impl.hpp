// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>

namespace prodreview::python {

/// Where the parts of a parameter list begin in the lists that grow while it is read.
struct grammar::parameter_list {
  std::size_t names;
  std::size_t defaults;
  std::size_t keyword_defaults = 0;
  bool has_slash = false;
  bool has_star = false;
  tree::arguments *made = nullptr;
};

/// The parameters up to the bracket or colon that closes them; those of a lambda have no
/// annotations.
PRODREVIEW_INLINE auto grammar::parameters(token_kind closing, bool annotated)
    -> tree::arguments * {
  auto const start = begin();
  parameter_list list{scratch_.mark(), keywords_.mark()};
  list.made = node<tree::arguments>(start, start);
  while (!is(closing)) {
    if (is(token_kind::slash))
      end_positional_only(list);
    else if (is(token_kind::star))
      begin_keyword_only(list, annotated);
    else if (is(token_kind::double_star))
      last_parameter(list, closing, annotated);
    else
      next_parameter(list, annotated);
    if (!accept(token_kind::comma)) break;
  }
  finish_parameters(list);
  if (end() > start) list.made->range.end = end();
  return list.made;
}

PRODREVIEW_INLINE void grammar::end_positional_only(parameter_list &list) {
  if (list.has_slash || list.has_star || scratch_.count(list.names) == 0) fail();
  list.has_slash = true;
  list.made->posonlyargs = keep<tree::arg>(list.names);
  if (!failed()) advance();
}

PRODREVIEW_INLINE void grammar::begin_keyword_only(parameter_list &list, bool annotated) {
  if (list.has_star) fail();
  list.has_star = true;
  list.made->args = keep<tree::arg>(list.names);
  list.made->defaults = keywords_.take<expression>(list.defaults, unit_.memory);
  if (!failed()) advance();
  if (is(token_kind::name))
    list.made->vararg = star_parameter(annotated);
  else if (!is(token_kind::comma) || at_[1].kind != token_kind::name)
    fail();
}

PRODREVIEW_INLINE void grammar::last_parameter(parameter_list &list, token_kind closing,
                                               bool annotated) {
  advance();
  list.made->kwarg = parameter(annotated);
  bool const is_last = is(closing) || (is(token_kind::comma) && at_[1].kind == closing);
  if (!is_last) fail();
}

PRODREVIEW_INLINE void grammar::next_parameter(parameter_list &list, bool annotated) {
  scratch_.push(parameter(annotated));
  bool const has_default = accept(token_kind::equal);
  if (has_default || list.has_star)
    keywords_.push(has_default ? expression_() : nullptr);
  else if (keywords_.count(list.defaults) != 0)
    fail(); // one without a default after one with a default
}

PRODREVIEW_INLINE void grammar::finish_parameters(parameter_list &list) {
  auto const names = keep<tree::arg>(list.names);
  auto const defaults = keywords_.take<expression>(list.defaults, unit_.memory);
  (list.has_star ? list.made->kwonlyargs : list.made->args) = names;
  (list.has_star ? list.made->kw_defaults : list.made->defaults) = defaults;
}

PRODREVIEW_INLINE auto grammar::parameter(bool annotated) -> tree::arg * {
  auto const start = begin();
  auto const place = plain_name();
  auto *const annotation = annotated && accept(token_kind::colon) ? expression_() : nullptr;
  auto *const made = node<tree::arg>(start);
  made->name = place.name;
  made->name_range = place.range;
  made->annotation = annotation;
  return made;
}

/// The name after a `*`, whose annotation may have a star of its own.
PRODREVIEW_INLINE auto grammar::star_parameter(bool annotated) -> tree::arg * {
  auto const start = begin();
  auto const place = plain_name();
  auto *const annotation = annotated && accept(token_kind::colon) ? star_expression() : nullptr;
  auto *const made = node<tree::arg>(start);
  made->name = place.name;
  made->name_range = place.range;
  made->annotation = annotation;
  return made;
}

} // namespace prodreview::python
