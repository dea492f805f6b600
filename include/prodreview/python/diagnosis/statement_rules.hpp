// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace prodreview::python::diagnosis {

/// The grammar of statements, in the notation that `notation.hpp` describes.
inline constexpr std::string_view statement_rules = R"rules(
file: statements? END
statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ ';'? NEWLINE
simple_stmt memo:
  | assignment
  | &"type" type_alias
  | star_expressions -> expr
  | &'return' return_stmt
  | &('import' | 'from') import_stmt
  | &'raise' raise_stmt
  | &'pass' pass_stmt
  | &'del' del_stmt
  | &'yield' yield_stmt
  | &'assert' assert_stmt
  | &'break' break_stmt
  | &'continue' continue_stmt
  | &'global' global_stmt
  | &'nonlocal' nonlocal_stmt
compound_stmt:
  | &('def' | '@' | 'async') function_def
  | &'if' if_stmt
  | &('class' | '@') class_def
  | &('with' | 'async') with_stmt
  | &('for' | 'async') for_stmt
  | &'try' try_stmt
  | &'while' while_stmt
  | match_stmt

assignment:
  | NAME ':' expression ['=' annotated_rhs]
  | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
  | (star_targets '=')+ annotated_rhs !'='
  | single_target augassign ~ annotated_rhs
  | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign:
  | '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
return_stmt: 'return' star_expressions?
raise_stmt: 'raise' expression ['from' expression] | 'raise'
pass_stmt: 'pass'
break_stmt: 'break'
continue_stmt: 'continue'
global_stmt: 'global' ','.NAME+
nonlocal_stmt: 'nonlocal' ','.NAME+
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
yield_stmt: yield_expr
assert_stmt: 'assert' expression [',' expression]
import_stmt memo: invalid_import | import_name | import_from
import_name: 'import' dotted_as_names
import_from:
  | 'from' ('.' | '...')* dotted_name 'import' import_from_targets -> @enter_future
  | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets:
  | '(' import_from_as_names ','? ')'
  | import_from_as_names !','
  | '*'
  | invalid_import_from_targets
import_from_as_names: ','.import_from_as_name+
import_from_as_name: invalid_import_from_as_name | NAME ['as' NAME]
dotted_as_names: ','.dotted_as_name+
dotted_as_name: invalid_dotted_as_name | dotted_name ['as' NAME]
dotted_name left: dotted_name '.' NAME | NAME
type_alias: "type" NAME type_params? '=' expression

block memo: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw:
  | invalid_class_def_raw
  | 'class' NAME type_params? ['(' arguments? ')'] ':' block
function_def: decorators function_def_raw | function_def_raw
function_def_raw:
  | invalid_def_raw
  | 'def' NAME type_params? '(' params? ')' ['->' expression] ':' block
  | 'async' 'def' NAME type_params? '(' params? ')' ['->' expression] ':' block
if_stmt:
  | invalid_if_stmt
  | 'if' named_expression ':' block elif_stmt
  | 'if' named_expression ':' block else_block?
elif_stmt:
  | invalid_elif_stmt
  | 'elif' named_expression ':' block elif_stmt
  | 'elif' named_expression ':' block else_block?
else_block: invalid_else_stmt | 'else' &&':' block
while_stmt: invalid_while_stmt | 'while' named_expression ':' block else_block?
for_stmt:
  | invalid_for_stmt
  | 'for' star_targets 'in' ~ star_expressions ':' block else_block?
  | 'async' 'for' star_targets 'in' ~ star_expressions ':' block else_block?
  | invalid_for_target
with_stmt:
  | invalid_with_stmt_indent
  | 'with' '(' ','.with_item+ ','? ')' ':' block
  | 'with' ','.with_item+ ':' block
  | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block
  | 'async' 'with' ','.with_item+ ':' block
  | invalid_with_stmt
with_item:
  | expression 'as' star_target &(',' | ')' | ':')
  | invalid_with_item
  | expression
try_stmt:
  | invalid_try_stmt
  | 'try' &&':' block finally_block
  | 'try' &&':' block except_block+ else_block? finally_block?
  | 'try' &&':' block except_star_block+ else_block? finally_block?
except_block:
  | invalid_except_stmt_indent
  | 'except' expression ':' block
  | 'except' expression 'as' NAME ':' block
  | 'except' expressions ':' block
  | 'except' ':' block
  | invalid_except_stmt
