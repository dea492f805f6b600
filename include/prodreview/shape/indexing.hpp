// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/broadcast.hpp>
#include <prodreview/shape/slicing.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand enough_axes{"{first} indices are too many for a tensor of rank {second}"};
inline constexpr demand mask_fits{
    "the size {right} of the mask must be {left}, that of axis {axis}"};
} // namespace demands

enum class index_kind : std::uint8_t {
  at,       ///< a number: the axis goes
  range,    ///< `start:stop:step`
  new_axis, ///< `None`
  rest,     ///< `...`
  tensor,   ///< of integers
  mask,     ///< of booleans: as many axes as it has go
};

/// One of the things between the brackets of `x[…]`.
template <class Dim> struct basic_index {
  index_kind kind{};
  Dim number{};
  basic_range<Dim> range{};
  basic_shape<Dim> const *sizes{}; ///< of a tensor or mask

  [[nodiscard]] static constexpr auto at(Dim const &number) -> basic_index {
    return {.kind = index_kind::at, .number = number};
  }
  [[nodiscard]] static constexpr auto between(basic_range<Dim> const &range) -> basic_index {
    return {.kind = index_kind::range, .range = range};
  }
  [[nodiscard]] static constexpr auto new_axis() -> basic_index {
    return {.kind = index_kind::new_axis};
  }
  [[nodiscard]] static constexpr auto rest() -> basic_index { return {.kind = index_kind::rest}; }
  [[nodiscard]] static constexpr auto tensor(basic_shape<Dim> const &sizes) -> basic_index {
    return {.kind = index_kind::tensor, .sizes = &sizes};
  }
  [[nodiscard]] static constexpr auto mask(basic_shape<Dim> const &sizes) -> basic_index {
    return {.kind = index_kind::mask, .sizes = &sizes};
  }

  /// How many axes of the tensor it takes. \pre a mask is ranked
  [[nodiscard]] constexpr auto axes() const -> std::size_t {
    if (kind == index_kind::mask) return sizes->rank();
    return kind == index_kind::new_axis || kind == index_kind::rest ? 0 : 1;
  }
};

using index_item = basic_index<dim>;

namespace detail {

/// Takes the items of an index from left to right.
template <class Dim> class indexer {
public:
  constexpr explicit indexer(basic_shape<Dim> const &from) : from_{from} {
    result_.shape = basic_shape<Dim>::scalar();
  }

  constexpr auto take(basic_index<Dim> const &it) -> void {
    switch (it.kind) {
    case index_kind::at: return take_number(it.number);
    case index_kind::range: return take_range(it.range);
    case index_kind::new_axis: return result_.shape.add(Dim{1});
    case index_kind::rest: return;
    case index_kind::tensor: return take_tensor(*it.sizes);
    case index_kind::mask: return take_mask(*it.sizes);
    }
  }
  constexpr auto keep(std::size_t count) -> void {
    for (; count > 0; --count) result_.shape.add(from_[axis_++]);
  }

  /// The axes that index tensors make together stand where those did, if they stood side by side;
  /// otherwise in front.
  [[nodiscard]] constexpr auto outcome() -> basic_outcome<Dim> {
    if (!indexed_ || result_.impossible()) return result_;
    auto shape = basic_shape<Dim>::scalar();
    auto const &others = result_.shape;
    auto const place = apart_ ? 0 : place_;
    for (std::size_t i = 0; i <= others.rank(); ++i) {
      if (i == place)
        for (auto const &size : together_.dims()) shape.add(size);
      if (i < others.rank()) shape.add(others[i]);
    }
    result_.shape = together_.ranked() && others.ranked() ? shape : basic_shape<Dim>{};
    return result_;
  }

private:
  constexpr auto take_number(Dim const &number) -> void {
    require_index(result_, from_[axis_], number, axis_);
    ++axis_;
  }
  constexpr auto take_range(basic_range<Dim> const &range) -> void {
    auto const made = slice(from_, static_cast<std::int64_t>(axis_), range);
    note(result_, made.finding);
    if (!made.impossible()) result_.shape.add(made.shape[axis_]);
    ++axis_;
  }
  constexpr auto take_tensor(basic_shape<Dim> const &sizes) -> void {
    ++axis_;
    // torch selects by a tensor of rank 0 as by its number.
    if (sizes.ranked() && sizes.rank() == 0) return;
    join(sizes);
  }
  constexpr auto take_mask(basic_shape<Dim> const &sizes) -> void {
    for (auto const &size : sizes.dims()) {
      require_equal(result_, {.what = &demands::mask_fits,
                              .left = from_[axis_],
                              .right = size,
                              .axis = static_cast<std::int64_t>(axis_)});
      ++axis_;
    }
    join({Dim::unknown()});
  }
  constexpr auto join(basic_shape<Dim> const &sizes) -> void {
    auto const here = result_.shape.rank();
    if (indexed_ && here != place_) apart_ = true;
    if (!indexed_) place_ = here;
    auto const both = indexed_ ? broadcast(together_, sizes) : basic_outcome<Dim>{.shape = sizes};
    note(result_, both.finding);
    together_ = both.shape;
    indexed_ = true;
  }

  basic_shape<Dim> const &from_;
  basic_outcome<Dim> result_{};
  basic_shape<Dim> together_{}; ///< what the index tensors broadcast to
  std::size_t axis_{};
  std::size_t place_{};
  bool indexed_{};
  bool apart_{};
};

} // namespace detail

/// `x[…]` with numbers, slices, None, an ellipsis, and tensors of integers or booleans.
template <class Dim>
[[nodiscard]] constexpr auto index(basic_shape<Dim> const &it,
                                   std::span<basic_index<Dim> const> items) -> basic_outcome<Dim> {
  std::size_t taken = 0;
  std::size_t ellipses = 0;
  for (auto const &item : items) {
    if (item.kind == index_kind::mask && (!item.sizes->ranked() || item.sizes->rank() == 0))
      return detail::open<Dim>();
    taken += item.axes();
    ellipses += item.kind == index_kind::rest ? 1 : 0;
  }
  // torch takes several, where those after the first stand for nothing in most places.
  if (!it.ranked() || ellipses > 1) return detail::open<Dim>();
  if (taken > it.rank()) return detail::wrong_rank<Dim>(demands::enough_axes, taken, it.rank());
  detail::indexer<Dim> result{it};
  for (auto const &item : items) {
    result.take(item);
    if (item.kind == index_kind::rest) result.keep(it.rank() - taken);
  }
  if (ellipses == 0) result.keep(it.rank() - taken);
  return result.outcome();
}

} // namespace prodreview::shape
