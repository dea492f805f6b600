// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace prodreview::python::diagnosis {

/// The grammar of expressions and targets, in the notation that `notation.hpp` describes.
inline constexpr std::string_view expression_rules = R"rules(
expressions:
  | a=expression b=(',' c=expression -> =c)+ ','? -> tuple[a b]
  | a=expression ',' -> tuple[a]
  | expression
expression memo:
  | invalid_expression
  | invalid_legacy_expression
  | disjunction 'if' disjunction 'else' expression -> if_exp
  | disjunction
  | lambdef
yield_expr: 'yield' 'from' expression -> yield_from | 'yield' star_expressions? -> yield
star_expressions:
  | a=star_expression b=(',' c=star_expression -> =c)+ ','? -> tuple[a b]
  | a=star_expression ',' -> tuple[a]
  | star_expression
star_expression memo: '*' a=bitwise_or -> starred[a] | expression
star_named_expressions: a=','.star_named_expression+ ','? -> =a
star_named_expression: '*' a=bitwise_or -> starred[a] | named_expression
assignment_expression: NAME ':=' ~ expression -> named_expr
named_expression: assignment_expression | invalid_named_expression | a=expression !':=' -> =a
disjunction memo: conjunction ('or' conjunction)+ -> bool_op | conjunction
conjunction memo: inversion ('and' inversion)+ -> bool_op | inversion
inversion memo: 'not' inversion -> unary_op | comparison
comparison: a=bitwise_or b=compare_op_bitwise_or_pair+ -> compare[a b] | bitwise_or
compare_op_bitwise_or_pair:
  | '==' bitwise_or | noteq_bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or
  | '>' bitwise_or | 'not' 'in' bitwise_or | 'in' bitwise_or | 'is' 'not' bitwise_or
  | 'is' bitwise_or
noteq_bitwise_or: (a='!=' -> @check_unequal) bitwise_or
bitwise_or left: bitwise_or '|' bitwise_xor -> bin_op | bitwise_xor
bitwise_xor left: bitwise_xor '^' bitwise_and -> bin_op | bitwise_and
bitwise_and left: bitwise_and '&' shift_expr -> bin_op | shift_expr
shift_expr left:
  | shift_expr '<<' sum -> bin_op
  | shift_expr '>>' sum -> bin_op
  | invalid_arithmetic
  | sum
sum left: sum '+' term -> bin_op | sum '-' term -> bin_op | term
term left:
  | term '*' factor -> bin_op
  | term '/' factor -> bin_op
  | term '//' factor -> bin_op
  | term '%' factor -> bin_op
  | term '@' factor -> bin_op
  | invalid_factor
  | factor
factor memo: '+' factor -> unary_op | '-' factor -> unary_op | '~' factor -> unary_op | power
power: await_primary '**' factor -> bin_op | await_primary
await_primary memo: 'await' primary -> await | primary
primary left:
  | primary '.' NAME -> attribute
  | primary genexp -> call
  | primary '(' arguments? ')' -> call
  | primary '[' slices ']' -> subscript
  | atom
slices: a=slice !',' -> =a | ','.(slice | starred_expression)+ ','? -> tuple
slice: expression? ':' expression? [':' expression?] -> slice | named_expression
atom:
  | NAME
  | 'True' -> constant
  | 'False' -> constant
  | 'None' -> constant
  | &(STRING | FSTRING_START | TSTRING_START) strings
  | NUMBER
  | &'(' (tuple | group | genexp)
  | &'[' (list | listcomp)
  | &'{' (dict | set | dictcomp | setcomp)
  | '...' -> constant
group: '(' a=(yield_expr | named_expression) ')' -> =a | invalid_group
lambdef: 'lambda' lambda_params? ':' expression -> lambda
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters:
  | lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?
  | lambda_slash_with_default lambda_param_with_default* lambda_star_etc?
  | lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
  | lambda_param_with_default+ lambda_star_etc?
  | lambda_star_etc
lambda_slash_no_default: lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default:
  | lambda_param_no_default* lambda_param_with_default+ '/' ','
  | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc:
  | invalid_lambda_star_etc
  | '*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
  | '*' ',' lambda_param_maybe_default+ lambda_kwds?
  | lambda_kwds
