// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace prodreview::tree {

/// What a node is. The names are those of CPython's `ast` in snake_case, with `_` after a C++
/// keyword; `opaque` is a piece that could not be read (error recovery, macros): it means
/// *unknown*.
enum class node_kind : std::uint8_t {
  module,
  // statements
  function_def,
  async_function_def,
  class_def,
  return_,
  delete_,
  assign,
  type_alias,
  aug_assign,
  ann_assign,
  for_,
  async_for,
  while_,
  if_,
  with,
  async_with,
  match,
  raise,
  try_,
  try_star,
  assert_,
  import_,
  import_from,
  global,
  nonlocal,
  expr,
  pass,
  break_,
  continue_,
  opaque_statement,
  // expressions
  bool_op,
  named_expr,
  bin_op,
  unary_op,
  lambda,
  if_exp,
  dict,
  set,
  list_comp,
  set_comp,
  dict_comp,
  generator_exp,
  await,
  yield,
  yield_from,
  compare,
  call,
  formatted_value,
  interpolation,
  joined_str,
  template_str,
  constant,
  attribute,
  subscript,
  starred,
  name,
  list,
  tuple,
  slice,
  opaque_expression,
  // patterns
  match_value,
  match_singleton,
  match_sequence,
  match_mapping,
  match_class,
  match_star,
  match_as,
  match_or,
  // the rest
  comprehension,
  except_handler,
  arguments,
  arg,
  keyword,
  alias,
  with_item,
  match_case,
  type_var,
  param_spec,
  type_var_tuple,
};

inline constexpr std::size_t node_kind_count =
    static_cast<std::size_t>(node_kind::type_var_tuple) + 1;

[[nodiscard]] constexpr auto is_statement(node_kind kind) -> bool {
  return node_kind::function_def <= kind && kind <= node_kind::opaque_statement;
}
[[nodiscard]] constexpr auto is_expression(node_kind kind) -> bool {
  return node_kind::bool_op <= kind && kind <= node_kind::opaque_expression;
}
[[nodiscard]] constexpr auto is_pattern(node_kind kind) -> bool {
  return node_kind::match_value <= kind && kind <= node_kind::match_or;
}

/// How a target or value is used.
enum class context : std::uint8_t { load, store, del };

enum class boolean_operator : std::uint8_t { and_, or_ };

enum class binary_operator : std::uint8_t {
  add,
  sub,
  mult,
  mat_mult,
  div,
  mod,
  pow,
  left_shift,
  right_shift,
  bit_or,
  bit_xor,
  bit_and,
  floor_div,
};

enum class unary_operator : std::uint8_t { invert, not_, plus, minus };

enum class comparison : std::uint8_t { eq, not_eq_, lt, lt_e, gt, gt_e, is, is_not, in, not_in };

enum class constant_kind : std::uint8_t {
  none,
  true_,
  false_,
  ellipsis,
  integer,
  floating,
  imaginary,
  string,
  bytes,
};

} // namespace prodreview::tree
