// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace prodreview {

/// A list whose first items need no memory of their own: nearly all lists of this type are short.
template <class T, std::size_t Near> class short_list {
  static_assert(std::is_trivially_copyable_v<T>);

public:
  short_list() = default;
  explicit short_list(std::span<T const> items) {
    for (auto const &it : items) push_back(it);
  }

  void push_back(T const &it) {
    if (size_ == capacity_) grow();
    data()[size_++] = it;
  }
  void push_front(T const &it) {
    push_back(it);
    std::rotate(begin(), end() - 1, end());
  }

  [[nodiscard]] auto size() const -> std::size_t { return size_; }
  [[nodiscard]] auto empty() const -> bool { return size_ == 0; }
  [[nodiscard]] auto data() -> T * { return far_ ? far_.get() : near_.data(); }
  [[nodiscard]] auto data() const -> T const * { return far_ ? far_.get() : near_.data(); }
  [[nodiscard]] auto begin() -> T * { return data(); }
  [[nodiscard]] auto begin() const -> T const * { return data(); }
  [[nodiscard]] auto end() -> T * { return data() + size_; }
  [[nodiscard]] auto end() const -> T const * { return data() + size_; }
  [[nodiscard]] auto operator[](std::size_t index) const -> T const & { return data()[index]; }
  [[nodiscard]] auto front() const -> T const & { return data()[0]; }

private:
  void grow() {
    auto larger = std::make_unique_for_overwrite<T[]>(2 * capacity_);
    std::copy(begin(), end(), larger.get());
    far_ = std::move(larger);
    capacity_ *= 2;
  }

  std::array<T, Near> near_;
  std::unique_ptr<T[]> far_;
  std::size_t size_ = 0;
  std::size_t capacity_ = Near;
};

} // namespace prodreview
