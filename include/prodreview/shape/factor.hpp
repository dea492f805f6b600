// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/polynomial.hpp>

#include <string_view>

namespace prodreview::shape {

enum class factor_kind : std::uint8_t {
  symbol,   ///< a named size
  quotient, ///< `left // right`, where no polynomial is equal
  minimum,  ///< `min(left, 0)`, where the sign is open
};

/// What is multiplied in a term. Operands stand in the table, those of the right after those of the
/// left. A name is a view of what its declarer owns.
struct factor {
  factor_kind kind{};
  std::uint8_t depth{}; ///< of nesting: 0 for a symbol
  std::uint8_t first{};
  std::uint8_t left{};
  std::uint8_t right{};
  std::string_view name{};

  friend constexpr auto operator==(factor const &, factor const &) -> bool = default;
};

/// A factor with its operands beside it.
struct written_factor {
  factor_kind kind{};
  std::string_view name{};
  polynomial left{};
  polynomial right{};
};

/// The factors of one dim, in one order for all dims: by depth, so operands come before what names
/// them, then by kind, name and operands. Equal dims have equal tables.
class factor_table {
public:
  static constexpr std::size_t max_factors = 6;
  static constexpr std::size_t max_operands = 10;

  [[nodiscard]] constexpr auto size() const -> std::size_t { return size_; }
  [[nodiscard]] constexpr auto operator[](std::size_t number) const -> factor const & {
    return factors_[number];
  }
  [[nodiscard]] constexpr auto left(factor const &it) const -> std::span<term const> {
    return std::span{operands_}.subspan(it.first, it.left);
  }
  [[nodiscard]] constexpr auto right(factor const &it) const -> std::span<term const> {
    return std::span{operands_}.subspan(it.first + it.left, it.right);
  }
  [[nodiscard]] constexpr auto written(std::size_t number) const -> written_factor {
    auto const &it = factors_[number];
    return {it.kind, it.name, polynomial{left(it)}, polynomial{right(it)}};
  }

  /// Adds a factor that follows all others; false where the table is full.
  [[nodiscard]] constexpr auto append(written_factor const &it) -> bool {
    auto const left = it.left.terms();
    auto const right = it.right.terms();
    if (size_ == max_factors || used_ + left.size() + right.size() > max_operands) return false;
    factors_[size_++] = {it.kind,
                         depth_of(it),
                         used_,
                         static_cast<std::uint8_t>(left.size()),
                         static_cast<std::uint8_t>(right.size()),
                         it.name};
    for (auto const &operand : left) operands_[used_++] = operand;
    for (auto const &operand : right) operands_[used_++] = operand;
    return true;
  }

  [[nodiscard]] constexpr auto depth_of(written_factor const &it) const -> std::uint8_t {
    if (it.kind == factor_kind::symbol) return 0;
    auto const deepest = greater(deepest_in(it.left.terms()), deepest_in(it.right.terms()));
    return static_cast<std::uint8_t>(deepest + 1);
  }

  friend constexpr auto operator==(factor_table const &a, factor_table const &b) -> bool {
    return same_elements(a.factors(), b.factors()) && same_elements(a.operands(), b.operands());
  }

private:
  [[nodiscard]] constexpr auto factors() const -> std::span<factor const> {
    return {factors_.data(), size_};
  }
  [[nodiscard]] constexpr auto operands() const -> std::span<term const> {
    return {operands_.data(), used_};
  }
  [[nodiscard]] constexpr auto deepest_in(std::span<term const> terms) const -> std::uint8_t {
    std::uint8_t deepest = 0;
    for (auto const &it : terms)
      for (std::size_t i = 0; i < it.degree; ++i)
        deepest = greater(deepest, factors_[it.factors[i]].depth);
    return deepest;
  }

  std::array<factor, max_factors> factors_{};
  std::array<term, max_operands> operands_{};
  std::uint8_t size_{};
  std::uint8_t used_{};
};

/// New numbers for the factors of a table. They keep their order, so terms and polynomials do.
struct renumbering {
  std::array<std::uint8_t, factor_table::max_factors> to{};

