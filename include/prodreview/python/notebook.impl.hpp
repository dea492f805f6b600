// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/json_reader.hpp>
#include <prodreview/python/notebook.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>
#include <array>

namespace prodreview::python {
namespace detail {

/// Knows, line by line, whether a new statement can begin: no bracket and no string is open, and
/// the line before does not end with a backslash.
class statement_tracker {
public:
  [[nodiscard]] auto is_between_statements() const -> bool {
    return depth_ == 0 && quote_.empty() && !is_continued_;
  }

  void read(std::string_view line) {
    is_continued_ = line.ends_with('\\');
    for (std::size_t i = 0; i < line.size();) i += quote_.empty() ? code(line, i) : text(line, i);
    if (quote_.size() == 1 && !is_continued_) quote_.clear();
  }

private:
  auto code(std::string_view line, std::size_t i) -> std::size_t {
    auto const byte = line[i];
    if (byte == '#') {
      is_continued_ = false;
      return line.size() - i;
    }
    if (byte == '"' || byte == '\'') {
      auto const triple = line.substr(i, 3);
      auto const is_triple = triple == std::string(3, byte);
      quote_ = is_triple ? std::string(triple) : std::string(1, byte);
      return quote_.size();
    }
    if (byte == '(' || byte == '[' || byte == '{') ++depth_;
    if ((byte == ')' || byte == ']' || byte == '}') && depth_ > 0) --depth_;
    return 1;
  }

  auto text(std::string_view line, std::size_t i) -> std::size_t {
    if (line[i] == '\\') return 2;
    if (line.substr(i, quote_.size()) != quote_) return 1;
    auto const size = quote_.size();
    quote_.clear();
    return size;
  }

