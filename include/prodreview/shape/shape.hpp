// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/comparison.hpp>

namespace prodreview::shape {

/// The sizes of a tensor: all of them, or only those before and after a run of which nobody knows
/// how long it is. A run may have a name (`*rest`): runs of one name are one run.
template <class Dim> class basic_shape {
public:
  static constexpr std::size_t max_rank = 8;

  /// Of unknown rank.
  constexpr basic_shape() = default;
  /// More than `max_rank` sizes make a shape of unknown rank.
  constexpr basic_shape(std::initializer_list<Dim> dims) : ranked_{true} {
    for (auto const &it : dims) add(it);
  }
  [[nodiscard]] static constexpr auto scalar() -> basic_shape { return basic_shape(0, Dim{}); }
  [[nodiscard]] static constexpr auto of_rank(std::size_t rank, Dim const &each = Dim::unknown())
      -> basic_shape {
    return basic_shape(rank, each);
  }

  [[nodiscard]] constexpr auto ranked() const -> bool { return ranked_; }
  /// \pre ranked
  [[nodiscard]] constexpr auto rank() const -> std::size_t { return size_; }
  /// The sizes that are listed: those before the run, then those after it.
  [[nodiscard]] constexpr auto dims() const -> std::span<Dim const> {
    return {dims_.data(), size_};
  }
  [[nodiscard]] constexpr auto dims() -> std::span<Dim> { return {dims_.data(), size_}; }
  /// \pre axis < dims().size()
  [[nodiscard]] constexpr auto operator[](std::size_t axis) const -> Dim const & {
    return dims_[axis];
  }
  /// How many of the listed sizes stand before the run. \pre not ranked
  [[nodiscard]] constexpr auto before_run() const -> std::size_t { return run_; }
  [[nodiscard]] constexpr auto run_name() const -> std::string_view { return run_name_; }

  constexpr auto add(Dim const &it) -> void {
    if (size_ == max_rank)
      *this = basic_shape{};
    else
      dims_[size_++] = it;
  }
  /// From here on sizes stand after the run. \pre ranked
  constexpr auto add_run(std::string_view name = {}) -> void {
    ranked_ = false;
    run_ = size_;
    run_name_ = name;
  }

  friend constexpr auto operator==(basic_shape const &a, basic_shape const &b) -> bool {
    return a.ranked_ == b.ranked_ && a.run_ == b.run_ && a.run_name_ == b.run_name_ &&
           same_elements(a.dims(), b.dims());
  }

private:
  constexpr basic_shape(std::size_t rank, Dim const &each) : ranked_{true} {
    for (std::size_t i = 0; i < rank; ++i) add(each);
  }

  std::array<Dim, max_rank> dims_{};
  std::string_view run_name_{};
  std::size_t size_{};
  std::size_t run_{};
  bool ranked_{};
};

using shape = basic_shape<dim>;

/// The sizes in a row, as a shape.
template <class Dim>
[[nodiscard]] constexpr auto shape_of(std::span<Dim const> sizes) -> basic_shape<Dim> {
  auto result = basic_shape<Dim>::scalar();
  for (auto const &it : sizes) result.add(it);
  return result;
}

/// \pre ranked, and the axis is there
template <class Dim>
[[nodiscard]] constexpr auto without_axis(basic_shape<Dim> const &it, std::size_t axis)
    -> basic_shape<Dim> {
  auto result = basic_shape<Dim>::scalar();
  for (std::size_t i = 0; i < it.rank(); ++i)
    if (i != axis) result.add(it[i]);
  return result;
}

/// \pre ranked, and the axis is there
template <class Dim>
[[nodiscard]] constexpr auto with_size(basic_shape<Dim> it, std::size_t axis, Dim const &size)
    -> basic_shape<Dim> {
  it.dims()[axis] = size;
  return it;
}

/// How many elements there are. \pre it is ranked
template <class Dim> [[nodiscard]] constexpr auto element_count(basic_shape<Dim> const &it) -> Dim {
  Dim product = 1;
  for (auto const &size : it.dims()) product = product * size;
  return product;
}

} // namespace prodreview::shape
