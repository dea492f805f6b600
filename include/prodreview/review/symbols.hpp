// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/extent.hpp>
#include <prodreview/review/source_text.hpp>
#include <prodreview/review/walk.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// A function or class of a file with its lines, decorators included.
struct symbol_extent {
  std::string name;
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 1;
};

/// Every function and class of a unit, in source order, with its qualified name.
[[nodiscard]] inline auto symbols_of(tree::unit const &in) -> std::vector<symbol_extent> {
  std::vector<symbol_extent> all;
  if (in.root == nullptr) return all;
  auto const &lines = in.source.lines();
  walk(*in.root, [&](tree::node const &any, std::span<tree::node const *const> ancestors) {
    auto const *const function = tree::as_function(&any);
    auto const *const made = tree::as<tree::class_def>(&any);
    if (function == nullptr && made == nullptr) return;
    auto const &decorators = function != nullptr ? function->decorator_list : made->decorator_list;
    auto const begin = decorators.empty() ? any.range.begin : decorators.front()->range.begin;
    auto name = qualified_symbol(in, ancestors);
    if (!name.empty()) name.push_back('.');
    name.append(in.spelling(function != nullptr ? function->name : made->name));
    all.push_back({std::move(name), lines.line_of(begin), lines.line_of(any.range.end)});
  });
  return all;
}

/// Whether a symbol is `wanted` or stands within it (`Net.forward` is within `Net`).
[[nodiscard]] inline auto is_within(std::string_view symbol, std::string_view wanted) -> bool {
  return symbol.starts_with(wanted) &&
         (symbol.size() == wanted.size() || symbol[wanted.size()] == '.');
}

} // namespace prodreview