except_star_block:
  | invalid_except_star_stmt_indent
  | 'except' '*' expression ':' block
  | 'except' '*' expression 'as' NAME ':' block
  | 'except' '*' expressions ':' block
  | invalid_except_star_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block

params: invalid_parameters | parameters
parameters:
  | slash_no_default param_no_default* param_with_default* star_etc?
  | slash_with_default param_with_default* star_etc?
  | param_no_default+ param_with_default* star_etc?
  | param_with_default+ star_etc?
  | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default:
  | param_no_default* param_with_default+ '/' ','
  | param_no_default* param_with_default+ '/' &')'
star_etc:
  | invalid_star_etc
  | '*' param_no_default param_maybe_default* kwds?
  | '*' param_no_default_star_annotation param_maybe_default* kwds?
  | '*' ',' param_maybe_default+ kwds?
  | kwds
kwds: invalid_kwds | '**' param_no_default
param_no_default: a=param ',' -> =a | a=param &')' -> =a
param_no_default_star_annotation: param_star_annotation ',' | param_star_annotation &')'
param_with_default: param default ',' | param default &')'
param_maybe_default: param default? ',' | param default? &')'
param: NAME annotation?
param_star_annotation: NAME star_annotation
annotation: ':' expression
star_annotation: ':' star_expression
default: '=' expression | invalid_default

type_params: invalid_type_params | '[' type_param_seq ']'
type_param_seq: ','.type_param+ ','?
type_param memo:
  | NAME type_param_bound? type_param_default?
  | invalid_type_param
  | '*' NAME type_param_starred_default?
  | '**' NAME type_param_default?
type_param_bound: ':' expression
type_param_default: '=' expression
type_param_starred_default: '=' star_expression
)rules";

/// What CPython tries in its second pass, to say more than `invalid syntax` of a statement.
inline constexpr std::string_view statement_error_rules = R"rules(
invalid_assignment:
  | a=invalid_ann_assign_target ':' expression -> !`only single target (not {a}) can be annotated` a
  | a=star_named_expression ',' star_named_expressions* ':' expression -> !`only single target (not tuple) can be annotated` a
  | a=expression ':' expression -> !`illegal target for annotation` a
  | (star_targets '=')* a=star_expressions '=' -> @cannot_assign
  | (star_targets '=')* a=yield_expr '=' -> !`assignment to yield expression not possible` a
  | a=star_expressions augassign annotated_rhs -> !`'{a}' is an illegal expression for augmented assignment` a
invalid_ann_assign_target: list | tuple | '(' a=invalid_ann_assign_target ')' -> =a
invalid_del_stmt: 'del' a=star_expressions -> @cannot_delete
invalid_block: NEWLINE !INDENT -> !`expected an indented block`
invalid_import:
  | a='import' ','.dotted_name+ 'from' dotted_name -> !`Did you mean to use 'from ... import ...' instead?` a ..
  | 'import' a=NEWLINE -> !`Expected one or more names after 'import'` a ..
invalid_dotted_as_name:
  | dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression -> !`cannot use {a} as import target` a
invalid_import_from_as_name:
  | NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression -> !`cannot use {a} as import target` a
invalid_import_from_targets:
  | import_from_as_names ',' NEWLINE -> !`trailing comma not allowed without surrounding parentheses`
  | a=NEWLINE -> !`Expected one or more names after 'import'` a ..
invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') -> @cannot_assign
invalid_for_target: 'async'? 'for' a=star_expressions -> @cannot_loop
invalid_with_stmt:
  | 'async'? 'with' ','.(expression ['as' star_target])+ NEWLINE -> !`expected ':'`
  | 'async'? 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' NEWLINE -> !`expected ':'`
invalid_with_stmt_indent:
  | 'async'? a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT -> !`expected an indented block after 'with' statement on line {a#}`
  | 'async'? a='with' '(' ','.(expressions ['as' star_target])+ ','? ')' ':' NEWLINE !INDENT -> !`expected an indented block after 'with' statement on line {a#}`
invalid_try_stmt:
  | a='try' ':' NEWLINE !INDENT -> !`expected an indented block after 'try' statement on line {a#}`
  | 'try' ':' block !('except' | 'finally') -> !`expected 'except' or 'finally' block`
  | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':' -> !`cannot have both 'except' and 'except*' on the same 'try'` a b
  | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':' -> !`cannot have both 'except' and 'except*' on the same 'try'` a
