// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace prodreview {

/// What a spelling is told from others by: its size and its first 16 bytes, zeros where it has
/// fewer. Of most names that is all, so that two integers decide whether they are equal.
struct name_key {
  static constexpr std::size_t width = 16;

  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::uint32_t size = 0;

  name_key() = default;
  name_key(std::uint64_t first_bytes, std::uint64_t second_bytes, std::size_t all)
      : first{first_bytes}, second{second_bytes}, size{static_cast<std::uint32_t>(all)} {}
  explicit name_key(std::string_view spelling) : size{static_cast<std::uint32_t>(spelling.size())} {
    std::array<char, width> bytes{};
    spelling.copy(bytes.data(), width);
    std::memcpy(&first, bytes.data(), sizeof first);
    std::memcpy(&second, bytes.data() + sizeof first, sizeof second);
  }

  auto operator==(name_key const &) const -> bool = default;
  /// No byte is left out.
  [[nodiscard]] auto is_whole() const -> bool { return size <= width; }
};

namespace detail {
[[nodiscard]] inline auto mixed(std::uint64_t bits) -> std::uint64_t {
  bits ^= bits >> 32U;
  return bits * 0x9E3779B97F4A7C15U;
}
/// All bytes past those of the key: names that differ in a number in their middle are common.
[[nodiscard]] inline auto hash_of_rest(std::string_view spelling, std::uint64_t hash)
    -> std::uint64_t {
  std::uint64_t word = 0;
  auto at = name_key::width;
  for (; at + sizeof word < spelling.size(); at += sizeof word) {
    std::memcpy(&word, spelling.data() + at, sizeof word);
    hash = mixed(hash ^ word);
  }
  std::memcpy(&word, spelling.data() + spelling.size() - sizeof word, sizeof word);
  return mixed(hash ^ word);
}
} // namespace detail

/// The same in every run.
[[nodiscard]] inline auto hash_of(std::string_view spelling, name_key const &key) -> std::size_t {
  auto const hash =
      detail::mixed(key.first + (key.second ^ key.size) * std::uint64_t{0xD6E8FEB86659FD93U});
  return (key.is_whole() ? hash : detail::hash_of_rest(spelling, hash)) >> 32U;
}

} // namespace prodreview
