// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/change.hpp>
#include <prodreview/review/result.hpp>
#include <prodreview/review/settings.hpp>
#include <prodreview/review/side_files.hpp>

#include <cstddef>
#include <functional>

namespace prodreview {

struct review_options {
  /// 0: as many as the machine has.
  unsigned threads = 0;
  /// Called from any thread after each file.
  std::function<void()> on_file_done;
  side_files files = {};
};

/// Reviews a change: every file's versions are analysed under the same settings and compared; what
/// is left over is introduced. The result is the same for any number of threads and any order of
/// files.
[[nodiscard]] auto review_change(change const &what, blob_reader &reader, settings const &in,
                                 review_options const &options) -> review;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/review.impl.hpp>
#endif
