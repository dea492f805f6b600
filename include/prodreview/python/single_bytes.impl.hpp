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

template <class Table>
[[nodiscard]] auto find_named(Table const &sorted, std::string_view name) ->
    typename Table::value_type const * {
  auto const begins_before = [](auto const &known, std::string_view wanted) {
    return known.name < wanted;
  };
  auto const at = std::lower_bound(sorted.begin(), sorted.end(), name, begins_before);
  return at == sorted.end() || at->name != name ? nullptr : &*at;
}

/// By the name as it is, and with `_` for each `.`: Python tries both.
template <class Table>
[[nodiscard]] auto find_encoding(Table const &sorted, std::string_view encoding) ->
    typename Table::value_type const * {
  auto name = normalized_encoding(encoding);
  if (auto const *const found = find_named(sorted, name)) return found;
  std::replace(name.begin(), name.end(), '.', '_');
  return find_named(sorted, name);
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
  auto const *const found = detail::find_encoding(detail::codec_names, encoding);
  if (found == nullptr) return {};
  return std::span{detail::high_halves}.subspan(std::size_t{found->half} * 128, 128);
}

PRODREVIEW_INLINE auto find_multibyte(std::string_view encoding) -> detail::multibyte_name const * {
  return detail::find_encoding(detail::multibyte_names, encoding);
}

} // namespace prodreview::python
