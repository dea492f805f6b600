// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::python {

/// Reads one JSON text from front to back and builds nothing: the caller says what to do with each
/// member. Strict (RFC 8259), except that a lone surrogate becomes U+FFFD. After the first problem
/// every call returns false.
class json_reader {
public:
  explicit json_reader(std::string_view text) : text_{text} {}

  [[nodiscard]] auto problem() const -> std::string_view { return problem_; }
  /// The byte where the problem was found.
  [[nodiscard]] auto place() const -> std::size_t { return at_; }

  /// What the next value begins with: `{`, `[`, `"`, …; 0 at the end.
  [[nodiscard]] auto next() -> char {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  /// Calls `f(key)` for each member; `f` reads the value and says whether it could.
  template <class F> auto object(F f) -> bool {
    return sequence('{', '}', [&] {
      std::string key;
      return string(key) && expect(':', "':' expected after a key") && f(std::string_view{key});
    });
  }

  /// Calls `f()` for each element; `f` reads it and says whether it could.
  template <class F> auto array(F f) -> bool { return sequence('[', ']', f); }

  /// Appends the next value, a string, as UTF-8.
  auto string(std::string &to) -> bool {
    if (!expect('"', "a string expected")) return false;
    while (at_ < text_.size()) {
      auto const byte = text_[at_++];
      if (byte == '"') return true;
      if (static_cast<unsigned char>(byte) < 0x20) {
        --at_;
        return fail("a control character in a string");
      }
      if (byte != '\\')
        to.push_back(byte);
      else if (!escape(to))
        return false;
    }
    return fail("a string is not closed");
  }

  /// Passes over the next value, whatever it is.
  auto skip() -> bool {
    switch (next()) {
    case '{': return object([this](std::string_view) { return skip(); });
    case '[': return array([this] { return skip(); });
    case '"': {
      std::string ignored;
      return string(ignored);
    }
    case 't': return word("true");
    case 'f': return word("false");
    case 'n': return word("null");
    default: return number();
    }
  }

  /// Only blanks are left.
  auto end() -> bool { return next() == '\0' || fail("text after the end of the document"); }

private:
  static constexpr int deepest = 100;

  [[nodiscard]] static constexpr auto is_blank(char byte) -> bool {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
  }

  auto fail(std::string_view problem) -> bool {
    if (problem_.empty()) problem_ = problem;
    return false;
  }

  auto expect(char byte, std::string_view problem) -> bool {
    if (!problem_.empty() || next() != byte) return fail(problem);
    ++at_;
    return true;
  }

  template <class F> auto sequence(char open, char close, F one) -> bool {
    if (!expect(open, "a value of another type expected")) return false;
    if (++depth_ > deepest) return fail("nested too deeply");
    if (next() != close) do
        if (!one()) return false;
      while (next() == ',' && ++at_ > 0);
    --depth_;
    return expect(close, "',' or a closing bracket expected");
  }

  auto word(std::string_view expected) -> bool {
    if (text_.substr(at_, expected.size()) != expected) return fail("no JSON value");
    at_ += expected.size();
    return true;
  }

  auto digits() -> bool {
    auto const begin = at_;
    while (at_ < text_.size() && '0' <= text_[at_] && text_[at_] <= '9') ++at_;
    return at_ > begin || fail("no JSON value");
  }

  auto number() -> bool {
    auto const has = [this](std::string_view any) {
      return at_ < text_.size() && any.find(text_[at_]) != any.npos;
    };
    if (has("-")) ++at_;
    if (has("0"))
      ++at_;
    else if (!digits())
      return false;
    if (has(".") && (++at_, !digits())) return false;
    if (!has("eE")) return true;
    ++at_;
    if (has("+-")) ++at_;
    return digits();
  }

  auto escape(std::string &to) -> bool {
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    auto const letter = at_ < text_.size() ? text_[at_++] : '\0';
    if (letter == 'u') return unicode_escape(to);
    auto const which = letters.find(letter);
    if (letter == '\0' || which == letters.npos) return fail("an unknown escape in a string");
    to.push_back(meant[which]);
    return true;
  }

  auto unicode_escape(std::string &to) -> bool {
    std::uint32_t point = 0;
    if (!hexadecimal(point)) return false;
    auto const is_high = 0xD800U <= point && point < 0xDC00U;
    if (is_high && text_.substr(at_, 2) == "\\u") {
      auto const before = at_;
      at_ += 2;
      std::uint32_t low = 0;
      if (!hexadecimal(low)) return false;
      if (0xDC00U <= low && low < 0xE000U)
        point = 0x10000U + ((point - 0xD800U) << 10U) + (low - 0xDC00U);
      else
        at_ = before;
    }
    append(to, 0xD800U <= point && point < 0xE000U ? 0xFFFDU : point);
    return true;
  }

  auto hexadecimal(std::uint32_t &point) -> bool {
    static constexpr std::string_view lower = "0123456789abcdef";
    for (int i = 0; i < 4; ++i, ++at_) {
      auto const byte = at_ < text_.size() ? text_[at_] : '\0';
      auto const is_upper = 'A' <= byte && byte <= 'F';
      auto const digit = lower.find(is_upper ? static_cast<char>(byte + ('a' - 'A')) : byte);
      if (byte == '\0' || digit == lower.npos) return fail("an unknown escape in a string");
      point = point * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
  }

  static void append(std::string &to, std::uint32_t point) {
    auto const byte = [&to](std::uint32_t bits) { to.push_back(static_cast<char>(bits)); };
    auto const tail = [&](unsigned shift) { byte(0x80U | ((point >> shift) & 0x3FU)); };
    if (point < 0x80U) return byte(point);
    if (point < 0x800U) return byte(0xC0U | (point >> 6U)), tail(0);
    if (point < 0x10000U) return byte(0xE0U | (point >> 12U)), tail(6), tail(0);
    byte(0xF0U | (point >> 18U)), tail(12), tail(6), tail(0);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string_view problem_;
};

} // namespace prodreview::python
