// SPDX-License-Identifier: Apache-2.0
#include "worktree.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace prodreview {
namespace {

[[nodiscard]] auto kind_of(mode_t mode) -> file_status::kind {
  if (S_ISREG(mode)) return file_status::kind::regular;
  if (S_ISDIR(mode)) return file_status::kind::folder;
  if (S_ISLNK(mode)) return file_status::kind::symbolic_link;
  return file_status::kind::other;
}

[[nodiscard]] auto status_of(struct stat const &from) -> file_status {
  return {kind_of(from.st_mode),
          (from.st_mode & S_IXUSR) != 0,
          static_cast<std::uint64_t>(from.st_size),
          static_cast<std::uint64_t>(from.st_ino),
          from.st_ctim.tv_sec,
          from.st_ctim.tv_nsec,
          from.st_mtim.tv_sec,
          from.st_mtim.tv_nsec};
}

/// In English, whatever the locale.
[[nodiscard]] auto last_reason() -> std::string {
  switch (errno) {
  case EACCES:
  case EPERM: return "permission denied";
  case ENOENT:
  case ENOTDIR: return "no such file";
  case ELOOP: return "a symbolic link";
  case EISDIR: return "a folder";
  case EIO: return "input/output error";
  case EMFILE:
  case ENFILE: return "too many open files";
  default: return "error " + std::to_string(errno);
  }
}

/// At most `most` bytes; false when the system refuses.
[[nodiscard]] auto read_bytes(int from, std::size_t expected, std::size_t most,
                              std::string &content) -> bool {
  content.resize(std::min(expected + 1, most));
  std::size_t size = 0;
  while (true) {
    if (size == content.size() && size < most) content.resize(std::min(2 * size + 64, most));
    if (size == content.size()) break;
    auto const got = ::read(from, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  return true;
}

[[nodiscard]] auto base_name(std::string_view path) -> std::string {
  return std::string{path.substr(path.rfind('/') + 1)};
}

} // namespace

descriptor::~descriptor() {
  if (number_ >= 0) close(number_);
}

auto file_exists(std::string const &path) -> bool { return access(path.c_str(), F_OK) == 0; }

auto read_whole_file(std::string const &path, std::string &content, std::string &reason)
    -> std::optional<file_status> {
  descriptor const file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat found {};
  if (!file || fstat(file.number(), &found) != 0 ||
      !read_bytes(file.number(), static_cast<std::size_t>(found.st_size), content.max_size(),
                  content)) {
    reason = last_reason();
    return std::nullopt;
  }
  return status_of(found);
}

work_tree_files::work_tree_files(std::string const &root)
    : root_{open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)} {}

auto work_tree_files::open_folder_of(std::string_view path) const -> descriptor {
  descriptor folder{openat(root_.number(), ".", O_PATH | O_DIRECTORY | O_CLOEXEC)};
  for (auto slash = path.find('/'); slash != path.npos && folder; slash = path.find('/')) {
    std::string const name{path.substr(0, slash)};
    path.remove_prefix(slash + 1);
    folder = descriptor{
        openat(folder.number(), name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
  }
  return folder;
}

auto work_tree_files::status(std::string_view path) const -> std::optional<file_status> {
  return work_tree_scan{*this}.status(path);
}

auto work_tree_files::read(std::string_view path, std::size_t largest, std::string &content,
                           std::string &reason) const -> bool {
  auto const folder = open_folder_of(path);
  descriptor const file{folder ? openat(folder.number(), base_name(path).c_str(),
                                        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
                               : -1};
  struct stat found {};
  if (!file || fstat(file.number(), &found) != 0) {
    reason = last_reason();
    return false;
  }
  if (!S_ISREG(found.st_mode)) {
    reason = S_ISDIR(found.st_mode) ? "a folder" : "not a regular file";
    return false;
  }
  if (!read_bytes(file.number(), static_cast<std::size_t>(found.st_size), largest + 1, content)) {
    reason = last_reason();
    return false;
  }
  reason = content.size() > largest ? "larger than " + std::to_string(largest) + " bytes" : "";
  return content.size() <= largest;
}

auto work_tree_files::head(std::string_view path, std::size_t most) const -> std::string {
  auto const folder = open_folder_of(path);
  descriptor const file{folder ? openat(folder.number(), base_name(path).c_str(),
                                        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
                               : -1};
  std::string content;
  struct stat found {};
  if (!file || fstat(file.number(), &found) != 0 || !S_ISREG(found.st_mode) ||
      !read_bytes(file.number(), most, most, content))
    content.clear();
  return content;
}

auto work_tree_scan::status(std::string_view path) -> std::optional<file_status> {
  auto const slash = path.rfind('/');
  auto const folder = enter(slash == path.npos ? std::string_view{} : path.substr(0, slash));
  struct stat found {};
  if (folder < 0 || fstatat(folder, base_name(path).c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0)
    return std::nullopt;
  return status_of(found);
}

auto work_tree_scan::enter(std::string_view folder) -> int {
  std::size_t depth = 0;
  int at = files_.root_.number();
  while (!folder.empty()) {
    auto const name = folder.substr(0, folder.find('/'));
    folder.remove_prefix(std::min(name.size() + 1, folder.size()));
    if (depth == open_.size() || open_[depth].name != name) {
      open_.resize(depth);
      auto const flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
      open_.push_back({std::string{name}, descriptor{}});
      open_.back().handle = descriptor{openat(at, open_.back().name.c_str(), flags)};
    }
    at = open_[depth++].handle.number();
    if (at < 0) return at;
  }
  return at;
}

} // namespace prodreview