  [[nodiscard]] constexpr auto operator()(term it) const -> term {
    for (std::size_t i = 0; i < it.degree; ++i) it.factors[i] = to[it.factors[i]];
    return it;
  }
  [[nodiscard]] constexpr auto operator()(polynomial it) const -> polynomial {
    for (auto &each : it.terms()) each = (*this)(each);
    return it;
  }
  [[nodiscard]] constexpr auto operator()(written_factor it) const -> written_factor {
    it.left = (*this)(it.left);
    it.right = (*this)(it.right);
    return it;
  }
};

/// Two tables in one.
struct merged_tables {
  factor_table table{};
  renumbering first{};
  renumbering second{};
  bool fits{true};
};

namespace detail {

[[nodiscard]] constexpr auto order(polynomial const &a, polynomial const &b) -> int {
  auto const left = a.terms();
  auto const right = b.terms();
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (before(left[i], right[i])) return -1;
    if (before(right[i], left[i])) return 1;
    if (left[i].coefficient != right[i].coefficient)
      return left[i].coefficient < right[i].coefficient ? -1 : 1;
  }
  return left.size() == right.size() ? 0 : left.size() < right.size() ? -1 : 1;
}

/// \pre both are in the numbers of `table`, which has their operands
[[nodiscard]] constexpr auto order(factor_table const &table, written_factor const &a,
                                   written_factor const &b) -> int {
  auto const depth = int{table.depth_of(a)} - int{table.depth_of(b)};
  if (depth != 0) return depth;
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  if (auto const names = a.name.compare(b.name); names != 0) return names;
  auto const left = order(a.left, b.left);
  return left != 0 ? left : order(a.right, b.right);
}

} // namespace detail

[[nodiscard]] constexpr auto merged(factor_table const &a, factor_table const &b) -> merged_tables {
  merged_tables result;
  std::size_t i = 0;
  std::size_t j = 0;
  while (result.fits && (i < a.size() || j < b.size())) {
    auto const from_a = i < a.size() ? result.first(a.written(i)) : written_factor{};
    auto const from_b = j < b.size() ? result.second(b.written(j)) : written_factor{};
    auto const which = i == a.size()   ? 1
                       : j == b.size() ? -1
                                       : detail::order(result.table, from_a, from_b);
    auto const number = static_cast<std::uint8_t>(result.table.size());
    result.fits = result.table.append(which <= 0 ? from_a : from_b);
    if (which <= 0) result.first.to[i++] = number;
    if (which >= 0) result.second.to[j++] = number;
  }
  return result;
}

/// A table with one more factor, `number`, whose operands are in the table's numbers.
struct grown_table {
  factor_table table{};
  renumbering old{};
  std::uint8_t number{};
  bool fits{true};
};

[[nodiscard]] constexpr auto grown(factor_table const &table, written_factor const &more)
    -> grown_table {
  grown_table result;
  auto placed = false;
  for (std::size_t i = 0; i <= table.size() && result.fits; ++i) {
    auto const order = i == table.size() ? 1 : detail::order(table, table.written(i), more);
    if (order >= 0 && !placed) {
      placed = true;
      result.number = static_cast<std::uint8_t>(result.table.size());
      if (order > 0) result.fits = result.table.append(result.old(more));
    }
    if (i == table.size() || !result.fits) break;
    result.old.to[i] = static_cast<std::uint8_t>(result.table.size());
    result.fits = result.table.append(result.old(table.written(i)));
  }
  return result;
}

/// A table without the factors that neither `polynomial` nor a kept factor names.
struct reduced_table {
  factor_table table{};
  renumbering old{};
};

[[nodiscard]] constexpr auto reduced(factor_table const &table, polynomial const &of)
    -> reduced_table {
  std::array<bool, factor_table::max_factors> needed{};
  auto const need = [&needed](std::span<term const> terms) {
    for (auto const &it : terms)
      for (std::size_t i = 0; i < it.degree; ++i) needed[it.factors[i]] = true;
  };
  need(of.terms());
  for (auto i = table.size(); i-- > 0;)
    if (needed[i]) need(table.left(table[i])), need(table.right(table[i]));
  reduced_table result;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!needed[i]) continue;
    result.old.to[i] = static_cast<std::uint8_t>(result.table.size());
    if (!result.table.append(result.old(table.written(i)))) break;
  }
  return result;
}

} // namespace prodreview::shape