lambda_kwds: invalid_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: a=lambda_param ',' -> =a | a=lambda_param &':' -> =a
lambda_param_with_default: lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default: lambda_param default? ',' | lambda_param default? &':'
lambda_param: NAME

fstring_middle: fstring_replacement_field | FSTRING_MIDDLE
fstring_replacement_field:
  | '{' annotated_rhs '='? fstring_conversion? fstring_full_format_spec? '}'
  | invalid_fstring_replacement_field
fstring_conversion: a='!' b=NAME -> @check_conversion
fstring_full_format_spec: ':' fstring_format_spec*
fstring_format_spec: FSTRING_MIDDLE | fstring_replacement_field
fstring: FSTRING_START fstring_middle* FSTRING_END -> @check_format
tstring_format_spec_replacement_field:
  | '{' annotated_rhs '='? fstring_conversion? tstring_full_format_spec? '}'
  | invalid_tstring_replacement_field
tstring_format_spec: TSTRING_MIDDLE | tstring_format_spec_replacement_field
tstring_full_format_spec: ':' tstring_format_spec*
tstring_replacement_field:
  | '{' annotated_rhs '='? fstring_conversion? tstring_full_format_spec? '}'
  | invalid_tstring_replacement_field
tstring_middle: tstring_replacement_field | TSTRING_MIDDLE
tstring memo: TSTRING_START tstring_middle* TSTRING_END -> @check_format
string: a=STRING -> @check_string
strings memo:
  | invalid_string_tstring_concat
  | a=(fstring | string)+ -> @concatenate
  | tstring+ -> template_str

list: '[' a=star_named_expressions? ']' -> list[a]
tuple:
  | '(' a=[b=star_named_expression ',' c=star_named_expressions? -> sequence[b c]] ')' -> tuple[a]
set: '{' star_named_expressions '}' -> set
dict: '{' double_starred_kvpairs? '}' -> dict | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ ','?
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
for_if_clauses: for_if_clause+
for_if_clause:
  | 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
  | 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
  | invalid_for_if_clause
  | invalid_for_target
listcomp: '[' named_expression for_if_clauses ']' -> list_comp | invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' -> set_comp | invalid_comprehension
genexp:
  | '(' (assignment_expression | expression !':=') for_if_clauses ')' -> generator_exp
  | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' -> dict_comp | invalid_dict_comprehension

arguments memo: a=args ','? &')' -> =a | invalid_arguments
args:
  | a=','.(starred_expression | (assignment_expression | b=expression !':=' -> =b) !'=')+ c=[',' d=kwargs -> =d] -> arguments[a c]
  | a=kwargs -> arguments[a]
kwargs:
  | a=','.kwarg_or_starred+ ',' b=','.kwarg_or_double_starred+ -> arguments[a b]
  | a=','.kwarg_or_starred+ -> =a
  | a=','.kwarg_or_double_starred+ -> =a
starred_expression:
  | invalid_starred_expression_unpacking
  | '*' a=expression -> starred[a]
  | invalid_starred_expression
kwarg_or_starred: invalid_kwarg | NAME '=' expression -> keyword | starred_expression
kwarg_or_double_starred:
  | invalid_kwarg
  | NAME '=' expression -> keyword
  | '**' expression -> keyword

star_targets:
  | a=star_target !',' -> =a
  | star_target (',' star_target)* ','?
star_targets_list_seq: ','.star_target+ ','?
star_targets_tuple_seq: star_target (',' star_target)+ ','? | star_target ','
star_target memo: '*' (!'*' star_target) | target_with_star_atom
target_with_star_atom memo:
  | t_primary '.' NAME !t_lookahead
  | t_primary '[' slices ']' !t_lookahead
  | star_atom
star_atom:
  | NAME
  | '(' target_with_star_atom ')'
  | '(' star_targets_tuple_seq? ')'
  | '[' star_targets_list_seq? ']'
single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target:
  | t_primary '.' NAME !t_lookahead
  | t_primary '[' slices ']' !t_lookahead
t_primary left:
  | t_primary '.' NAME &t_lookahead
  | t_primary '[' slices ']' &t_lookahead
  | t_primary genexp &t_lookahead
  | t_primary '(' arguments? ')' &t_lookahead
  | atom &t_lookahead
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ ','?
del_target memo:
  | t_primary '.' NAME !t_lookahead
  | t_primary '[' slices ']' !t_lookahead
  | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' del_targets? ')' | '[' del_targets? ']'
)rules";

