// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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
[[nodiscard]] constexpr auto is_shape(std::string_view inside, bool is_called_shape) -> bool {
  std::size_t count = 0;
  while (true) {
    auto const comma = inside.find(',');
    auto const part = inside.substr(0, comma);
    bool const is_last_blank = comma == inside.npos && count > 0 && part.empty();
    if (!is_last_blank && !is_dimension(part)) return false;
    if (!is_called_shape && !is_last_blank && !looks_like_dimension(part)) return false;
    count += is_last_blank ? 0 : 1;
    if (comma == inside.npos) return count >= 2;
    inside.remove_prefix(comma + 1);
  }
}

/// Whether a line of a docstring writes a shape in brackets.
[[nodiscard]] constexpr auto has_shape(std::string_view line) -> bool {
  bool const is_called_shape = line.find("shape") != line.npos || line.find("Shape") != line.npos;
  for (auto open = line.find_first_of("(["); open != line.npos;
       open = line.find_first_of("([", open + 1)) {
    auto const close = line.find(line[open] == '(' ? ')' : ']', open);
    if (close == line.npos) continue;
    if (is_shape(line.substr(open + 1, close - open - 1), is_called_shape)) return true;
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

/// Whether a docstring gives the shape of a parameter, on the line that begins to describe it or
/// the next one.
[[nodiscard]] constexpr auto are_given_for(std::string_view docstring, std::string_view parameter)
    -> bool {
  bool was_described = false;
  while (!docstring.empty()) {
    auto const end = docstring.find('\n');
    auto const line = docstring.substr(0, end);
    bool const is_described = describes(line, parameter);
    if ((is_described || was_described) && has_shape(line)) return true;
    was_described = is_described;
    if (end == docstring.npos) return false;
    docstring.remove_prefix(end + 1);
  }
  return false;
}

} // namespace prodreview::documented_shapes
