// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/rules/support/module_class.hpp>

#include <algorithm>
#include <span>

namespace prodreview::rules {

/// Whether a class is a module of torch, through its bases in other files too. `ancestors` go down
/// to a method of the class, or further.
[[nodiscard]] inline auto is_torch_module(flow::module_view const &in,
                                          std::span<tree::node const *const> ancestors,
                                          tree::class_def const &any) -> bool {
  if (is_torch_module(in.unit(), any)) return true;
  auto const around = flow::method_around(in, ancestors);
  if (around.method == nullptr || !is_method_of(any, *around.method)) return false;
  auto const &outside = in.fact<flow::method_places>().line_of(around.of).outside;
  return std::any_of(outside.begin(), outside.end(), is_module_name);
}

} // namespace prodreview::rules
