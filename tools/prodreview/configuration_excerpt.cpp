// SPDX-License-Identifier: Apache-2.0
#include "configuration_excerpt.hpp"

#include <algorithm>
#include <vector>

namespace prodreview {

namespace {

/// What a terminal shows in one column, nearly always.
using glyphs = std::vector<std::string>;

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::size_t widest = 100;

[[nodiscard]] auto size_of(std::string_view text) -> std::size_t {
  auto const lead = static_cast<unsigned char>(text.front());
  auto const size = lead < 0x80 ? 1U : lead < 0xC2 ? 0U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
  if (size == 0 || size > text.size()) return 0;
  for (auto i = 1U; i < size; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) return 0;
  return size;
}

/// Controls of either set, and marks that reorder or hide text (U+200B-200F, 2028-202E, 2060-206F,
/// FEFF).
[[nodiscard]] auto misleads(std::string_view point) -> bool {
  auto const byte = [point](std::size_t i) { return static_cast<unsigned char>(point[i]); };
  if (point.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (point.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;
  if (point.size() != 3) return false;
  if (byte(0) == 0xE2 && byte(1) == 0x80)
    return (byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE);
  return (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF) ||
         point == "\xEF\xBB\xBF";
}

[[nodiscard]] auto glyph(std::string_view point) -> std::string {
  if (point == "\t") return " ";
  return std::string{misleads(point) ? replacement : point};
}

/// The glyphs of a text, and how many of them stand before the byte at `offset`.
[[nodiscard]] auto glyphs_of(std::string_view text) -> glyphs {
  glyphs shown;
  while (!text.empty()) {
    auto const size = size_of(text);
    shown.push_back(size == 0 ? std::string{replacement} : glyph(text.substr(0, size)));
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return shown;
}

[[nodiscard]] auto joined(glyphs const &parts, std::size_t from, std::size_t to) -> std::string {
  std::string text;
  for (auto i = from; i < to; ++i) text += parts[i];
  return text;
}

} // namespace

auto printable(std::string_view text) -> std::string {
  auto const parts = glyphs_of(text);
  return joined(parts, 0, parts.size());
}

auto excerpt_of(std::string_view line, std::size_t begin, std::size_t end) -> excerpt {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  auto const shown = glyphs_of(line);
  auto const first = glyphs_of(line.substr(0, begin)).size();
  auto const carets = std::max<std::size_t>(glyphs_of(line.substr(begin, end - begin)).size(), 1);
  auto const from = first > widest * 2 / 3 ? first - widest / 3 : 0;
  auto const to = std::min(shown.size(), from + widest);
  excerpt result{joined(shown, from, to), std::string(first - from, ' ')};
  result.carets += std::string(std::min(carets, from + widest - first), '^');
  if (from > 0) result = {"…" + result.line, " " + result.carets};
  if (to < shown.size()) result.line += "…";
  return result;
}

} // namespace prodreview
