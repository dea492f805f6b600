// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace prodreview::shape::detail {

[[nodiscard]] constexpr auto is_blank(char c) -> bool {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
[[nodiscard]] constexpr auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
/// Letters of other alphabets are letters: every byte of their UTF-8 is above 127.
[[nodiscard]] constexpr auto is_letter(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) > 127;
}

/// Reads what stands in a text, from left to right.
class cursor {
public:
  constexpr explicit cursor(std::string_view text) : text_{text} {}

  [[nodiscard]] constexpr auto place() const -> std::size_t { return at_; }
  [[nodiscard]] constexpr auto ended() const -> bool { return at_ == text_.size(); }
  [[nodiscard]] constexpr auto peek() const -> char { return ended() ? '\0' : text_[at_]; }
  [[nodiscard]] constexpr auto sees(std::string_view what) const -> bool {
    return text_.substr(at_).starts_with(what);
  }
  constexpr auto take(std::string_view what) -> bool {
    if (!sees(what)) return false;
    at_ += what.size();
    return true;
  }
  constexpr auto skip_blanks() -> void {
    while (is_blank(peek())) ++at_;
  }
  /// A name, dots included: `config.hidden_size`.
  constexpr auto name() -> std::string_view {
    auto const start = at_;
    if (!is_letter(peek())) return {};
    while (is_letter(peek()) || is_digit(peek()) || dot_in_name()) ++at_;
    return text_.substr(start, at_ - start);
  }
  constexpr auto digits() -> std::string_view {
    auto const start = at_;
    while (is_digit(peek())) ++at_;
    return text_.substr(start, at_ - start);
  }

private:
  [[nodiscard]] constexpr auto dot_in_name() const -> bool {
    return peek() == '.' && at_ + 1 < text_.size() && is_letter(text_[at_ + 1]);
  }

  std::string_view text_;
  std::size_t at_{};
};

} // namespace prodreview::shape::detail
