// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>
#include <prodreview/tree/visit.hpp>

#include <cstdint>
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

namespace detail {

/// Collects definitions; they stand in statements only, so expressions are not entered.
class symbol_collector {
public:
  explicit symbol_collector(tree::unit const &in) : in_{in} {}

  void operator()(tree::node const &any) {
    if (tree::is_expression(any.kind)) return;
    auto const *const function = tree::as_function(&any);
    auto const *const made = tree::as<tree::class_def>(&any);
    auto const length = name_.size();
    if (function != nullptr) add(any, function->name, function->decorator_list);
    if (made != nullptr) add(any, made->name, made->decorator_list);
    tree::for_each_child(any, *this);
    name_.resize(length);
  }
  [[nodiscard]] auto result() && -> std::vector<symbol_extent> { return std::move(all_); }

private:
  void add(tree::node const &definition, name_id name, tree::many<tree::expression> decorators) {
    if (!name_.empty()) name_.push_back('.');
    name_.append(in_.spelling(name));
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
