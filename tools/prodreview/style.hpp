// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>

#include <array>
#include <string>
#include <string_view>

namespace prodreview {

/// The colours of a text report, in one place; without colour every function gives its text back.
/// The text must be escaped already.
class style {
public:
  explicit style(bool has_color) : has_color_{has_color} {}

  [[nodiscard]] auto strong(std::string_view text) const { return wrapped("1", text); }
  [[nodiscard]] auto quiet(std::string_view text) const { return wrapped("2", text); }
  [[nodiscard]] auto good(std::string_view text) const { return wrapped("32", text); }
  [[nodiscard]] auto bad(std::string_view text) const { return wrapped("31", text); }
  [[nodiscard]] auto grave(severity how, std::string_view text) const {
    constexpr std::array<std::string_view, 4> colors{"1;31", "1;33", "36", "2"};
    return wrapped(name_of(colors, how), text);
  }

private:
  [[nodiscard]] auto wrapped(std::string_view code, std::string_view text) const -> std::string {
    if (!has_color_ || text.empty()) return std::string{text};
    return "\x1b[" + std::string{code} + "m" + std::string{text} + "\x1b[0m";
  }

  bool has_color_;
};

} // namespace prodreview
