// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/swallowing.hpp>
#include <prodreview/tree/search.hpp>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

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

/// What the functions of a unit say of themselves, each looked at once: a fact of a view.
class function_remarks {
public:
  explicit function_remarks(tree::unit const &in) : in_{in} {}

  /// It says that something in it is not used, or looks at its own frame.
  [[nodiscard]] auto excuses_options(tree::function const &it) const -> bool {
    auto const [known, is_new] = excused_.try_emplace(&it, false);
    if (is_new) known->second = is_stub(it.body) || says_unused(in_, it) || looks_at_frame(in_, it);
    return known->second;
  }
  [[nodiscard]] auto is_abstract(tree::class_def const &it) const -> bool {
    auto const [known, is_new] = abstract_.try_emplace(&it, false);
    if (is_new) known->second = is_abstract_class(in_, it);
    return known->second;
  }

private:
  tree::unit const &in_;
  mutable std::unordered_map<tree::function const *, bool> excused_;
  mutable std::unordered_map<tree::class_def const *, bool> abstract_;
};

/// How often a unit's functions are written, and the names that its calls pass: a fact of a view.
class function_names {
public:
  explicit function_names(tree::unit const &in)
      : written_(in.names.size()), is_passed_(in.names.size()) {
    (void)tree::find_node(*in.root, [this](tree::node const &any) {
      if (auto const *function = tree::as_function(&any)) ++written_[index(function->name)];
      if (auto const *call = tree::as<tree::call>(&any)) note(*call);
      return false;
    });
  }

  /// Whether more than one function has the name.
  [[nodiscard]] auto is_written_again(name_id name) const -> bool {
    return written_[index(name)] > 1;
  }
  /// Whether a call is given what has the name.
  [[nodiscard]] auto is_passed(name_id name) const -> bool { return is_passed_[index(name)]; }

private:
  [[nodiscard]] static auto index(name_id name) -> std::size_t {
    return static_cast<std::size_t>(name);
  }
  void note(tree::call const &call) {
    for (auto const *it : call.args) note(it);
    for (auto const *it : call.keywords) note(it->value);
  }
  void note(tree::expression const *passed) {
    if (auto const *name = tree::as<tree::name>(passed)) is_passed_[index(name->id)] = true;
  }

  std::vector<std::uint32_t> written_;
  std::vector<bool> is_passed_;
};

/// Whether the signature of a function may be given from outside: a method of a class with bases
/// (`__init__` apart), one that other classes of the file write anew, a function within a function,
/// one that is handed on as a value.
template <class Node>
[[nodiscard]] auto is_interface(site<Node> const &at, tree::function const &function) -> bool {
  auto const name = at.in.spelling(function.name);
  auto const &known = at.module.template fact<function_names>();
  auto const *const owner = enclosing_class(at);
  auto depth = 0;
  for (auto const *it : at.ancestors)
    if (tree::as_function(it) != nullptr) ++depth;
  if (depth > 1) return true;
  if (owner != nullptr && at.module.template fact<function_remarks>().is_abstract(*owner))
    return true;
  if (owner != nullptr && name != "__init__") {
    return name.starts_with("__") || !owner->bases.empty() || known.is_written_again(function.name);
  }
  return known.is_passed(function.name);
}

} // namespace prodreview::rules
