// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"

#include <optional>
#include <string>

struct git_repository;

namespace prodreview {

/// An opened git repository. Opening honours GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE,
/// GIT_OBJECT_DIRECTORY, GIT_ALTERNATE_OBJECT_DIRECTORIES and GIT_CEILING_DIRECTORIES as git does;
/// nothing is ever written. Lives until the process ends: freeing it costs more than it gives back.
class repository {
public:
  /// The repository that GIT_DIR names, or that holds `directory`.
  [[nodiscard]] static auto open(std::string const &directory = ".") -> outcome<repository>;
  /// The same where having none is no mistake.
  [[nodiscard]] static auto find(std::string const &directory = ".")
      -> outcome<std::optional<repository>>;

  [[nodiscard]] auto handle() const -> git_repository * { return handle_; }
  /// Absolute, with a `/` at its end; empty in a bare repository.
  [[nodiscard]] auto work_tree() const -> std::string const & { return work_tree_; }
  [[nodiscard]] auto is_bare() const -> bool { return work_tree_.empty(); }
  /// The directory that the review was started in, absolute.
  [[nodiscard]] auto start() const -> std::string const & { return start_; }
  /// That directory relative to the work tree: empty at its root or outside, else with a `/` at its
  /// end.
  [[nodiscard]] auto prefix() const -> std::string const & { return prefix_; }
  [[nodiscard]] auto index_path() const -> std::string const & { return index_path_; }
  /// GIT_INDEX_FILE names the index, so it has to be there.
  [[nodiscard]] auto is_index_named() const -> bool { return is_index_named_; }
  [[nodiscard]] auto is_shallow() const -> bool;

private:
  repository() = default;

  git_repository *handle_ = nullptr;
  std::string start_;
  std::string work_tree_;
  std::string prefix_;
  std::string index_path_;
  bool is_index_named_ = false;

  friend class repository_opener;
};

} // namespace prodreview
