// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>

namespace prodreview::python {

PRODREVIEW_INLINE auto grammar::decorated() -> tree::statement * {
  auto const mark = scratch_.mark();
  while (accept(token_kind::at)) {
    scratch_.push(named_expression());
    end_of_statement();
  }
  auto const decorators = keep<expression>(mark);
  auto const start = begin();
  switch (kind()) {
  case token_kind::def: return function_definition<tree::function_def>(start, decorators);
  case token_kind::class_: return class_definition(decorators);
  case token_kind::async:
    advance();
    if (is(token_kind::def))
      return function_definition<tree::async_function_def>(start, decorators);
    break;
  default: break;
  }
  fail();
  return node<tree::opaque_statement>(start, start);
}

PRODREVIEW_INLINE auto grammar::async_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  switch (kind()) {
  case token_kind::def: return function_definition<tree::async_function_def>(start, {});
  case token_kind::for_: return for_statement<tree::async_for>(start);
  case token_kind::with: return with_statement<tree::async_with>(start);
  default: fail(); return node<tree::opaque_statement>(start, start);
  }
}

template <class T>
auto grammar::function_definition(std::uint32_t begin, many<expression> decorators)
    -> tree::statement * {
  advance();
  auto const name = plain_name();
  auto const type_params = type_parameters();
  expect(token_kind::left_paren);
  auto *const args = parameters(token_kind::right_paren, true);
  expect(token_kind::right_paren);
  auto *const returns = accept(token_kind::arrow) ? expression_() : nullptr;
  auto const header = header_end();
  auto const body = block();
  auto *const made = node<T>(begin);
  made->name = name.name;
  made->name_range = name.range;
  made->args = args;
  made->body = body;
  made->decorator_list = decorators;
  made->returns = returns;
  made->type_params = type_params;
  made->header_end = header;
  return made;
}

PRODREVIEW_INLINE auto grammar::class_definition(many<expression> decorators) -> tree::statement * {
  auto const start = begin();
  advance();
  auto const name = plain_name();
  auto const type_params = type_parameters();
  auto const bases = scratch_.mark();
  auto const keywords = keywords_.mark();
  if (accept(token_kind::left_paren)) class_arguments(keywords);
  auto const base_list = keep<expression>(bases);
  auto const keyword_list = keywords_.take<tree::keyword>(keywords, unit_.memory);
  auto const header = header_end();
  auto const body = block();
  auto *const made = node<tree::class_def>(start);
  made->name = name.name;
  made->name_range = name.range;
  made->bases = base_list;
  made->keywords = keyword_list;
  made->body = body;
  made->decorator_list = decorators;
  made->type_params = type_params;
  made->header_end = header;
  return made;
}

PRODREVIEW_INLINE void grammar::class_arguments(std::size_t keywords) {
  if (!is(token_kind::right_paren)) {
    if (auto *const first = argument(); first != nullptr) scratch_.push(first);
    more_arguments(keywords);
  }
  expect(token_kind::right_paren);
}

PRODREVIEW_INLINE auto grammar::type_parameters() -> many<tree::type_parameter> {
  if (!accept(token_kind::left_bracket)) return {};
  auto const mark = scratch_.mark();
  do scratch_.push(type_parameter());
  while (accept(token_kind::comma) && !is(token_kind::right_bracket));
  expect(token_kind::right_bracket);
  return keep<tree::type_parameter>(mark);
}

PRODREVIEW_INLINE auto grammar::type_parameter() -> tree::type_parameter * {
  if (is(token_kind::star)) return starred_type_parameter<tree::type_var_tuple>();
  if (is(token_kind::double_star)) return starred_type_parameter<tree::param_spec>();
  auto const start = begin();
  auto const place = plain_name();
  auto *const bound = accept(token_kind::colon) ? expression_() : nullptr;
  auto *const default_value = accept(token_kind::equal) ? expression_() : nullptr;
  auto *const made = node<tree::type_var>(start);
  made->name = place.name;
  made->name_range = place.range;
  made->bound = bound;
  made->default_value = default_value;
  return made;
}

template <class T> auto grammar::starred_type_parameter() -> tree::type_parameter * {
  auto const start = begin();
  advance();
  auto const place = plain_name();
  bool const may_be_starred = T::is == tree::node_kind::type_var_tuple;
  auto *const default_value = !accept(token_kind::equal) ? nullptr
                              : may_be_starred           ? star_expression()
                                                         : expression_();
  auto *const made = node<T>(start);
  made->name = place.name;
  made->name_range = place.range;
  made->default_value = default_value;
  return made;
}

} // namespace prodreview::python
