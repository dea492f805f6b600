// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <cstdio>
#include <unistd.h>

namespace prodreview {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t few_files = 200;
constexpr auto patience = 500ms;
constexpr auto pause = 100ms;

} // namespace

progress::progress(std::size_t files)
    : files_{files}, is_shown_{files > few_files && ::isatty(STDERR_FILENO) != 0},
      next_{clock::now() + patience} {}

void progress::advance() {
  auto const done = done_.fetch_add(1, std::memory_order_relaxed) + 1;
  if (!is_shown_) return;
  // Who does not get the lock leaves the drawing to the one who has it.
  std::unique_lock const lock{drawing_, std::try_to_lock};
  if (!lock || clock::now() < next_) return;
  next_ = clock::now() + pause;
  draw(done);
}

void progress::draw(std::size_t done) {
  is_drawn_ = true;
  std::fprintf(stderr, "\r%zu of %zu files", done, files_);
  std::fflush(stderr);
}

void progress::finish() {
  std::lock_guard const lock{drawing_};
  if (is_drawn_) std::fputs("\r\x1b[K", stderr);
  is_drawn_ = false;
}

} // namespace prodreview
