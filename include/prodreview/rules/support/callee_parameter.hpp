// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/flow/signature.hpp>
#include <prodreview/flow/unread_parameters.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/module_class.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview::rules {

/// What a call leads to: the parameters in order, without the receiver.
struct known_callee {
  std::vector<flow::parameter> parameters;
  /// The definition, where it stands in this unit.
  tree::function const *function = nullptr;

  [[nodiscard]] auto is_known() const -> bool { return !parameters.empty(); }
};

namespace detail {

[[nodiscard]] inline auto callee_of(tree::unit const &in, tree::function const &it,
                                    bool is_receiver_bound) -> known_callee {
  if (it.args == nullptr) return {};
  auto all = flow::parameters_of(in, *it.args);
  if (is_receiver_bound && !all.empty()) all.erase(all.begin());
  return {std::move(all), &it};
}

[[nodiscard]] inline auto method_named(tree::class_def const &of, name_id name)
    -> tree::function const * {
  for (auto const *it : of.body) {
    auto const *const function = tree::as_function(it);
    if (function != nullptr && function->name == name) return function;
  }
  return nullptr;
}

/// `self.method` of the class around.
template <class Node>
[[nodiscard]] auto own_method_called(site<Node> const &at, tree::expression const &callee)
    -> known_callee {
  auto const *const attribute = tree::as<tree::attribute>(&callee);
  auto const *const owner = enclosing_class(at);
  auto const *const receiver =
      attribute == nullptr ? nullptr : tree::as<tree::name>(attribute->value);
  if (owner == nullptr || receiver == nullptr || at.in.spelling(receiver->id) != "self") return {};
  auto const *const method = method_named(*owner, attribute->attr);
  if (method == nullptr || flow::form_of(at.in, *method) != flow::method_form::plain) return {};
  return callee_of(at.in, *method, true);
}

/// A function or class of this unit, called by its name.
[[nodiscard]] inline auto own_callee(tree::unit const &in, tree::expression const &callee)
    -> known_callee {
  auto const *const name = tree::as<tree::name>(&callee);
  auto const *const by = name == nullptr ? nullptr : tree::only_binding(in, *name);
  if (by == nullptr) return {};
  if (auto const *function = tree::as_function(by->by);
      function != nullptr && by->kind == tree::binding_kind::function)
    return function->decorator_list.empty() ? callee_of(in, *function, false) : known_callee{};
  auto const *const made = tree::class_of(in, callee);
  auto const init = in.names.find("__init__");
  if (made == nullptr || init == name_id::none || !made->decorator_list.empty()) return {};
  auto const *const constructor = method_named(*made, init);
  if (constructor == nullptr || !constructor->decorator_list.empty()) return {};
  return callee_of(in, *constructor, true);
}

/// A function of another module of the project.
template <class Node>
[[nodiscard]] auto foreign_callee(site<Node> const &at, tree::expression const &callee)
    -> known_callee {
  auto *const project = at.module.project();
  auto const qualified = project == nullptr ? std::string{} : at.named(&callee);
  if (qualified.empty() || qualified.starts_with("builtins.") || qualified.starts_with("torch."))
    return {};
  auto const found = project->resolve(at.in.path, qualified);
  if (found.what != flow::target_kind::function || found.function == nullptr ||
      found.owner != nullptr || found.function->form != flow::call_form::plain)
    return {};
  auto const &all = found.function->parameters;
  return {{all.begin(), all.end()}, nullptr};
}

} // namespace detail

/// The function that an expression of a site's function calls; unknown for everything else.
template <class Node>
[[nodiscard]] auto callee_known(site<Node> const &at, tree::expression const &callee)
    -> known_callee {
  if (auto found = detail::own_method_called(at, callee); found.is_known()) return found;
  if (auto found = detail::own_callee(at.in, callee); found.is_known()) return found;
  return detail::foreign_callee(at, callee);
}

/// Whether a call leaves the callee's optional parameter `name` to its default.
[[nodiscard]] inline auto leaves_default(tree::unit const &in, tree::call const &call,
                                         known_callee const &callee, std::string_view name)
    -> bool {
  if (passes_unpacked(call) || keyword_of(in, call, name) != nullptr) return false;
  std::size_t place = 0;
  for (auto const &it : callee.parameters) {
    auto const is_by_place = it.kind == flow::parameter_kind::positional_only ||
                             it.kind == flow::parameter_kind::positional_or_keyword;
    if (it.name == name) return it.has_default && (!is_by_place || place >= call.args.size());
    if (it.kind == flow::parameter_kind::var_positional) place = call.args.size();
    ++place;
  }
  return false;
}

} // namespace prodreview::rules
