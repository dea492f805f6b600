// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/shape.hpp>

namespace prodreview::shape {

/// What an operation needs of its operands, as a sentence. In braces stand parts of a finding: the
/// sizes `{left}` and `{right}`, the numbers `{axis}`, `{operand}`, `{first}` and `{second}`, the
/// `{letter}` of an equation. Each operation has its demands beside it; they are told apart by
/// address.
struct demand {
  std::string_view sentence;
};

namespace demands {
inline constexpr demand nothing{""};
inline constexpr demand rank_known{"the rank of an operand is not known"};
} // namespace demands

/// A demand, and what is known of it: `equal` is met, `different` is never met, the others say when
/// it is.
template <class Dim> struct basic_finding {
  demand const *what{&demands::nothing};
  comparison known{.answer = relation::equal};
  Dim left{};
  Dim right{};
  std::int64_t axis{};
  std::int64_t operand{};
  std::int64_t first{};
  std::int64_t second{};
  char letter{};
};

/// The shape that an operation gives, with the demand that is least sure of those it makes.
template <class Dim> struct basic_outcome {
  basic_shape<Dim> shape{};
  basic_finding<Dim> finding{};

  [[nodiscard]] constexpr auto impossible() const -> bool {
    return finding.known.answer == relation::different;
  }
  /// For all values of the names.
  [[nodiscard]] constexpr auto valid() const -> bool {
    return finding.known.answer == relation::equal;
  }
};

using finding = basic_finding<dim>;
using outcome = basic_outcome<dim>;

} // namespace prodreview::shape