/// What CPython tries in its second pass, to say more than `invalid syntax` of an expression.
inline constexpr std::string_view expression_error_rules = R"rules(
invalid_arguments:
  | ((','.(starred_expression | (assignment_expression | expression !':=') !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+ -> !`iterable argument unpacking follows keyword argument unpacking` a ..
  | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] -> !`Generator expression must be parenthesized` a b
  | a=NAME b='=' expression for_if_clauses -> !`invalid syntax. Maybe you meant '==' or ':=' instead of '='?` a b
  | (args ',')? a=NAME b='=' &(',' | ')') -> !`expected argument value expression` a b
  | a=args b=for_if_clauses -> @bare_generator
  | args ',' a=expression b=for_if_clauses -> !`Generator expression must be parenthesized` a b
  | a=args ',' args -> @positional_after_keyword
invalid_kwarg:
  | a=('True' | 'False' | 'None') b='=' -> !`cannot assign to {a}` a b
  | a=NAME b='=' expression for_if_clauses -> !`invalid syntax. Maybe you meant '==' or ':=' instead of '='?` a b
  | !(NAME '=') a=expression b='=' -> !`expression cannot contain assignment, perhaps you meant "=="?` a b
  | a='**' expression '=' b=expression -> !`cannot assign to keyword argument unpacking` a b
expression_without_invalid:
  | disjunction 'if' disjunction 'else' expression -> if_exp
  | disjunction
  | lambdef
invalid_legacy_expression: a=NAME !'(' b=star_expressions -> @missing_call
invalid_expression:
  | STRING a=(!STRING c=expression_without_invalid -> =c)+ STRING -> !`invalid syntax. Is this intended to be part of the string?` a
  | !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid -> @missing_comma
  | a=disjunction 'if' b=disjunction !('else' | ':') -> !`expected 'else' after 'if' expression` a b
  | disjunction 'if' disjunction 'else' !expression -> !`expected expression after 'else', but statement is given` ^
  | a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt -> !`expected expression before 'if', but statement is given` a
  | a='lambda' lambda_params? b=':' &FSTRING_MIDDLE -> !`f-string: lambda expressions are not allowed without parentheses` a b
  | a='lambda' lambda_params? b=':' &TSTRING_MIDDLE -> !`t-string: lambda expressions are not allowed without parentheses` a b
invalid_named_expression memo:
  | a=expression ':=' expression -> !`cannot use assignment expressions with {a}` a
  | a=NAME '=' b=bitwise_or !('=' | ':=') -> !`invalid syntax. Maybe you meant '==' or ':=' instead of '='?` a b
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=') -> !`cannot assign to {a} here. Maybe you meant '==' instead of '='?` a
invalid_comprehension:
  | ('[' | '(' | '{') a=starred_expression for_if_clauses -> !`iterable unpacking cannot be used in comprehension` a
  | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses -> !`did you forget parentheses around the comprehension target?` a b
  | ('[' | '{') a=star_named_expression b=',' for_if_clauses -> !`did you forget parentheses around the comprehension target?` a b
invalid_dict_comprehension:
  | '{' a='**' bitwise_or for_if_clauses '}' -> !`dict unpacking cannot be used in dict comprehension` a
invalid_for_if_clause:
  | 'async'? 'for' (bitwise_or (',' bitwise_or)* ','?) !'in' -> !`'in' expected after for-loop variables`
invalid_group:
  | '(' a=starred_expression ')' -> !`cannot use starred expression here` a
  | '(' a='**' expression ')' -> !`cannot use double starred expression here` a
invalid_double_starred_kvpairs:
  | ','.double_starred_kvpair+ ',' invalid_kvpair
  | expression ':' a='*' bitwise_or -> !`cannot use a starred expression in a dictionary value` a ..
  | expression a=':' &('}' | ',') -> !`expression expected after dictionary key and ':'` a
invalid_kvpair:
  | a=expression !':' -> @missing_colon
  | expression ':' a='*' bitwise_or -> !`cannot use a starred expression in a dictionary value` a ..
  | expression a=':' &('}' | ',') -> !`expression expected after dictionary key and ':'` a
invalid_starred_expression_unpacking:
  | a='*' expression '=' b=expression -> !`cannot assign to iterable argument unpacking` a b
invalid_starred_expression: '*' -> !`Invalid star expression`
invalid_string_tstring_concat:
  | a=(fstring | string)+ b=tstring -> !`cannot mix t-string literals with string or bytes literals` a b
  | a=tstring+ b=(fstring | string) -> !`cannot mix t-string literals with string or bytes literals` a b
invalid_arithmetic:
  | sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion -> !`'not' after an operator must be parenthesized` a b
invalid_factor:
  | ('+' | '-' | '~') a='not' b=factor -> !`'not' after an operator must be parenthesized` a b
invalid_lambda_parameters:
  | a='/' ',' -> !`at least one argument must precede /` a
  | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' -> !`/ may appear only once` a
  | lambda_slash_no_default? lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default -> !`parameter without a default follows parameter with a default` a
  | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' -> !`Lambda expression parameters cannot be parenthesized` a b
  | (lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' -> !`/ must be ahead of *` a
  | lambda_param_maybe_default+ '/' a='*' -> !`expected comma between / and *` a
invalid_lambda_parameters_helper: lambda_slash_with_default | lambda_param_with_default+
invalid_lambda_star_etc:
  | '*' (':' | ',' (':' | '**')) -> !`named arguments must follow bare *`
  | '*' lambda_param a='=' -> !`var-positional argument cannot have default value` a
  | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') -> !`* argument may appear only once` a
invalid_lambda_kwds:
  | '**' lambda_param a='=' -> !`var-keyword argument cannot have default value` a
  | '**' lambda_param ',' a=lambda_param -> !`arguments cannot follow var-keyword argument` a
  | '**' lambda_param ',' a=('*' | '**' | '/') -> !`arguments cannot follow var-keyword argument` a
invalid_fstring_replacement_field:
  | '{' a='=' -> !`f-string: valid expression required before '='` a
  | '{' a='!' -> !`f-string: valid expression required before '!'` a
  | '{' a=':' -> !`f-string: valid expression required before ':'` a
  | '{' a='}' -> !`f-string: valid expression required before '}'` a
  | '{' !annotated_rhs -> !`f-string: expecting a valid expression after '{'` ^
  | '{' annotated_rhs !('=' | '!' | ':' | '}') -> !`f-string: expecting '=', or '!', or ':', or '}'` ^
  | '{' annotated_rhs '=' !('!' | ':' | '}') -> !`f-string: expecting '!', or ':', or '}'` ^
  | '{' annotated_rhs '='? invalid_fstring_conversion_character
  | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') -> !`f-string: expecting ':' or '}'` ^
  | '{' annotated_rhs '='? ['!' NAME] ':' fstring_format_spec* !'}' -> !`f-string: expecting '}', or format specs` ^
  | '{' annotated_rhs '='? ['!' NAME] !'}' -> !`f-string: expecting '}'` ^
invalid_fstring_conversion_character:
  | '!' &(':' | '}') -> !`f-string: missing conversion character` ^
  | '!' !NAME -> !`f-string: invalid conversion character` ^
invalid_tstring_replacement_field:
  | '{' a='=' -> !`t-string: valid expression required before '='` a
  | '{' a='!' -> !`t-string: valid expression required before '!'` a
  | '{' a=':' -> !`t-string: valid expression required before ':'` a
  | '{' a='}' -> !`t-string: valid expression required before '}'` a
  | '{' !annotated_rhs -> !`t-string: expecting a valid expression after '{'` ^
  | '{' annotated_rhs !('=' | '!' | ':' | '}') -> !`t-string: expecting '=', or '!', or ':', or '}'` ^
  | '{' annotated_rhs '=' !('!' | ':' | '}') -> !`t-string: expecting '!', or ':', or '}'` ^
  | '{' annotated_rhs '='? invalid_tstring_conversion_character
  | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') -> !`t-string: expecting ':' or '}'` ^
  | '{' annotated_rhs '='? ['!' NAME] ':' tstring_format_spec* !'}' -> !`t-string: expecting '}', or format specs` ^
  | '{' annotated_rhs '='? ['!' NAME] !'}' -> !`t-string: expecting '}'` ^
invalid_tstring_conversion_character:
  | '!' &(':' | '}') -> !`t-string: missing conversion character` ^
  | '!' !NAME -> !`t-string: invalid conversion character` ^
)rules";

} // namespace prodreview::python::diagnosis
