// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/decode.hpp>
#include <prodreview/python/single_bytes.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>

namespace prodreview::python {

namespace encoding {

/// What a file says about its encoding.
struct declaration {
  bool has_mark = false;
  /// As written; empty when there is none.
  std::string_view cookie;
};

/// The names of UTF-8, in the form of `normalized_encoding`.
inline constexpr std::array<std::string_view, 8> utf8_names{
    "utf_8", "utf8", "u8", "utf", "cp65001", "utf_8_sig", "utf8_ucs2", "utf8_ucs4"};

/// How Python's own lexer writes the name before it looks for two encodings that it reads itself.
[[nodiscard]] inline auto as_lexer_reads(std::string_view cookie) -> std::string {
  std::string name{cookie.substr(0, 12)};
  for (char &c : name) c = c == '_' ? '-' : to_lower(c);
  return name;
}

[[nodiscard]] inline auto is_or_begins(std::string_view name, std::string_view with) -> bool {
  return name == with || (name.starts_with(with) && name[with.size()] == '-');
}

/// `utf-8` by a name that Python's lexer knows itself.
[[nodiscard]] inline auto is_plain_utf8(std::string_view cookie) -> bool {
  return is_or_begins(as_lexer_reads(cookie), "utf-8");
}

[[nodiscard]] inline auto is_plain_latin1(std::string_view cookie) -> bool {
  auto const name = as_lexer_reads(cookie);
  return is_or_begins(name, "latin-1") || is_or_begins(name, "iso-8859-1") ||
         is_or_begins(name, "iso-latin-1");
}

[[nodiscard]] inline auto is_utf8(std::string_view cookie) -> bool {
  if (cookie.empty() || is_plain_utf8(cookie)) return true;
  auto const name = normalized_encoding(cookie);
  return std::find(utf8_names.begin(), utf8_names.end(), name) != utf8_names.end();
}

/// What the bytes from 0x80 on stand for; empty when the encoding is unknown.
[[nodiscard]] inline auto upper_half(std::string_view cookie) -> std::span<std::uint16_t const> {
  return upper_half_of(is_plain_latin1(cookie) ? "latin-1" : cookie);
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

[[nodiscard]] inline auto from_single_bytes(std::string_view bytes,
                                            std::span<std::uint16_t const> upper,
                                            std::string_view cookie) -> decoded_file {
  decoded_file result;
  result.text.reserve(bytes.size() + bytes.size() / 8);
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    char32_t const character = byte < 0x80 ? byte : upper[byte - 0x80U];
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

/// Whether bytes in an encoding of several bytes per character are ASCII and nothing else: 0x1B
/// begins another alphabet in some of them.
[[nodiscard]] inline auto reads_as_ascii(detail::multibyte_name const &in, std::string_view bytes)
    -> bool {
  return in.contains_ascii && end_of_ascii(bytes, 0) == bytes.size() &&
         bytes.find('\x1B') == bytes.npos;
}

/// The same for bytes without a mark.
[[nodiscard]] inline auto decode_after_mark(std::string_view bytes, bool has_mark) -> decoded_file {
  auto const cookie = encoding::cookie_of(bytes);
  if (has_mark && !cookie.empty() && !is_plain_utf8(cookie))
    return with_problem(bytes, "encoding problem: " + std::string{cookie} + " with BOM");
  if (is_utf8(cookie)) return from_utf8(bytes);
  auto const upper = upper_half(cookie);
  if (!upper.empty()) return from_single_bytes(bytes, upper, cookie);
  auto const *const known = find_multibyte(cookie);
  if (known == nullptr) return with_problem(bytes, "unknown encoding: " + std::string{cookie});
  if (reads_as_ascii(*known, bytes)) return from_utf8(bytes);
  return with_problem(bytes, "encoding that prodreview does not read: " + std::string{cookie});
}

} // namespace encoding

PRODREVIEW_INLINE auto unread_encoding(std::string_view bytes) -> std::string_view {
  auto const cookie = encoding::cookie_of(bytes);
  if (encoding::is_utf8(cookie) || !encoding::upper_half(cookie).empty()) return {};
  auto const *const known = find_multibyte(cookie);
  return known == nullptr || encoding::reads_as_ascii(*known, bytes) ? std::string_view{} : cookie;
}

PRODREVIEW_INLINE auto decode(std::string_view bytes) -> decoded_file {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  bool const has_mark = bytes.starts_with(mark);
  if (has_mark) bytes.remove_prefix(mark.size());
  auto result = encoding::decode_after_mark(bytes, has_mark);
  // CPython looks for these before anything else.
  if (auto const null = result.text.find('\0'); null != result.text.npos)
    result.error = encoding::error_at(null, "source code string cannot contain null bytes");
  return result;
}

} // namespace prodreview::python
