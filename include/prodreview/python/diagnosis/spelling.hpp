// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/token.hpp>
#include <prodreview/tree/kind.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace prodreview::python::diagnosis {

/// How operators are written, and the kinds of tokens that the notation names.
inline constexpr std::array<std::pair<std::string_view, token_kind>, 48> operator_spellings{
    {{"(", token_kind::left_paren},
     {"[", token_kind::left_bracket},
     {"{", token_kind::left_brace},
     {")", token_kind::right_paren},
     {"]", token_kind::right_bracket},
     {"}", token_kind::right_brace},
     {",", token_kind::comma},
     {":", token_kind::colon},
     {";", token_kind::semicolon},
     {".", token_kind::dot},
     {"...", token_kind::ellipsis},
     {"->", token_kind::arrow},
     {":=", token_kind::walrus},
     {"!", token_kind::exclamation},
     {"~", token_kind::tilde},
     {"+", token_kind::plus},
     {"-", token_kind::minus},
     {"*", token_kind::star},
     {"@", token_kind::at},
     {"/", token_kind::slash},
     {"%", token_kind::percent},
     {"**", token_kind::double_star},
     {"<<", token_kind::left_shift},
     {">>", token_kind::right_shift},
     {"|", token_kind::bar},
     {"^", token_kind::caret},
     {"&", token_kind::ampersand},
     {"//", token_kind::double_slash},
     {"==", token_kind::equal_equal},
     {"!=", token_kind::not_equal},
     {"<", token_kind::less},
     {"<=", token_kind::less_equal},
     {">", token_kind::greater},
     {">=", token_kind::greater_equal},
     {"=", token_kind::equal},
     {"+=", token_kind::plus_equal},
     {"-=", token_kind::minus_equal},
     {"*=", token_kind::star_equal},
     {"@=", token_kind::at_equal},
     {"/=", token_kind::slash_equal},
     {"%=", token_kind::percent_equal},
     {"**=", token_kind::double_star_equal},
     {"<<=", token_kind::left_shift_equal},
     {">>=", token_kind::right_shift_equal},
     {"|=", token_kind::bar_equal},
     {"^=", token_kind::caret_equal},
     {"&=", token_kind::ampersand_equal},
     {"//=", token_kind::double_slash_equal}}};

inline constexpr std::array<std::pair<std::string_view, token_kind>, 13> token_names{
    {{"END", token_kind::end_of_file},
     {"NEWLINE", token_kind::newline},
     {"INDENT", token_kind::indent},
     {"DEDENT", token_kind::dedent},
     {"NAME", token_kind::name},
     {"NUMBER", token_kind::number},
     {"STRING", token_kind::string},
     {"FSTRING_START", token_kind::fstring_start},
     {"FSTRING_MIDDLE", token_kind::fstring_middle},
     {"FSTRING_END", token_kind::fstring_end},
     {"TSTRING_START", token_kind::tstring_start},
     {"TSTRING_MIDDLE", token_kind::tstring_middle},
     {"TSTRING_END", token_kind::tstring_end}}};

/// The nodes that the notation makes, and what CPython calls them in an error.
struct node_name {
  std::string_view name;
  tree::node_kind kind;
  std::string_view spoken;
};
inline constexpr std::array<node_name, 29> node_names{
    {{"attribute", tree::node_kind::attribute, "attribute"},
     {"subscript", tree::node_kind::subscript, "subscript"},
     {"starred", tree::node_kind::starred, "starred"},
     {"name", tree::node_kind::name, "name"},
     {"list", tree::node_kind::list, "list"},
     {"tuple", tree::node_kind::tuple, "tuple"},
     {"lambda", tree::node_kind::lambda, "lambda"},
     {"call", tree::node_kind::call, "function call"},
     {"bool_op", tree::node_kind::bool_op, "expression"},
     {"bin_op", tree::node_kind::bin_op, "expression"},
     {"unary_op", tree::node_kind::unary_op, "expression"},
     {"generator_exp", tree::node_kind::generator_exp, "generator expression"},
     {"yield", tree::node_kind::yield, "yield expression"},
     {"yield_from", tree::node_kind::yield_from, "yield expression"},
     {"await", tree::node_kind::await, "await expression"},
     {"list_comp", tree::node_kind::list_comp, "list comprehension"},
     {"set_comp", tree::node_kind::set_comp, "set comprehension"},
     {"dict_comp", tree::node_kind::dict_comp, "dict comprehension"},
     {"dict", tree::node_kind::dict, "dict literal"},
     {"set", tree::node_kind::set, "set display"},
     {"joined_str", tree::node_kind::joined_str, "f-string expression"},
     {"template_str", tree::node_kind::template_str, "t-string expression"},
     {"compare", tree::node_kind::compare, "comparison"},
     {"if_exp", tree::node_kind::if_exp, "conditional expression"},
     {"named_expr", tree::node_kind::named_expr, "named expression"},
     {"constant", tree::node_kind::constant, "literal"},
     {"slice", tree::node_kind::slice, "slice"},
     {"keyword", tree::node_kind::keyword, "keyword"},
     {"arguments", tree::node_kind::arguments, "arguments"}}};

/// The kind of an operator or keyword; `error` when it is neither.
[[nodiscard]] constexpr auto token_spelled(std::string_view spelling) -> token_kind {
  for (auto const &[written, kind] : operator_spellings)
    if (written == spelling) return kind;
  for (std::size_t i = 0; i < keywords.size(); ++i)
    if (keywords[i] == spelling)
      return static_cast<token_kind>(static_cast<std::size_t>(token_kind::false_) + i);
  return token_kind::error;
}

[[nodiscard]] constexpr auto spelling_of(token_kind kind) -> std::string_view {
  for (auto const &[written, of] : operator_spellings)
    if (of == kind) return written;
  return {};
}

[[nodiscard]] constexpr auto token_named(std::string_view name) -> token_kind {
  for (auto const &[known, kind] : token_names)
    if (known == name) return kind;
  return token_kind::error;
}

[[nodiscard]] constexpr auto soft_keyword_spelled(std::string_view spelling) -> name_id {
  for (std::size_t i = 0; i < soft_keywords.size(); ++i)
    if (soft_keywords[i] == spelling)
      return static_cast<name_id>(soft::first + static_cast<std::uint32_t>(i));
  return name_id::none;
}

[[nodiscard]] constexpr auto node_named(std::string_view name) -> tree::node_kind {
  for (auto const &known : node_names)
    if (known.name == name) return known.kind;
  return tree::node_kind::module;
}

[[nodiscard]] constexpr auto spoken_name(tree::node_kind kind) -> std::string_view {
  for (auto const &known : node_names)
    if (known.kind == kind) return known.spoken;
  return {};
}

} // namespace prodreview::python::diagnosis
