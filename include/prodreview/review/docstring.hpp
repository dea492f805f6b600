// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/literal.hpp>
#include <prodreview/tree/unit.hpp>

#include <string>

namespace prodreview {

/// The string that stands first in a body and is its docstring, or null.
[[nodiscard]] inline auto docstring_of(tree::many<tree::statement> body) -> tree::constant const * {
  auto const *first = body.empty() ? nullptr : tree::as<tree::expr>(body.front());
  auto const *literal = first == nullptr ? nullptr : tree::as<tree::constant>(first->value);
  return literal != nullptr && literal->what == tree::constant_kind::string ? literal : nullptr;
}

} // namespace prodreview
