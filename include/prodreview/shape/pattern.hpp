// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/cursor.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace prodreview::shape {

/// One axis of an einops pattern: a name, a number, or the ellipsis.
struct pattern_axis {
  std::string_view name{};
  std::int64_t size{};  ///< of a number, which has no name
  std::uint8_t group{}; ///< the number of the axis of the tensor that it is part of
  bool ellipsis{};

  [[nodiscard]] constexpr auto is_number() const -> bool { return name.empty() && !ellipsis; }
};

/// One side: `b (h d) ...`. Axes in brackets make one axis of the tensor; `()` is an axis of
/// size 1.
struct pattern_side {
  static constexpr std::size_t max_axes = 16;

  std::array<pattern_axis, max_axes> axes_{};
  std::uint8_t size{};
  std::uint8_t groups{}; ///< how many axes the tensor has, the ellipsis counted as one
  std::optional<std::uint8_t> ellipsis{}; ///< its group
  bool ellipsis_in_brackets{};

  [[nodiscard]] constexpr auto axes() const -> std::span<pattern_axis const> {
    return {axes_.data(), size};
  }
  [[nodiscard]] constexpr auto has(std::string_view name) const -> bool {
    for (auto const &it : axes())
      if (it.name == name) return true;
    return false;
  }
};

/// Why a text is no pattern.
enum class pattern_fault : std::uint8_t {
  none,
  axis,     ///< something that is no name, number, bracket or ellipsis
  bracket,  ///< that is not closed, not opened, or in another
  twice,    ///< a name or the ellipsis twice on one side
  arrow,    ///< none, or several
  too_long, ///< more axes than this analysis holds: nothing is wrong with the text
};

/// `"b (h d) -> b h d"`: what einops is told; or what is wrong with it, and at which byte.
struct pattern {
  pattern_side left{};
  pattern_side right{};
  pattern_fault fault{pattern_fault::none};
  std::size_t place{};
};

namespace detail {

class pattern_reader {
public:
  constexpr explicit pattern_reader(std::string_view text) : from_{text} {}

  constexpr auto read() -> pattern {
    read_side(result_.left);
    if (result_.fault != pattern_fault::none) return result_;
    if (!from_.take("->")) return fail(pattern_fault::arrow), result_;
    read_side(result_.right);
    if (result_.fault == pattern_fault::none && !from_.ended()) fail(pattern_fault::arrow);
    return result_;
  }

private:
  constexpr auto fail(pattern_fault why) -> void {
    result_.fault = why;
    result_.place = from_.place();
  }

  constexpr auto read_side(pattern_side &side) -> void {
    auto bracketed = false;
    for (from_.skip_blanks(); !from_.ended() && !from_.sees("->"); from_.skip_blanks()) {
      if (from_.sees("(") || from_.sees(")")) {
        if (bracketed == from_.sees("(")) return fail(pattern_fault::bracket);
        bracketed = from_.take("(");
        if (!bracketed) from_.take(")"), ++side.groups;
      } else {
        read_axis(side, bracketed);
        if (!bracketed) ++side.groups;
      }
      if (result_.fault != pattern_fault::none) return;
    }
    if (bracketed) fail(pattern_fault::bracket);
  }

  constexpr auto read_axis(pattern_side &side, bool bracketed) -> void {
    if (side.size == pattern_side::max_axes) return fail(pattern_fault::too_long);
    if (from_.sees("...")) return read_ellipsis(side, bracketed);
    auto axis = pattern_axis{.group = side.groups};
    if (is_digit(from_.peek())) {
      for (auto const digit : from_.digits()) axis.size = axis.size * 10 + (digit - '0');
    } else {
      auto const begin = from_.place();
      axis.name = from_.name();
      auto const is_name = !axis.name.empty() && axis.name.find('.') == axis.name.npos &&
                           !axis.name.starts_with('_') && !axis.name.ends_with('_');
      if (!is_name) return result_.place = begin, void(result_.fault = pattern_fault::axis);
      if (side.has(axis.name)) return fail(pattern_fault::twice);
    }
    side.axes_[side.size++] = axis;
  }

  constexpr auto read_ellipsis(pattern_side &side, bool bracketed) -> void {
    if (side.ellipsis) return fail(pattern_fault::twice);
    from_.take("...");
    side.ellipsis = side.groups;
    side.ellipsis_in_brackets = bracketed;
    side.axes_[side.size++] = {.group = side.groups, .ellipsis = true};
  }

  cursor from_;
  pattern result_{};
};

} // namespace detail

/// Reads a pattern of `einops.rearrange`, `reduce` or `repeat`. Names are views of the text.
[[nodiscard]] constexpr auto read_pattern(std::string_view text) -> pattern {
  return detail::pattern_reader{text}.read();
}

} // namespace prodreview::shape
