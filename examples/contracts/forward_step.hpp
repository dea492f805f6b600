// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace semi_markov {

/// The log-sums at one position, from those of the last K positions. What the tensors are is said
/// in contracts.hpp, and checked at each call.
auto forward_step(at::Tensor const &ring, at::Tensor const &content, at::Tensor const &transition,
                  at::Tensor const &duration) -> at::Tensor;

} // namespace semi_markov
