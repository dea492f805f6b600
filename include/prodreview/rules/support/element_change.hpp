// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/tree/visit.hpp>

namespace prodreview::rules {
namespace detail {

/// Looks for the first place that changes an element of the container that a variable holds; to
/// replace an element (`parts[i] = x`) changes none.
struct element_change_finder {
  tree::unit const &in;
  tree::variable const *variable;
  tree::node const *found = nullptr;

  [[nodiscard]] auto is_container(tree::expression const *any) const -> bool {
    auto const *const name = tree::as<tree::name>(any);
    return name != nullptr && in.bindings.variable_of(*name) == variable;
  }
  [[nodiscard]] auto is_element(tree::expression const *any) const -> bool {
    auto const *const it = tree::as<tree::subscript>(any);
    return it != nullptr && it->slice->kind != tree::node_kind::slice && is_container(it->value);
  }

  [[nodiscard]] auto is_changing_call(tree::call const &call) const -> bool {
    if (auto const *method = tree::as<tree::attribute>(call.func)) {
      auto const name = in.spelling(method->attr);
      auto const is_in_place = name.ends_with('_') && !name.ends_with("__");
      if (is_element(method->value)) return is_in_place || is_container_change(name);
    }
    auto const fills = tree::is_one_of(tree::qualified_name(in, *call.func),
                                       {"torch.distributed.all_gather", "torch.distributed.gather",
                                        "torch.distributed.all_to_all"});
    return fills && !call.args.empty() &&
           is_container(call.args[tree::qualified_name(in, *call.func).ends_with(".gather") &&
                                          call.args.size() > 1
                                      ? 1
                                      : 0]);
  }

  [[nodiscard]] auto changes(tree::node const &any) const -> bool {
    if (auto const *it = tree::as<tree::subscript>(&any))
      return it->use != tree::context::load && is_element(it->value);
    if (auto const *it = tree::as<tree::aug_assign>(&any)) return is_element(it->target);
    auto const *const call = tree::as<tree::call>(&any);
    return call != nullptr && is_changing_call(*call);
  }

  void operator()(tree::node const &any) {
    if (found == nullptr && changes(any)) found = &any;
    if (found == nullptr) tree::for_each_child(any, *this);
  }
};

} // namespace detail

/// The first place in the variable's scope that changes an element of what it holds, or null.
[[nodiscard]] inline auto find_element_change(tree::unit const &in, tree::name const &container)
    -> tree::node const * {
  auto const *const variable = in.bindings.variable_of(container);
  if (variable == nullptr) return nullptr;
  auto const &scope = in.bindings.scopes[static_cast<std::size_t>(variable->scope)];
  detail::element_change_finder find{in, variable};
  find(*scope.opened_by);
  return find.found;
}

} // namespace prodreview::rules
