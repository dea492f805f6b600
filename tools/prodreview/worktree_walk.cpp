// SPDX-License-Identifier: Apache-2.0
#include "worktree_walk.hpp"

#include "worktree.hpp"
#include <prodreview/review/file_kind.hpp>

#include <git2.h>

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <vector>

namespace prodreview {
namespace {

constexpr int deepest_folder = 1000;

struct directory_closer {
  void operator()(DIR *directory) const { closedir(directory); }
};
using directory_handle = std::unique_ptr<DIR, directory_closer>;

struct walked_item {
  /// A folder's ends with `/`, so that whole paths come out in order.
  std::string name;
  bool is_folder = false;
};

class walk {
public:
  walk(walk_filter const &enter, std::function<void(std::string const &)> const &take)
      : enter_{enter}, take_{take} {}

  [[nodiscard]] auto run(std::string const &root, std::string const &start) -> bool {
    path_ = start;
    visit(descriptor{open((root + start).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)});
    return is_complete_;
  }

private:
  void visit(descriptor folder) {
    directory_handle const directory{folder ? fdopendir(dup(folder.number())) : nullptr};
    if (!directory || depth_ > deepest_folder) {
      is_complete_ = false;
      return;
    }
    auto const before = path_.size();
    for (auto const &item : items_of(directory.get(), folder)) {
      path_.append(item.name);
      if (!item.is_folder)
        take_(path_);
      else if (enter_(path_))
        descend(folder, item.name);
      path_.resize(before);
    }
  }

  void descend(descriptor const &folder, std::string name) {
    name.pop_back();
    descriptor inner{
        openat(folder.number(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    struct stat found {};
    if (inner && fstatat(inner.number(), ".git", &found, AT_SYMLINK_NOFOLLOW) == 0) return;
    ++depth_;
    visit(std::move(inner));
    --depth_;
  }

  [[nodiscard]] static auto items_of(DIR *directory, descriptor const &folder)
      -> std::vector<walked_item> {
    std::vector<walked_item> items;
    while (auto const *const entry = readdir(directory)) {
      std::string name = entry->d_name;
      if (name == "." || name == ".." || name == ".git") continue;
      auto const type = type_of(*entry, folder);
      if (type == DT_DIR) name.push_back('/');
      if (type == DT_DIR || type == DT_REG) items.push_back({std::move(name), type == DT_DIR});
    }
    std::sort(items.begin(), items.end(),
              [](auto const &a, auto const &b) { return a.name < b.name; });
    return items;
  }

  /// Some file systems leave the type out of the listing.
  [[nodiscard]] static auto type_of(dirent const &entry, descriptor const &folder) -> int {
    if (entry.d_type != DT_UNKNOWN) return entry.d_type;
    struct stat found {};
    if (fstatat(folder.number(), entry.d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
    if (S_ISDIR(found.st_mode)) return DT_DIR;
    return S_ISREG(found.st_mode) ? DT_REG : DT_UNKNOWN;
  }

  walk_filter const &enter_;
  std::function<void(std::string const &)> const &take_;
  std::string path_;
  int depth_ = 0;
  bool is_complete_ = true;
};

} // namespace

auto walk_files(std::string const &root, std::string const &start, walk_filter const &enter,
                std::function<void(std::string const &path)> const &take) -> bool {
  return walk{enter, take}.run(root, start);
}

auto is_ignored(repository const &in, std::string const &path) -> bool {
  int ignored = 0;
  return git_ignore_path_is_ignored(&ignored, in.handle(), path.c_str()) == 0 && ignored != 0;
}

auto count_untracked_files(repository const &in, index_file const &index, pathspecs const &paths)
    -> std::size_t {
  std::size_t count = 0;
  auto const enter = [&](std::string const &folder) {
    return !index.below(folder).empty() || !is_ignored(in, folder);
  };
  auto const take = [&](std::string const &path) {
    auto const language = language_of(path);
    auto const is_code = language == file_language::python || language == file_language::notebook;
    if (is_code && index.find(path) == nullptr && paths.matches(path) && !is_ignored(in, path))
      ++count;
  };
  walk_files(in.work_tree(), "", enter, take);
  return count;
}

} // namespace prodreview
