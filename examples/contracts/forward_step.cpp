// SPDX-License-Identifier: Apache-2.0
#include "forward_step.hpp"

#include "contracts.hpp"
#include <prodreview/contract/torch.hpp>

#include <ATen/TensorOperators.h>
#include <ATen/ops/logsumexp.h>

namespace semi_markov {

auto forward_step(at::Tensor const &ring, at::Tensor const &content, at::Tensor const &transition,
                  at::Tensor const &duration) -> at::Tensor {
  auto sizes = contracts::check(contracts::forward_step, ring, content, transition, duration);
  auto const segment = (content + duration).unsqueeze(2);
  auto const scores = ring.unsqueeze(3) + transition + segment;
  return contracts::returned(sizes, contracts::forward_step, at::logsumexp(scores, {1, 2}));
}

} // namespace semi_markov
