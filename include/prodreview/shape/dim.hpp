// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/factor.hpp>

namespace prodreview::shape {

/// A size that is not negative, as every size of a tensor: an integer polynomial over named sizes,
/// and over quotients and minima of such, in normal form: equal dims look equal. What does not fit,
/// and what nobody knows, is unknown. Names are views: whoever declares a name keeps it alive.
class dim {
public:
  constexpr dim() = default;
  constexpr explicit(false) dim(std::int64_t value) : sum_{value} {}

  [[nodiscard]] static constexpr auto unknown() -> dim { return dim{polynomial{too_small}, {}}; }
  [[nodiscard]] static constexpr auto named(std::string_view name) -> dim {
    return of({.kind = factor_kind::symbol, .name = name}, {});
  }
  /// \pre the operands of `it` are in the numbers of `table`
  [[nodiscard]] static constexpr auto of(written_factor const &it, factor_table const &table)
      -> dim {
    if (!it.left.known() || !it.right.known()) return unknown();
    auto const more = grown(table, it);
    if (!more.fits) return unknown();
    polynomial sum;
    sum.add(term{.coefficient = 1, .factors = {more.number}, .degree = 1});
    return {sum, more.table};
  }

  constexpr dim(polynomial const &sum, factor_table const &table) : sum_{sum} {
    if (!sum.known() || sum.empty()) return;
    auto const needed = reduced(table, sum);
    sum_ = needed.old(sum);
    table_ = needed.table;
  }

  [[nodiscard]] constexpr auto known() const -> bool { return sum_.known(); }
  [[nodiscard]] constexpr auto constant() const -> std::optional<std::int64_t> {
    return sum_.constant();
  }
  [[nodiscard]] constexpr auto sum() const -> polynomial const & { return sum_; }
  [[nodiscard]] constexpr auto table() const -> factor_table const & { return table_; }

  /// The name of a dim that is one symbol and nothing else; empty otherwise.
  [[nodiscard]] constexpr auto name() const -> std::string_view {
    auto const terms = sum_.terms();
    if (terms.size() != 1 || terms[0].degree != 1 || terms[0].coefficient != 1) return {};
    return table_[terms[0].factors[0]].name;
  }

  [[nodiscard]] friend constexpr auto operator+(dim const &a, dim const &b) -> dim {
    return sum_of(a, b, 1);
  }
  [[nodiscard]] friend constexpr auto operator-(dim const &a, dim const &b) -> dim {
    return sum_of(a, b, -1);
  }
  [[nodiscard]] friend constexpr auto operator*(dim const &a, dim const &b) -> dim {
    auto const both = merged(a.table_, b.table_);
    if (!both.fits) return unknown();
    return {product(both.first(a.sum_), both.second(b.sum_)), both.table};
  }
  [[nodiscard]] friend constexpr auto operator-(dim const &a) -> dim { return a * dim{-1}; }

  /// Written alike, which is how equal dims are written. Two unknown dims are not known to be
  /// equal: ask `compare` (comparison.hpp) what is known of the sizes.
  friend constexpr auto operator==(dim const &, dim const &) -> bool = default;

private:
  [[nodiscard]] static constexpr auto sum_of(dim const &a, dim const &b, std::int64_t times)
      -> dim {
    auto const both = merged(a.table_, b.table_);
    if (!both.fits) return unknown();
    auto sum = both.first(a.sum_);
    sum.add(both.second(b.sum_), times);
    return {sum, both.table};
  }

  polynomial sum_{};
  factor_table table_{};
};

} // namespace prodreview::shape
