// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/unicode/edges.hpp>
#include <prodreview/python/unicode/identifier_tables.hpp>
#include <prodreview/python/unicode/normalization_tables.hpp>
#include <prodreview/python/unicode_identifier.hpp>
#include <prodreview/text/utf8.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {

/// Hangul syllables are composed by arithmetic: The Unicode Standard, section 3.12.
struct hangul {
  static constexpr std::uint32_t syllable = 0xAC00;
  static constexpr std::uint32_t leading = 0x1100;
  static constexpr std::uint32_t vowel = 0x1161;
  static constexpr std::uint32_t trailing = 0x11A7;
  static constexpr std::uint32_t leadings = 19;
  static constexpr std::uint32_t vowels = 21;
  static constexpr std::uint32_t trailings = 28;
  static constexpr std::uint32_t syllables = leadings * vowels * trailings;

  [[nodiscard]] static constexpr auto is_syllable(char32_t c) -> bool {
    return syllable <= c && c < syllable + syllables;
  }
  [[nodiscard]] static constexpr auto has_trailing(char32_t c) -> bool {
    return (c - syllable) % trailings != 0;
  }
};

inline void append_decomposed_hangul(std::u32string &text, char32_t character) {
  auto const index = character - hangul::syllable;
  text += hangul::leading + index / (hangul::vowels * hangul::trailings);
  text += hangul::vowel + index / hangul::trailings % hangul::vowels;
  if (hangul::has_trailing(character)) text += hangul::trailing + index % hangul::trailings;
}

inline void append_decomposed(std::u32string &text, char32_t character) {
  if (hangul::is_syllable(character)) return append_decomposed_hangul(text, character);
  auto const *const at = std::lower_bound(
      decompositions.begin(), decompositions.end(), character,
      [](decomposition const &entry, char32_t wanted) { return entry.from < wanted; });
  if (at == decompositions.end() || at->from != character) {
    text += character;
    return;
  }
  for (std::size_t i = 0; i < at->length; ++i) text += decomposition_pool[at->offset + i];
}

[[nodiscard]] inline auto combining_class(char32_t character) -> std::uint8_t {
  auto const *const after = std::upper_bound(
      combining_ranges.begin(), combining_ranges.end(), character,
      [](char32_t wanted, combining_range const &range) { return wanted < range.begin; });
  if (after == combining_ranges.begin()) return 0;
  auto const &range = *(after - 1);
  return character < range.end ? range.value : std::uint8_t{0};
}

/// Puts each run of combining characters into the order of their classes.
inline void order_canonically(std::u32string &text) {
  auto const by_class = [](char32_t a, char32_t b) {
    return combining_class(a) < combining_class(b);
  };
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (combining_class(text[begin]) == 0) continue;
    auto end = begin;
    while (end < text.size() && combining_class(text[end]) != 0) ++end;
    std::stable_sort(text.begin() + static_cast<std::ptrdiff_t>(begin),
                     text.begin() + static_cast<std::ptrdiff_t>(end), by_class);
    begin = end;
  }
}

[[nodiscard]] inline auto compose_hangul(char32_t first, char32_t second) -> char32_t {
  auto const lead = first - hangul::leading;
  auto const vowel = second - hangul::vowel;
  if (lead < hangul::leadings && vowel < hangul::vowels)
    return hangul::syllable + (lead * hangul::vowels + vowel) * hangul::trailings;
  auto const trail = second - hangul::trailing;
  if (hangul::is_syllable(first) && !hangul::has_trailing(first) && 0 < trail &&
      trail < hangul::trailings)
    return first + trail;
  return 0;
}

/// The primary composite of two characters; 0 where there is none.
[[nodiscard]] inline auto composed(char32_t first, char32_t second) -> char32_t {
  if (auto const syllable = compose_hangul(first, second); syllable != 0) return syllable;
  auto const *const at =
      std::lower_bound(compositions.begin(), compositions.end(), std::pair{first, second},
                       [](composition const &entry, auto const &wanted) {
                         return std::pair<char32_t, char32_t>{entry.first, entry.second} < wanted;
                       });
  bool const found = at != compositions.end() && at->first == first && at->second == second;
  return found ? char32_t{at->composite} : char32_t{0};
}

/// A character that may still compose with what follows, and the class of what stands between.
struct open_starter {
  std::size_t at = std::u32string::npos;
  std::uint8_t last_class = 0;
};

/// The canonical composition algorithm (The Unicode Standard, D117), in place.
inline void compose(std::u32string &text) {
  open_starter starter;
  std::size_t kept = 0;
  for (auto const character : text) {
    auto const own_class = combining_class(character);
    bool const is_open = starter.at != std::u32string::npos;
    bool const adjacent = is_open && starter.at + 1 == kept;
    if (is_open && (adjacent || starter.last_class < own_class)) {
      if (auto const whole = composed(text[starter.at], character); whole != 0) {
        text[starter.at] = whole;
        continue;
      }
    }
    starter.last_class = own_class;
    if (own_class == 0) starter.at = kept;
    text[kept++] = character;
  }
  text.resize(kept);
}

[[nodiscard]] inline auto is_ascii(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

} // namespace detail

PRODREVIEW_INLINE auto is_identifier_start(char32_t character) -> bool {
  if (character < 0x80)
    return character == U'_' || (U'a' <= (character | 0x20U) && (character | 0x20U) <= U'z');
  return detail::inside(detail::identifier_start_edges, character);
}

PRODREVIEW_INLINE auto is_identifier_continue(char32_t character) -> bool {
  if (U'0' <= character && character <= U'9') return true;
  return is_identifier_start(character) ||
         detail::inside(detail::identifier_continue_edges, character);
}

PRODREVIEW_INLINE auto normalize_nfkc(std::string_view identifier) -> std::string {
  if (detail::is_ascii(identifier)) return std::string{identifier};
  std::u32string characters;
  for (std::size_t at = 0; at < identifier.size();) {
    auto const next = utf8::decode(identifier, at);
    detail::append_decomposed(characters, next.character);
    at += next.length;
  }
  detail::order_canonically(characters);
  detail::compose(characters);
  std::string result;
  for (auto const character : characters) utf8::append(result, character);
  return result;
}

} // namespace prodreview::python
