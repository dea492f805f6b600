// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/file_source.hpp>
#include <prodreview/flow/kept_facts.hpp>

#include <vector>

namespace prodreview {

/// All Python files of the sides of a change, for what rules ask beyond the changed files. Null and
/// none: every file is looked at alone.
struct side_files {
  flow::file_source *now = nullptr;
  /// One per old side.
  std::vector<flow::file_source *> before = {};
  /// What earlier runs found out of stored texts; null: nothing is kept.
  flow::fact_store *kept = nullptr;
};

} // namespace prodreview
