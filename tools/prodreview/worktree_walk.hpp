// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "repository.hpp"
#include "repository_index.hpp"
#include "repository_pathspec.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace prodreview {

/// What a walk asks before it takes a file or enters a folder. Paths are relative to the walk's
/// root; a folder's ends with `/`.
using walk_filter = std::function<auto(std::string const &path)->bool>;

/// Calls `take` for each regular file below a folder, in the bytewise order of paths. Symbolic
/// links are not followed; `.git` and repositories within are left out, and so is what `enter`
/// refuses. `root` ends with `/`, `start` is empty or ends with `/`. Returns false when a folder
/// could not be read.
auto walk_files(std::string const &root, std::string const &start, walk_filter const &enter,
                std::function<void(std::string const &path)> const &take) -> bool;

/// Whether git ignores a path of the work tree (a folder's ends with `/`).
[[nodiscard]] auto is_ignored(repository const &in, std::string const &path) -> bool;

/// The Python files and notebooks that git neither tracks nor ignores.
[[nodiscard]] auto count_untracked_files(repository const &in, index_file const &index,
                                         pathspecs const &paths) -> std::size_t;

} // namespace prodreview
