// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"
#include "problem.hpp"
#include "repository.hpp"
#include "repository_index.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prodreview {

/// One version of a file: what it holds and where it lies.
struct file_version {
  enum class kind : std::uint8_t { regular, symbolic_link };

  /// Null where a file of the work tree was not hashed.
  object_id id;
  kind type = kind::regular;
  bool is_in_work_tree = false;

  friend auto operator==(file_version const &, file_version const &) -> bool = default;
};

/// A path that differs between two sides. Submodules do not count as files, and an executable bit
/// makes no difference.
struct delta {
  std::string path;
  std::optional<file_version> old;
  std::optional<file_version> now;
  /// Where the old version lay, when that is another path.
  std::string renamed_from;

  [[nodiscard]] auto old_path() const -> std::string const & {
    return renamed_from.empty() ? path : renamed_from;
  }
};

/// The paths that differ and whose language may concern us, sorted. An old tree that is nothing
/// compares with the empty one.
[[nodiscard]] auto deltas_of_trees(repository const &in, object_id const &old_tree,
                                   object_id const &new_tree) -> outcome<std::vector<delta>>;

/// The same from a tree to what is staged.
[[nodiscard]] auto deltas_to_index(repository const &in, object_id const &old_tree,
                                   index_file const &index) -> outcome<std::vector<delta>>;

/// How a mode of git's trees and index is seen here; nothing for folders and submodules.
[[nodiscard]] auto kind_of_mode(std::uint32_t mode) -> std::optional<file_version::kind>;

/// An object that should be there and is not: a partial clone, or damage.
[[nodiscard]] auto missing_object(repository const &in, object_id const &id) -> problem;

} // namespace prodreview
