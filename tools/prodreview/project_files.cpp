// SPDX-License-Identifier: Apache-2.0
#include "project_files.hpp"

#include "git_handle.hpp"
#include "repository_delta.hpp"
#include "repository_objects.hpp"
#include "repository_reader.hpp"
#include "worktree.hpp"
#include "worktree_status.hpp"
#include "worktree_walk.hpp"
#include <prodreview/flow/module_paths.hpp>

#include <git2.h>

#include <algorithm>
#include <mutex>
#include <set>

namespace prodreview {
namespace {

/// A file of a side: its path, and the handle that a `blob_reader` understands.
using listed_files = std::vector<blob>;

/// Files that are listed at the first question and read through a `blob_reader`.
class listed_source : public flow::file_source {
public:
  explicit listed_source(repository const *in) : reader_{make_reader(in)} {}

  [[nodiscard]] auto paths() -> std::span<std::string const> override {
    std::call_once(once_, [this] {
      for (auto &file : list()) {
        paths_.push_back(std::move(file.path));
        ids_.push_back(std::move(file.id));
      }
    });
    return paths_;
  }

  /// Only what is stored has a name of its own; files on disk are known by reading them.
  [[nodiscard]] auto identity(std::uint32_t file) -> std::string override {
    auto const &id = id_of(file);
    auto const is_stored = id.starts_with(blob_handle::stored);
    return is_stored ? id.substr(blob_handle::stored.size()) : std::string{};
  }

  [[nodiscard]] auto read(std::uint32_t file, std::string &content) -> bool override {
    std::string problem;
    return reader_->read({paths_[file], id_of(file)}, content, problem);
  }

  [[nodiscard]] auto read_named(std::string const &path, std::string &content) -> bool override {
    auto const id = handle_of(path);
    std::string problem;
    return !id.empty() && reader_->read({path, id}, content, problem);
  }

private:
  [[nodiscard]] virtual auto list() -> listed_files = 0;
  /// The handle of any file; empty where it is known that there is none.
  [[nodiscard]] virtual auto handle_of(std::string const &path) -> std::string = 0;

  [[nodiscard]] auto id_of(std::uint32_t file) -> std::string const & {
    static_cast<void>(paths());
    return ids_[file];
  }

  std::unique_ptr<blob_reader> reader_;
  std::once_flag once_;
  std::vector<std::string> paths_;
  std::vector<std::string> ids_;
};

[[nodiscard]] auto is_python(std::string_view path) -> bool { return path.ends_with(".py"); }

[[nodiscard]] auto python_files(std::vector<delta> deltas) -> listed_files {
  listed_files files;
  for (auto &each : deltas) {
    if (!is_python(each.path) || each.now->type != file_version::kind::regular) continue;
    auto id = each.now->is_in_work_tree ? blob_handle::of(blob_handle::in_work_tree, each.path)
                                        : blob_handle::of(blob_handle::stored, each.now->id.hex());
    files.push_back({std::move(each.path), std::move(id)});
  }
  return files;
}

/// What lies at a path of a tree; nothing where there is nothing.
[[nodiscard]] auto find_path(repository const &in, object_id const &tree, std::string const &path)
    -> std::optional<object_id> {
  auto const id = to_git(tree);
  auto const handle = taken<tree_handle>(git_tree_lookup, in.handle(), &id);
  git_tree_entry *found = nullptr;
  if (!handle || git_tree_entry_bypath(&found, handle.get(), path.c_str()) != 0)
    return std::nullopt;
  auto const result = from_git(*git_tree_entry_id(found));
  git_tree_entry_free(found);
  return result;
}

/// A commit's tree. That it cannot be listed is said by the review itself.
class tree_source final : public listed_source {
public:
  tree_source(repository const &in, object_id tree) : listed_source{&in}, in_{in}, tree_{tree} {}

  [[nodiscard]] auto exists(std::string_view path) -> bool override {
    return find_path(in_, tree_, std::string{path}).has_value();
  }

private:
  [[nodiscard]] auto handle_of(std::string const &path) -> std::string override {
    auto const found = find_path(in_, tree_, path);
    return found ? blob_handle::of(blob_handle::stored, found->hex()) : std::string{};
  }
  [[nodiscard]] auto list() -> listed_files override {
    auto deltas = deltas_of_trees(in_, empty_tree_id, tree_);
    return deltas ? python_files(std::move(*deltas)) : listed_files{};
  }

  repository const &in_;
  object_id tree_;
};

[[nodiscard]] auto is_below(index_file const &index, std::string_view path) -> bool {
  return index.find(path) != nullptr || !index.below(std::string{path} + "/").empty();
}

class index_source final : public listed_source {
public:
  index_source(repository const &in, index_file const &index) : listed_source{&in}, index_{index} {}

