// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace prodreview {

/// Calls `work(i)` for every i below `count`, on up to `threads` threads (0: one per core). Each
/// call writes into a slot of its own.
template <class Work> void for_each_index(std::size_t count, unsigned threads, Work const &work) {
  auto const wanted = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
  auto const used = std::min<std::size_t>(wanted, count);
  std::atomic<std::size_t> next{0};
  auto const run = [&] {
    for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < used; ++i) others.emplace_back(run);
  run();
}

} // namespace prodreview
