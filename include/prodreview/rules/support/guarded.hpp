// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

namespace prodreview::rules {

/// Whether a handler catches one of these exceptions, by their own name or all of them.
[[nodiscard]] inline auto catches(tree::unit const &in, tree::except_handler const &handler,
                                  std::initializer_list<std::string_view> exceptions) -> bool {
  if (handler.type == nullptr) return true;
  auto const is_one = [&](tree::expression const &type) {
    return tree::is_named(in, type, {"builtins.Exception", "builtins.BaseException"}) ||
           tree::is_named(in, type, exceptions);
  };
  auto const *const several = tree::as<tree::tuple>(handler.type);
  if (several == nullptr) return is_one(*handler.type);
  for (auto const *type : several->elts)
    if (is_one(*type)) return true;
  return false;
}

/// Whether the node stands in a `try` whose handlers catch one of these exceptions, in a `with`
/// that expects or suppresses one, or in such a handler, which is the other way out.
[[nodiscard]] inline auto expects_failure(tree::unit const &in,
                                          std::span<tree::node const *const> ancestors,
                                          std::initializer_list<std::string_view> exceptions)
    -> bool {
  for (auto const *it : ancestors) {
    if (it->kind == tree::node_kind::try_) {
      for (auto const *handler : static_cast<tree::try_block const &>(*it).handlers)
        if (catches(in, *handler, exceptions)) return true;
    }
    if (it->kind != tree::node_kind::with) continue;
    for (auto const *item : static_cast<tree::with_block const &>(*it).items) {
      auto const text = in.text(*item->context_expr);
      if (text.find("aises") != text.npos || text.find("suppress") != text.npos) return true;
    }
  }
  return false;
}

} // namespace prodreview::rules
