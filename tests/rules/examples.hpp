// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "project/files.hpp"
#include <prodreview/python/front_end.hpp>
#include <prodreview/review/inspect.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// What is derived from a rule's examples.
namespace prodreview::testing {

inline constexpr std::string_view mark = "  # !";

/// Where something is reported.
using places = std::vector<position>;

[[nodiscard]] inline auto lines_of(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto const size = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return lines;
}

[[nodiscard]] inline auto text_of(std::vector<std::string> const &lines,
                                  std::string_view line_end = "\n") -> std::string {
  std::string text;
  for (auto const &line : lines) text.append(line).append(line_end);
  return text;
}

/// The 1-based lines that carry a mark.
[[nodiscard]] inline auto marked_lines(std::string_view text) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> marked;
  auto const lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].ends_with(mark)) marked.push_back(static_cast<std::uint32_t>(i + 1));
  return marked;
}

[[nodiscard]] inline auto without_marks(std::string_view text) -> std::string {
  auto lines = lines_of(text);
  for (auto &line : lines)
    if (line.ends_with(mark)) line.resize(line.size() - mark.size());
  return text_of(lines);
}

[[nodiscard]] inline auto indented(std::string_view text, std::size_t columns) -> std::string {
  auto lines = lines_of(text);
  for (auto &line : lines)
    if (!line.empty()) line.insert(0, columns, ' ');
  return text_of(lines);
}

[[nodiscard]] inline auto as_comment(std::string_view text) -> std::string {
  auto lines = lines_of(text);
  for (auto &line : lines) line.insert(0, "# ");
  return text_of(lines);
}

/// The text with replacements in source order.
[[nodiscard]] inline auto edited(std::string text, std::vector<replacement> edits) -> std::string {
  std::stable_sort(edits.begin(), edits.end(), [](replacement const &a, replacement const &b) {
    return a.range.begin > b.range.begin;
  });
  for (auto const &it : edits) text.replace(it.range.begin, it.range.size(), it.text);
  return text;
}

/// What one rule says of a text, in a repository that supports torch 1.13 and later.
[[nodiscard]] inline auto observed(std::string_view rule, std::string_view text,
                                   std::string path = "model.py") -> std::vector<observation> {
  settings only_it;
  only_it.select = {std::string{rule}};
  auto const unit = python::read_unit(path, text);
  auto const every_line = [](std::uint32_t, std::uint32_t) { return true; };
  files_in_memory files{{{path, std::string{text}}}};
  flow::project alone{files, &python::read_unit, ">=1.13"};
  return inspect(flow::module_view{unit, &alone}, active_rules(only_it, path), every_line)
      .observations;
}

[[nodiscard]] inline auto reported_places(std::string_view rule, std::string_view text) -> places {
  auto const unit = python::read_unit("model.py", text);
  places found;
  for (auto const &it : observed(rule, text))
    found.push_back(unit.source.position_of(it.range.begin));
  std::sort(found.begin(), found.end());
  return found;
}

[[nodiscard]] inline auto reported_lines(std::string_view rule, std::string_view text)
    -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> lines;
  for (auto const at : reported_places(rule, text)) lines.push_back(at.line);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

/// The same program with every import under another name: `import torch as renamed_0`.
[[nodiscard]] inline auto with_renamed_imports(std::string const &text) -> std::string {
  auto const unit = python::read_unit("model.py", text);
  std::vector<replacement> edits;
  for (std::size_t i = 0; i < unit.bindings.variables.size(); ++i) {
    auto const &by = unit.bindings.all[unit.bindings.variables[i].bound_at[0]];
    auto const *const alias = tree::as<tree::alias>(by.by);
    if (alias == nullptr || by.origin.find('.') == 0) continue;
    auto const fresh = joined({"renamed_", std::to_string(i)});
    if (alias->asname != name_id::none)
      edits.push_back({alias->asname_range, fresh, true});
    else
      edits.push_back({{alias->range.end, alias->range.end}, joined({" as ", fresh}), true});
    (void)tree::find_node(*unit.root, [&](tree::node const &any) {
      auto const *const name = tree::as<tree::name>(&any);
      if (name != nullptr &&
          unit.bindings.of_occurrence[name->occurrence] == static_cast<tree::variable_id>(i))
        edits.push_back({name->range, fresh, true});
      return false;
    });
  }
  return edited(text, std::move(edits));
}

/// The same program with every function of a module imported alone: `from torch import log as
/// direct_0`. The lines stay where they are.
[[nodiscard]] inline auto with_direct_imports(std::string const &text) -> std::string {
  auto const unit = python::read_unit("model.py", text);
  std::vector<replacement> edits;
  std::string imports;
  (void)tree::find_node(*unit.root, [&](tree::node const &any) {
    auto const *const callee = tree::as<tree::attribute>(&any);
    auto const name = callee == nullptr ? "" : tree::qualified_name(unit, *callee);
    if (!name.starts_with("torch.") || name == "torch.nn" || name == "torch.distributed" ||
        name == "torch.autograd")
      return false;
    auto const dot = name.rfind('.');
    auto const fresh = joined({"direct_", std::to_string(edits.size())});
    imports += joined(
        {"from ", name.substr(0, dot), " import ", name.substr(dot + 1), " as ", fresh, "; "});
    edits.push_back({callee->range, fresh, true});
    return false;
  });
  return imports + edited(text, std::move(edits));
}

} // namespace prodreview::testing
