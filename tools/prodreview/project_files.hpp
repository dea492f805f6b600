// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "repository.hpp"
#include "repository_change.hpp"
#include <prodreview/flow/file_source.hpp>

#include <memory>
#include <string>
#include <vector>

namespace prodreview {

/// Every Python file of the sides of a change; nothing is listed before it is asked for. `in` and
/// `sides` have to live as long.
struct project_files {
  std::unique_ptr<flow::file_source> now;
  /// One per old side.
  std::vector<std::unique_ptr<flow::file_source>> before;
};

[[nodiscard]] auto files_of_sides(repository const &in, change_sides const &sides) -> project_files;

/// The project that whole files belong to: the work tree of the repository, else the packages and
/// folders around the files.
[[nodiscard]] auto files_around(repository const *in, std::vector<blob> files) -> project_files;

} // namespace prodreview
