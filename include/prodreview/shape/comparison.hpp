// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/division.hpp>

namespace prodreview::shape {

/// What is known of two sizes without running the program.
enum class relation : std::uint8_t {
  equal,        ///< for all values of the names
  different,    ///< for all values of the names
  only_when,    ///< equal for one value of one name alone: the code is specialised to it
  if_same,      ///< equal if two names have one value
  maybe,        ///< nobody knows
  unless_empty, ///< of an order: wherever no name is 0
};

struct comparison {
  relation answer{relation::maybe};
  std::string_view name{};  ///< of `only_when` and `if_same`
  std::string_view other{}; ///< of `if_same`
  std::int64_t value{};     ///< of `only_when`

  friend constexpr auto operator==(comparison const &, comparison const &) -> bool = default;
};

namespace detail {

inline constexpr comparison are_different{.answer = relation::different};

/// The one symbol that a term is a power of, if it is.
[[nodiscard]] constexpr auto only_symbol(term const &it, factor_table const &table)
    -> std::string_view {
  for (std::size_t i = 1; i < it.degree; ++i)
    if (it.factors[i] != it.factors[0]) return {};
  return it.degree == 0 ? std::string_view{} : table[it.factors[0]].name;
}

/// `coefficient * name + constant = 0`.
template <class Bounds>
[[nodiscard]] constexpr auto root(std::string_view name, std::int64_t coefficient,
                                  std::int64_t constant, Bounds const &bounds) -> comparison {
  auto const value = -constant / coefficient;
  if (constant % coefficient != 0 || !bounds(name).contains(value)) return are_different;
  return {.answer = relation::only_when, .name = name, .value = value};
}

/// Integers cannot be a multiple of what divides the rest of the sum and not its constant.
[[nodiscard]] constexpr auto constant_is_out_of_reach(polynomial const &sum) -> bool {
  auto const common = common_divisor(sum, 0);
  return common != 0 && sum.constant_part() % common != 0;
}

template <class Bounds>
[[nodiscard]] constexpr auto where_zero(dim const &it, Bounds const &bounds) -> comparison {
  auto const terms = it.sum().terms();
  auto const first = only_symbol(terms[0], it.table());
  auto const constant = it.sum().constant_part();
  if (first.empty() || terms.size() > 2) return {};
  if (terms.size() == 1) return root(first, 1, 0, bounds);
  if (constant != 0)
    return terms[0].degree == 1 ? root(first, terms[0].coefficient, constant, bounds)
                                : comparison{};
  auto const second = only_symbol(terms[1], it.table());
  if (second.empty() || terms[0].degree != terms[1].degree) return {};
  if (terms[0].coefficient != -terms[1].coefficient) return {};
  return {.answer = relation::if_same, .name = first, .other = second};
}

} // namespace detail

/// Whether two sizes are equal, when `bounds(name)` says what is known of the names.
template <class Bounds = sizes>
[[nodiscard]] constexpr auto compare(dim const &a, dim const &b, Bounds const &bounds = {})
    -> comparison {
  auto const difference = a - b;
  if (!difference.known()) return {};
  if (auto const value = difference.constant())
    return *value == 0 ? comparison{.answer = relation::equal} : detail::are_different;
  if (!interval_of(difference, bounds).contains(0)) return detail::are_different;
  if (detail::constant_is_out_of_reach(difference.sum())) return detail::are_different;
  return detail::where_zero(difference, bounds);
}

/// Every name is a size that is not 0.
struct positive_sizes {
  [[nodiscard]] constexpr auto operator()(std::string_view) const -> interval {
    return {.lower = 1};
  }
};

/// Whether `a <= b`: `equal` for all values of the names, `unless_empty` where none is 0,
/// `different` for none, `maybe` otherwise.
[[nodiscard]] constexpr auto compare_at_most(dim const &a, dim const &b) -> comparison {
  auto const difference = b - a;
  auto const room = interval_of(difference);
  if (room.lower && *room.lower >= 0) return {.answer = relation::equal};
  if (room.upper && *room.upper < 0) return detail::are_different;
  auto const usual = interval_of(difference, positive_sizes{}).lower;
  return {.answer = usual && *usual >= 0 ? relation::unless_empty : relation::maybe};
}

/// Where one of two demands is enough. Of two values of a name the greater is said: the other makes
/// the tensor empty.
[[nodiscard]] constexpr auto either(comparison const &a, comparison const &b) -> comparison {
  for (auto const *it : {&a, &b})
    if (it->answer == relation::equal) return *it;
  if (a.answer == relation::different) return b;
  if (b.answer == relation::different) return a;
  auto const values = a.answer == relation::only_when && b.answer == relation::only_when;
  if (!values || a.name != b.name) return {};
  if (a.value == b.value) return a;
  return a.value == 0 ? b : b.value == 0 ? a : comparison{};
}

} // namespace prodreview::shape
