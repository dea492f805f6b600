// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"
#include "problem.hpp"
#include <prodreview/text/arena.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// A file that git tracks, as the index knows it.
struct index_entry {
  std::string_view path;
  object_id id;
  std::uint32_t mode = 0;
  /// 0, or one side of a conflict.
  std::uint8_t stage = 0;
  bool is_assumed_unchanged = false;
  /// Outside the sparse checkout: not on disk, and not deleted.
  bool is_skipped = false;
  /// `git add -N`: tracked, but nothing of it is staged.
  bool is_intent_to_add = false;
  // What the work tree's file looked like when it was added.
  std::uint32_t changed_seconds = 0;
  std::uint32_t changed_nanoseconds = 0;
  std::uint32_t modified_seconds = 0;
  std::uint32_t modified_nanoseconds = 0;
  std::uint32_t inode = 0;
  std::uint32_t size = 0;
};

/// A folder of the index whose tree git has already computed.
struct cached_tree {
  std::string_view name;
  /// Absent where the folder has changed since.
  std::optional<object_id> id;
  /// One past the last folder below this one; the first below it is its successor.
  std::uint32_t end = 0;
};

/// The index of git, read by ourselves: libgit2 hashes all of it first, and does not hand out the
/// cached trees that make a comparison with HEAD cheap.
class index_file {
public:
  /// Reads the file. A split or sparse index and unknown extensions are problems.
  [[nodiscard]] static auto read(std::string const &path) -> outcome<index_file>;

  index_file() = default;
  index_file(index_file &&) = default;
  auto operator=(index_file &&) -> index_file & = default;

  /// Sorted by path, bytewise.
  [[nodiscard]] auto entries() const -> std::span<index_entry const> { return entries_; }
  [[nodiscard]] auto find(std::string_view path) const -> index_entry const *;
  /// The entries whose paths start with `prefix`.
  [[nodiscard]] auto below(std::string_view prefix) const -> std::span<index_entry const>;
  /// The root is the first; empty where git has none.
  [[nodiscard]] auto cached_trees() const -> std::span<cached_tree const> { return trees_; }
  /// Each once.
  [[nodiscard]] auto conflicts() const -> std::vector<std::string_view>;
  /// When the index was written: a file modified since may be unchanged in size and time only.
  [[nodiscard]] auto written_seconds() const -> std::int64_t { return written_seconds_; }
  [[nodiscard]] auto written_nanoseconds() const -> std::int64_t { return written_nanoseconds_; }

private:
  friend class index_parser;

  std::string content_;
  arena paths_;
  std::vector<index_entry> entries_;
  std::vector<cached_tree> trees_;
  std::int64_t written_seconds_ = 0;
  std::int64_t written_nanoseconds_ = 0;
};

} // namespace prodreview
