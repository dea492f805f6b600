// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/names.hpp>
#include <prodreview/text/position.hpp>
#include <prodreview/tree/kind.hpp>

#include <cstdint>
#include <span>
#include <string_view>

/// The syntax tree that everything reads. A node is made once, by a front end, in the arena of its
/// unit, and never changes after. Its fields are those of CPython 3.14's `ast`, in that order, with
/// two differences: a run of left-associative operators is one flat `bin_op`, so no input makes the
/// tree deep; and a literal keeps the pieces of source it is written in, so its value is decoded on
/// demand (`python/literal.hpp`).
namespace prodreview::tree {

/// What every node has. `range` is CPython's: brackets around an expression are not in it.
struct node {
  node_kind kind;
  /// Of `name`, `attribute`, `subscript`, `starred`, `list` and `tuple`; `load` elsewhere.
  context use = context::load;
  text_range range;
};

struct statement : node {};
struct expression : node {};
struct pattern : node {};
struct type_parameter : node {};

template <class T> using many = std::span<T const *const>;

struct arguments;
struct keyword;
struct comprehension;
struct match_case;

// --- module
// ----------------------------------------------------------------------------------------------------------

struct module : node {
  static constexpr auto is = node_kind::module;
  many<statement> body;
};

// --- the rest (used by statements and expressions)
// -------------------------------------------------------------------

/// One parameter. `name_range` is the name alone; `annotation` may be null.
struct arg : node {
  static constexpr auto is = node_kind::arg;
  name_id name;
  text_range name_range;
  expression const *annotation;
};

/// A parameter list. It has no range of its own in CPython; here it covers the parameters, or is
/// empty.
struct arguments : node {
  static constexpr auto is = node_kind::arguments;
  many<arg> posonlyargs;
  many<arg> args;
  arg const *vararg;
  many<arg> kwonlyargs;
  /// One per `kwonlyargs`; null where there is no default.
  many<expression> kw_defaults;
  arg const *kwarg;
  /// Of the last positional parameters.
  many<expression> defaults;
};

/// `name=value` in a call or a class header; `name` is none for `**value`.
struct keyword : node {
  static constexpr auto is = node_kind::keyword;
  name_id name;
  text_range name_range;
  expression const *value;
};

/// `import a.b as c`: `name` is the dotted name (`*` for a star import), `asname` none when absent.
struct alias : node {
  static constexpr auto is = node_kind::alias;
  name_id name;
  text_range name_range;
  name_id asname;
  text_range asname_range;
};

struct with_item : node {
  static constexpr auto is = node_kind::with_item;
  expression const *context_expr;
  expression const *optional_vars;
};

struct comprehension : node {
  static constexpr auto is = node_kind::comprehension;
  expression const *target;
  expression const *iter;
  many<expression> ifs;
  bool is_async;
};

struct except_handler : node {
  static constexpr auto is = node_kind::except_handler;
  expression const *type;
  name_id name;
  text_range name_range;
  many<statement> body;
};

struct type_var : type_parameter {
  static constexpr auto is = node_kind::type_var;
  name_id name;
  text_range name_range;
  expression const *bound;
  expression const *default_value;
};

struct param_spec : type_parameter {
  static constexpr auto is = node_kind::param_spec;
  name_id name;
  text_range name_range;
  expression const *default_value;
};

struct type_var_tuple : type_parameter {
  static constexpr auto is = node_kind::type_var_tuple;
  name_id name;
  text_range name_range;
  expression const *default_value;
};

// --- statements
// ------------------------------------------------------------------------------------------------------

/// `range` begins at `def` or `async`, as CPython's does; the decorators stand before it.
/// `header_end` is just past the colon that ends the header.
struct function : statement {
  name_id name;
  text_range name_range;
  arguments const *args;
  many<statement> body;
  many<expression> decorator_list;
  expression const *returns;
  many<type_parameter> type_params;
  std::uint32_t header_end;
};
struct function_def : function {
  static constexpr auto is = node_kind::function_def;
};
struct async_function_def : function {
  static constexpr auto is = node_kind::async_function_def;
};

struct class_def : statement {
  static constexpr auto is = node_kind::class_def;
  name_id name;
  text_range name_range;
  many<expression> bases;
  many<keyword> keywords;
  many<statement> body;
  many<expression> decorator_list;
  many<type_parameter> type_params;
  std::uint32_t header_end;
};

struct return_ : statement {
  static constexpr auto is = node_kind::return_;
  expression const *value;
};

struct delete_ : statement {
  static constexpr auto is = node_kind::delete_;
  many<expression> targets;
};

struct assign : statement {
  static constexpr auto is = node_kind::assign;
  many<expression> targets;
  expression const *value;
};

struct type_alias : statement {
  static constexpr auto is = node_kind::type_alias;
  expression const *name;
  many<type_parameter> type_params;
  expression const *value;
};

struct aug_assign : statement {
  static constexpr auto is = node_kind::aug_assign;
  expression const *target;
  binary_operator op;
  expression const *value;
};

struct ann_assign : statement {
  static constexpr auto is = node_kind::ann_assign;
  expression const *target;
  expression const *annotation;
  expression const *value;
  /// The target is a name without brackets.
  bool simple;
};

struct for_loop : statement {
  expression const *target;
  expression const *iter;
  many<statement> body;
  many<statement> orelse;
  std::uint32_t header_end;
};
struct for_ : for_loop {
  static constexpr auto is = node_kind::for_;
};
struct async_for : for_loop {
  static constexpr auto is = node_kind::async_for;
};

struct while_ : statement {
  static constexpr auto is = node_kind::while_;
  expression const *test;
  many<statement> body;
  many<statement> orelse;
  std::uint32_t header_end;
};

/// An `elif` is an `if_` that is alone in its parent's `orelse` and begins at the word `elif`.
struct if_ : statement {
  static constexpr auto is = node_kind::if_;
  expression const *test;
  many<statement> body;
  many<statement> orelse;
  std::uint32_t header_end;
};

struct with_block : statement {
  many<with_item> items;
  many<statement> body;
  std::uint32_t header_end;
};
struct with : with_block {
  static constexpr auto is = node_kind::with;
};
struct async_with : with_block {
  static constexpr auto is = node_kind::async_with;
};

struct match_case : node {
  static constexpr auto is = node_kind::match_case;
  pattern const *matched;
  expression const *guard;
  many<statement> body;
};

struct match : statement {
  static constexpr auto is = node_kind::match;
  expression const *subject;
  many<match_case> cases;
  std::uint32_t header_end;
};

struct raise : statement {
  static constexpr auto is = node_kind::raise;
  expression const *exc;
  expression const *cause;
};

struct try_block : statement {
  many<statement> body;
  many<except_handler> handlers;
  many<statement> orelse;
  many<statement> finalbody;
};
struct try_ : try_block {
  static constexpr auto is = node_kind::try_;
};
struct try_star : try_block {
  static constexpr auto is = node_kind::try_star;
};

struct assert_ : statement {
  static constexpr auto is = node_kind::assert_;
  expression const *test;
  expression const *msg;
};

struct import_ : statement {
  static constexpr auto is = node_kind::import_;
  many<alias> names;
};

/// `from ..a import b`: `module_name` is `a` (none when absent), `level` the number of dots.
struct import_from : statement {
  static constexpr auto is = node_kind::import_from;
  name_id module_name;
  many<alias> names;
  std::uint32_t level;
};

/// A name with its place, where CPython keeps only a string.
struct named_place {
  name_id name;
  text_range range;
};

struct global : statement {
  static constexpr auto is = node_kind::global;
  std::span<named_place const> names;
};

struct nonlocal : statement {
  static constexpr auto is = node_kind::nonlocal;
  std::span<named_place const> names;
};

struct expr : statement {
  static constexpr auto is = node_kind::expr;
  expression const *value;
};

struct pass : statement {
  static constexpr auto is = node_kind::pass;
};
struct break_ : statement {
  static constexpr auto is = node_kind::break_;
};
struct continue_ : statement {
  static constexpr auto is = node_kind::continue_;
};

/// A statement that could not be read. `children` are the parts that could.
struct opaque_statement : statement {
  static constexpr auto is = node_kind::opaque_statement;
  std::string_view reason;
  std::span<node const *const> children;
};

// --- expressions
// -----------------------------------------------------------------------------------------------------

struct bool_op : expression {
  static constexpr auto is = node_kind::bool_op;
  boolean_operator op;
  many<expression> values;
};

struct named_expr : expression {
  static constexpr auto is = node_kind::named_expr;
  expression const *target;
  expression const *value;
};

/// The operator and right operand of one step of a `bin_op`. `end` is where that step's result
/// ends, a closing bracket of the operand included.
struct operand {
  binary_operator op;
  expression const *value;
  std::uint32_t end;
};

/// `first op value op value …` of one precedence, applied from left to right (`a + b - c`); `**`
/// has one step. In CPython's tree every step is a `BinOp` whose left side is the step before.
struct bin_op : expression {
  static constexpr auto is = node_kind::bin_op;
  expression const *first;
  std::span<operand const> rest;
};

struct unary_op : expression {
  static constexpr auto is = node_kind::unary_op;
  unary_operator op;
  expression const *operand;
};

struct lambda : expression {
  static constexpr auto is = node_kind::lambda;
  arguments const *args;
  expression const *body;
};

struct if_exp : expression {
  static constexpr auto is = node_kind::if_exp;
  expression const *test;
  expression const *body;
  expression const *orelse;
};

/// A key is null for `**value`.
struct dict : expression {
  static constexpr auto is = node_kind::dict;
  many<expression> keys;
  many<expression> values;
};

struct set : expression {
  static constexpr auto is = node_kind::set;
  many<expression> elts;
};

struct element_comprehension : expression {
  expression const *elt;
  many<comprehension> generators;
};
struct list_comp : element_comprehension {
  static constexpr auto is = node_kind::list_comp;
};
struct set_comp : element_comprehension {
  static constexpr auto is = node_kind::set_comp;
};
struct generator_exp : element_comprehension {
  static constexpr auto is = node_kind::generator_exp;
};

struct dict_comp : expression {
  static constexpr auto is = node_kind::dict_comp;
  expression const *key;
  expression const *value;
  many<comprehension> generators;
};

struct await : expression {
  static constexpr auto is = node_kind::await;
  expression const *value;
};

struct yield : expression {
  static constexpr auto is = node_kind::yield;
  expression const *value;
};

struct yield_from : expression {
  static constexpr auto is = node_kind::yield_from;
  expression const *value;
};

struct compare : expression {
  static constexpr auto is = node_kind::compare;
  expression const *left;
  std::span<comparison const> ops;
  many<expression> comparators;
};

struct call : expression {
  static constexpr auto is = node_kind::call;
  expression const *func;
  many<expression> args;
  many<keyword> keywords;
};

/// `{value!r:spec}` in an f-string. `conversion` is 0 or one of `s`, `r`, `a`.
struct formatted_value : expression {
  static constexpr auto is = node_kind::formatted_value;
  expression const *value;
  char conversion;
  expression const *format_spec;
};

/// `{value!r:spec}` in a t-string; `text` is the source of the expression, as CPython keeps it.
struct interpolation : expression {
  static constexpr auto is = node_kind::interpolation;
  expression const *value;
  text_range text;
  char conversion;
  expression const *format_spec;
};

/// The parts of an f-string: `constant`, `formatted_value`, and (in a concatenation) whole
/// constants.
struct joined_str : expression {
  static constexpr auto is = node_kind::joined_str;
  many<expression> values;
};

struct template_str : expression {
  static constexpr auto is = node_kind::template_str;
  many<expression> values;
};

/// How the characters between the quotes are read.
enum class piece_form : std::uint8_t {
  plain,      ///< escapes are decoded
  raw,        ///< no escapes
  format,     ///< the literal text of an f- or t-string: escapes, `{{` and `}}`
  raw_format, ///< the same of a raw one: `{{` and `}}` only
  verbatim,   ///< the source itself: the text that `{x = }` prints
};

/// A stretch of source that a literal's value comes from, without prefix and quotes.
struct piece {
  text_range range;
  piece_form form;
};

/// A literal. For numbers there is one `piece`, for `None`, `True`, `False` and `...` none.
struct constant : expression {
  static constexpr auto is = node_kind::constant;
  constant_kind what;
  /// The first literal has the prefix `u` (CPython's `kind='u'`).
  bool has_unicode_prefix;
  std::span<piece const> pieces;
};

struct attribute : expression {
  static constexpr auto is = node_kind::attribute;
  expression const *value;
  name_id attr;
  text_range attr_range;
};

struct subscript : expression {
  static constexpr auto is = node_kind::subscript;
  expression const *value;
  expression const *slice;
};

struct starred : expression {
  static constexpr auto is = node_kind::starred;
  expression const *value;
};

/// `occurrence` numbers the `name` nodes of a unit from 0 in the order in which they were made:
/// bindings are kept beside the tree by it.
struct name : expression {
  static constexpr auto is = node_kind::name;
  name_id id;
  std::uint32_t occurrence;
};

struct list : expression {
  static constexpr auto is = node_kind::list;
  many<expression> elts;
};

struct tuple : expression {
  static constexpr auto is = node_kind::tuple;
  many<expression> elts;
};

struct slice : expression {
  static constexpr auto is = node_kind::slice;
  expression const *lower;
  expression const *upper;
  expression const *step;
};

/// An expression that could not be read.
struct opaque_expression : expression {
  static constexpr auto is = node_kind::opaque_expression;
  std::string_view reason;
  std::span<node const *const> children;
};

// --- patterns
// --------------------------------------------------------------------------------------------------------

struct match_value : pattern {
  static constexpr auto is = node_kind::match_value;
  expression const *value;
};

/// `None`, `True` or `False`.
struct match_singleton : pattern {
  static constexpr auto is = node_kind::match_singleton;
  constant_kind value;
};

struct match_sequence : pattern {
  static constexpr auto is = node_kind::match_sequence;
  many<pattern> patterns;
};

struct match_mapping : pattern {
  static constexpr auto is = node_kind::match_mapping;
  many<expression> keys;
  many<pattern> patterns;
  name_id rest;
  text_range rest_range;
};

struct match_class : pattern {
  static constexpr auto is = node_kind::match_class;
  expression const *cls;
  many<pattern> patterns;
  std::span<named_place const> kwd_attrs;
  many<pattern> kwd_patterns;
};

/// `*name`; `name` is none for `*_`.
struct match_star : pattern {
  static constexpr auto is = node_kind::match_star;
  name_id name;
  text_range name_range;
};

/// `pattern as name`; the wildcard `_` has neither.
struct match_as : pattern {
  static constexpr auto is = node_kind::match_as;
  pattern const *inner;
  name_id name;
  text_range name_range;
};

struct match_or : pattern {
  static constexpr auto is = node_kind::match_or;
  many<pattern> patterns;
};

// --- access by kind
// --------------------------------------------------------------------------------------------------

/// The node as a `T`, or null: `if (auto const *made = as<call>(value))`. A null node is no `T`.
template <class T> [[nodiscard]] constexpr auto as(node const *any) -> T const * {
  return any != nullptr && any->kind == T::is ? static_cast<T const *>(any) : nullptr;
}

/// `def` or `async def`.
[[nodiscard]] constexpr auto as_function(node const *any) -> function const * {
  auto const is_one = any != nullptr && (any->kind == node_kind::function_def ||
                                         any->kind == node_kind::async_function_def);
  return is_one ? static_cast<function const *>(any) : nullptr;
}

/// The name that a function or class definition binds; none for every other node.
[[nodiscard]] constexpr auto defined_name(node const *any) -> name_id {
  if (auto const *it = as_function(any)) return it->name;
  auto const *const it = as<class_def>(any);
  return it == nullptr ? name_id::none : it->name;
}

/// The decorators of a function or class definition, in source order; none of every other node.
[[nodiscard]] constexpr auto decorators_of(node const *any) -> many<expression> {
  if (auto const *it = as_function(any)) return it->decorator_list;
  auto const *const it = as<class_def>(any);
  return it == nullptr ? many<expression>{} : it->decorator_list;
}

} // namespace prodreview::tree
