// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/arena.hpp>
#include <prodreview/text/names.hpp>
#include <prodreview/text/source.hpp>
#include <prodreview/tree/binding.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::tree {

enum class language : std::uint8_t { python, cpp };

/// What the language's own parser refuses, at the place where it says so.
struct syntax_error {
  text_range range;
  /// The sentence without place or final dot: `invalid syntax`, `'(' was never closed`.
  std::string message;
};

/// Where a line of a notebook's module stands in the notebook: cell and line are 1-based.
struct notebook_cell {
  /// The first line of the unit's text that belongs to the cell.
  std::uint32_t first_line = 1;
  /// The cell's number among all cells of the notebook.
  std::uint32_t cell = 1;
};

struct unit;

/// How the literals of a language are read, when someone asks for a value.
struct literal_reader {
  /// The text of a string constant, in UTF-8.
  auto(*string_value)(unit const &, constant const &) -> std::string;
  /// The decimal digits of an integer literal.
  auto(*integer_text)(std::string_view literal) -> std::string;
  auto(*floating_value)(std::string_view literal) -> double;
};

/// One file as a front end delivers it: text, tree and bindings. The tree points into the unit's
/// arena and text; the unit may be moved, not copied.
struct unit {
  tree::language language = tree::language::python;
  /// Relative to the repository's root, with `/`.
  std::string path;
  prodreview::source source;
  arena memory;
  prodreview::names names;
  module const *root = nullptr;
  /// Every comment, from `#` to before the line end, in source order.
  std::vector<text_range> comments;
  /// The first is the one that the language's own parser reports; the tree holds what could be read
  /// all the same.
  std::vector<syntax_error> errors;
  /// How many `name` nodes there are.
  std::uint32_t occurrences = 0;
  tree::bindings bindings;
  literal_reader const *literals = nullptr;
  /// Of a notebook; empty for a plain file.
  std::vector<notebook_cell> cells;

  [[nodiscard]] auto text(text_range at) const -> std::string_view { return source.slice(at); }
  [[nodiscard]] auto text(node const &any) const -> std::string_view { return text(any.range); }
  [[nodiscard]] auto spelling(name_id id) const -> std::string_view { return names.spelling(id); }
};

} // namespace prodreview::tree
