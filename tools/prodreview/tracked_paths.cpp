// SPDX-License-Identifier: Apache-2.0
#include "tracked_paths.hpp"

#include "git_handle.hpp"
#include "worktree.hpp"

#include <algorithm>

namespace prodreview {
namespace {

[[nodiscard]] auto names_nothing(pathspec const &spec) -> problem {
  return {"The path " + quoted(spec.written) + " names nothing that is tracked.",
          "Correct it; paths are relative to the current directory."};
}

[[nodiscard]] auto is_untracked(pathspec const &spec) -> problem {
  return {"The path " + quoted(spec.written) + " is not tracked.",
          "Put it under review with `git add --intent-to-add`, or review it as a whole with "
          "`prodreview check`."};
}

[[nodiscard]] auto is_in_index(index_file const &index, pathspec const &spec) -> bool {
  if (index.find(spec.pattern) != nullptr) return true;
  auto const entries = index.entries();
  return std::any_of(entries.begin(), entries.end(),
                     [&](index_entry const &entry) { return spec.matches(entry.path); });
}

struct search {
  pathspec const &spec;
  bool found = false;
};

/// Positive: go on beside this entry; negative: stop.
int visit(char const *folder, git_tree_entry const *entry, void *payload) {
  auto &wanted = *static_cast<search *>(payload);
  wanted.found = wanted.spec.matches(std::string{folder} + git_tree_entry_name(entry));
  return wanted.found ? -1 : 0;
}

[[nodiscard]] auto is_in_tree(repository const &in, object_id const &id, pathspec const &spec)
    -> bool {
  if (spec.pattern.empty()) return true;
  auto const oid = to_git(id);
  auto const tree = taken<tree_handle>(git_tree_lookup, in.handle(), &oid);
  if (!tree) return false;
  git_tree_entry *entry = nullptr;
  auto const status = git_tree_entry_bypath(&entry, tree.get(), spec.pattern.c_str());
  git_tree_entry_free(entry);
  if (status == 0 || (!spec.is_pattern && !spec.ignores_case)) return status == 0;
  search wanted{spec};
  git_tree_walk(tree.get(), GIT_TREEWALK_PRE, visit, &wanted);
  return wanted.found;
}

[[nodiscard]] auto is_tracked(repository const &in, change_sides const &sides, pathspec const &spec)
    -> bool {
  if (spec.pattern.empty()) return true;
  if (sides.index && is_in_index(*sides.index, spec)) return true;
  auto const is_there = [&](object_id const &tree) { return is_in_tree(in, tree, spec); };
  return std::any_of(sides.old_trees.begin(), sides.old_trees.end(), is_there) ||
         (sides.now == change_sides::new_side::tree && is_there(sides.new_tree));
}

} // namespace

auto require_tracked(repository const &in, change_sides const &sides) -> std::optional<problem> {
  for (auto const &spec : sides.paths.specs()) {
    if (spec.is_exclusion || is_tracked(in, sides, spec)) continue;
    auto const is_on_disk = !in.is_bare() && !spec.is_pattern &&
                            work_tree_files{in.work_tree()}.status(spec.pattern).has_value();
    return is_on_disk ? is_untracked(spec) : names_nothing(spec);
  }
  return std::nullopt;
}

} // namespace prodreview
