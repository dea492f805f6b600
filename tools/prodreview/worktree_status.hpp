// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "repository_delta.hpp"
#include "repository_index.hpp"
#include "worktree.hpp"

#include <vector>

namespace prodreview {

/// The paths that differ from a tree to the tracked files of the work tree. A file counts as
/// unchanged when its bytes are those of the index, line ends aside. Files outside a sparse
/// checkout are as the index says.
[[nodiscard]] auto deltas_to_work_tree(repository const &in, object_id const &old_tree,
                                       index_file const &index) -> outcome<std::vector<delta>>;

/// Every tracked file that is there, without an old version.
[[nodiscard]] auto files_of_work_tree(repository const &in, index_file const &index)
    -> std::vector<delta>;

} // namespace prodreview
