// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <bit>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace prodreview::flow {

/// How many values functions return: a set of numbers. 1 stands for what cannot be unpacked (one
/// value, or None), 0 for what is not known.
class arities {
public:
  static constexpr std::uint32_t unknown = 0;
  static constexpr std::uint32_t single = 1;
  static constexpr std::uint32_t most = 31;

  constexpr void add(std::uint32_t count) { bits_ |= 1U << (count > most ? unknown : count); }
  [[nodiscard]] constexpr auto has(std::uint32_t count) const -> bool {
    return count <= most && (bits_ >> count & 1U) != 0;
  }
  /// Whether some return gives two values or more.
  [[nodiscard]] constexpr auto has_several() const -> bool { return bits_ >> 2U != 0; }
  [[nodiscard]] constexpr auto empty() const -> bool { return bits_ == 0; }
  [[nodiscard]] constexpr auto size() const -> int { return std::popcount(bits_); }

  /// What it consists of, to be stored and to be made again.
  [[nodiscard]] constexpr auto bits() const -> std::uint32_t { return bits_; }
  [[nodiscard]] static constexpr auto of_bits(std::uint32_t bits) -> arities {
    arities made;
    made.bits_ = bits;
    return made;
  }

  friend constexpr auto operator==(arities, arities) -> bool = default;

private:
  std::uint32_t bits_ = 0;
};

/// What the expression of a `return` gives, by its form; null is None.
[[nodiscard]] auto arity_of(tree::unit const &in, tree::expression const *value) -> std::uint32_t;

/// `a, b = f(x)`: a call whose result is taken apart into so many names.
struct unpacked_call {
  tree::assign const *at = nullptr;
  tree::call const *call = nullptr;
  std::uint32_t count = 0;
  /// The method, where it is one of the class around, called through `self`.
  tree::function const *own_method = nullptr;
};

/// The number of values that an assignment takes a call apart into; 0 where it does not, or where a
/// starred target takes any number.
[[nodiscard]] auto unpacked_count(tree::assign const &any) -> std::uint32_t;

/// What the functions of a unit return, and where results are taken apart: a fact of a unit. A
/// `try` around an unpacking counts with its failure: it is left out.
class returned {
public:
  explicit returned(tree::unit const &in);

  /// Empty for a generator, a coroutine, and a function without a `return`.
  [[nodiscard]] auto by(tree::function const &any) const -> arities;
  /// Whether a function has no `return` of a value, not even of None, and is called to act.
  [[nodiscard]] auto gives_none(tree::function const &any) const -> bool;
  [[nodiscard]] auto functions() const -> std::vector<tree::function const *> const & {
    return functions_;
  }
  [[nodiscard]] auto unpackings() const -> std::vector<unpacked_call> const & {
    return unpackings_;
  }

private:
  std::unordered_map<tree::function const *, arities> by_function_;
  /// The functions without a `return` of a value, sorted.
  std::vector<tree::function const *> without_value_;
  /// In source order.
  std::vector<tree::function const *> functions_;
  std::vector<unpacked_call> unpackings_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/returned.impl.hpp>
#endif
