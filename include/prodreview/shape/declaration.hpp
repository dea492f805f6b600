// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/shape.hpp>
#include <prodreview/shape/spelling.hpp>

namespace prodreview::shape {

/// Why a text declares no shape.
enum class declaration_fault : std::uint8_t {
  none,
  size,     ///< there should be a size, a run (`...`, `*rest`) or the end
  negative, ///< a size is less than 0, or than -1 where that is left open
  open,     ///< the bracket is not closed
  run,      ///< a second run of sizes
  rank,     ///< more sizes than a shape holds
};

/// A declared shape; or what is wrong with the text, and at which byte.
struct declaration {
  shape value{};
  declaration_fault fault{declaration_fault::none};
  std::size_t place{};

  [[nodiscard]] constexpr auto valid() const -> bool { return fault == declaration_fault::none; }
};

namespace detail {

class declaration_reader {
public:
  constexpr declaration_reader(std::string_view text, bool may_be_open)
      : text_{text}, closing_{closing_bracket(text)}, comma_separated_{is_comma_separated()},
        may_be_open_{may_be_open} {}

  constexpr auto read() -> declaration {
    result_.value = shape::scalar();
    from_.skip_blanks();
    if (closing_ != 0) from_.take(opening());
    for (from_.skip_blanks(); !at_end() && result_.valid(); separate()) read_part();
    finish();
    return result_;
  }

private:
  /// What closes the bracket that the whole text stands in; 0 where it stands in none.
  [[nodiscard]] static constexpr auto closing_bracket(std::string_view text) -> char {
    cursor from{text};
    from.skip_blanks();
    auto const open = from.peek();
    if (open == '[') return ']';
    if (open != '(') return 0;
    auto const rest = text.substr(from.place());
    int depth = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      depth += rest[i] == '(' ? 1 : rest[i] == ')' ? -1 : 0;
      if (depth == 0) return rest.find_first_not_of(" \t\r\n", i + 1) == rest.npos ? ')' : 0;
    }
    return ')';
  }

  /// Sizes stand between commas, with blanks as one likes, or between blanks. `min(T, K) C` has a
  /// comma that separates none.
  [[nodiscard]] constexpr auto is_comma_separated() const -> bool {
    int depth = closing_ == 0 ? 0 : -1;
    for (auto const c : text_) {
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) return true;
    }
    return closing_ != 0;
  }

  [[nodiscard]] constexpr auto opening() const -> std::string_view {
    return closing_ == ')' ? "(" : "[";
  }
  [[nodiscard]] constexpr auto at_end() const -> bool {
    return from_.ended() || from_.peek() == closing_;
  }

  constexpr auto fail(declaration_fault why, std::size_t place) -> void {
    if (result_.valid()) result_ = {.fault = why, .place = place};
  }

  constexpr auto separate() -> void {
    from_.skip_blanks();
    if (!comma_separated_ || at_end() || !result_.valid()) return;
    if (!from_.take(",")) fail(declaration_fault::size, from_.place());
    from_.skip_blanks();
  }

  constexpr auto read_part() -> void {
    auto const place = from_.place();
    if (from_.take("...")) return add_run({}, place);
    if (from_.take("*")) return add_run(from_.name(), place);
    auto const size = dim_reader{from_, comma_separated_}.sum();
    auto const value = size ? size->constant() : std::nullopt;
    if (!size || !ends_part()) return fail(declaration_fault::size, from_.place());
    if (value && *value < (may_be_open_ ? -1 : 0)) return fail(declaration_fault::negative, place);
    if (result_.value.dims().size() == shape::max_rank) return fail(declaration_fault::rank, place);
    result_.value.add(*size);
  }

  [[nodiscard]] constexpr auto ends_part() const -> bool {
    return at_end() || from_.peek() == ',' || is_blank(from_.peek());
  }

  constexpr auto add_run(std::string_view name, std::size_t place) -> void {
    if (!result_.value.ranked()) return fail(declaration_fault::run, place);
    if (!ends_part()) return fail(declaration_fault::size, from_.place());
    result_.value.add_run(name);
  }

  constexpr auto finish() -> void {
    if (closing_ == 0 || !result_.valid()) return;
    if (!from_.take(opening() == "(" ? ")" : "]"))
      return fail(declaration_fault::open, from_.place());
    from_.skip_blanks();
    if (!from_.ended()) fail(declaration_fault::size, from_.place());
  }

  std::string_view text_;
  char closing_;
  bool comma_separated_;
  bool may_be_open_;
  cursor from_{text_};
  declaration result_{};
};

} // namespace detail

/// A shape as people declare it, in either of two forms: sizes between blanks (`batch T+1 *rest`)
/// or between commas, where blanks are free (`(batch, T + 1, C)`, `[B, T]`, `B, T`). A size is what
/// `read_dim` reads; `...` or `*rest` is a run of sizes, `_` a size that nobody knows. Without
/// sizes it is a scalar. Names are views of the text.
[[nodiscard]] constexpr auto read_shape(std::string_view text) -> declaration {
  return detail::declaration_reader{text, false}.read();
}

/// Sizes as `view` or `expand` takes them, in the same forms, where -1 is left open.
[[nodiscard]] constexpr auto read_sizes(std::string_view text) -> declaration {
  return detail::declaration_reader{text, true}.read();
}

} // namespace prodreview::shape
