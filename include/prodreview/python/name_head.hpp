// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/text/name_key.hpp>

#include <array>
#include <cstddef>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace prodreview::python {

/// The first 16 bytes of a name, or all that it has; `key.size` is their number.
struct name_head {
  name_key key;
  bool is_ascii;
};

namespace detail {
[[nodiscard]] inline auto scan_name_head(char const *p) -> name_head {
  std::size_t size = 0;
  bool ascii = true;
  for (; size < name_key::width && continues_name(p[size]); ++size)
    ascii = ascii && is_ascii(p[size]);
  return {name_key{{p, size}}, ascii};
}

#ifdef __SSE2__
/// From the place 16 - n on, a mask of n bytes.
[[nodiscard]] constexpr auto make_byte_masks() {
  std::array<unsigned char, 2 * name_key::width> bytes{};
  for (std::size_t i = 0; i < name_key::width; ++i) bytes[i] = 0xFF;
  return bytes;
}
inline constexpr auto byte_masks = make_byte_masks();

/// Which bytes lie in [last - count + 1, last], as signed numbers.
[[nodiscard]] inline auto in_range(__m128i bytes, char last, char count) -> __m128i {
  auto const moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(127 - last)));
  return _mm_cmpgt_epi8(moved, _mm_set1_epi8(static_cast<char>(127 - count)));
}

/// The same for 16 bytes at once.
[[nodiscard]] inline auto load_name_head(char const *p) -> name_head {
  auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const *>(p));
  auto const letters = in_range(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'z', 26);
  auto const digits = in_range(bytes, '9', 10);
  auto const ascii =
      _mm_or_si128(_mm_or_si128(letters, digits), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
  auto const fits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ascii, bytes)));
  auto const size = static_cast<std::size_t>(__builtin_ctz(~fits));
  auto const mask = _mm_loadu_si128(
      reinterpret_cast<__m128i const *>(byte_masks.data() + name_key::width - size));
  auto const name = _mm_and_si128(bytes, mask);
  return {{static_cast<std::uint64_t>(_mm_cvtsi128_si64(name)),
           static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(name, name))), size},
          _mm_movemask_epi8(name) == 0};
}
#endif
} // namespace detail

/// The head of the name at `p` of a text that ends with a NUL at `end`.
[[nodiscard]] inline auto read_name_head(char const *p, char const *end) -> name_head {
#ifdef __SSE2__
  if (end - p >= static_cast<std::ptrdiff_t>(name_key::width)) return detail::load_name_head(p);
#endif
  return detail::scan_name_head(p);
}

} // namespace prodreview::python
