// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/operators/operator.hpp>

namespace prodreview::flow {

/// The row of a name at a place (`softmax` as a method), or null. `exp_` finds the row of `exp`.
[[nodiscard]] auto operator_named(std::string_view name, place at) -> operator_row const *;

/// The row of a qualified name (`torch.nn.functional.softmax`, `torch.Tensor.exp`), or null.
[[nodiscard]] auto operator_of(std::string_view qualified) -> operator_row const *;

/// `add_`, but not `is_cuda` or `requires_grad_`'s like with two underscores.
[[nodiscard]] constexpr auto is_in_place(std::string_view method) -> bool {
  return method.size() > 1 && method.back() == '_' && method[method.size() - 2] != '_';
}

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/operators/row.impl.hpp>
#endif
