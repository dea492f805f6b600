// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace prodreview {

namespace detail {
#ifdef __SSE2__
/// As far as 16 bytes at a time lead to the first of `stops` in [p, end), or to where fewer are
/// left.
template <class... Characters>
[[nodiscard]] inline auto skip_blocks(char const *p, char const *end, Characters... stops)
    -> char const * {
  for (; end - p >= 16; p += 16) {
    auto const block = _mm_loadu_si128(reinterpret_cast<__m128i const *>(p));
    auto hits = _mm_setzero_si128();
    ((hits = _mm_or_si128(hits, _mm_cmpeq_epi8(block, _mm_set1_epi8(stops)))), ...);
    auto const mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return p + __builtin_ctz(mask);
  }
  return p;
}

/// A bit for each of the 32 bytes at `p` that is equal to `byte`.
[[nodiscard]] inline auto matches(char const *p, char byte) -> std::uint32_t {
  auto const wanted = _mm_set1_epi8(byte);
  auto const half = [&](char const *at) {
    auto const block = _mm_loadu_si128(reinterpret_cast<__m128i const *>(at));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted)));
  };
  return half(p) | half(p + 16) << 16U;
}

/// A bit for the last byte of each line end among the 32 bytes at `p`, which another one follows.
[[nodiscard]] inline auto line_ends(char const *p) -> std::uint32_t {
  auto const feeds = matches(p, '\n');
  auto const returns = matches(p, '\r');
  if (returns == 0) return feeds;
  return feeds | (returns & ~(feeds >> 1U | std::uint32_t{p[32] == '\n'} << 31U));
}
#else
template <class... Characters>
[[nodiscard]] inline auto skip_blocks(char const *p, char const *, Characters...) -> char const * {
  return p;
}
#endif
} // namespace detail

/// The first of `stops` in [p, end), else `end`.
template <class... Characters>
[[nodiscard]] inline auto find_any(char const *p, char const *end, Characters... stops)
    -> char const * {
  p = detail::skip_blocks(p, end, stops...);
  while (p != end && ((*p != stops) && ...)) ++p;
  return p;
}

/// Past the spaces at `p`, 16 at a time. Where fewer bytes are left, spaces may follow.
[[nodiscard]] inline auto skip_spaces(char const *p, char const *end) -> char const * {
#ifdef __SSE2__
  for (; end - p >= 16; p += 16) {
    auto const block = _mm_loadu_si128(reinterpret_cast<__m128i const *>(p));
    auto const spaces =
        static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(' '))));
    if (spaces != 0xFFFF) return p + __builtin_ctz(~spaces);
  }
#endif
  return p;
}

/// The first CR or LF in [p, end), else `end`.
[[nodiscard]] inline auto find_line_end(char const *p, char const *end) -> char const * {
  return find_any(p, end, '\n', '\r');
}

} // namespace prodreview
