// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/position.hpp>
#include <prodreview/text/scan.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview {

/// Where the lines of a text begin. A line ends with LF, CRLF or a lone CR, as CPython counts them;
/// a form feed ends none. A text that ends with a line end has one more, empty, line.
class line_index {
public:
  line_index() = default;

  explicit line_index(std::string_view text)
      : starts_(1), size_{static_cast<std::uint32_t>(text.size())} {
    auto const *const begin = text.data();
    auto const *const end = begin + text.size();
    for (auto const *p = find_line_end(read_blocks(begin, end), end); p != end;
         p = find_line_end(p, end)) {
      p += end - p > 1 && p[0] == '\r' && p[1] == '\n' ? 2 : 1;
      starts_.push_back(static_cast<std::uint32_t>(p - begin));
    }
  }

  [[nodiscard]] auto count() const -> std::uint32_t {
    return static_cast<std::uint32_t>(starts_.size());
  }

  /// The 1-based line that holds the byte at `offset`.
  [[nodiscard]] auto line_of(std::uint32_t offset) const -> std::uint32_t {
    auto const after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    return static_cast<std::uint32_t>(after - starts_.begin());
  }

  /// The bytes of the 1-based line, its line end included.
  [[nodiscard]] auto range_of(std::uint32_t line) const -> text_range {
    if (line == 0 || line > count()) return {size_, size_};
    return {starts_[line - 1], line < count() ? starts_[line] : size_};
  }

private:
  /// Reads blocks of 32 bytes, as many as have something after them.
  auto read_blocks(char const *begin, char const *end) -> char const * {
    auto const *p = begin;
#ifdef __SSE2__
    auto count = starts_.size();
    starts_.resize(static_cast<std::size_t>(end - begin) / 32 + 64);
    for (; end - p > 32; p += 32) {
      if (count + 32 > starts_.size()) starts_.resize(2 * starts_.size());
      auto ends = detail::line_ends(p);
      auto const after_first = [&] {
        constexpr auto top = 0x80000000U; // with it the count needs no branch for 0
        return static_cast<std::uint32_t>(p + std::countr_zero(ends | top) + 1 - begin);
      };
      // Most blocks have two at most. To write two costs less than to guess how many there are.
      for (int i = 0; i < 2; ++i, ends &= ends - 1) {
        starts_[count] = after_first();
        count += ends != 0;
      }
      for (; ends != 0; ends &= ends - 1) starts_[count++] = after_first();
    }
    starts_.resize(count);
#endif
    return p;
  }

  std::vector<std::uint32_t> starts_;
  std::uint32_t size_ = 0;
};

} // namespace prodreview
