// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/result.hpp>

namespace prodreview::test {

/// A review with everything in it that is hard to print: every severity and state, wide and
/// combining characters, tabs, a long line, backticks, escapes, a path that is no UTF-8, notebook
/// cells, and files that are skipped.
[[nodiscard]] auto sample_review() -> review;

/// A review of a clean change.
[[nodiscard]] auto clean_review() -> review;

/// A review whose every text is made of random bytes; equal for equal seeds.
[[nodiscard]] auto random_review(unsigned seed) -> review;

} // namespace prodreview::test
