// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/operators/layers.hpp>
#include <prodreview/rule.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace prodreview::rules {

/// A class and the classes of its unit that it derives from, itself first, each before its bases.
class lineage {
public:
  lineage(tree::unit const &in, tree::class_def const &of) { add(in, of); }

  [[nodiscard]] auto begin() const { return classes_.begin(); }
  [[nodiscard]] auto end() const { return classes_.begin() + count_; }

private:
  void add(tree::unit const &in, tree::class_def const &one) {
    if (count_ == std::ssize(classes_) || std::find(begin(), end(), &one) != end()) return;
    classes_[static_cast<std::size_t>(count_++)] = &one;
    for (auto const *base : one.bases)
      if (auto const *above = tree::class_of(in, *base)) add(in, *above);
  }

  std::array<tree::class_def const *, 32> classes_{};
  std::ptrdiff_t count_ = 0;
};

/// Whether a class derives from what one of `names` names, through classes of the unit too.
[[nodiscard]] inline auto derives_from(tree::unit const &in, tree::class_def const &derived,
                                       std::initializer_list<std::string_view> names) -> bool {
  for (auto const *it : lineage{in, derived})
    for (auto const *base : it->bases)
      if (tree::is_named(in, *base, names)) return true;
  return false;
}

/// Whether a qualified name is that of a module class of torch's, or of a library on top of it.
[[nodiscard]] inline auto is_module_name(std::string_view qualified) -> bool {
  static constexpr std::string_view layers = "torch.nn.";
  if (qualified.starts_with(layers)) {
    auto const name = qualified.substr(layers.size());
    return !name.empty() && 'A' <= name[0] && name[0] <= 'Z' && name.find('.') == name.npos &&
           !tree::is_one_of(
               name, {"Parameter", "UninitializedParameter", "Buffer", "UninitializedBuffer"});
  }
  return tree::is_one_of(qualified,
                         {"pytorch_lightning.LightningModule", "lightning.LightningModule",
                          "lightning.pytorch.LightningModule", "transformers.PreTrainedModel",
                          "transformers.modeling_utils.PreTrainedModel",
                          "torch_geometric.nn.MessagePassing"});
}

[[nodiscard]] inline auto is_torch_module(tree::unit const &in, tree::class_def const &any)
    -> bool {
  for (auto const *it : lineage{in, any})
    for (auto const *base : it->bases)
      if (is_module_name(tree::qualified_name(in, *base))) return true;
  return false;
}

/// Whether a call makes a module: of torch, or of a class of the unit.
[[nodiscard]] inline auto makes_module(tree::unit const &in, tree::call const &call) -> bool {
  if (is_module_name(tree::qualified_name(in, *call.func))) return true;
  auto const *const own = tree::class_of(in, *call.func);
  return own != nullptr && is_torch_module(in, *own);
}

[[nodiscard]] inline auto makes_parameter(tree::unit const &in, tree::call const &call) -> bool {
  return tree::is_named(in, *call.func, {"torch.nn.Parameter", "torch.nn.UninitializedParameter"});
}

/// Whether a call makes a layer of torch that has weights of its own.
[[nodiscard]] inline auto makes_torch_layer(tree::unit const &in, tree::call const &call) -> bool {
  return tree::leads_into(in, *call.func, "torch") &&
         flow::has_weights(tree::qualified_name(in, *call.func));
}

/// Whether a call makes a module that has weights of its own: a layer of torch, or a module class
/// of the unit.
[[nodiscard]] inline auto makes_layer(tree::unit const &in, tree::call const &call) -> bool {
  if (makes_torch_layer(in, call)) return true;
  auto const *const own = tree::class_of(in, *call.func);
  return own != nullptr && is_torch_module(in, *own);
}

/// The class whose method the site stands in, or null: a function in between ends the search at
/// its own class.
template <class Node>
[[nodiscard]] auto enclosing_class(site<Node> const &at) -> tree::class_def const * {
  return tree::as<tree::class_def>(
      at.enclosing([](tree::node const &any) { return any.kind == tree::node_kind::class_def; }));
}

/// Whether the function stands directly in the body of the class.
[[nodiscard]] inline auto is_method_of(tree::class_def const &owner, tree::function const &any)
    -> bool {
  auto const begins_before = [&](tree::statement const *one) {
    return one->range.begin < any.range.begin;
  };
  auto const at = std::partition_point(owner.body.begin(), owner.body.end(), begins_before);
  return at != owner.body.end() && *at == &any;
}

/// The first parameter of a function: `self` in a method. None when there is none.
[[nodiscard]] inline auto first_parameter(tree::function const &of) -> name_id {
  auto const *const it = flow::first_parameter_of(of);
  return it == nullptr ? name_id::none : it->name;
}

} // namespace prodreview::rules
