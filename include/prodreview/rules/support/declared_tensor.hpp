// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>

namespace prodreview::rules {

/// Whether a parameter is declared as one tensor: `torch.Tensor`, or what jaxtyping and torchtyping
/// make of it.
[[nodiscard]] inline auto declares_tensor(tree::unit const &in, tree::arg const &it) -> bool {
  if (it.annotation == nullptr) return false;
  auto const *const generic = tree::as<tree::subscript>(it.annotation);
  auto const name = tree::qualified_name(in, generic == nullptr ? *it.annotation : *generic->value);
  if (generic == nullptr) return name == "torch.Tensor";
  return name == "torchtyping.TensorType" || name.starts_with("jaxtyping.");
}

} // namespace prodreview::rules
