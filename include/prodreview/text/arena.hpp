// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace prodreview {

/// Memory that is given out piece by piece and freed at once. Nothing in it is ever destroyed, so
/// it holds trivially destructible types only.
class arena {
public:
  arena() = default;
  /// Takes blocks of this size, which do not grow: where many arenas live that hold little each.
  explicit arena(std::size_t block_size) : block_size_{block_size}, largest_block_{block_size} {}
  arena(arena &&) noexcept = default;
  auto operator=(arena &&) noexcept -> arena & = default;

  template <class T, class... Arguments> [[nodiscard]] auto make(Arguments &&...arguments) -> T * {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  template <class T> [[nodiscard]] auto copy(std::span<T const> items) -> std::span<T const> {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    auto *const at = static_cast<T *>(allocate(items.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void *>(at), items.data(), items.size_bytes());
    return {at, items.size()};
  }

  [[nodiscard]] auto copy(std::string_view text) -> std::string_view {
    if (text.empty()) return {};
    auto *const at = static_cast<char *>(allocate(text.size(), 1));
    std::memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }

  [[nodiscard]] auto allocate(std::size_t bytes, std::size_t alignment) -> void * {
    auto const at = (next_ + alignment - 1) & ~(std::uintptr_t{alignment} - 1);
    if (at + bytes > end_) [[unlikely]]
      return allocate_in_new_block(bytes, alignment);
    next_ = at + bytes;
    return reinterpret_cast<void *>(at);
  }

  /// The bytes taken from the system.
  [[nodiscard]] auto capacity() const -> std::size_t { return capacity_; }

private:
  [[gnu::noinline]] auto allocate_in_new_block(std::size_t bytes, std::size_t alignment) -> void * {
    auto const needed = bytes + alignment;
    if (needed > block_size_ / 2) return align(add_block(needed), alignment);
    next_ = add_block(block_size_);
    end_ = next_ + block_size_;
    block_size_ = std::min(2 * block_size_, largest_block_);
    return allocate(bytes, alignment);
  }

  [[nodiscard]] auto add_block(std::size_t size) -> std::uintptr_t {
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
    capacity_ += size;
    return reinterpret_cast<std::uintptr_t>(blocks_.back().get());
  }
  [[nodiscard]] static auto align(std::uintptr_t at, std::size_t alignment) -> void * {
    return reinterpret_cast<void *>((at + alignment - 1) & ~(std::uintptr_t{alignment} - 1));
  }

  std::uintptr_t next_ = 0;
  std::uintptr_t end_ = 0;
  /// Of the next block; what needs half of it gets one of its own.
  std::size_t block_size_ = 16 * 1024;
  std::size_t largest_block_ = 1024 * 1024;
  std::size_t capacity_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

} // namespace prodreview
