// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace prodreview {
namespace detail {

/// The letter of an identifier that is rarest in code: searching for it stops least often.
[[nodiscard]] constexpr auto rarest_letter(std::string_view word) -> std::size_t {
  for (char const rare : std::string_view{"zqjxkwvybgh"})
    if (auto const at = word.find(rare); at != word.npos) return at;
  return 0;
}

/// By byte: whether it is part of an identifier. All bytes of characters beyond ASCII are.
inline constexpr auto word_bytes = [] {
  std::array<bool, 256> are{};
  for (std::size_t byte = 0; byte < are.size(); ++byte)
    are[byte] = byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') ||
                (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
  return are;
}();

} // namespace detail

[[nodiscard]] constexpr auto is_word_byte(char byte) -> bool {
  return detail::word_bytes[static_cast<unsigned char>(byte)];
}

/// Whether a text holds an identifier as a word of its own.
[[nodiscard]] constexpr auto holds_word(std::string_view text, std::string_view word) -> bool {
  if (word.empty()) return false;
  auto const rare = detail::rarest_letter(word);
  for (auto at = text.find(word[rare], rare); at != text.npos; at = text.find(word[rare], at + 1)) {
    auto const begin = at - rare;
    auto const end = begin + word.size();
    if (text.substr(begin, word.size()) == word && (begin == 0 || !is_word_byte(text[begin - 1])) &&
        (end == text.size() || !is_word_byte(text[end])))
      return true;
  }
  return false;
}

} // namespace prodreview