  [[nodiscard]] auto exists(std::string_view path) -> bool override {
    return is_below(index_, path);
  }

private:
  [[nodiscard]] auto handle_of(std::string const &path) -> std::string override {
    auto const *const found = index_.find(path);
    return found == nullptr ? std::string{} : blob_handle::of(blob_handle::stored, found->id.hex());
  }
  [[nodiscard]] auto list() -> listed_files override {
    listed_files files;
    for (auto const &entry : index_.entries())
      if (is_python(entry.path) && entry.stage == 0 && !entry.is_intent_to_add &&
          kind_of_mode(entry.mode) == file_version::kind::regular)
        files.push_back(
            {std::string{entry.path}, blob_handle::of(blob_handle::stored, entry.id.hex())});
    return files;
  }

  index_file const &index_;
};

/// The tracked files as they lie in the work tree.
class work_tree_source final : public listed_source {
public:
  work_tree_source(repository const &in, std::shared_ptr<index_file const> index)
      : listed_source{&in}, in_{in}, index_{std::move(index)}, files_{in.work_tree()} {}

  [[nodiscard]] auto exists(std::string_view path) -> bool override {
    return is_below(*index_, path) || files_.status(path).has_value();
  }

private:
  [[nodiscard]] auto handle_of(std::string const &path) -> std::string override {
    return blob_handle::of(blob_handle::in_work_tree, path);
  }
  [[nodiscard]] auto list() -> listed_files override {
    return python_files(files_of_work_tree(in_, *index_));
  }

  repository const &in_;
  std::shared_ptr<index_file const> index_;
  work_tree_files files_;
};

/// The packages around some files, or the folders that they stand in.
class folder_source final : public listed_source {
public:
  explicit folder_source(std::vector<blob> files)
      : listed_source{nullptr}, files_{std::move(files)} {}

  [[nodiscard]] auto exists(std::string_view path) -> bool override {
    return file_exists(std::string{path});
  }

private:
  [[nodiscard]] auto handle_of(std::string const &path) -> std::string override {
    return blob_handle::of(blob_handle::elsewhere, path);
  }
  [[nodiscard]] auto list() -> listed_files override {
    std::set<std::string> tops;
    for (auto const &file : files_) tops.insert(top_of(file.path));
    std::set<std::string> found;
    std::string last;
    for (auto const &top : tops) {
      if (!last.empty() && top.starts_with(last)) continue;
      last = top;
      auto const enter = [](std::string const &) { return true; };
      auto const take = [&](std::string const &inner) {
        if (is_python(inner)) found.insert(top + inner);
      };
      static_cast<void>(walk_files(top.empty() ? "./" : top, "", enter, take));
    }
    listed_files files;
    for (auto const &path : found)
      files.push_back({path, blob_handle::of(blob_handle::elsewhere, path)});
    return files;
  }

  /// The folder of the outermost package around a file; its own folder where it is in none.
  [[nodiscard]] static auto top_of(std::string_view path) -> std::string {
    auto folder = flow::folder_of(path);
    while (!folder.empty() && folder != "/") {
      auto const outer = flow::folder_around(folder);
      if (!file_exists(std::string{outer} + "__init__.py")) break;
      folder = outer;
    }
    return std::string{folder};
  }

  std::vector<blob> files_;
};

[[nodiscard]] auto source_of_new_side(repository const &in, change_sides const &sides)
    -> std::unique_ptr<flow::file_source> {
  switch (sides.now) {
  case change_sides::new_side::tree: return std::make_unique<tree_source>(in, sides.new_tree);
  case change_sides::new_side::index: return std::make_unique<index_source>(in, *sides.index);
  case change_sides::new_side::work_tree: break;
  }
  return std::make_unique<work_tree_source>(in, sides.index);
}

} // namespace

auto files_of_sides(repository const &in, change_sides const &sides) -> project_files {
  project_files result;
  result.now = source_of_new_side(in, sides);
  for (auto const &tree : sides.old_trees)
    result.before.push_back(std::make_unique<tree_source>(in, tree));
  return result;
}

auto files_around(repository const *in, std::vector<blob> files) -> project_files {
  project_files result;
  auto const is_inside = [](blob const &file) {
    return !file.path.starts_with('/') && !file.path.starts_with("../");
  };
  if (in != nullptr && !in->is_bare() && std::all_of(files.begin(), files.end(), is_inside)) {
    auto index = index_file::read(in->index_path());
    if (index)
      result.now = std::make_unique<work_tree_source>(
          *in, std::make_shared<index_file const>(std::move(*index)));
  }
  if (!result.now) result.now = std::make_unique<folder_source>(std::move(files));
  return result;
}

} // namespace prodreview
