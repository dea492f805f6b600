// SPDX-License-Identifier: Apache-2.0
#include "git_handle.hpp"
#include "repository_change.hpp"
#include "repository_delta.hpp"
#include "repository_objects.hpp"
#include "worktree.hpp"

namespace prodreview {
namespace {

using new_side = change_sides::new_side;

[[nodiscard]] auto entry_of_tree(repository const &in, object_id const &tree,
                                 std::string const &path) -> std::optional<file_version> {
  auto const id = to_git(tree);
  auto const handle = taken<tree_handle>(git_tree_lookup, in.handle(), &id);
  if (!handle) return std::nullopt;
  git_tree_entry *found = nullptr;
  if (git_tree_entry_bypath(&found, handle.get(), path.c_str()) < 0) return std::nullopt;
  git_handle<git_tree_entry, git_tree_entry_free> const owned{found};
  auto const type = kind_of_mode(static_cast<std::uint32_t>(git_tree_entry_filemode_raw(found)));
  if (!type) return std::nullopt;
  return file_version{from_git(*git_tree_entry_id(found)), *type, false};
}

[[nodiscard]] auto entry_of_index(index_file const &index, std::string const &path)
    -> std::optional<file_version> {
  auto const *const entry = index.find(path);
  auto const type = entry == nullptr ? std::nullopt : kind_of_mode(entry->mode);
  if (!type || entry->is_intent_to_add) return std::nullopt;
  return file_version{entry->id, *type, false};
}

[[nodiscard]] auto unreadable(std::string const &path, std::string const &reason) -> problem {
  return {quoted(path) + " cannot be read: " + reason + ".", "Make it a readable, regular file."};
}

[[nodiscard]] auto read_from_work_tree(repository const &in, std::string const &path)
    -> outcome<std::optional<std::string>> {
  work_tree_files const files{in.work_tree()};
  if (!files.status(path)) return std::optional<std::string>{};
  std::string content;
  std::string reason;
  if (!files.read(path, largest_reviewed_file, content, reason)) return unreadable(path, reason);
  return std::optional{std::move(content)};
}

} // namespace

auto read_new_side(repository const &in, change_sides const &sides, std::string const &path)
    -> outcome<std::optional<std::string>> {
  if (sides.now == new_side::work_tree) return read_from_work_tree(in, path);
  auto const entry = sides.now == new_side::index ? entry_of_index(*sides.index, path)
                                                  : entry_of_tree(in, sides.new_tree, path);
  if (!entry) return std::optional<std::string>{};
  if (entry->type == file_version::kind::symbolic_link) return unreadable(path, "a symbolic link");
  std::string content;
  if (!repository_objects{in}.read(entry->id, largest_reviewed_file, content))
    return missing_object(in, entry->id);
  return std::optional{std::move(content)};
}

} // namespace prodreview
