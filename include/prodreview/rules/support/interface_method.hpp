// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/swallowing.hpp>
#include <prodreview/tree/search.hpp>

#include <string_view>

namespace prodreview::rules {
namespace detail {

/// A statement that does no work of the function's own: `pass`, `raise`, a string, `return None`,
/// `return self`, a constant.
[[nodiscard]] inline auto is_idle(tree::statement const &it) -> bool {
  if (it.kind == tree::node_kind::raise || does_nothing(it)) return true;
  auto const *const result = tree::as<tree::return_>(&it);
  return result != nullptr &&
         (result->value == nullptr || result->value->kind == tree::node_kind::constant ||
          result->value->kind == tree::node_kind::name);
}

} // namespace detail

/// A function whose body does nothing yet, or nothing at all.
[[nodiscard]] inline auto is_stub(tree::many<tree::statement> body) -> bool {
  for (auto const *one : body)
    if (!detail::is_idle(*one)) return false;
  return true;
}

/// A class that leaves methods to those that derive from it.
[[nodiscard]] inline auto is_abstract_class(tree::unit const &in, tree::class_def const &it)
    -> bool {
  for (auto const *one : it.body) {
    auto const *const method = tree::as_function(one);
    if (method == nullptr) continue;
    for (auto const *decorator : method->decorator_list)
      if (tree::is_named(in, *decorator, {"abc.abstractmethod"})) return true;
    if (is_stub(method->body) && in.text(*method).find("NotImplemented") != std::string_view::npos)
      return true;
  }
  return false;
}

/// Whether the documentation or a comment of the function says that something in it is not used.
[[nodiscard]] inline auto says_unused(tree::unit const &in, tree::function const &it) -> bool {
  auto const text = in.text(it);
  for (auto const word :
       {"unused", "ignored", "not used", "deprecated", "Deprecated", "compatib", "placeholder",
        "reserved", "no effect", "no-op", "not supported", "not implemented", "NotImplemented"})
    if (text.find(word) != text.npos) return true;
  return false;
}

/// Whether a function looks at its own frame: Lightning's `save_hyperparameters()` keeps all
/// arguments that way.
[[nodiscard]] inline auto looks_at_frame(tree::unit const &in, tree::function const &it) -> bool {
  auto const text = in.text(it);
  for (auto const word : {"save_hyperparameters", "currentframe", "store_attr", "_getframe"})
    if (text.find(word) != text.npos) return true;
  return false;
}

/// Whether the signature of a function may be given from outside: a method of a class with bases
/// (`__init__` apart), one that other classes of the file write anew, a function within a function,
/// one that is handed on as a value.
template <class Node>
[[nodiscard]] auto is_interface(site<Node> const &at, tree::function const &function) -> bool {
  auto const name = at.in.spelling(function.name);
  auto const *const owner = enclosing_class(at);
  auto depth = 0;
  for (auto const *it : at.ancestors)
    if (tree::as_function(it) != nullptr) ++depth;
  if (depth > 1) return true;
  if (owner != nullptr && is_abstract_class(at.in, *owner)) return true;
  if (owner != nullptr && name != "__init__") {
    if (name.starts_with("__") || !owner->bases.empty()) return true;
    auto const is_written_again = [&](tree::node const &any) {
      auto const *const other = tree::as_function(&any);
      return other != nullptr && other != &function && other->name == function.name;
    };
    return tree::find_node(*at.in.root, is_written_again) != nullptr;
  }
  return tree::find_node(*at.in.root, [&](tree::node const &any) {
           auto const *const call = tree::as<tree::call>(&any);
           if (call == nullptr) return false;
           for (auto const *it : call->args)
             if (auto const *passed = tree::as<tree::name>(it);
                 passed != nullptr && passed->id == function.name)
               return true;
           for (auto const *it : call->keywords)
             if (auto const *passed = tree::as<tree::name>(it->value);
                 passed != nullptr && passed->id == function.name)
               return true;
           return false;
         }) != nullptr;
}

} // namespace prodreview::rules
