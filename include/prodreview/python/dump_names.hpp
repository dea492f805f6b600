// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/kind.hpp>

#include <array>
#include <cstddef>
#include <string_view>

/// CPython's names of what the tree is made of.
namespace prodreview::python::detail {

/// By `node_kind`.
inline constexpr std::array<std::string_view, tree::node_kind_count> class_names{
    "Module",
    "FunctionDef",
    "AsyncFunctionDef",
    "ClassDef",
    "Return",
    "Delete",
    "Assign",
    "TypeAlias",
    "AugAssign",
    "AnnAssign",
    "For",
    "AsyncFor",
    "While",
    "If",
    "With",
    "AsyncWith",
    "Match",
    "Raise",
    "Try",
    "TryStar",
    "Assert",
    "Import",
    "ImportFrom",
    "Global",
    "Nonlocal",
    "Expr",
    "Pass",
    "Break",
    "Continue",
    "Opaque",
    "BoolOp",
    "NamedExpr",
    "BinOp",
    "UnaryOp",
    "Lambda",
    "IfExp",
    "Dict",
    "Set",
    "ListComp",
    "SetComp",
    "DictComp",
    "GeneratorExp",
    "Await",
    "Yield",
    "YieldFrom",
    "Compare",
    "Call",
    "FormattedValue",
    "Interpolation",
    "JoinedStr",
    "TemplateStr",
    "Constant",
    "Attribute",
    "Subscript",
    "Starred",
    "Name",
    "List",
    "Tuple",
    "Slice",
    "Opaque",
    "MatchValue",
    "MatchSingleton",
    "MatchSequence",
    "MatchMapping",
    "MatchClass",
    "MatchStar",
    "MatchAs",
    "MatchOr",
    "comprehension",
    "ExceptHandler",
    "arguments",
    "arg",
    "keyword",
    "alias",
    "withitem",
    "match_case",
    "TypeVar",
    "ParamSpec",
    "TypeVarTuple",
};

inline constexpr std::array<std::string_view, 3> context_names{"Load()", "Store()", "Del()"};
inline constexpr std::array<std::string_view, 2> boolean_operator_names{"And()", "Or()"};
inline constexpr std::array<std::string_view, 13> binary_operator_names{
    "Add()",    "Sub()",    "Mult()",  "MatMult()", "Div()",    "Mod()",     "Pow()",
    "LShift()", "RShift()", "BitOr()", "BitXor()",  "BitAnd()", "FloorDiv()"};
inline constexpr std::array<std::string_view, 4> unary_operator_names{"Invert()", "Not()", "UAdd()",
                                                                      "USub()"};
inline constexpr std::array<std::string_view, 10> comparison_names{
    "Eq()", "NotEq()", "Lt()", "LtE()", "Gt()", "GtE()", "Is()", "IsNot()", "In()", "NotIn()"};

[[nodiscard]] constexpr auto name_of(tree::node_kind kind) -> std::string_view {
  return class_names[static_cast<std::size_t>(kind)];
}
[[nodiscard]] constexpr auto name_of(tree::context use) -> std::string_view {
  return context_names[static_cast<std::size_t>(use)];
}
[[nodiscard]] constexpr auto name_of(tree::boolean_operator op) -> std::string_view {
  return boolean_operator_names[static_cast<std::size_t>(op)];
}
[[nodiscard]] constexpr auto name_of(tree::binary_operator op) -> std::string_view {
  return binary_operator_names[static_cast<std::size_t>(op)];
}
[[nodiscard]] constexpr auto name_of(tree::unary_operator op) -> std::string_view {
  return unary_operator_names[static_cast<std::size_t>(op)];
}
[[nodiscard]] constexpr auto name_of(tree::comparison op) -> std::string_view {
  return comparison_names[static_cast<std::size_t>(op)];
}

/// Nodes that have no place of their own in CPython.
[[nodiscard]] constexpr auto has_place(tree::node_kind kind) -> bool {
  using enum tree::node_kind;
  return kind != module && kind != arguments && kind != comprehension && kind != with_item &&
         kind != match_case;
}

} // namespace prodreview::python::detail
