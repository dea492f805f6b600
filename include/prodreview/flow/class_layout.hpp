// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace prodreview::flow {

/// How a method is bound when it is read from an instance.
enum class method_form : std::uint8_t {
  plain,
  static_,
  class_method,
  property,
  /// A decorator that we do not know makes something else of it.
  opaque,
};

struct method_entry {
  name_id name = name_id::none;
  tree::function const *function = nullptr;
  method_form form = method_form::plain;
};

/// `self.name = …` in a method.
struct attribute_store {
  name_id name = name_id::none;
  tree::function const *within = nullptr;
  /// What is stored, where it is assigned whole and alone.
  tree::expression const *value = nullptr;
};

/// `name = value` or `name: type = value` in the body of a class.
struct class_field {
  tree::name const *target = nullptr;
  tree::expression const *annotation = nullptr;
  tree::expression const *value = nullptr;
};

/// What the body of one class of a unit says of its instances; its bases say more.
struct class_layout {
  /// Sorted by name; several of one name in source order.
  std::vector<method_entry> methods;
  /// Likewise.
  std::vector<attribute_store> stores;
  std::vector<class_field> fields;
  /// `self.register_buffer("name", …)` in a method.
  std::vector<name_id> buffers;
  /// Bases that are classes of the unit, in order.
  std::vector<tree::class_def const *> own_bases;
  /// The qualified names of the others; empty where a base is not known.
  std::vector<std::string> other_bases;

  /// The last definition counts.
  [[nodiscard]] auto method(name_id name) const -> method_entry const *;
  [[nodiscard]] auto stores_of(name_id name) const -> std::span<attribute_store const>;
  [[nodiscard]] auto field(name_id name) const -> class_field const * {
    for (auto i = fields.size(); i-- > 0;)
      if (fields[i].target->id == name) return &fields[i];
    return nullptr;
  }
};

/// The layouts of the classes of a unit, each made when it is first asked for. One thread uses it.
class class_layouts {
public:
  explicit class_layouts(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto of(tree::class_def const &any) const -> class_layout const &;

private:
  tree::unit const &in_;
  mutable std::unordered_map<tree::class_def const *, class_layout> known_;
};

[[nodiscard]] auto layout_of(tree::unit const &in, tree::class_def const &any) -> class_layout;

/// How the decorators of a function change the way in which it is called.
[[nodiscard]] auto form_of(tree::unit const &in, tree::function const &any) -> method_form;

/// The first parameter of a function, or null.
[[nodiscard]] inline auto first_parameter_of(tree::function const &any) -> tree::arg const * {
  if (any.args == nullptr) return nullptr;
  if (!any.args->posonlyargs.empty()) return any.args->posonlyargs[0];
  return any.args->args.empty() ? nullptr : any.args->args[0];
}

/// Whether an expression names the first parameter of a function, and nothing else can be bound to
/// that name: `self` in a method.
[[nodiscard]] inline auto is_first_parameter(tree::unit const &in, tree::node const *any,
                                             tree::function const &of) -> bool {
  auto const *const name = tree::as<tree::name>(any);
  auto const *const by = name == nullptr ? nullptr : tree::only_binding(in, *name);
  return by != nullptr && by->by == first_parameter_of(of);
}

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/class_layout.impl.hpp>
#endif
