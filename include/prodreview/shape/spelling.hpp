// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/division.hpp>

#include <utility>

namespace prodreview::shape {

namespace detail {

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
  /// Unknown where 64 bits do not hold it.
  constexpr auto number() -> dim {
    dim value = 0;
    for (; is_digit(peek()); ++at_) value = value * dim{10} + dim{peek() - '0'};
    return value;
  }

private:
  [[nodiscard]] constexpr auto dot_in_name() const -> bool {
    return peek() == '.' && at_ + 1 < text_.size() && is_letter(text_[at_ + 1]);
  }

  std::string_view text_;
  std::size_t at_{};
};

/// Sums of products of names, numbers and brackets, as Python reads them.
class dim_reader {
public:
  /// With `blanks`, blanks may stand between the parts; without, a blank ends the dim.
  constexpr dim_reader(cursor &from, bool blanks) : from_{from}, blanks_{blanks} {}

  /// Nothing where the text is no dim; the cursor then stands at the fault.
  constexpr auto sum() -> std::optional<dim> {
    if (++depth_ > deepest) return std::nullopt;
    auto result = signed_product();
    for (skip(); result && (from_.peek() == '+' || from_.peek() == '-'); skip()) {
      auto const plus = from_.take("+");
      if (!plus) from_.take("-");
      auto const more = product();
      if (!more) return std::nullopt;
      result = plus ? *result + *more : *result - *more;
    }
    --depth_;
    return result;
  }

private:
  static constexpr int deepest = 32;

  constexpr auto skip() -> void {
    if (blanks_) from_.skip_blanks();
  }

  constexpr auto signed_product() -> std::optional<dim> {
    skip();
    if (!from_.take("-")) return product();
    auto const it = product();
    return it ? std::optional{-*it} : std::nullopt;
  }

  constexpr auto product() -> std::optional<dim> {
    auto result = single();
    for (skip(); result && (from_.peek() == '*' || from_.peek() == '/' || from_.peek() == '%');
         skip()) {
      auto const how = from_.peek();
      if (!from_.take("//") && !from_.take("*") && !from_.take("%")) return std::nullopt;
      auto const more = single();
      if (!more) return std::nullopt;
      result = how == '*'   ? *result * *more
               : how == '/' ? floor_quotient(*result, *more)
                            : floor_rest(*result, *more);
    }
    return result;
  }

  constexpr auto single() -> std::optional<dim> {
    skip();
    if (is_digit(from_.peek())) return from_.number();
    if (from_.take("(")) return closed(sum());
    auto const name = from_.name();
    if (name.empty()) return std::nullopt;
    if (name == "_") return dim::unknown();
    if (name == "min" && from_.take("(")) return pair(minimum);
    if (name == "max" && from_.take("(")) return pair(maximum);
    return dim::named(name);
  }

  constexpr auto pair(dim (*of)(dim const &, dim const &)) -> std::optional<dim> {
    auto const spaced = std::exchange(blanks_, true);
    auto const a = sum();
    if (!a || !from_.take(",")) return std::nullopt;
    auto const b = sum();
    blanks_ = spaced;
    if (!b) return std::nullopt;
    return closed(of(*a, *b));
  }

  constexpr auto closed(std::optional<dim> it) -> std::optional<dim> {
    skip();
    return it && from_.take(")") ? it : std::nullopt;
  }

  cursor &from_;
  bool blanks_;
  int depth_{};
};

} // namespace detail

/// A dim as people write it: `3`, `T+1`, `2*B*(H//4)`, `max(T - K, 0)`, `_` for an unknown one;
/// nothing where the text is none. Names are views of the text.
[[nodiscard]] constexpr auto read_dim(std::string_view text) -> std::optional<dim> {
  detail::cursor from{text};
  auto const result = detail::dim_reader{from, true}.sum();
  from.skip_blanks();
  return from.ended() ? result : std::nullopt;
}

} // namespace prodreview::shape
