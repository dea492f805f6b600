// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/line_index.hpp>
#include <prodreview/text/position.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace prodreview {

/// The decoded text of one file: UTF-8 without a byte order mark, its line ends as they are in the
/// file.
class source {
public:
  source() = default;
  explicit source(std::string text) : text_{std::move(text)}, lines_{text_} {}

  [[nodiscard]] auto text() const -> std::string_view { return text_; }
  [[nodiscard]] auto slice(text_range at) const -> std::string_view {
    return text().substr(at.begin, at.size());
  }
  [[nodiscard]] auto lines() const -> line_index const & { return lines_; }

  /// The 1-based line, without its line end.
  [[nodiscard]] auto line(std::uint32_t number) const -> std::string_view {
    auto text = slice(lines_.range_of(number));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    return text;
  }

  [[nodiscard]] auto position_of(std::uint32_t offset) const -> position {
    auto const line = lines_.line_of(offset);
    auto const before = slice({lines_.range_of(line).begin, offset});
    std::uint32_t column = 1;
    for (char const byte : before) column += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    return {line, column};
  }
  [[nodiscard]] auto positions_of(text_range at) const -> position_range {
    return {position_of(at.begin), position_of(at.end)};
  }

private:
  std::string text_;
  line_index lines_;
};

} // namespace prodreview
