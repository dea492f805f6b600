// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/decode.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace prodreview::python {

namespace encoding {

enum class codec : std::uint8_t { utf8, ascii, latin1, latin9, windows1252, unknown };

/// What a file says about its encoding.
struct declaration {
  bool has_mark = false;
  /// As written; empty when there is none.
  std::string_view cookie;
};

struct alias {
  std::string_view name;
  codec of;
};

/// Names in the form that `normalised` gives.
inline constexpr std::array<alias, 25> aliases{{{"utf-8", codec::utf8},
                                                {"utf8", codec::utf8},
                                                {"u8", codec::utf8},
                                                {"utf", codec::utf8},
                                                {"cp65001", codec::utf8},
                                                {"utf-8-sig", codec::utf8},
                                                {"ascii", codec::ascii},
                                                {"us-ascii", codec::ascii},
                                                {"646", codec::ascii},
                                                {"ansi-x3.4-1968", codec::ascii},
                                                {"latin-1", codec::latin1},
                                                {"latin1", codec::latin1},
                                                {"latin", codec::latin1},
                                                {"l1", codec::latin1},
                                                {"iso-8859-1", codec::latin1},
                                                {"iso8859-1", codec::latin1},
                                                {"iso-latin-1", codec::latin1},
                                                {"8859", codec::latin1},
                                                {"cp819", codec::latin1},
                                                {"iso-8859-15", codec::latin9},
                                                {"iso8859-15", codec::latin9},
                                                {"latin-9", codec::latin9},
                                                {"cp1252", codec::windows1252},
                                                {"windows-1252", codec::windows1252},
                                                {"1252", codec::windows1252}}};

[[nodiscard]] inline auto normalised(std::string_view name) -> std::string {
  std::string result{name};
  for (char &c : result) c = c == '_' || c == ' ' ? '-' : to_lower(c);
  return result;
}

[[nodiscard]] inline auto codec_of(std::string_view cookie) -> codec {
  auto const name = normalised(cookie);
  for (auto const &known : aliases)
    if (known.name == name) return known.of;
  if (name.starts_with("utf-8-")) return codec::utf8;
  if (name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") ||
      name.starts_with("iso-latin-1-"))
    return codec::latin1;
  return codec::unknown;
}

[[nodiscard]] inline auto first_line_of(std::string_view text) -> std::string_view {
  return text.substr(0, text.find_first_of("\r\n"));
}

[[nodiscard]] inline auto after_first_line(std::string_view text) -> std::string_view {
  auto at = first_line_of(text).size();
  if (at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n') ++at;
  return text.substr(std::min(at + 1, text.size()));
}

[[nodiscard]] inline auto comment_in(std::string_view line) -> std::string_view {
  auto const start = line.find_first_not_of(" \t\f");
  if (start == line.npos || line[start] != '#') return {};
  return line.substr(start);
}

[[nodiscard]] inline auto is_blank_line(std::string_view line) -> bool {
  return line.find_first_not_of(" \t\f") == line.npos;
}

/// The name after `coding:` or `coding=` in a comment.
[[nodiscard]] inline auto cookie_in(std::string_view comment) -> std::string_view {
  for (auto at = comment.find("coding"); at != comment.npos; at = comment.find("coding", at + 1)) {
    auto rest = comment.substr(at + 6);
    if (rest.empty() || (rest[0] != ':' && rest[0] != '=')) continue;
    rest.remove_prefix(1);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    auto const size = static_cast<std::size_t>(
        std::find_if_not(
            rest.begin(), rest.end(),
            [](char c) { return is_ascii(c) && ((continues_name(c)) || c == '-' || c == '.'); }) -
        rest.begin());
    if (size != 0) return rest.substr(0, size);
  }
  return {};
}

[[nodiscard]] inline auto cookie_of(std::string_view text) -> std::string_view {
  auto const first = first_line_of(text);
  auto const comment = comment_in(first);
  if (auto const found = cookie_in(comment); !found.empty()) return found;
  if (comment.empty() && !is_blank_line(first)) return {};
  return cookie_in(comment_in(first_line_of(after_first_line(text))));
}

inline void append_utf8(std::string &to, char32_t character) {
  auto const tail = [&](unsigned shift) {
    to += static_cast<char>(0x80U | ((character >> shift) & 0x3FU));
  };
  if (character < 0x80) {
    to += static_cast<char>(character);
  } else if (character < 0x800) {
    to += static_cast<char>(0xC0U | (character >> 6U));
    tail(0);
  } else if (character < 0x10000) {
    to += static_cast<char>(0xE0U | (character >> 12U));
    tail(6);
    tail(0);
  } else {
    to += static_cast<char>(0xF0U | (character >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Windows-1252 at 0x80…0x9F; 0 where it has no character.
inline constexpr std::array<char16_t, 32> windows1252_high{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

[[nodiscard]] constexpr auto latin9_character(unsigned char byte) -> char32_t {
  switch (byte) {
  case 0xA4: return 0x20AC;
  case 0xA6: return 0x0160;
  case 0xA8: return 0x0161;
  case 0xB4: return 0x017D;
  case 0xB8: return 0x017E;
  case 0xBC: return 0x0152;
  case 0xBD: return 0x0153;
  case 0xBE: return 0x0178;
  default: return byte;
  }
}

/// 0 where the encoding has no character for the byte.
[[nodiscard]] constexpr auto character_of(unsigned char byte, codec in) -> char32_t {
  if (byte < 0x80 || in == codec::latin1) return byte;
  if (in == codec::latin9) return latin9_character(byte);
  if (in == codec::windows1252)
    return byte < 0xA0 ? char32_t{windows1252_high[byte - 0x80]} : char32_t{byte};
  return 0;
}

/// The length of the valid UTF-8 sequence at `at`, 0 when there is none.
[[nodiscard]] inline auto sequence_size(std::string_view text, std::size_t at) -> std::size_t {
  auto const byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  auto const is_tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  auto const lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return is_tail(1) ? 2 : 0;
  if (lead < 0xF0) {
    bool const fits = !(lead == 0xE0 && byte(1) < 0xA0) && !(lead == 0xED && byte(1) > 0x9F);
    return fits && is_tail(1) && is_tail(2) ? 3 : 0;
  }
  bool const fits = !(lead == 0xF0 && byte(1) < 0x90) && !(lead == 0xF4 && byte(1) > 0x8F);
  return lead < 0xF5 && fits && is_tail(1) && is_tail(2) && is_tail(3) ? 4 : 0;
}

/// Where the ASCII run that begins at `at` ends.
[[nodiscard]] inline auto end_of_ascii(std::string_view text, std::size_t at) -> std::size_t {
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

/// The first byte that is no UTF-8; the size when all is.
[[nodiscard]] inline auto first_invalid(std::string_view text) -> std::size_t {
  for (std::size_t at = end_of_ascii(text, 0); at < text.size(); at = end_of_ascii(text, at)) {
    auto const size = sequence_size(text, at);
    if (size == 0) return at;
    at += size;
  }
  return text.size();
}

[[nodiscard]] inline auto hex_of(unsigned char byte) -> std::string {
  constexpr std::string_view digits = "0123456789abcdef";
  return {digits[byte >> 4U], digits[byte & 15U]};
}

[[nodiscard]] inline auto error_at(std::size_t at, std::string message) -> tree::syntax_error {
  auto const place = static_cast<std::uint32_t>(at);
  return {{place, place}, std::move(message)};
}

[[nodiscard]] inline auto from_utf8(std::string_view bytes) -> decoded_file {
  auto const bad = first_invalid(bytes);
  if (bad == bytes.size()) return {std::string{bytes}, std::nullopt};
  auto const byte = static_cast<unsigned char>(bytes[bad]);
  decoded_file result{{},
                      error_at(bad, "Non-UTF-8 code starting with '\\x" + hex_of(byte) +
                                        "', but no encoding declared")};
  for (std::size_t at = 0; at < bytes.size();) {
    auto const size = sequence_size(bytes, at);
    if (size == 0) append_utf8(result.text, 0xFFFD);
    result.text += bytes.substr(at, size);
    at += std::max<std::size_t>(size, 1);
  }
  return result;
}

[[nodiscard]] inline auto from_single_bytes(std::string_view bytes, codec in,
                                            std::string_view cookie) -> decoded_file {
  decoded_file result;
  result.text.reserve(bytes.size() + bytes.size() / 8);
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    auto const character = character_of(byte, in);
    bool const unknown = character == 0 && byte != 0;
    if (unknown && !result.error)
      result.error =
          error_at(result.text.size(), "(unicode error) '" + std::string{cookie} +
                                           "' codec can't decode byte 0x" + hex_of(byte));
    append_utf8(result.text, unknown ? 0xFFFD : character);
  }
  return result;
}

[[nodiscard]] inline auto with_problem(std::string_view bytes, std::string message)
    -> decoded_file {
  auto result = from_utf8(bytes);
  result.error = error_at(0, std::move(message));
  return result;
}

} // namespace encoding

PRODREVIEW_INLINE auto decode(std::string_view bytes) -> decoded_file {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  bool const has_mark = bytes.starts_with(mark);
  if (has_mark) bytes.remove_prefix(mark.size());
  auto const cookie = encoding::cookie_of(bytes);
  auto const codec = cookie.empty() ? encoding::codec::utf8 : encoding::codec_of(cookie);
  if (has_mark && codec != encoding::codec::utf8)
    return encoding::with_problem(bytes, "encoding problem: " + std::string{cookie} + " with BOM");
  if (codec == encoding::codec::unknown)
    return encoding::with_problem(bytes, "unknown encoding: " + std::string{cookie});
  if (codec == encoding::codec::utf8) return encoding::from_utf8(bytes);
  return encoding::from_single_bytes(bytes, codec, cookie);
}

} // namespace prodreview::python
