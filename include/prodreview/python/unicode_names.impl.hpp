// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/unicode/name_tables.hpp>
#include <prodreview/python/unicode_names.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {

constexpr std::string_view hangul_prefix = "HANGUL SYLLABLE ";
constexpr std::string_view ideograph_prefix = "CJK UNIFIED IDEOGRAPH-";

/// Takes the longest of the letters off the front of `name`: its index, if any fits.
[[nodiscard]] inline auto take_jamo(std::string_view &name,
                                    std::span<std::string_view const> letters)
    -> std::optional<std::uint32_t> {
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < letters.size(); ++i)
    if (name.starts_with(letters[i]) && (!best || letters[i].size() > letters[*best].size()))
      best = i;
  if (best) name.remove_prefix(letters[*best].size());
  return best;
}

[[nodiscard]] inline auto hangul_named(std::string_view letters) -> std::optional<char32_t> {
  auto const leading = take_jamo(letters, leading_jamo);
  auto const vowel = take_jamo(letters, vowel_jamo);
  auto const trailing = take_jamo(letters, trailing_jamo);
  if (!leading || !vowel || !trailing || !letters.empty()) return {};
  return static_cast<char32_t>(0xAC00 + (*leading * 21 + *vowel) * 28 + *trailing);
}

/// Four or five upper-case hexadecimal digits.
[[nodiscard]] inline auto number_of(std::string_view digits) -> std::optional<char32_t> {
  if (digits.size() != 4 && digits.size() != 5) return {};
  std::uint32_t value = 0;
  for (char const digit : digits) {
    bool const decimal = '0' <= digit && digit <= '9';
    if (!decimal && (digit < 'A' || 'F' < digit)) return {};
    value = value * 16 + static_cast<std::uint32_t>(decimal ? digit - '0' : digit - 'A' + 10);
  }
  return static_cast<char32_t>(value);
}

[[nodiscard]] inline auto numbered(std::string_view prefix, std::string_view digits)
    -> std::optional<char32_t> {
  auto const number = number_of(digits);
  for (auto const &range : numbered_ranges)
    if (number && range.prefix == prefix && range.begin <= *number && *number < range.end)
      return number;
  return {};
}

/// A name that ends in its own number, which is written without leading zeros.
[[nodiscard]] inline auto numbered(std::string_view name) -> std::optional<char32_t> {
  auto const digits = name.rfind('-') + 1;
  if (digits == 0 || name.starts_with(ideograph_prefix)) return {};
  if (name.size() - digits > 4 && name[digits] == '0') return {};
  return numbered(name.substr(0, digits), name.substr(digits));
}

/// FNV-1a; what a name is sorted by are its upper 43 bits.
[[nodiscard]] inline auto hash_of_name(std::string_view name) -> std::uint64_t {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (char const byte : name)
    hash = (hash ^ static_cast<unsigned char>(byte)) * std::uint64_t{0x100000001B3U};
  return hash >> 21U;
}

[[nodiscard]] inline auto hashed(std::string_view name) -> std::optional<char32_t> {
  auto const hash = hash_of_name(name);
  auto const *const at = std::lower_bound(hashed_names.begin(), hashed_names.end(), hash << 21U);
  if (at == hashed_names.end() || *at >> 21U != hash) return {};
  return static_cast<char32_t>(*at & 0x1FFFFFU);
}

[[nodiscard]] inline auto upper(std::string_view name) -> std::string {
  std::string result{name};
  for (char &letter : result)
    if ('a' <= letter && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return result;
}

} // namespace detail

PRODREVIEW_INLINE auto character_named(std::string_view name) -> std::optional<char32_t> {
  if (name.starts_with(detail::hangul_prefix))
    return detail::hangul_named(name.substr(detail::hangul_prefix.size()));
  if (name.starts_with(detail::ideograph_prefix))
    return detail::numbered(detail::ideograph_prefix, name.substr(detail::ideograph_prefix.size()));
  auto const sought = detail::upper(name);
  auto const found = detail::numbered(sought);
  return found ? found : detail::hashed(sought);
}

} // namespace prodreview::python
