// SPDX-License-Identifier: Apache-2.0
#include "yaml_bytes.hpp"

#include <prodreview/text/utf8.hpp>

namespace prodreview {

namespace {

[[nodiscard]] auto byte_at(std::string_view text, std::size_t at) -> unsigned {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

[[nodiscard]] auto is_utf16(std::string_view text) -> bool {
  return text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE") ||
         (text.size() > 1 && (text[0] == '\0') != (text[1] == '\0'));
}

/// How many bytes the character has, 0 when they are no UTF-8. U+FFFD itself has three.
[[nodiscard]] auto well_formed(std::string_view text, std::size_t at) -> std::size_t {
  auto const [character, length] = utf8::decode(text, at);
  auto const is_surrogate = character >= 0xD800 && character < 0xE000;
  auto const is_broken = character == U'\uFFFD' && length == 1;
  return is_surrogate || is_broken ? 0 : length;
}

[[nodiscard]] auto at(std::size_t offset, std::size_t size, std::uint32_t source) -> written_at {
  auto const begin = static_cast<std::uint32_t>(offset);
  return {source, {begin, begin + static_cast<std::uint32_t>(size)}};
}

[[nodiscard]] auto hexadecimal(unsigned byte) -> std::string {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {digits[byte / 16], digits[byte % 16]};
}

[[nodiscard]] auto control_problem(std::string_view text, std::size_t offset, std::uint32_t source)
    -> std::optional<configuration_problem> {
  auto const byte = byte_at(text, offset);
  if (byte == '\r' && byte_at(text, offset + 1) != '\n')
    return configuration_problem{at(offset, 1, source),
                                 "A carriage return stands without a line feed.",
                                 "save the file with LF or CRLF line ends."};
  if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F)
    return configuration_problem{
        at(offset, 1, source),
        "The control character U+00" + hexadecimal(byte) + " is not allowed.", "remove it."};
  return std::nullopt;
}

} // namespace

auto without_mark(std::string_view bytes) -> std::string_view {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

auto byte_problem(std::string_view text, std::uint32_t source)
    -> std::optional<configuration_problem> {
  if (text.size() > largest_configuration)
    return configuration_problem{at(0, 0, source), "The file is larger than 256 KiB.",
                                 "a configuration is a page or two; is this the right file?"};
  if (is_utf16(text))
    return configuration_problem{at(0, 0, source), "The file is UTF-16.", "save it as UTF-8."};
  for (std::size_t offset = 0; offset < text.size();) {
    auto const size = well_formed(text, offset);
    if (size == 0)
      return configuration_problem{at(offset, 1, source),
                                   "The byte 0x" + hexadecimal(byte_at(text, offset)) +
                                       " is not valid UTF-8.",
                                   "save the file as UTF-8."};
    if (auto problem = control_problem(text, offset, source)) return problem;
    offset += size;
  }
  return std::nullopt;
}

} // namespace prodreview
