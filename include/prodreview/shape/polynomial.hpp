// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/light.hpp>
#include <prodreview/shape/term.hpp>

namespace prodreview::shape {

/// A sum of terms in one order and without like terms, so equal polynomials look equal.
/// What does not fit is remembered: such a polynomial is not `known` any more.
class polynomial {
public:
  static constexpr std::size_t max_terms = 8;

  constexpr polynomial() = default;
  constexpr explicit polynomial(std::int64_t value) { add(term{.coefficient = value}); }
  constexpr explicit polynomial(std::span<term const> terms) {
    for (auto const &it : terms) add(it);
  }

  [[nodiscard]] constexpr auto known() const -> bool { return known_; }
  [[nodiscard]] constexpr auto terms() const -> std::span<term const> {
    return {terms_.data(), size_};
  }
  [[nodiscard]] constexpr auto terms() -> std::span<term> { return {terms_.data(), size_}; }
  [[nodiscard]] constexpr auto empty() const -> bool { return size_ == 0; }

  /// The value of a polynomial without factors.
  [[nodiscard]] constexpr auto constant() const -> std::optional<std::int64_t> {
    if (!known_ || size_ > 1) return std::nullopt;
    if (size_ == 0) return 0;
    if (terms_[0].degree != 0) return std::nullopt;
    return terms_[0].coefficient;
  }

  /// What stands without factors, 0 where nothing does.
  [[nodiscard]] constexpr auto constant_part() const -> std::int64_t {
    return size_ != 0 && terms_[size_ - 1].degree == 0 ? terms_[size_ - 1].coefficient : 0;
  }

  constexpr auto lose() -> void { *this = polynomial{}, known_ = false; }

  constexpr auto add(term const &more) -> void {
    if (!known_ || more.coefficient == 0) return;
    if (more.coefficient == too_small) return lose();
    std::size_t at = 0;
    while (at < size_ && before(terms_[at], more)) ++at;
    if (at < size_ && same_factors(terms_[at], more)) return add_to(at, more.coefficient);
    if (size_ == max_terms) return lose();
    for (auto i = size_; i > at; --i) terms_[i] = terms_[i - 1u];
    terms_[at] = more;
    ++size_;
  }

  constexpr auto add(polynomial const &more, std::int64_t times = 1) -> void {
    add_product(more, term{.coefficient = times});
  }

  /// Adds `more * by`.
  constexpr auto add_product(polynomial const &more, term const &by) -> void {
    if (!more.known_) return lose();
    for (auto const &it : more.terms()) {
      auto const grown = product(it, by);
      if (!grown) return lose();
      add(*grown);
    }
  }

  friend constexpr auto operator==(polynomial const &a, polynomial const &b) -> bool {
    return a.known_ == b.known_ && same_elements(a.terms(), b.terms());
  }

private:
  constexpr auto add_to(std::size_t at, std::int64_t coefficient) -> void {
    auto const sum = checked_sum(terms_[at].coefficient, coefficient);
    if (!sum) return lose();
    terms_[at].coefficient = *sum;
    if (*sum != 0) return;
    for (auto i = at + 1; i < size_; ++i) terms_[i - 1] = terms_[i];
    terms_[--size_] = {};
  }

  std::array<term, max_terms> terms_{};
  std::uint8_t size_{};
  bool known_{true};
};

[[nodiscard]] constexpr auto product(polynomial const &a, polynomial const &b) -> polynomial {
  polynomial result;
  for (auto const &it : b.terms()) result.add_product(a, it);
  if (!a.known() || !b.known()) result.lose();
  return result;
}

/// The quotient where nothing is left over.
[[nodiscard]] constexpr auto exact_quotient(polynomial rest, polynomial const &divisor)
    -> std::optional<polynomial> {
  if (!rest.known() || !divisor.known() || divisor.empty()) return std::nullopt;
  polynomial result;
  while (!rest.empty()) {
    auto part = quotient(rest.terms()[0], divisor.terms()[0]);
    if (!part) return std::nullopt;
    result.add(*part);
    part->coefficient = -part->coefficient;
    rest.add_product(divisor, *part);
    if (!rest.known() || !result.known()) return std::nullopt;
  }
  return result;
}

} // namespace prodreview::shape
