// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace prodreview::shape {

/// One operand's letters in an equation: those before the ellipsis, then those after it.
struct equation_term {
  static constexpr std::size_t max_letters = 12;

  std::array<char, max_letters> letters{};
  std::size_t size{};
  std::optional<std::size_t> ellipsis{}; ///< how many letters stand before it

  [[nodiscard]] constexpr auto view() const -> std::string_view { return {letters.data(), size}; }
};

/// `"bij, b -> ij"`: what `einsum` is told. Without an arrow the result is made of the letters that
/// stand once.
struct equation {
  static constexpr std::size_t max_terms = 6;

  std::array<equation_term, max_terms> terms{};
  std::size_t size{};
  equation_term result{};
};

/// Why a text is no equation, and at which byte.
enum class equation_fault : unsigned char {
  none,
  letter,   ///< something that is no letter, comma, arrow, ellipsis or blank
  too_long, ///< more letters or terms than this analysis holds: nothing is wrong with the text
  result_unknown, ///< a letter of the result that no term has
  result_twice,   ///< a letter twice in the result
};

struct read_equation {
  equation value{};
  equation_fault fault{equation_fault::none};
  std::size_t place{};
};

namespace detail {

[[nodiscard]] constexpr auto is_equation_letter(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr auto contains(std::string_view text, char letter) -> bool {
  return text.find(letter) != std::string_view::npos;
}

class equation_reader {
public:
  constexpr explicit equation_reader(std::string_view text) : text_{text} {}

  constexpr auto read() -> read_equation {
    auto *term = &result_.value.terms[result_.value.size++];
    auto has_result = false;
    for (; at_ < text_.size() && fine(); ++at_) {
      auto const c = text_[at_];
      if (c == ' ') continue;
      if (c == ',' && !has_result) {
        if (result_.value.size == equation::max_terms) return failed(equation_fault::too_long);
        term = &result_.value.terms[result_.value.size++];
      } else if (sees("->") && !has_result) {
        has_result = true;
        term = &result_.value.result;
        ++at_;
      } else {
        add(*term, c);
      }
    }
    if (!fine()) return result_;
    if (!has_result) make_result();
    check_result();
    return result_;
  }

private:
  [[nodiscard]] constexpr auto fine() const -> bool {
    return result_.fault == equation_fault::none;
  }
  [[nodiscard]] constexpr auto sees(std::string_view what) const -> bool {
    return text_.substr(at_).starts_with(what);
  }
  constexpr auto failed(equation_fault why) -> read_equation {
    result_.fault = why;
    result_.place = at_;
    return result_;
  }

  constexpr auto add(equation_term &term, char c) -> void {
    if (sees("...") && !term.ellipsis) {
      term.ellipsis = term.size;
      at_ += 2;
    } else if (!is_equation_letter(c)) {
      static_cast<void>(failed(equation_fault::letter));
    } else if (term.size == equation_term::max_letters) {
      static_cast<void>(failed(equation_fault::too_long));
    } else {
      term.letters[term.size++] = c;
    }
  }

  /// How often a letter stands in the terms.
  [[nodiscard]] constexpr auto count(char letter) const -> int {
    int result = 0;
    for (std::size_t i = 0; i < result_.value.size; ++i)
      for (auto const c : result_.value.terms[i].view()) result += c == letter;
    return result;
  }

  /// Capitals come before small letters, as torch orders them; the axes of an ellipsis come first.
  constexpr auto make_result() -> void {
    auto &made = result_.value.result;
    made.ellipsis = 0;
    for (auto const first : {'A', 'a'})
      for (int i = 0; i < 26 && made.size < equation_term::max_letters; ++i)
        if (auto const letter = static_cast<char>(first + i); count(letter) == 1)
          made.letters[made.size++] = letter;
  }

  constexpr auto check_result() -> void {
    auto const letters = result_.value.result.view();
    for (std::size_t i = 0; i < letters.size() && fine(); ++i) {
      result_.place = i;
      if (count(letters[i]) == 0) result_.fault = equation_fault::result_unknown;
      if (contains(letters.substr(0, i), letters[i])) result_.fault = equation_fault::result_twice;
    }
  }

  std::string_view text_;
  std::size_t at_{};
  read_equation result_{};
};

} // namespace detail

/// Reads the equation of an `einsum`, blanks and ellipses included. (An ellipsis that no operand
/// needs stands for nothing.)
[[nodiscard]] constexpr auto read_einsum(std::string_view text) -> read_equation {
  return detail::equation_reader{text}.read();
}

} // namespace prodreview::shape