invalid_except_stmt:
  | 'except' a=expression ',' expressions 'as' NAME ':' -> !`multiple exception types must be parenthesized when using 'as'` a ..
  | 'except' expression ['as' NAME] NEWLINE -> !`expected ':'`
  | 'except' NEWLINE -> !`expected ':'`
  | 'except' expression 'as' a=expression ':' block -> !`cannot use except statement with {a}` a
invalid_except_star_stmt:
  | 'except' '*' a=expression ',' expressions 'as' NAME ':' -> !`multiple exception types must be parenthesized when using 'as'` a ..
  | 'except' '*' expression ['as' NAME] NEWLINE -> !`expected ':'`
  | 'except' '*' (NEWLINE | ':') -> !`expected one or more exception types`
  | 'except' '*' expression 'as' a=expression ':' block -> !`cannot use except* statement with {a}` a
invalid_finally_stmt:
  | a='finally' ':' NEWLINE !INDENT -> !`expected an indented block after 'finally' statement on line {a#}`
invalid_except_stmt_indent:
  | a='except' expression ['as' NAME] ':' NEWLINE !INDENT -> !`expected an indented block after 'except' statement on line {a#}`
  | a='except' ':' NEWLINE !INDENT -> !`expected an indented block after 'except' statement on line {a#}`
invalid_except_star_stmt_indent:
  | a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT -> !`expected an indented block after 'except*' statement on line {a#}`
invalid_if_stmt:
  | 'if' named_expression NEWLINE -> !`expected ':'`
  | a='if' named_expression ':' NEWLINE !INDENT -> !`expected an indented block after 'if' statement on line {a#}`
invalid_elif_stmt:
  | 'elif' named_expression NEWLINE -> !`expected ':'`
  | a='elif' named_expression ':' NEWLINE !INDENT -> !`expected an indented block after 'elif' statement on line {a#}`
invalid_else_stmt:
  | a='else' ':' NEWLINE !INDENT -> !`expected an indented block after 'else' statement on line {a#}`
  | 'else' ':' block 'elif' -> !`'elif' block follows an 'else' block`
invalid_while_stmt:
  | 'while' named_expression NEWLINE -> !`expected ':'`
  | a='while' named_expression ':' NEWLINE !INDENT -> !`expected an indented block after 'while' statement on line {a#}`
invalid_for_stmt:
  | 'async'? 'for' star_targets 'in' star_expressions NEWLINE -> !`expected ':'`
  | 'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT -> !`expected an indented block after 'for' statement on line {a#}`
invalid_def_raw:
  | 'async'? a='def' NAME type_params? '(' params? ')' ['->' expression] ':' NEWLINE !INDENT -> !`expected an indented block after function definition on line {a#}`
  | 'async'? 'def' NAME type_params? &&'(' params? ')' ['->' expression] &&':' block
invalid_class_def_raw:
  | 'class' NAME type_params? ['(' arguments? ')'] NEWLINE -> !`expected ':'`
  | a='class' NAME type_params? ['(' arguments? ')'] ':' NEWLINE !INDENT -> !`expected an indented block after class definition on line {a#}`

invalid_parameters:
  | a='/' ',' -> !`at least one argument must precede /` a
  | (slash_no_default | slash_with_default) param_maybe_default* a='/' -> !`/ may appear only once` a
  | slash_no_default? param_no_default* invalid_parameters_helper a=param_no_default -> !`parameter without a default follows parameter with a default` a
  | param_no_default* a='(' param_no_default+ ','? b=')' -> !`Function parameters cannot be parenthesized` a b
  | (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' -> !`/ must be ahead of *` a
  | param_maybe_default+ '/' a='*' -> !`expected comma between / and *` a
invalid_parameters_helper: slash_with_default | param_with_default+
invalid_default: a='=' &(')' | ',') -> !`expected default value expression` a
invalid_star_etc:
  | a='*' (')' | ',' (')' | '**')) -> !`named arguments must follow bare *` a
  | '*' param a='=' -> !`var-positional argument cannot have default value` a
  | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') -> !`* argument may appear only once` a
invalid_kwds:
  | '**' param a='=' -> !`var-keyword argument cannot have default value` a
  | '**' param ',' a=param -> !`arguments cannot follow var-keyword argument` a
  | '**' param ',' a=('*' | '**' | '/') -> !`arguments cannot follow var-keyword argument` a
invalid_type_param:
  | '*' NAME a=':' b=expression -> @no_bound_of_tuple
  | '**' NAME a=':' b=expression -> @no_bound_of_spec
invalid_type_params: '[' a=']' -> !`Type parameter list cannot be empty` a ..
)rules";

} // namespace prodreview::python::diagnosis
