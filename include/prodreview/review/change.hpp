// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// One version of one file. `id` is the reader's own handle (an object id, a place in the work
/// tree).
struct blob {
  /// Relative to the repository's root, with `/`; any bytes but NUL.
  std::string path;
  std::string id;
};

/// One file of a change. A merge has one old version per parent.
struct file_change {
  /// Absent when the file is deleted.
  std::optional<blob> now;
  /// One entry per old side of the change: none (the file is reviewed as it stands), one, or the
  /// parents of a merge. An entry is absent when the file is new there. Its path differs after a
  /// rename.
  std::vector<std::optional<blob>> before;
  /// Qualified names of the functions and classes that are looked at; empty: the whole file.
  std::vector<std::string> symbols{};
};

/// A file that is not reviewed. By design (binary, generated, other languages): named, nothing
/// more. Otherwise the review is not complete, and the exit status is 2.
struct skipped_file {
  std::string path;
  std::string reason;
  bool by_design = true;
};

/// What is reviewed. Files are sorted by path.
struct change {
  /// As the user may repeat them to git: abbreviated commit ids, `index`, `work tree`; empty where
  /// there is no old side.
  std::string base;
  std::string head;
  /// `range`, `commit`, `staged`, `worktree`, `all`, `files`.
  std::string mode;
  std::vector<file_change> files;
  std::vector<skipped_file> skipped;
  /// Sentences that the report shows: which merge base was taken, how many untracked files were
  /// left out.
  std::vector<std::string> notes;
};

/// Reads the versions of files. May be called from several threads at once.
class blob_reader {
public:
  virtual ~blob_reader() = default;
  /// The bytes in `content`; false and a sentence in `problem` when they cannot be had.
  [[nodiscard]] virtual auto read(blob const &which, std::string &content, std::string &problem)
      -> bool = 0;
};

} // namespace prodreview
