// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

/// `os.path.exists(path)`, `os.path.isfile(path)`, `path.exists()`, `path.is_file()` in a test.
[[nodiscard]] inline auto asks_whether_there(tree::unit const &in, tree::expression const &test,
                                             tree::variable const &path) -> bool {
  return tree::find_node(test, [&](tree::node const &any) {
           auto const *const call = tree::as<tree::call>(&any);
           auto const *const asked =
               call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
           if (asked == nullptr ||
               !tree::is_one_of(in.spelling(asked->attr), {"exists", "isfile", "is_file"}))
             return false;
           return is_variable(in, call->args.empty() ? asked->value : call->args[0], &path);
         }) != nullptr;
}

/// Whether code passes a path on to what may write it: a method of `self`, a function of the
/// module, a `save` or `dump`.
[[nodiscard]] inline auto may_write(tree::unit const &in, tree::node const &code,
                                    std::uint32_t after, tree::variable const &path) -> bool {
  auto const is_writer = [&](tree::expression const &called) {
    auto const name = tree::qualified_name(in, called);
    auto const *const method = tree::as<tree::attribute>(&called);
    auto const *const owner = method == nullptr ? nullptr : tree::as<tree::name>(method->value);
    return name.starts_with("here:") || name.ends_with(".save") || name.ends_with(".dump") ||
           (owner != nullptr && in.spelling(owner->id) == "self");
  };
  return tree::find_node(code, [&](tree::node const &any) {
           auto const *const call = tree::as<tree::call>(&any);
           if (call == nullptr || call->range.begin < after || !is_writer(*call->func))
             return false;
           for (auto const *it : call->args)
             if (is_variable(in, it, &path)) return true;
           return false;
         }) != nullptr;
}

} // namespace detail

/// Whether a file is read only where it is there already, and made by the same function where it is
/// not: `if os.path.exists(path): return torch.load(path)`, and `torch.save(made, path)` below.
template <class Node>
[[nodiscard]] auto is_own_cache(site<Node> const &at, tree::expression const &file) -> bool {
  auto const *const name = tree::as<tree::name>(&file);
  auto const *const path = name == nullptr ? nullptr : at.in.bindings.variable_of(*name);
  auto const *const function = at.enclosing_function();
  if (path == nullptr || function == nullptr) return false;
  for (auto const *it : at.ancestors) {
    auto const *const branch = tree::as<tree::if_>(it);
    if (branch != nullptr && detail::asks_whether_there(at.in, *branch->test, *path))
      return detail::may_write(at.in, *function, at.node.range.end, *path);
  }
  return false;
}

} // namespace prodreview::rules
