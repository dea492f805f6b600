// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/hash_index.hpp>
#include <prodreview/flow/operators/row.hpp>
#include <prodreview/text/arena.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview::flow {

enum class symbol_id : std::uint32_t { none = 0 };

/// Something that a name leads to: a module, function or class that is imported or built in
/// (`torch.nn.Linear`, `builtins.len`), or a definition of the unit itself.
struct symbol {
  /// Qualified, with `here:` before what the unit defines; empty for a lambda.
  std::string_view name = {};
  /// The function, lambda or class of the unit.
  tree::node const *definition = nullptr;
  operator_row const *row = nullptr;
};

/// The symbols of one analysis, numbered in the order of first appearance.
class symbols {
public:
  /// What an imported or builtin qualified name stands for.
  [[nodiscard]] auto named(std::string_view qualified) -> symbol_id;
  /// `attribute` of a symbol: `torch.nn` of `torch`.
  [[nodiscard]] auto child(symbol_id parent, std::string_view attribute) -> symbol_id;
  [[nodiscard]] auto defined(tree::node const &definition, std::string_view name) -> symbol_id;

  [[nodiscard]] auto operator[](symbol_id id) const -> symbol const & {
    return all_[static_cast<std::uint32_t>(id)];
  }

private:
  [[nodiscard]] auto add(std::uint32_t hash, symbol const &it) -> symbol_id;

  arena text_;
  std::vector<symbol> all_{1};
  hash_index index_;
};

/// The last part of a dotted name.
[[nodiscard]] constexpr auto last_part(std::string_view qualified) -> std::string_view {
  auto const dot = qualified.rfind('.');
  return dot == qualified.npos ? qualified : qualified.substr(dot + 1);
}

/// Whether a class that is not of the unit is a layer of torch: `torch.nn.Linear`.
[[nodiscard]] constexpr auto is_torch_layer(std::string_view qualified) -> bool {
  constexpr std::string_view room = "torch.nn.";
  if (!qualified.starts_with(room)) return false;
  auto const name = qualified.substr(room.size());
  auto const is_class =
      !name.empty() && name[0] >= 'A' && name[0] <= 'Z' && name.find('.') == name.npos;
  return is_class && name != "Parameter" && name != "Buffer" && name != "ParameterList" &&
         name != "ParameterDict" && !name.starts_with("Uninitialized");
}

/// Whether a class that is not of the unit is a layer that holds layers.
[[nodiscard]] constexpr auto is_module_container(std::string_view qualified) -> bool {
  return qualified == "torch.nn.Sequential" || qualified == "torch.nn.ModuleList" ||
         qualified == "torch.nn.ModuleDict";
}

/// Whether a class that is not of the unit is an optimizer of torch: `torch.optim.AdamW`.
[[nodiscard]] constexpr auto is_torch_optimizer(std::string_view qualified) -> bool {
  constexpr std::string_view room = "torch.optim.";
  if (!qualified.starts_with(room)) return false;
  auto const name = qualified.substr(room.size());
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z' && name.find('.') == name.npos;
}

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/symbol.impl.hpp>
#endif
