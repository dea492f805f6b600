// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prodreview {

/// Text in place, for sentences that a compiler makes. What does not fit is replaced by "…" at the
/// end.
template <std::size_t Capacity> class inline_text {
public:
  constexpr inline_text() = default;
  constexpr explicit inline_text(std::string_view text) { append(text); }

  [[nodiscard]] constexpr auto view() const -> std::string_view { return {letters_.data(), size_}; }
  [[nodiscard]] constexpr auto empty() const -> bool { return size_ == 0; }

  constexpr auto append(std::string_view more) -> inline_text & {
    for (auto const letter : more) {
      if (size_ == Capacity) return cut();
      letters_[size_++] = letter;
    }
    return *this;
  }

  constexpr auto append(std::int64_t number) -> inline_text & {
    if (number < 0) append("-");
    std::array<char, 20> digits{};
    auto first = digits.size();
    do {
      auto const digit = number % 10;
      digits[--first] = static_cast<char>('0' + (digit < 0 ? -digit : digit));
      number /= 10;
    } while (number != 0);
    return append(std::string_view{digits.data() + first, digits.size() - first});
  }

  friend constexpr auto operator==(inline_text const &a, inline_text const &b) -> bool {
    return a.view() == b.view();
  }

private:
  static constexpr std::string_view ellipsis = "…";
  static_assert(Capacity >= ellipsis.size());

  constexpr auto cut() -> inline_text & {
    auto at = Capacity - ellipsis.size();
    // Not in the middle of a character of several bytes.
    while (at > 0 && (static_cast<unsigned char>(letters_[at]) & 0xC0U) == 0x80U) --at;
    for (std::size_t i = 0; i < ellipsis.size(); ++i) letters_[at + i] = ellipsis[i];
    size_ = at + ellipsis.size();
    return *this;
  }

  std::array<char, Capacity> letters_{};
  std::size_t size_{};
};

} // namespace prodreview
