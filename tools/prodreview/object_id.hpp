// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview {

/// The SHA-1 name of an object of git.
struct object_id {
  static constexpr std::size_t size = 20;
  static constexpr std::size_t hex_size = 2 * size;

  std::array<std::uint8_t, size> bytes{};

  [[nodiscard]] auto hex() const -> std::string {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (auto const byte : bytes) text.append({digits[byte >> 4U], digits[byte & 15U]});
    return text;
  }
  /// How reports name a commit; git takes it back.
  [[nodiscard]] auto abbreviated() const -> std::string { return hex().substr(0, 12); }
  [[nodiscard]] auto is_null() const -> bool { return *this == object_id{}; }

  friend auto operator<=>(object_id const &, object_id const &) = default;
};

/// The tree without entries, which git knows whether it is stored or not.
inline constexpr object_id empty_tree_id{{0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e,
                                          0xb9, 0xa0, 0x60, 0xe5, 0x4b, 0xf8, 0xd6,
                                          0x92, 0x88, 0xfb, 0xee, 0x49, 0x04}};

} // namespace prodreview
