// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview {

/// A file descriptor, closed at the end.
class descriptor {
public:
  descriptor() = default;
  explicit descriptor(int number) : number_{number} {}
  descriptor(descriptor &&other) noexcept : number_{std::exchange(other.number_, -1)} {}
  auto operator=(descriptor &&other) noexcept -> descriptor & {
    std::swap(number_, other.number_);
    return *this;
  }
  ~descriptor();

  [[nodiscard]] auto number() const -> int { return number_; }
  [[nodiscard]] explicit operator bool() const { return number_ >= 0; }

private:
  int number_ = -1;
};

/// What the file system says of a file.
struct file_status {
  enum class kind : std::uint8_t { regular, folder, symbolic_link, other };

  kind type = kind::other;
  bool is_executable = false;
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  /// When the file system last touched its record of the file: nobody can set that back.
  std::int64_t changed_seconds = 0;
  std::int64_t changed_nanoseconds = 0;
  std::int64_t modified_seconds = 0;
  std::int64_t modified_nanoseconds = 0;
};

[[nodiscard]] auto file_exists(std::string const &path) -> bool;

/// Reads a file that the user or git names; symbolic links are followed. `reason` says why not.
[[nodiscard]] auto read_whole_file(std::string const &path, std::string &content,
                                   std::string &reason) -> std::optional<file_status>;

/// Files below one folder, reached without following any symbolic link: what is checked out there
/// is not to be trusted. May be used from several threads at once.
class work_tree_files {
public:
  /// `root` ends with `/`.
  explicit work_tree_files(std::string const &root);

  /// Nothing where there is no such file, or a symbolic link on the way.
  [[nodiscard]] auto status(std::string_view path) const -> std::optional<file_status>;

  /// Reads a regular file of at most `largest` bytes. `reason` says why not.
  [[nodiscard]] auto read(std::string_view path, std::size_t largest, std::string &content,
                          std::string &reason) const -> bool;

  /// The first bytes of a regular file; empty where there are none.
  [[nodiscard]] auto head(std::string_view path, std::size_t most) const -> std::string;

private:
  friend class work_tree_scan;

  [[nodiscard]] auto open_folder_of(std::string_view path) const -> descriptor;

  descriptor root_;
};

/// Asks for the status of many files; fast where they come sorted, because folders stay open.
class work_tree_scan {
public:
  explicit work_tree_scan(work_tree_files const &files) : files_{files} {}

  /// As `work_tree_files::status`.
  [[nodiscard]] auto status(std::string_view path) -> std::optional<file_status>;

private:
  struct open_folder {
    std::string name;
    descriptor handle;
  };

  /// -1 where there is no such folder.
  [[nodiscard]] auto enter(std::string_view folder) -> int;

  work_tree_files const &files_;
  std::vector<open_folder> open_;
};

} // namespace prodreview
