// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/division.hpp>
#include <prodreview/shape/pattern.hpp>
#include <prodreview/shape/requirement.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand pattern_valid{"the pattern cannot be read at character {first}"};
inline constexpr demand pattern_arrow{"the pattern needs one arrow"};
inline constexpr demand pattern_brackets{"a bracket of the pattern has no partner"};
inline constexpr demand pattern_once{"the axis before character {first} stands twice on its side"};
inline constexpr demand pattern_rank{"the pattern has {first} axes, the tensor {second}"};
inline constexpr demand axes_on_both_sides{"axis {first} of the pattern stands on one side alone"};
inline constexpr demand only_ones{"axis {first} of the pattern can only be the number 1 here"};
inline constexpr demand ellipsis_place{"an ellipsis cannot stand there"};
inline constexpr demand length_given{"the length of axis {first} of the pattern must be given"};
inline constexpr demand length_used{"a length is given for an axis that the pattern lacks"};
inline constexpr demand axis_composed{
    "the size {left} at axis {axis} must be {right}, as the pattern says"};
inline constexpr demand axis_divides{
    "the size {left} at axis {axis} must divide into parts of {right}"};
} // namespace demands

/// A length that is given beside a pattern: `h=8`.
template <class Dim> struct basic_length {
  std::string_view name{};
  Dim size{};
};

using length = basic_length<dim>;

enum class einops_kind : std::uint8_t { rearrange, reduce, repeat };

