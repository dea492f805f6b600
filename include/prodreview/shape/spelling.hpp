// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/cursor.hpp>
#include <prodreview/shape/division.hpp>

#include <utility>

namespace prodreview::shape {

namespace detail {

/// Sums of products of names, numbers and brackets, as Python reads them.
class dim_reader {
public:
  /// With `blanks`, blanks may stand between the parts; without, a blank ends the dim.
  constexpr dim_reader(cursor &from, bool blanks) : from_{from}, blanks_{blanks} {}

  /// Nothing where the text is no dim; the cursor then stands at the fault.
  constexpr auto sum() -> std::optional<dim> {
    if (++depth_ > deepest) return std::nullopt;
    auto result = signed_product();
    for (skip(); result && (from_.peek() == '+' || from_.peek() == '-'); skip()) {
      auto const plus = from_.take("+");
      if (!plus) from_.take("-");
      auto const more = product();
      if (!more) return std::nullopt;
      result = plus ? *result + *more : *result - *more;
    }
    --depth_;
    return result;
  }

private:
  static constexpr int deepest = 32;

  constexpr auto skip() -> void {
    if (blanks_) from_.skip_blanks();
  }

  constexpr auto signed_product() -> std::optional<dim> {
    skip();
    if (!from_.take("-")) return product();
    auto const it = product();
    return it ? std::optional{-*it} : std::nullopt;
  }

  constexpr auto product() -> std::optional<dim> {
    auto result = single();
    for (skip(); result && (from_.peek() == '*' || from_.peek() == '/' || from_.peek() == '%');
         skip()) {
      auto const how = from_.peek();
      if (!from_.take("//") && !from_.take("*") && !from_.take("%")) return std::nullopt;
      auto const more = single();
      if (!more) return std::nullopt;
      result = how == '*'   ? *result * *more
               : how == '/' ? floor_quotient(*result, *more)
                            : floor_rest(*result, *more);
    }
    return result;
  }

  constexpr auto single() -> std::optional<dim> {
    skip();
    if (is_digit(from_.peek())) return number(from_.digits());
    if (from_.take("(")) return bracketed();
    auto const name = from_.name();
    if (name.empty()) return std::nullopt;
    if (name == "_") return dim::unknown();
    if (name == "min" && from_.take("(")) return pair(minimum);
    if (name == "max" && from_.take("(")) return pair(maximum);
    return dim::named(name);
  }

  /// Unknown where 64 bits do not hold it.
  [[nodiscard]] static constexpr auto number(std::string_view digits) -> dim {
    dim value = 0;
    for (auto const digit : digits) value = value * dim{10} + dim{digit - '0'};
    return value;
  }

  constexpr auto pair(dim (*of)(dim const &, dim const &)) -> std::optional<dim> {
    auto const spaced = std::exchange(blanks_, true);
    auto const a = sum();
    auto const comma = a && from_.take(",");
    auto const b = comma ? sum() : std::nullopt;
    blanks_ = spaced;
    return b && from_.take(")") ? std::optional{of(*a, *b)} : std::nullopt;
  }

  /// Blanks may stand in brackets in any case.
  constexpr auto bracketed() -> std::optional<dim> {
    auto const spaced = std::exchange(blanks_, true);
    auto const it = sum();
    blanks_ = spaced;
    return it && from_.take(")") ? it : std::nullopt;
  }

  cursor &from_;
  bool blanks_;
  int depth_{};
};

} // namespace detail

/// A dim as people write it: `3`, `T+1`, `2*B*(H//4)`, `max(T - K, 0)`, `_` for an unknown one;
/// nothing where the text is none. Names are views of the text.
[[nodiscard]] constexpr auto read_dim(std::string_view text) -> std::optional<dim> {
  detail::cursor from{text};
  auto const result = detail::dim_reader{from, true}.sum();
  from.skip_blanks();
  return from.ended() ? result : std::nullopt;
}

} // namespace prodreview::shape
