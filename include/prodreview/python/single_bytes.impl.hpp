// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/single_bytes.hpp>
#include <prodreview/python/unicode/codec_tables.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {

[[nodiscard]] inline auto half_named(std::string_view name) -> std::span<std::uint16_t const> {
  auto const *const at = std::lower_bound(
      codec_names.begin(), codec_names.end(), name,
      [](codec_name const &known, std::string_view wanted) { return known.name < wanted; });
  if (at == codec_names.end() || at->name != name) return {};
  return std::span{high_halves}.subspan(std::size_t{at->half} * 128, 128);
}

} // namespace detail

PRODREVIEW_INLINE auto normalized_encoding(std::string_view name) -> std::string {
  std::string result;
  bool between = false;
  for (char const character : name) {
    bool const upper = 'A' <= character && character <= 'Z';
    auto const lower = static_cast<char>(upper ? character - 'A' + 'a' : character);
    bool const kept = ('a' <= lower && lower <= 'z') || ('0' <= lower && lower <= '9');
    if (!kept && lower != '.') {
      between = !result.empty();
      continue;
    }
    if (between) result += '_';
    between = false;
    result += lower;
  }
  return result;
}

PRODREVIEW_INLINE auto upper_half_of(std::string_view encoding) -> std::span<std::uint16_t const> {
  auto name = normalized_encoding(encoding);
  if (auto const found = detail::half_named(name); !found.empty()) return found;
  std::replace(name.begin(), name.end(), '.', '_');
  return detail::half_named(name);
}

} // namespace prodreview::python
