// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

[[nodiscard]] inline auto writes_pickles(tree::unit const &in) -> bool {
  return tree::find_node(*in.root, [&](tree::node const &any) {
           auto const *const call = tree::as<tree::call>(&any);
           return call != nullptr &&
                  tree::is_named(in, *call->func,
                                 {"pickle.dump", "pickle.dumps", "joblib.dump", "dill.dump",
                                  "cloudpickle.dump", "cloudpickle.dumps"});
         }) != nullptr;
}

/// The path in `with open(path) as file`, for `file`; null for anything else.
[[nodiscard]] inline auto opened_path(tree::unit const &in, tree::name const &file)
    -> tree::expression const * {
  auto const *const by = tree::only_binding(in, file);
  if (by == nullptr || by->by->kind != tree::node_kind::with) return nullptr;
  for (auto const *item : static_cast<tree::with const &>(*by->by).items) {
    auto const *const call = tree::as<tree::call>(item->context_expr);
    auto const is_it = item->optional_vars != nullptr && item->optional_vars->range == by->place;
    if (is_it && call != nullptr && tree::is_named(in, *call->func, {"builtins.open"}))
      return argument_of(in, *call, 0, "file");
  }
  return nullptr;
}

/// A parameter that may be a path or a file; not bytes in memory.
[[nodiscard]] inline auto is_parameter(tree::unit const &in, tree::expression const &any) -> bool {
  auto const *const name = tree::as<tree::name>(&any);
  auto const *const by = name == nullptr ? nullptr : tree::only_binding(in, *name);
  if (by == nullptr || by->kind != tree::binding_kind::parameter) return false;
  auto const *const declared = static_cast<tree::arg const &>(*by->by).annotation;
  return declared == nullptr || !tree::is_named(in, *declared, {"io.BytesIO"});
}

} // namespace detail

/// Whether a file or path is what the caller of the function passed, or was opened from it, in a
/// module that writes no pickles of its own.
template <class Node>
[[nodiscard]] auto is_from_outside(site<Node> const &at, tree::expression const &file) -> bool {
  auto const *const name = tree::as<tree::name>(&file);
  if (name == nullptr) return false;
  auto const *const path = detail::opened_path(at.in, *name);
  if (!detail::is_parameter(at.in, path == nullptr ? file : *path)) return false;
  return !detail::writes_pickles(at.in);
}

} // namespace prodreview::rules
