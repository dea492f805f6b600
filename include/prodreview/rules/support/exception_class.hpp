// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/builtins.hpp>
#include <prodreview/tree/resolve.hpp>

namespace prodreview::rules {

/// Whether an expression names a builtin exception, or a class of the unit that derives from one.
[[nodiscard]] inline auto is_exception_class(tree::unit const &in, tree::expression const &named,
                                             int deepest = 8) -> bool {
  static constexpr std::string_view builtins = "builtins.";
  if (named.kind != tree::node_kind::name && named.kind != tree::node_kind::attribute) return false;
  auto const name = tree::qualified_name(in, named);
  if (name.starts_with(builtins))
    return tree::is_builtin_exception(std::string_view{name}.substr(builtins.size()));
  auto const *const own = tree::class_of(in, named);
  if (own == nullptr || deepest == 0) return false;
  for (auto const *base : own->bases)
    if (is_exception_class(in, *base, deepest - 1)) return true;
  return false;
}

} // namespace prodreview::rules
