// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/shape.hpp>

namespace prodreview::shape {

/// What an operation asks of its operands.
enum class demand : std::uint8_t {
  nothing,
  sizes_broadcast,     ///< at `axis` from the end, the sizes are equal or one of them is 1
  inner_sizes_equal,   ///< the last of the one and the last but one of the other
  sizes_equal,         ///< at `axis`, in operands `first` and `second`
  letter_sizes_equal,  ///< the same, for `letter` of an equation
  counts_equal,        ///< of elements
  count_divides,       ///< `right` divides `left`
  ranks_equal,         ///< of operands: `first` and `second`
  rank_at_least,       ///< rank `first`, at least `second`
  axis_in_range,       ///< `axis`, of rank `first`
  axes_differ,         ///< `axis` is named twice
  axes_complete,       ///< `first` axes named of rank `second`
  one_open_size,       ///< at most one -1
  size_valid,          ///< `left`, where only -1 may be negative
  sizes_given,         ///< at least one
  size_kept,           ///< at `axis`, only a size of 1 may grow
  equation_valid,      ///< a letter, arrow or blank that has no place there; at `first` in the text
  letters_fit_rank,    ///< operand `axis` has rank `second`, the equation `first` letters
  operands_complete,   ///< the equation has `first` terms, the call `second` operands
  result_letter_known, ///< `letter` of the result stands in no term
  result_letter_once,  ///< `letter` twice in the result
};

/// A demand, and what is known of it: `different` is never met, `only_when` and `if_same` say when
/// it is.
template <class Dim> struct basic_finding {
  demand what{demand::nothing};
  comparison known{.answer = relation::equal};
  Dim left{};
  Dim right{};
  std::int64_t axis{};
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

using outcome = basic_outcome<dim>;

namespace detail {

/// Keeps the demand that matters more to a reader: an impossible one, a special case, two names,
/// then ignorance.
template <class Dim>
constexpr auto note(basic_outcome<Dim> &result, basic_finding<Dim> const &more) -> void {
  constexpr std::array rank{0, 4, 3, 2, 1};
  auto const of = [&rank](basic_finding<Dim> const &it) {
    return rank[static_cast<std::size_t>(it.known.answer)];
  };
  if (of(more) > of(result.finding)) result.finding = more;
}

/// An outcome that no value of the names makes legal.
template <class Dim>
[[nodiscard]] constexpr auto refused(basic_finding<Dim> why) -> basic_outcome<Dim> {
  why.known = {.answer = relation::different};
  return {.shape = {}, .finding = why};
}

/// An outcome of which nothing is known, because an operand's rank is not.
template <class Dim> [[nodiscard]] constexpr auto open(demand what) -> basic_outcome<Dim> {
  return {.shape = {}, .finding = {.what = what, .known = {}}};
}

/// Of two sizes that have to be equal, the one that says more.
template <class Dim> [[nodiscard]] constexpr auto unified(Dim const &a, Dim const &b) -> Dim {
  return b.constant() || !a.known() ? b : a;
}

/// `axis` counted from the front, if the rank has it.
[[nodiscard]] constexpr auto axis_of(std::int64_t axis, std::size_t rank)
    -> std::optional<std::size_t> {
  auto const size = static_cast<std::int64_t>(rank);
  if (axis < -size || axis >= size) return std::nullopt;
  return static_cast<std::size_t>(axis < 0 ? axis + size : axis);
}

template <class Dim>
[[nodiscard]] constexpr auto axis_out_of_range(std::int64_t axis, std::size_t rank)
    -> basic_outcome<Dim> {
  return refused<Dim>(
      {.what = demand::axis_in_range, .axis = axis, .first = static_cast<std::int64_t>(rank)});
}

template <class Dim>
[[nodiscard]] constexpr auto ranks_differ(std::size_t first, std::size_t second)
    -> basic_outcome<Dim> {
  return refused<Dim>({.what = demand::ranks_equal,
                       .first = static_cast<std::int64_t>(first),
                       .second = static_cast<std::int64_t>(second)});
}

/// Notes that `operand` has the size `right` at `axis`, where those before it have `left`.
template <class Dim>
constexpr auto require_equal(basic_outcome<Dim> &result, Dim const &left, Dim const &right,
                             std::int64_t axis, std::int64_t operand) -> void {
  note(result, {.what = demand::sizes_equal,
                .known = compare(left, right),
                .left = left,
                .right = right,
                .axis = axis,
                .second = operand});
}

} // namespace detail

} // namespace prodreview::shape
