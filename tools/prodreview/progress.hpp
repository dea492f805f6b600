// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>

namespace prodreview {

/// How far a long review is, on one line of the standard error that is gone when it ends. Silent
/// unless that is a terminal, there are more than 200 files, and half a second has passed.
class progress {
public:
  explicit progress(std::size_t files);
  progress(progress const &) = delete;
  auto operator=(progress const &) -> progress & = delete;
  ~progress() { finish(); }

  /// One more file is done. From any thread.
  void advance();
  /// Takes the line away.
  void finish();

private:
  using clock = std::chrono::steady_clock;

  void draw(std::size_t done);

  std::size_t files_;
  bool is_shown_;
  std::atomic<std::size_t> done_{0};
  std::mutex drawing_;
  clock::time_point next_;
  bool is_drawn_ = false;
};

} // namespace prodreview
