// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"
#include "problem.hpp"
#include "repository.hpp"
#include "repository_index.hpp"
#include "repository_pathspec.hpp"
#include <prodreview/review/change.hpp>
#include <prodreview/review/file_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// What the command line asks to review.
struct change_request {
  enum class kind : std::uint8_t {
    /// The words decide: none, a revision, a range, one commit.
    revision,
    staged,
    worktree,
    all,
    hook
  };

  kind what = kind::revision;
  /// Arguments before `--`: at most one revision (`REV`, `A..B`, `A...B`, `REV^!`), then paths.
  std::vector<std::string> words;
  /// Arguments after `--`: pathspecs relative to the directory that the review was started in.
  std::vector<std::string> paths;
  bool has_separator = false;
};

/// Which versions are compared: a request with its revisions looked up.
struct change_sides {
  enum class new_side : std::uint8_t { tree, index, work_tree };

  /// One tree per old side; empty where there is none.
  std::vector<object_id> old_trees;
  new_side now = new_side::work_tree;
  /// The new side's tree where `now` is `tree`.
  object_id new_tree;
  std::string base;
  std::string head;
  std::string mode;
  std::vector<std::string> notes;
  pathspecs paths;
  /// Read where the new side needs it.
  std::shared_ptr<index_file const> index;
  /// No revision was asked for: what to say when nothing changed.
  std::string nothing_changed;
};

/// Looks up the revisions of a request. Problems: an unknown or ambiguous revision, history that
/// ends too early, no merge base, conflicts, an index that cannot be read, a path that names
/// nothing.
[[nodiscard]] auto select_sides(repository const &in, change_request const &request)
    -> outcome<change_sides>;

/// A file of the new side (the configuration), nothing when it is not there. At most
/// `largest_reviewed_file` bytes; a symbolic link is not followed.
[[nodiscard]] auto read_new_side(repository const &in, change_sides const &sides,
                                 std::string const &path) -> outcome<std::optional<std::string>>;

/// Whether the configuration lets a path in. Not called when no reviewable file changed, so it may
/// read the configuration at its first call.
using path_filter = std::function<auto(std::string_view)->bool>;

/// Lists what differs between the sides: files of reviewed languages, renames followed. Old
/// versions at paths that the filter leaves out do not count: the file is then new.
[[nodiscard]] auto read_change(repository const &in, change_sides const &sides,
                               path_filter const &is_included,
                               std::size_t largest = largest_reviewed_file) -> outcome<change>;

/// `select_sides` and `read_change` in one.
[[nodiscard]] auto read_change(repository const &in, change_request const &request,
                               path_filter const &is_included = {}) -> outcome<change>;

/// Reads the blobs of `read_change` and `read_files`. `in` may be null for files outside git.
[[nodiscard]] auto make_reader(repository const *in, std::size_t largest = largest_reviewed_file)
    -> std::unique_ptr<blob_reader>;

/// Whole files without an old side. Folders are walked in order, without symbolic links, `.git`,
/// and what git ignores; a file that is named itself is always taken. Paths are relative to
/// `directory`.
[[nodiscard]] auto read_files(repository const *in, std::string const &directory,
                              std::vector<std::string> const &paths,
                              path_filter const &is_included = {},
                              std::size_t largest = largest_reviewed_file) -> outcome<change>;

} // namespace prodreview