  std::string quote_;
  std::size_t depth_ = 0;
  bool is_continued_ = false;
};

/// Cell magics whose cell is Python all the same.
inline constexpr std::array<std::string_view, 6> python_cell_magics{
    "%%time", "%%timeit", "%%capture", "%%prun", "%%python3", "%%python"};

[[nodiscard]] inline auto first_word(std::string_view line) -> std::string_view {
  return line.substr(0, line.find_first_of(" \t\r\n"));
}

[[nodiscard]] inline auto is_foreign_cell(std::string_view cell) -> bool {
  auto const begin = cell.find_first_not_of(" \t\r\n");
  if (begin == cell.npos || !cell.substr(begin).starts_with("%%")) return false;
  auto const word = first_word(cell.substr(begin));
  return std::find(python_cell_magics.begin(), python_cell_magics.end(), word) ==
         python_cell_magics.end();
}

/// Where the `!` or `%` of `x = !ls` stands in a line, or npos.
[[nodiscard]] inline auto assigned_magic(std::string_view code) -> std::size_t {
  auto const equals = code.find('=');
  if (equals == code.npos || equals == 0) return code.npos;
  auto const is_name = code.substr(0, equals).find_first_of("([{\"'#!<>+-*/%&|^@:") == code.npos;
  auto const value = code.find_first_not_of(" \t", equals + 1);
  if (!is_name || value == code.npos) return code.npos;
  return code[value] == '!' || code[value] == '%' ? value : code.npos;
}

[[nodiscard]] inline auto is_magic(std::string_view code) -> bool {
  if (code.empty()) return false;
  if (code[0] == '%' || code[0] == '!' || code[0] == '?') return true;
  return code.ends_with('?') && code.find('#') == code.npos;
}

/// Splits off the next line, without its line end; `ending` gets the line end.
[[nodiscard]] inline auto take_line(std::string_view &text, std::string_view &ending)
    -> std::string_view {
  auto const size = std::min(text.find_first_of("\r\n"), text.size());
  auto const line = text.substr(0, size);
  text.remove_prefix(size);
  ending = text.substr(0, text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
  text.remove_prefix(ending.size());
  return line;
}

[[nodiscard]] inline auto trimmed(std::string_view line) -> std::string_view {
  auto const begin = std::min(line.find_first_not_of(" \t"), line.size());
  auto const end = line.find_last_not_of(" \t");
  return begin == line.size() ? std::string_view{} : line.substr(begin, end + 1 - begin);
}

/// What a magic line becomes.
[[nodiscard]] inline auto replaced(std::string_view line) -> std::string {
  auto const indent = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
  auto const code = trimmed(line);
  auto const value = assigned_magic(code);
  if (value == code.npos) return joined({indent, "pass  # ", code});
  return joined({indent, code.substr(0, value), "get_ipython()  # ", code.substr(value)});
}

/// Reads the `source` of a cell: a string, or a list of strings.
[[nodiscard]] inline auto read_source(json_reader &from, std::string &to) -> bool {
  if (from.next() == '"') return from.string(to);
  return from.array([&] { return from.string(to); });
}

struct cell {
  std::string type;
  std::string source;
};

[[nodiscard]] inline auto read_cell(json_reader &from, cell &to) -> bool {
  return from.object([&](std::string_view key) {
    if (key == "cell_type" && from.next() == '"') return from.string(to.type);
    return key == "source" ? read_source(from, to.source) : from.skip();
  });
}

/// The language that `metadata` names in either of its two places.
[[nodiscard]] inline auto read_language(json_reader &from, std::string &to) -> bool {
  if (from.next() != '{') return from.skip();
  return from.object([&](std::string_view key) {
    auto const wanted = key == "kernelspec" ? "language" : key == "language_info" ? "name" : "";
    if (*wanted == '\0' || from.next() != '{') return from.skip();
    return from.object([&](std::string_view inner) {
      if (inner != wanted || !to.empty() || from.next() != '"') return from.skip();
      return from.string(to);
    });
  });
}

inline void add_cell(notebook &to, std::uint32_t number, std::uint32_t &line,
                     std::string_view code) {
  to.cells.push_back({line, number});
  auto text = without_magics(code);
  if (!text.ends_with('\n')) text.push_back('\n');
  line += static_cast<std::uint32_t>(line_index{text}.count() - 1);
  to.text += text;
}

} // namespace detail

PRODREVIEW_INLINE auto without_magics(std::string_view cell) -> std::string {
  auto const is_foreign = detail::is_foreign_cell(cell);
  detail::statement_tracker tracker;
  std::string result;
  auto is_in_magic = false;
  while (!cell.empty()) {
    std::string_view ending;
    auto const line = detail::take_line(cell, ending);
    auto const code = detail::trimmed(line);
    if (is_foreign || is_in_magic) {
      result.append("# ").append(line);
      is_in_magic = is_in_magic && line.ends_with('\\');
    } else if (tracker.is_between_statements() &&
               (detail::is_magic(code) || detail::assigned_magic(code) != code.npos)) {
      result += detail::replaced(line);
      is_in_magic = line.ends_with('\\');
    } else {
      tracker.read(line);
      result += line;
    }
    result += ending;
  }
  return result;
}

PRODREVIEW_INLINE auto read_notebook(std::string_view json) -> notebook {
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  json_reader from{json};
  notebook result;
  std::string language;
  std::uint32_t number = 0;
  std::uint32_t line = 1;
  auto has_cells = false;
  auto const is_read = from.object([&](std::string_view key) {
    if (key == "metadata") return detail::read_language(from, language);
    if (key != "cells") return from.skip();
    has_cells = true;
    return from.array([&] {
      detail::cell one;
      ++number;
      if (!detail::read_cell(from, one)) return false;
      if (one.type == "code") detail::add_cell(result, number, line, one.source);
      return true;
    });
  });
  if (!is_read || !from.end()) {
    auto const place = from.place();
    return {{}, {}, joined({"invalid notebook: ", from.problem()}), place};
  }
  if (!has_cells) return {{}, {}, "invalid notebook: no cells (format 4 is read)", 0};
  if (!language.empty() && language != "python") return {};
  return result;
}

} // namespace prodreview::python
