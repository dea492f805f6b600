// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace prodreview::tree {

/// What an expression names, by binding: `torch.nn.functional.softmax` for `F.softmax` under
/// `import torch.nn.functional as F`, `.edges.scores` for a relative import, `builtins.ValueError`
/// for a builtin that nothing in the module shadows, `here:Edge.scores` for what the unit itself
/// defines (no import can contain a colon). An alias (`F = torch.nn.functional`) is followed.
/// Empty when the expression is no dotted name, or when the bindings of its first name do not all
/// stand for the same thing. `x = None` beside an import is no other thing: nothing can be read
/// from it or called. Some places where torch defines what it exports elsewhere are spelt as
/// exported (`torch.functional.einsum` is `torch.einsum`).
[[nodiscard]] auto qualified_name(unit const &in, expression const &named) -> std::string;

/// Fills `variable::stands_for`: the last step of a front end, once every name is bound.
void resolve_variables(unit &in);

/// The only value that is ever given to the variable, where it is assigned whole and alone; null
/// for a parameter, a loop variable, anything bound twice or from another scope.
[[nodiscard]] auto only_value(unit const &in, name const &occurrence) -> expression const *;

/// The only binding that gives the variable a value (`del` and bare annotations give none), or
/// null.
[[nodiscard]] auto only_binding(unit const &in, name const &occurrence) -> binding const *;

/// The class of the unit that an expression names, or null.
[[nodiscard]] auto class_of(unit const &in, expression const &named) -> class_def const *;

/// Whether an expression names one of these, as `qualified_name` has it; much cheaper where its
/// last part alone says no. Most rules ask this of most calls.
[[nodiscard]] auto is_named(unit const &in, expression const &named,
                            std::initializer_list<std::string_view> names) -> bool;

/// Whether the first name of a dotted expression stands for a package or for something in it.
[[nodiscard]] auto leads_into(unit const &in, expression const &named, std::string_view package)
    -> bool;

[[nodiscard]] constexpr auto is_one_of(std::string_view name,
                                       std::initializer_list<std::string_view> names) -> bool {
  for (auto const it : names)
    if (it == name) return true;
  return false;
}

} // namespace prodreview::tree

#ifndef PRODREVIEW_COMPILED
#include <prodreview/tree/resolve.impl.hpp>
#endif
