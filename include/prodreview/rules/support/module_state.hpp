// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/own_layer.hpp>

/// What a module keeps in its attributes beside what torch registers.
namespace prodreview::rules {

/// `self.name` in a method of a class.
struct own_attribute {
  tree::class_def const *owner = nullptr;
  name_id name = name_id::none;

  [[nodiscard]] auto is(tree::expression const *any) const -> bool {
    auto const *const it = tree::as<tree::attribute>(any);
    return it != nullptr && it->attr == name && it->value->kind == tree::node_kind::name;
  }
};

/// The attribute that an expression names; without an owner when it is none.
[[nodiscard]] inline auto own_attribute_of(tree::unit const &in, tree::expression const &any)
    -> own_attribute {
  auto const *const it = tree::as<tree::attribute>(&any);
  if (it == nullptr) return {};
  return {detail::class_of_self(in, *it->value), it->attr};
}

/// How often a class gives an attribute a value or deletes it.
[[nodiscard]] inline auto count_stores(own_attribute const &of) -> int {
  auto stores = 0;
  (void)tree::find_node(*of.owner, [&](tree::node const &any) {
    auto const *const it = tree::as<tree::attribute>(&any);
    if (it != nullptr && it->use != tree::context::load && of.is(it)) ++stores;
    return false;
  });
  return stores;
}

/// Whether a method other than `__init__` reads the attribute.
[[nodiscard]] inline auto is_read_later(tree::unit const &in, own_attribute const &it) -> bool {
  auto const reads = [&](tree::node const &any) {
    auto const *const read = tree::as<tree::attribute>(&any);
    return read != nullptr && read->use == tree::context::load && it.is(read);
  };
  for (auto const *statement : it.owner->body) {
    auto const *const method = tree::as_function(statement);
    if (method != nullptr && in.spelling(method->name) != "__init__" &&
        tree::find_node(*method, reads) != nullptr)
      return true;
  }
  return false;
}

/// Whether a class has its own way of moving what it holds, or of telling what it holds.
[[nodiscard]] inline auto moves_state(tree::unit const &in, tree::class_def const &any) -> bool {
  for (auto const *it : lineage{in, any})
    for (auto const *statement : it->body)
      if (auto const *method = tree::as_function(statement);
          method && tree::is_one_of(in.spelling(method->name),
                                    {"_apply", "to", "cuda", "parameters", "named_parameters",
                                     "named_modules", "children", "__getattr__", "__setattr__"}))
        return true;
  return false;
}

/// Whether a class has its own way of registering what it holds.
[[nodiscard]] inline auto registers_state(tree::unit const &in, tree::class_def const &any)
    -> bool {
  static constexpr auto names = {"add_module", "register_module", "register_parameter",
                                 "setattr",    "__setattr__",     "__dict__"};
  for (auto const *it : lineage{in, any})
    for (auto const name : names)
      if (mentions(in, *it, name)) return true;
  return false;
}

} // namespace prodreview::rules
