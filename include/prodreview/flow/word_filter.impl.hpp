// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/word_filter.hpp>

#include <array>
#include <bit>

namespace prodreview::flow {
namespace detail {

/// By byte: whether it is part of an identifier. All bytes of characters beyond ASCII are.
inline constexpr auto is_word_byte = [] {
  std::array<bool, 256> is_it{};
  for (std::size_t byte = 0; byte < is_it.size(); ++byte)
    is_it[byte] = byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') ||
                  (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
  return is_it;
}();

inline constexpr std::uint64_t word_seed = 0xCBF29CE484222325U;
/// What tells the assignment to an attribute from its mere name.
inline constexpr std::uint64_t assignment_mark = 0x9E3779B97F4A7C15U;

[[nodiscard]] constexpr auto with_byte(std::uint64_t hash, char byte) -> std::uint64_t {
  return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
}
[[nodiscard]] constexpr auto word_hash(std::string_view word) -> std::uint64_t {
  auto hash = word_seed;
  for (auto const byte : word) hash = with_byte(hash, byte);
  return hash;
}
[[nodiscard]] constexpr auto spread(std::uint64_t hash) -> std::uint64_t {
  hash ^= hash >> 32U;
  hash *= 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 32U);
}

} // namespace detail

PRODREVIEW_INLINE word_filter::word_filter(std::string_view text) {
  bits_.resize(std::bit_ceil(text.size() / 128 + 1));
  auto const *p = text.data();
  auto const *const end = p + text.size();
  auto const is_word = [](char byte) {
    return detail::is_word_byte[static_cast<unsigned char>(byte)];
  };
  while (p != end) {
    if (!is_word(*p)) {
      ++p;
      continue;
    }
    auto const *const begin = p;
    auto hash = detail::word_seed;
    for (; p != end && is_word(*p); ++p) hash = detail::with_byte(hash, *p);
    if (*begin >= '0' && *begin <= '9') continue;
    add(hash);
    auto const follows_dot = begin != text.data() && begin[-1] == '.';
    if (follows_dot && end - p >= 2 && p[0] == ' ' && p[1] == '=')
      add(hash ^ detail::assignment_mark);
  }
}

PRODREVIEW_INLINE auto word_filter::may_have(std::string_view identifier) const -> bool {
  return has(detail::word_hash(identifier));
}

PRODREVIEW_INLINE auto word_filter::may_assign(std::string_view identifier) const -> bool {
  return has(detail::word_hash(identifier) ^ detail::assignment_mark);
}

PRODREVIEW_INLINE void word_filter::add(std::uint64_t hash) {
  auto const mask = bits_.size() * 64 - 1;
  auto const mixed = detail::spread(hash);
  for (auto const at : {mixed & mask, (mixed >> 32U) & mask})
    bits_[at / 64] |= std::uint64_t{1} << (at % 64);
}

PRODREVIEW_INLINE auto word_filter::has(std::uint64_t hash) const -> bool {
  if (bits_.empty()) return false;
  auto const mask = bits_.size() * 64 - 1;
  auto const mixed = detail::spread(hash);
  auto const is_set = [&](std::uint64_t at) { return (bits_[at / 64] >> (at % 64) & 1U) != 0; };
  return is_set(mixed & mask) && is_set((mixed >> 32U) & mask);
}

} // namespace prodreview::flow
