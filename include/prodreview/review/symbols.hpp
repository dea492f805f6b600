// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>
#include <prodreview/tree/visit.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview {

/// A function or class of a file with its lines, decorators included.
struct symbol_extent {
  std::string name;
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 1;
};

/// Appends the name of a function or class to the qualified name of what it stands in; any other
/// node has none.
inline void append_symbol(std::string &qualified, tree::unit const &in, tree::node const &any) {
  auto const name = tree::defined_name(&any);
  if (name == name_id::none) return;
  if (!qualified.empty()) qualified.push_back('.');
  qualified.append(in.spelling(name));
}

/// `Class.method` for a node within these ancestors; empty at module level.
[[nodiscard]] inline auto qualified_symbol(tree::unit const &in,
                                           std::span<tree::node const *const> ancestors)
    -> std::string {
  std::string qualified;
  for (auto const *node : ancestors) append_symbol(qualified, in, *node);
  return qualified;
}

namespace detail {

/// Collects definitions; they stand in statements only, so expressions are not entered.
class symbol_collector {
public:
  explicit symbol_collector(tree::unit const &in) : in_{in} {}

  void operator()(tree::node const &any) {
    if (tree::is_expression(any.kind)) return;
    auto const length = name_.size();
    append_symbol(name_, in_, any);
    if (name_.size() != length) add(any);
    tree::for_each_child(any, *this);
    name_.resize(length);
  }
  [[nodiscard]] auto result() && -> std::vector<symbol_extent> { return std::move(all_); }

private:
  void add(tree::node const &definition) {
    auto const decorators = tree::decorators_of(&definition);
    auto const begin =
        decorators.empty() ? definition.range.begin : decorators.front()->range.begin;
    auto const &lines = in_.source.lines();
    all_.push_back({name_, lines.line_of(begin), lines.line_of(definition.range.end)});
  }

  tree::unit const &in_;
  std::string name_;
  std::vector<symbol_extent> all_;
};

} // namespace detail

/// Every function and class of a unit, in source order, with its qualified name.
[[nodiscard]] inline auto symbols_of(tree::unit const &in) -> std::vector<symbol_extent> {
  detail::symbol_collector collect{in};
  if (in.root != nullptr) collect(*in.root);
  return std::move(collect).result();
}

/// Whether a symbol is `wanted` or stands within it (`Net.forward` is within `Net`).
[[nodiscard]] inline auto is_within(std::string_view symbol, std::string_view wanted) -> bool {
  return symbol.starts_with(wanted) &&
         (symbol.size() == wanted.size() || symbol[wanted.size()] == '.');
}

} // namespace prodreview
