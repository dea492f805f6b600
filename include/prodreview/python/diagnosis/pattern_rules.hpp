// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace prodreview::python::diagnosis {

/// The grammar of `match` and its patterns, in the notation that `notation.hpp` describes.
inline constexpr std::string_view pattern_rules = R"rules(
match_stmt:
  | "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
  | invalid_match_stmt
subject_expr:
  | star_named_expression ',' star_named_expressions? -> tuple
  | named_expression
case_block: invalid_case_block | "case" patterns guard? ':' block
guard: 'if' named_expression
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target | invalid_as_pattern
or_pattern: '|'.closed_pattern+
closed_pattern memo:
  | literal_pattern
  | capture_pattern
  | wildcard_pattern
  | value_pattern
  | group_pattern
  | sequence_pattern
  | mapping_pattern
  | class_pattern
literal_pattern:
  | signed_number !('+' | '-')
  | complex_number
  | strings
  | 'None'
  | 'True'
  | 'False'
literal_expr:
  | signed_number !('+' | '-')
  | complex_number
  | &(STRING | FSTRING_START | TSTRING_START) strings
  | 'None'
  | 'True'
  | 'False'
complex_number: signed_real_number '+' imaginary_number | signed_real_number '-' imaginary_number
signed_number: NUMBER | '-' NUMBER
signed_real_number: real_number | '-' real_number
real_number: a=NUMBER -> @check_real
imaginary_number: a=NUMBER -> @check_imaginary
capture_pattern: pattern_capture_target
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
wildcard_pattern: "_"
value_pattern: attr !('.' | '(' | '=')
attr left: name_or_attr '.' NAME
name_or_attr: attr | NAME
group_pattern: '(' pattern ')'
sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern: ','.maybe_star_pattern+ ','?
maybe_star_pattern: star_pattern | pattern
star_pattern memo: '*' pattern_capture_target | '*' wildcard_pattern
mapping_pattern:
  | '{' '}'
  | '{' double_star_pattern ','? '}'
  | '{' items_pattern ',' double_star_pattern ','? '}'
  | '{' items_pattern ','? '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_expr | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern:
  | name_or_attr '(' ')'
  | name_or_attr '(' positional_patterns ','? ')'
  | name_or_attr '(' keyword_patterns ','? ')'
  | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
  | invalid_class_pattern
positional_patterns: a=','.pattern+ -> =a
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern
)rules";

/// What CPython tries in its second pass, to say more than `invalid syntax` of a `match`.
inline constexpr std::string_view pattern_error_rules = R"rules(
invalid_match_stmt:
  | "match" subject_expr NEWLINE -> !`expected ':'`
  | a="match" subject_expr ':' NEWLINE !INDENT -> !`expected an indented block after 'match' statement on line {a#}`
invalid_case_block:
  | "case" patterns guard? NEWLINE -> !`expected ':'`
  | a="case" patterns guard? ':' NEWLINE !INDENT -> !`expected an indented block after 'case' statement on line {a#}`
invalid_as_pattern:
  | or_pattern 'as' a="_" -> !`cannot use '_' as a target` a
  | or_pattern 'as' a=expression -> !`cannot use {a} as pattern target` a
invalid_class_pattern:
  | name_or_attr '(' a=invalid_class_argument_pattern -> !`positional patterns follow keyword patterns` a
invalid_class_argument_pattern:
  | [positional_patterns ','] keyword_patterns ',' a=positional_patterns -> =a
)rules";

} // namespace prodreview::python::diagnosis
