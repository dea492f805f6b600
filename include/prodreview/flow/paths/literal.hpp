// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/nodes.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

/// Which paths through a function are possible together: what the tests on them say.
namespace prodreview::flow::paths {

/// What a test asks about its subject.
enum class question : std::uint8_t {
  truth,  ///< `if it`
  none,   ///< `it is None`
  equals, ///< `it == constant`
  below,  ///< `it < number`, or `<=`
  raised, ///< an exception left the `try` that is the subject
};

/// One question about one subject. Subjects are numbers that are equal where the values are: the
/// same code over the same versions of its names.
struct atom {
  std::uint64_t subject = 0;
  question asks = question::truth;
  /// Of `below`: `<=`.
  bool is_inclusive = false;
  /// Of `equals`: whether the constant is a number, and what it is in a test (0: not known).
  bool is_number = false;
  std::int8_t truth = 0;
  /// No call stands in it that could answer otherwise the next time.
  bool is_steady = true;
  /// The newest version among its names.
  std::uint32_t newest = 0;
  /// The subject is that version of one name, and nothing else.
  bool is_version = false;
  std::uint64_t constant = 0;
  double number = 0;
  /// The expression that asked first, or the `try`; turned where it asks for the opposite.
  tree::node const *at = nullptr;
  bool is_turned = false;
  /// `constant in it`.
  bool is_membership = false;

  /// Whether it asks which of several values something is: `mode == "mean"`, `"bias" in key`.
  [[nodiscard]] auto asks_for_choice() const -> bool {
    return is_membership || (asks == question::equals && truth > 0);
  }
  /// Whether it asks whether something is there: `mask`, `mask is None`.
  [[nodiscard]] auto asks_for_presence() const -> bool {
    return asks == question::none ||
           (asks == question::truth && at != nullptr &&
            (at->kind == tree::node_kind::name || at->kind == tree::node_kind::attribute));
  }
  [[nodiscard]] auto is_same(atom const &other) const -> bool {
    return subject == other.subject && asks == other.asks && constant == other.constant &&
           is_inclusive == other.is_inclusive && number == other.number;
  }
};

/// An atom that holds, or does not.
struct literal {
  std::uint32_t atom = 0;
  bool holds = true;

  [[nodiscard]] auto operator!() const -> literal { return {atom, !holds}; }
  friend auto operator==(literal, literal) -> bool = default;
};

namespace detail {

/// `x < a` (`<=` where inclusive) and not `x < b`.
[[nodiscard]] inline auto no_number_between(atom const &below, atom const &from) -> bool {
  if (from.number != below.number) return from.number > below.number;
  return !below.is_inclusive || from.is_inclusive;
}

[[nodiscard]] inline auto is_below(double value, atom const &limit) -> bool {
  return value < limit.number || (limit.is_inclusive && value == limit.number);
}

/// Of two atoms of one subject, the first question not after the second.
[[nodiscard]] inline auto exclude(atom const &a, bool has_a, atom const &b, bool has_b) -> bool {
  switch (a.asks) {
  case question::truth:
    if (b.asks == question::truth) return has_a != has_b;
    if (b.asks == question::none) return has_a && has_b;
    if (b.asks == question::equals) return has_b && b.truth != 0 && (b.truth > 0) != has_a;
    return b.asks == question::below && !has_a && is_below(0, b) != has_b;
  case question::none:
    if (b.asks == question::none) return has_a != has_b;
    return has_a && (has_b || b.asks == question::below);
  case question::equals:
    if (b.asks == question::equals)
      return a.constant == b.constant ? has_a != has_b : has_a && has_b;
    return has_a && a.is_number && b.asks == question::below && is_below(a.number, b) != has_b;
  case question::below:
    if (has_a == has_b) return false;
    return has_a ? no_number_between(a, b) : no_number_between(b, a);
  case question::raised: return has_a != has_b;
  }
  return false;
}

} // namespace detail

/// Whether the two cannot hold at once.
[[nodiscard]] inline auto exclude(atom const &a, bool has_a, atom const &b, bool has_b) -> bool {
  if (a.subject != b.subject) return false;
  return a.asks <= b.asks ? detail::exclude(a, has_a, b, has_b)
                          : detail::exclude(b, has_b, a, has_a);
}

/// Literals that hold together. One for which there is no room is left out: fewer paths are called
/// impossible then.
class conjunction {
public:
  static constexpr std::size_t capacity = 10;

  void add(literal it) {
    for (auto const known : all())
      if (known == it) return;
    if (size_ < capacity) all_[size_++] = it;
  }
  [[nodiscard]] auto all() const -> std::span<literal const> { return {all_.data(), size_}; }
  [[nodiscard]] auto has(literal it) const -> bool {
    for (auto const known : all())
      if (known == it) return true;
    return false;
  }
  /// Whether everything that holds here is said by the other one too.
  [[nodiscard]] auto is_implied_by(conjunction const &other) const -> bool {
    for (auto const it : all())
      if (!other.has(it)) return false;
    return true;
  }

  friend auto operator==(conjunction const &a, conjunction const &b) -> bool {
    return a.is_implied_by(b) && b.is_implied_by(a);
  }

private:
  std::array<literal, capacity> all_{};
  std::size_t size_ = 0;
};

/// One of these holds; none at all: it cannot be.
using alternatives = std::vector<conjunction>;

/// What is known where a test succeeds, and where it fails.
struct condition {
  alternatives when_true;
  alternatives when_false;
};

} // namespace prodreview::flow::paths