namespace detail {

template <class Dim>
[[nodiscard]] constexpr auto refused_pattern(pattern const &it) -> basic_outcome<Dim> {
  if (it.fault == pattern_fault::too_long) return open<Dim>();
  auto const place = static_cast<std::int64_t>(it.place);
  if (it.fault == pattern_fault::arrow) return refused<Dim>({.what = &demands::pattern_arrow});
  if (it.fault == pattern_fault::bracket) return refused<Dim>({.what = &demands::pattern_brackets});
  if (it.fault == pattern_fault::twice)
    return refused<Dim>({.what = &demands::pattern_once, .first = place + 1});
  return refused<Dim>({.what = &demands::pattern_valid, .first = place + 1});
}

/// Whether each named axis of one side stands on the other; numbers other than 1 stand for what
/// goes or comes, where that is allowed.
template <class Dim>
[[nodiscard]] constexpr auto one_sided(pattern_side const &side, pattern_side const &other,
                                       bool may_differ) -> basic_finding<Dim> {
  for (std::size_t i = 0; i < side.size; ++i) {
    auto const &it = side.axes()[i];
    auto const number = static_cast<std::int64_t>(i + 1);
    if (may_differ || it.ellipsis) continue;
    if (it.is_number() && it.size != 1)
      return refused<Dim>({.what = &demands::only_ones, .first = number}).finding;
    if (!it.is_number() && !other.has(it.name))
      return refused<Dim>({.what = &demands::axes_on_both_sides, .first = number}).finding;
  }
  return {};
}

template <class Dim>
[[nodiscard]] constexpr auto sides_fit(pattern const &it, einops_kind kind) -> basic_finding<Dim> {
  auto const lost = it.left.ellipsis && !it.right.ellipsis && kind != einops_kind::reduce;
  auto const made = it.right.ellipsis && !it.left.ellipsis;
  if (it.left.ellipsis_in_brackets || lost || made)
    return refused<Dim>({.what = &demands::ellipsis_place}).finding;
  auto const left = one_sided<Dim>(it.left, it.right, kind == einops_kind::reduce);
  if (left.known.answer == relation::different) return left;
  return one_sided<Dim>(it.right, it.left, kind == einops_kind::repeat);
}

/// The lengths of the axes of a pattern, from what is given and from the sizes of the tensor.
template <class Dim> class axis_lengths {
public:
  constexpr axis_lengths(pattern const &of, std::span<basic_length<Dim> const> given)
      : of_{of}, given_{given} {
    for (auto const &it : given)
      if (!of.left.has(it.name) && !of.right.has(it.name))
        note(result_, refused<Dim>({.what = &demands::length_used}).finding);
  }

  constexpr auto take(basic_shape<Dim> const &it) -> void {
    auto const &left = of_.left;
    auto const listed = left.ellipsis ? left.groups - 1U : left.groups;
    if (it.rank() < listed || (it.rank() > listed && !left.ellipsis))
      return note(result_, wrong_rank<Dim>(demands::pattern_rank, listed, it.rank()).finding);
    auto const hidden = it.rank() - listed;
    std::size_t axis = 0;
    for (std::uint8_t group = 0; group < left.groups; ++group) {
      if (group == left.ellipsis) {
        hidden_ = it.dims().subspan(axis, hidden);
        axis += hidden;
      } else {
        take_group(group, it[axis], axis);
        ++axis;
      }
    }
  }

  [[nodiscard]] constexpr auto outcome() -> basic_outcome<Dim> {
    if (result_.impossible()) return result_;
    result_.shape = basic_shape<Dim>::scalar();
    auto const &right = of_.right;
    for (std::uint8_t group = 0; group < right.groups; ++group) {
      if (group == right.ellipsis && !right.ellipsis_in_brackets) {
        for (auto const &size : hidden_) result_.shape.add(size);
      } else {
        result_.shape.add(product_of(group));
      }
    }
    return result_;
  }

private:
  [[nodiscard]] constexpr auto given_for(std::string_view name) const -> std::optional<Dim> {
    for (auto const &it : given_)
      if (it.name == name) return it.size;
    return std::nullopt;
  }
  [[nodiscard]] constexpr auto known(pattern_axis const &it) const -> std::optional<Dim> {
    return it.is_number() ? std::optional{Dim{it.size}} : given_for(it.name);
  }

  /// Of the axes in one group, one may have an open length: what is left.
  constexpr auto take_group(std::uint8_t group, Dim const &size, std::size_t axis) -> void {
    Dim product = 1;
    std::optional<std::size_t> open;
    for (std::size_t i = 0; i < of_.left.size; ++i) {
      auto const &it = of_.left.axes()[i];
      if (it.group != group) continue;
      auto const length = known(it);
      if (length) product = product * *length;
      if (!length && open) return refuse_open(i);
      if (!length) open = i;
    }
    auto const at = static_cast<std::int64_t>(axis);
    if (open) return take_open(*open, size, product, at);
    require_equal(result_,
                  {.what = &demands::axis_composed, .left = size, .right = product, .axis = at});
  }

  constexpr auto take_open(std::size_t open, Dim const &size, Dim const &others, std::int64_t axis)
      -> void {
    inferred_[open] = floor_quotient(size, others);
    if (others.constant() == 1) return;
    note(result_, {.what = &demands::axis_divides,
                   .known = compare(floor_rest(size, others), Dim{0}),
                   .left = size,
                   .right = others,
                   .axis = axis});
  }

  constexpr auto refuse_open(std::size_t axis) -> void {
    note(result_, refused<Dim>({.what = &demands::length_given,
                                .first = static_cast<std::int64_t>(axis + 1)})
                      .finding);
  }

  [[nodiscard]] constexpr auto length_of(pattern_axis const &it) const -> std::optional<Dim> {
    if (auto const length = known(it)) return length;
    for (std::size_t i = 0; i < of_.left.size; ++i)
      if (of_.left.axes()[i].name == it.name && inferred_[i]) return inferred_[i];
    return std::nullopt;
  }

  [[nodiscard]] constexpr auto product_of(std::uint8_t group) -> Dim {
    Dim product = 1;
    for (std::size_t i = 0; i < of_.right.size; ++i) {
      auto const &it = of_.right.axes()[i];
      if (it.group != group) continue;
      if (it.ellipsis) {
        for (auto const &size : hidden_) product = product * size;
      } else if (auto const length = length_of(it)) {
        product = product * *length;
      } else {
        refuse_open(i);
      }
    }
    return product;
  }

  pattern const &of_;
  std::span<basic_length<Dim> const> given_;
  std::array<std::optional<Dim>, pattern_side::max_axes> inferred_{};
  std::span<Dim const> hidden_{};
  basic_outcome<Dim> result_{};
};

} // namespace detail

/// `einops.rearrange`, `reduce` and `repeat`: a pattern of axes on both sides of an arrow, and the
/// lengths that are given beside it.
template <class Dim>
[[nodiscard]] constexpr auto einops(einops_kind kind, basic_shape<Dim> const &it,
                                    std::string_view text,
                                    std::span<basic_length<Dim> const> lengths = {})
    -> basic_outcome<Dim> {
  auto const read = read_pattern(text);
  if (read.fault != pattern_fault::none) return detail::refused_pattern<Dim>(read);
  basic_outcome<Dim> const form{.finding = detail::sides_fit<Dim>(read, kind)};
  if (form.impossible()) return form;
  if (!it.ranked()) return detail::open<Dim>();
  detail::axis_lengths<Dim> result{read, lengths};
  result.take(it);
  return result.outcome();
}

} // namespace prodreview::shape
