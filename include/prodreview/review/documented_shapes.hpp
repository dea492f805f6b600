// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// Finds tensor shapes in the text of a docstring: `scores: emissions of shape (batch, T, C)`.
namespace prodreview::documented_shapes {

[[nodiscard]] constexpr auto is_word(char byte) -> bool {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_';
}

/// One dimension: a name or number with some arithmetic (`T + 1`, `2*H`), `...` or `*`.
[[nodiscard]] constexpr auto is_dimension(std::string_view text) -> bool {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text == "..." || text == "*") return true;
  bool has_word = false;
  for (char const byte : text) {
    has_word = has_word || is_word(byte);
    if (!is_word(byte) && std::string_view{" +-*/"}.find(byte) == text.npos) return false;
  }
  return has_word && text.size() <= 24;
}

/// Written as dimensions are by convention: a capital, a number, an ellipsis.
[[nodiscard]] constexpr auto looks_like_dimension(std::string_view text) -> bool {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return !text.empty() && !(text.front() >= 'a' && text.front() <= 'z') && text.front() != '_';
}

/// Whether the text between brackets is a list of at least two dimensions.
[[nodiscard]] constexpr auto is_shape(std::string_view inside, bool is_said_so) -> bool {
  std::size_t count = 0;
  while (true) {
    auto const comma = inside.find(',');
    auto const part = inside.substr(0, comma);
    bool const is_last_blank = comma == inside.npos && count > 0 && part.empty();
    if (!is_last_blank && !is_dimension(part)) return false;
    if (!is_said_so && !is_last_blank && !looks_like_dimension(part)) return false;
    count += is_last_blank ? 0 : 1;
    if (comma == inside.npos) return count >= 2;
    inside.remove_prefix(comma + 1);
  }
}

[[nodiscard]] constexpr auto is_called_shape(std::string_view line) -> bool {
  return line.find("shape") != line.npos || line.find("Shape") != line.npos;
}

/// What is longer between brackets is no shape.
inline constexpr std::size_t longest_shape = 256;

/// Whether a line of a docstring writes a shape in brackets.
[[nodiscard]] constexpr auto has_shape(std::string_view line) -> bool {
  for (std::size_t open = 0; open < line.size(); ++open) {
    if (line[open] != '(' && line[open] != '[') continue;
    auto const inside = line.substr(open + 1, longest_shape);
    auto const close = inside.find(line[open] == '(' ? ')' : ']');
    if (close == inside.npos) continue;
    if (is_shape(inside.substr(0, close), false)) return true;
    if (is_shape(inside.substr(0, close), true) && is_called_shape(line)) return true;
  }
  return false;
}

/// Whether a line begins the description of a parameter: `name:`, `name (Tensor):`, `name : type`.
[[nodiscard]] constexpr auto describes(std::string_view line, std::string_view parameter) -> bool {
  while (!line.empty() && std::string_view{" \t*`-"}.find(line.front()) != line.npos)
    line.remove_prefix(1);
  if (!line.starts_with(parameter)) return false;
  line.remove_prefix(parameter.size());
  while (!line.empty() && std::string_view{" `"}.find(line.front()) != line.npos)
    line.remove_prefix(1);
  return line.starts_with(':') || line.starts_with('(');
}

/// Whether a docstring gives the shape of one of the parameters, on the line that begins to
/// describe it or the next one.
[[nodiscard]] constexpr auto are_given_for_any(std::string_view docstring,
                                               std::span<std::string_view const> parameters)
    -> bool {
  auto const describes_one = [&](std::string_view line) {
    for (auto const parameter : parameters)
      if (describes(line, parameter)) return true;
    return false;
  };
  std::string_view before;
  while (!docstring.empty()) {
    auto const end = docstring.find('\n');
    auto const line = docstring.substr(0, end);
    if (has_shape(line) && (describes_one(line) || describes_one(before))) return true;
    before = line;
    if (end == docstring.npos) return false;
    docstring.remove_prefix(end + 1);
  }
  return false;
}

} // namespace prodreview::documented_shapes
