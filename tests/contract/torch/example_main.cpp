// SPDX-License-Identifier: Apache-2.0
// Calls the example, as it is meant and not.
#include "forward_step.hpp"

#include <ATen/ops/zeros.h>
#include <c10/util/Exception.h>
#include <cstdio>

auto main() -> int {
  auto const ring = at::zeros({2, 5, 3});
  auto const content = at::zeros({2, 5, 3});
  auto const transition = at::zeros({3, 3});
  auto const next = semi_markov::forward_step(ring, content, transition, at::zeros({5, 3}));
  if (next.sizes() != at::IntArrayRef{2, 3}) return 1;
  try {
    semi_markov::forward_step(ring, content, transition, at::zeros({4, 3}));
  } catch (c10::ValueError const &problem) {
    std::puts(problem.what_without_backtrace());
    return 0;
  }
  return 1;
}
