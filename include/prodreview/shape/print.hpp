// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/shape.hpp>

#include <utility>

namespace prodreview::shape {

namespace detail {

template <class Out>
constexpr auto print_sum(polynomial const &sum, factor_table const &table, Out &out) -> void;

template <class Out>
constexpr auto print_operand(polynomial const &it, factor_table const &table, Out &out) -> void {
  auto const alone = it.terms().size() == 1 && it.terms()[0].degree <= 1 &&
                     (it.terms()[0].degree == 0 || it.terms()[0].coefficient == 1);
  if (!alone) out.append("(");
  print_sum(it, table, out);
  if (!alone) out.append(")");
}

template <class Out>
constexpr auto print_factor(factor const &it, factor_table const &table, Out &out) -> void {
  if (it.kind == factor_kind::symbol) return void(out.append(it.name));
  if (it.kind == factor_kind::minimum) {
    out.append("min(");
    print_sum(polynomial{table.left(it)}, table, out);
    return void(out.append(", 0)"));
  }
  print_operand(polynomial{table.left(it)}, table, out);
  out.append("//");
  print_operand(polynomial{table.right(it)}, table, out);
}

template <class Out>
constexpr auto print_product(term const &it, factor_table const &table, Out &out) -> void {
  auto const magnitude = it.coefficient < 0 ? -it.coefficient : it.coefficient;
  if (magnitude != 1 || it.degree == 0) out.append(magnitude);
  for (std::size_t i = 0; i < it.degree; ++i) {
    auto const &each = table[it.factors[i]];
    // `a*b//c` would read as `(a*b)//c`.
    auto const needs_brackets = each.kind == factor_kind::quotient && (i != 0 || magnitude != 1);
    if (i != 0 || magnitude != 1) out.append("*");
    if (needs_brackets) out.append("(");
    print_factor(each, table, out);
    if (needs_brackets) out.append(")");
  }
}

template <class Out>
constexpr auto print_plain(polynomial const &sum, factor_table const &table, Out &out) -> void {
  if (sum.empty()) out.append("0");
  for (auto const &it : sum.terms()) {
    auto const first = &it == sum.terms().data();
    if (it.coefficient < 0) out.append(first ? "-" : " - ");
    if (it.coefficient > 0 && !first) out.append(" + ");
    print_product(it, table, out);
  }
}

/// The one term `min(x, 0)` or `-min(x, 0)`: with the rest `r` it is `min(r, r + x)`, or `max(r, r
/// - x)`. Of several, none: the text would double with each.
[[nodiscard]] constexpr auto choice_in(polynomial const &sum, factor_table const &table)
    -> term const * {
  term const *choice = nullptr;
  for (auto const &it : sum.terms()) {
    if (it.degree == 0 || table[it.factors[0]].depth == 0) continue;
    auto const &last = table[it.factors[it.degree - 1U]];
    auto const alone = it.degree == 1 && (it.coefficient == 1 || it.coefficient == -1);
    if (choice != nullptr || !alone || last.kind != factor_kind::minimum || last.depth != 1)
      return nullptr;
    choice = &it;
  }
  return choice;
}

template <class Out>
constexpr auto print_sum(polynomial const &sum, factor_table const &table, Out &out) -> void {
  auto const *const choice = choice_in(sum, table);
  if (choice == nullptr) return print_plain(sum, table, out);
  auto one = sum;
  one.add(term{-choice->coefficient, choice->factors, choice->degree});
  auto other = one;
  other.add(polynomial{table.left(table[choice->factors[0]])}, choice->coefficient);
  if (!other.known()) return print_plain(sum, table, out);
  out.append(choice->coefficient > 0 ? "min(" : "max(");
  print_sum(one, table, out);
  out.append(", ");
  print_sum(other, table, out);
  out.append(")");
}

} // namespace detail

/// Writes a dim as Python would, such as `T + 1`, `2*B*(H//4)`, `max(0, T - K)`; `_` where it is
/// unknown. What is written reads back (spelling.hpp) as the same dim.
template <class Out> constexpr auto print(dim const &it, Out &out) -> void {
  if (!it.known()) return void(out.append("_"));
  detail::print_sum(it.sum(), it.table(), out);
}

/// Writes a shape as a docstring would: `(B, T + 1, C)`, `(B, *rest, C)`, `(...)` where nothing is
/// known. What is written reads back (declaration.hpp) as the same shape.
template <class Dim, class Out> constexpr auto print(basic_shape<Dim> const &it, Out &out) -> void {
  auto separate = [&out, first = true]() mutable {
    if (!std::exchange(first, false)) out.append(", ");
  };
  out.append("(");
  for (std::size_t i = 0; i <= it.dims().size(); ++i) {
    if (!it.ranked() && i == it.before_run()) {
      separate();
      out.append(it.run_name().empty() ? "..." : "*");
      out.append(it.run_name());
    }
    if (i == it.dims().size()) break;
    separate();
    print(it[i], out);
  }
  out.append(it.ranked() && it.rank() == 1 ? ",)" : ")");
}

} // namespace prodreview::shape
