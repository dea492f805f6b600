// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/name_filter.hpp>
#include <prodreview/text/holds_word.hpp>

#include <bit>
#include <cstring>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] constexpr auto spread(std::uint64_t hash) -> std::uint64_t {
  hash ^= hash >> 32U;
  hash *= 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 32U);
}

[[nodiscard]] inline auto word_hash(std::string_view word) -> std::uint64_t {
  std::uint64_t bytes = 0;
  std::uint64_t hash = word.size();
  for (; word.size() > sizeof bytes; word.remove_prefix(sizeof bytes)) {
    std::memcpy(&bytes, word.data(), sizeof bytes);
    hash = spread(hash ^ bytes);
  }
  bytes = 0;
  for (auto const byte : word) bytes = bytes << 8U | static_cast<unsigned char>(byte);
  return spread(hash ^ bytes);
}

/// The word that ends before a place.
[[nodiscard]] constexpr auto word_before(std::string_view text, std::size_t end)
    -> std::string_view {
  auto begin = end;
  while (begin > 0 && is_word_byte(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

} // namespace detail

PRODREVIEW_INLINE name_filter::name_filter(std::size_t text_size, std::size_t bytes_per_byte)
    : bits_(std::bit_ceil(text_size / (8 * bytes_per_byte) + 1)) {}

PRODREVIEW_INLINE void name_filter::add(std::uint64_t hash) {
  auto const mask = bits_.size() * 64 - 1;
  auto const mixed = detail::spread(hash);
  for (auto const at : {mixed & mask, (mixed >> 32U) & mask})
    bits_[at / 64] |= std::uint64_t{1} << (at % 64);
}

PRODREVIEW_INLINE auto name_filter::may_have(std::string_view name) const -> bool {
  if (bits_.empty()) return false;
  auto const mask = bits_.size() * 64 - 1;
  auto const mixed = detail::spread(detail::word_hash(name));
  auto const is_set = [&](std::uint64_t at) { return (bits_[at / 64] >> (at % 64) & 1U) != 0; };
  return is_set(mixed & mask) && is_set((mixed >> 32U) & mask);
}

PRODREVIEW_INLINE auto words_of(std::string_view text) -> name_filter {
  name_filter made{text.size(), 16};
  auto const *p = text.data();
  auto const *const end = p + text.size();
  while (p != end) {
    auto const *const begin = p;
    while (p != end && is_word_byte(*p)) ++p;
    auto const is_name = p != begin && !(*begin >= '0' && *begin <= '9');
    if (is_name) made.add(detail::word_hash({begin, static_cast<std::size_t>(p - begin)}));
    while (p != end && !is_word_byte(*p)) ++p;
  }
  return made;
}

/// It looks at the `=` alone: there are far fewer of them than there are words.
PRODREVIEW_INLINE auto assigned_attributes_of(std::string_view text) -> name_filter {
  name_filter made{text.size(), 64};
  for (auto at = text.find('='); at != text.npos; at = text.find('=', at + 1)) {
    if (at < 3 || text[at - 1] != ' ') continue;
    auto const name = detail::word_before(text, at - 1);
    auto const begin = static_cast<std::size_t>(name.data() - text.data());
    if (!name.empty() && begin > 0 && text[begin - 1] == '.') made.add(detail::word_hash(name));
  }
  return made;
}

} // namespace prodreview::flow
