// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/unit.hpp>

namespace prodreview::rules {

/// Whether an expression is a tensor for certain: what a torch function returns that returns
/// nothing else, a parameter declared as `torch.Tensor`, a variable that only ever holds one, or
/// what an operator or tensor method makes of one. False means unknown.
[[nodiscard]] auto is_tensor_expression(tree::unit const &in, tree::expression const &any) -> bool;

/// Whether the qualified name is a torch function that returns a tensor and nothing else.
[[nodiscard]] auto returns_tensor(std::string_view qualified) -> bool;

/// Whether a call is the operation `name` on a tensor: as a torch function (`torch.exp`,
/// `torch.nn.functional.softmax`, `torch.special.expm1`) or as a method of a known tensor.
[[nodiscard]] auto is_tensor_operation(tree::unit const &in, tree::call const &call,
                                       std::string_view name) -> bool;

/// What a tensor operation is applied to: its first argument, or the receiver of the method; null
/// when it is not passed by place.
[[nodiscard]] auto operand_of(tree::unit const &in, tree::call const &call)
    -> tree::expression const *;

} // namespace prodreview::rules

#ifndef PRODREVIEW_COMPILED
#include <prodreview/rules/support/tensor.impl.hpp>
#endif
