// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/literal_text.hpp>
#include <prodreview/python/unicode_names.hpp>
#include <prodreview/text/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {

/// The value of a digit in any base up to 16; 16 when it is none.
[[nodiscard]] constexpr auto digit_value(char digit) -> std::uint32_t {
  if ('0' <= digit && digit <= '9') return static_cast<std::uint32_t>(digit - '0');
  auto const lower = static_cast<char>(digit | 0x20);
  return 'a' <= lower && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

/// The place that CPython names in its message: it has rewritten each character beyond ASCII as an
/// escape of ten characters before it decodes.
[[nodiscard]] inline auto rewritten_offset(std::string_view before) -> std::size_t {
  std::size_t offset = 0;
  for (std::size_t at = 0; at < before.size();) {
    auto const length = utf8::decode(before, at).length;
    offset += length == 1 ? 1 : 10;
    at += length;
  }
  return offset;
}

/// Reads the text of one literal from front to back.
class escape_decoder {
public:
  escape_decoder(std::string_view text, tree::piece_form form, literal_type type)
      : text_{text}, type_{type}, escapes_{form == tree::piece_form::plain ||
                                           form == tree::piece_form::format},
        doubled_{form == tree::piece_form::format || form == tree::piece_form::raw_format} {}

  [[nodiscard]] auto run() -> decoded_text {
    while (at_ < text_.size()) {
      auto const special = std::min(text_.find_first_of("\\\r{}", at_), text_.size());
      result_.value.append(text_, at_, special - at_);
      at_ = special;
      if (at_ < text_.size()) read_special();
    }
    return std::move(result_);
  }

private:
  [[nodiscard]] auto peek(std::size_t ahead) const -> char {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void read_special() {
    char const special = text_[at_];
    if (special == '\r') return read_line_end();
    if (special == '\\' && escapes_ && at_ + 1 < text_.size()) return read_escape();
    result_.value += special;
    bool const pair = doubled_ && special != '\\' && peek(1) == special;
    at_ += pair ? 2 : 1;
  }

  void read_line_end() {
    result_.value += '\n';
    at_ += peek(1) == '\n' ? 2 : 1;
  }

  void read_escape() {
    char const what = peek(1);
    if ('0' <= what && what <= '7') return read_octal();
    switch (what) {
    case '\n': at_ += 2; return;
    case '\r': at_ += peek(2) == '\n' ? 3 : 2; return;
    case '\\':
    case '\'':
    case '"': return write_simple(what);
    case 'a': return write_simple('\a');
    case 'b': return write_simple('\b');
    case 'f': return write_simple('\f');
    case 'n': return write_simple('\n');
    case 'r': return write_simple('\r');
    case 't': return write_simple('\t');
    case 'v': return write_simple('\v');
    case 'x': return read_hexadecimal(2, "truncated \\xXX escape");
    case 'u': return read_in_text([&] { read_hexadecimal(4, "truncated \\uXXXX escape"); });
    case 'U': return read_in_text([&] { read_hexadecimal(8, "truncated \\UXXXXXXXX escape"); });
    case 'N': return read_in_text([&] { read_named(); });
    default: return keep_backslash();
    }
  }

  /// An escape that only text has.
  template <class Read> void read_in_text(Read read) {
    if (type_ == literal_type::bytes) return keep_backslash();
    read();
  }

  /// What follows an unknown escape is read on its own: it may be half of `{{`.
  void keep_backslash() {
    result_.value += '\\';
    ++at_;
  }

  void write_simple(char character) {
    result_.value += character;
    at_ += 2;
  }

  void write(std::uint32_t character) {
    if (type_ == literal_type::bytes)
      result_.value += static_cast<char>(character & 0xFFU);
    else
      utf8::append(result_.value, static_cast<char32_t>(character));
  }

  void read_octal() {
    std::uint32_t value = 0;
    std::size_t length = 1;
    for (; length <= 3 && '0' <= peek(length) && peek(length) <= '7'; ++length)
      value = value * 8 + digit_value(peek(length));
    write(value);
    at_ += length;
  }

  void read_hexadecimal(std::size_t digits, std::string_view truncated) {
    std::uint32_t value = 0;
    std::size_t found = 0;
    for (; found < digits && digit_value(peek(2 + found)) < 16; ++found)
      value = value * 16 + digit_value(peek(2 + found));
    if (found < digits) return refuse(2 + found, truncated);
    if (value > 0x10FFFF) return refuse(2 + found, "illegal Unicode character");
    write(value);
    at_ += 2 + digits;
  }

  void read_named() {
    auto const malformed = std::string_view{"malformed \\N character escape"};
    if (peek(2) != '{') return refuse(2, malformed);
    auto const close = text_.find('}', at_ + 3);
    if (close == text_.npos) return refuse(text_.size() - at_, malformed);
    if (close == at_ + 3) return refuse(3, malformed);
    auto const character = character_named(text_.substr(at_ + 3, close - at_ - 3));
    if (!character) return refuse(close + 1 - at_, "unknown Unicode character name");
    write(*character);
    at_ = close + 1;
  }

  /// Says why, the first time, and takes the `length` characters as they are written.
  void refuse(std::size_t length, std::string_view why) {
    if (result_.problem.empty()) result_.problem = problem(length, why);
    result_.value.append(text_, at_, length);
    at_ += length;
  }

  [[nodiscard]] auto problem(std::size_t length, std::string_view why) const -> std::string {
    if (type_ == literal_type::bytes)
      return std::string{"(value error) invalid \\x escape at position "}.append(
          std::to_string(at_));
    auto const first = rewritten_offset(text_.substr(0, at_));
    auto const last = first + rewritten_offset(text_.substr(at_, length)) - 1;
    return std::string{"(unicode error) 'unicodeescape' codec can't decode bytes in position "}
        .append(std::to_string(first))
        .append("-")
        .append(std::to_string(last))
        .append(": ")
        .append(why);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  literal_type type_;
  bool escapes_;
  bool doubled_;
  decoded_text result_;
};

/// Where CPython takes the source of an expression to be inside a string: it looks at single quotes
/// only, which is right for strings without an escaped quote.
class quote_tracker {
public:
  [[nodiscard]] auto inside() const -> bool { return quote_ != '\0'; }
  void step(char byte) {
    if (byte != '"' && byte != '\'') return;
    if (!inside())
      quote_ = byte;
    else if (byte == quote_)
      quote_ = '\0';
  }

private:
  char quote_ = '\0';
};

/// CPython looks for a comment with regard to escapes, and takes comments out without.
[[nodiscard]] inline auto has_comment(std::string_view source) -> bool {
  quote_tracker quotes;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '#' && !quotes.inside()) return true;
    if (source[at] == '\\')
      ++at;
    else
      quotes.step(source[at]);
  }
  return false;
}

[[nodiscard]] inline auto without_comments(std::string_view source) -> std::string {
  std::string result;
  quote_tracker quotes;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '#' && !quotes.inside()) at = source.find('\n', at);
    if (at == source.npos) break;
    quotes.step(source[at]);
    result += source[at];
  }
  return result;
}

[[nodiscard]] inline auto with_plain_line_ends(std::string_view source) -> std::string {
  std::string result;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '\r' && source.substr(at + 1).starts_with('\n')) continue;
    result += source[at] == '\r' ? '\n' : source[at];
  }
  return result;
}

} // namespace detail

PRODREVIEW_INLINE auto decode_literal(std::string_view text, tree::piece_form form,
                                      literal_type type) -> decoded_text {
  if (form == tree::piece_form::verbatim) return {decode_verbatim(text), {}};
  return detail::escape_decoder{text, form, type}.run();
}

PRODREVIEW_INLINE auto decode_verbatim(std::string_view source) -> std::string {
  auto const plain = detail::with_plain_line_ends(source);
  return detail::has_comment(plain) ? detail::without_comments(plain) : plain;
}

} // namespace prodreview::python
