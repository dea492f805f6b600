// SPDX-License-Identifier: Apache-2.0
#include "repository_change.hpp"
#include "repository_history.hpp"
#include "request_words.hpp"
#include "revision.hpp"
#include "tracked_paths.hpp"
#include "worktree.hpp"

#include <algorithm>
#include <cstdlib>

namespace prodreview {
namespace {

using kind = change_request::kind;
using new_side = change_sides::new_side;

[[nodiscard]] auto takes_no_revision(std::string_view option, std::string const &word) -> problem {
  return {quoted(option) + " compares with HEAD and takes no revision, but " + quoted(word) +
              " is one.",
          "Leave out one of them."};
}

[[nodiscard]] auto needs_work_tree() -> problem {
  return {"This repository has no work tree (it is bare).",
          "Name two commits `A..B`, or one commit `REV^!`."};
}

[[nodiscard]] auto is_not_checked_out() -> problem {
  return {"This repository has no index: nothing is checked out.",
          "Run `git checkout HEAD`, or name two commits `A..B`."};
}

[[nodiscard]] auto named_index_is_missing(std::string const &path) -> problem {
  return {"The index " + quoted(path) + " that GIT_INDEX_FILE names does not exist.",
          "Correct or unset GIT_INDEX_FILE."};
}

[[nodiscard]] auto is_unmerged(std::vector<std::string_view> const &paths) -> problem {
  constexpr std::size_t shown = 10;
  std::string list;
  for (std::size_t i = 0; i < std::min(paths.size(), shown); ++i)
    list.append(i == 0 ? "" : ", ").append(quoted(paths[i]));
  if (paths.size() > shown) list += " and " + std::to_string(paths.size() - shown) + " more";
  return {"A merge is not finished: " + list + (paths.size() == 1 ? " is" : " are") + " unmerged.",
          "Resolve the conflicts and `git add` the files, or `git merge --abort`."};
}

/// Fills the sides of one request.
class side_selection {
public:
  side_selection(repository const &in, change_request const &request)
      : in_{in}, request_{request} {}

  [[nodiscard]] auto run() -> outcome<change_sides> {
    auto const words = sort_words(in_, request_);
    if (!words) return words.why();
    revision_ = words->revision;
    if (auto failed = select()) return *failed;
    auto paths = pathspecs::parse(in_, words->paths);
    if (!paths) return paths.why();
    sides_.paths = std::move(*paths);
    if (auto failed = require_tracked(in_, sides_)) return *failed;
    return std::move(sides_);
  }

private:
  using failure = std::optional<problem>;

  // What each kind of request compares.

  [[nodiscard]] auto select() -> failure {
    switch (request_.what) {
    case kind::staged: return only_without_revision("--staged", &side_selection::staged);
    case kind::worktree: return only_without_revision("--worktree", &side_selection::work_tree);
    case kind::hook: return only_without_revision("--hook", &side_selection::hook);
    case kind::all: return all();
    case kind::revision: return revision_.empty() ? work_tree() : by_revision(revision_);
    }
    return {};
  }

  [[nodiscard]] auto only_without_revision(std::string_view option,
                                           failure (side_selection::*select)()) -> failure {
    if (!revision_.empty() && names_revision(in_, revision_))
      return takes_no_revision(option, revision_);
    if (!revision_.empty()) return names_neither(revision_);
    return (this->*select)();
  }

  [[nodiscard]] auto hook() -> failure {
    auto const value = [](char const *name) -> std::string {
      auto const *const found = std::getenv(name);
      return found == nullptr ? "" : found;
    };
    auto const from = value("PRE_COMMIT_FROM_REF");
    auto const to = value("PRE_COMMIT_TO_REF");
    return from.empty() || to.empty() ? staged() : from_merge_base(from, to);
  }

  [[nodiscard]] auto staged() -> failure {
    if (auto failed = read_index()) return failed;
    auto heads = merge_heads(in_);
    if (!heads) return heads.why();
    compare_with_head();
    for (auto const &head : *heads) add_old_side(head);
    set_new_side(new_side::index, "index", "staged");
    return {};
  }

  [[nodiscard]] auto work_tree() -> failure {
    if (auto failed = read_index()) return failed;
    compare_with_head();
    set_new_side(new_side::work_tree, "work tree", "worktree");
    sides_.nothing_changed = std::string{"No Python file differs from HEAD; try `git prodreview "} +
                             (find_commit(in_, "HEAD~1") ? "HEAD~1`." : "--all`.");
    return {};
  }

  [[nodiscard]] auto all() -> failure {
    if (!revision_.empty() || in_.is_bare()) {
      auto const commit = require_commit(in_, revision_.empty() ? "HEAD" : revision_);
      if (!commit) return commit.why();
      set_new_tree(*commit, "all");
      return {};
    }
    if (auto failed = read_index()) return failed;
    set_new_side(new_side::work_tree, "work tree", "all");
    return {};
  }

  [[nodiscard]] auto by_revision(std::string const &word) -> failure {
    auto const parsed = parse_revision(word);
    if (!parsed) return parsed.why();
    switch (parsed->what) {
    case revision_word::kind::single: return single(parsed->left);
    case revision_word::kind::range: return range(parsed->left, parsed->right);
    case revision_word::kind::from_merge_base: return from_merge_base(parsed->left, parsed->right);
    case revision_word::kind::commit: return one_commit(parsed->left);
    }
    return {};
  }

  [[nodiscard]] auto single(std::string const &name) -> failure {
    auto old = require_commit(in_, name);
    if (!old) return looks_like_path(name) ? names_neither(name) : old.why();
    if (auto failed = read_index()) return failed;
    auto const head = head_commit(in_);
    if (head && !old->id.is_null() && !is_ancestor(in_, *old, *head)) {
      auto const base = merge_base(in_, *old, *head, sides_.notes);
      if (!base) return base.why();
      sides_.notes.push_back(quoted(name) +
                             " is no ancestor of HEAD; compared with their merge base " +
                             base->abbreviated() + ".");
      old = *base;
    }
    add_old_side(*old);
    set_new_side(new_side::work_tree, "work tree", "worktree");
    return {};
  }

  [[nodiscard]] auto looks_like_path(std::string const &name) const -> bool {
    return !request_.has_separator && name.find_first_of("~^@{") == name.npos &&
           head_commit(in_).has_value();
  }

  [[nodiscard]] auto range(std::string const &left, std::string const &right) -> failure {
    auto const old = require_commit(in_, left);
    if (!old) return old.why();
    auto const now = require_commit(in_, right);
    if (!now) return now.why();
    add_old_side(*old);
    set_new_tree(*now, "range");
    return {};
  }

  [[nodiscard]] auto from_merge_base(std::string const &left, std::string const &right) -> failure {
    auto const one = require_commit(in_, left);
    if (!one) return one.why();
    auto const two = require_commit(in_, right);
    if (!two) return two.why();
    auto const base = merge_base(in_, *one, *two, sides_.notes);
    if (!base) return base.why();
    add_old_side(*base);
    set_new_tree(*two, "range");
    return {};
  }

  [[nodiscard]] auto one_commit(std::string const &name) -> failure {
    auto const commit = require_commit(in_, name);
    if (!commit) return commit.why();
    auto const parents = parents_of(in_, *commit);
    if (!parents) return parents.why();
    for (auto const &parent : *parents) add_old_side(parent);
    if (parents->empty()) add_old_side({{}, empty_tree_id});
    set_new_tree(*commit, "commit");
    return {};
  }

  // Filling the sides.

  [[nodiscard]] auto read_index() -> failure {
    if (in_.is_bare()) return needs_work_tree();
    if (!file_exists(in_.index_path())) return without_index();
    auto index = index_file::read(in_.index_path());
    if (!index) return index.why();
    if (auto const conflicts = index->conflicts(); !conflicts.empty())
      return is_unmerged(conflicts);
    sides_.index = std::make_shared<index_file const>(std::move(*index));
    return {};
  }

  /// A new repository has no index yet. Elsewhere taking it for empty would make every file
  /// deleted.
  [[nodiscard]] auto without_index() -> failure {
    if (head_commit(in_))
      return in_.is_index_named() ? named_index_is_missing(in_.index_path()) : is_not_checked_out();
    sides_.index = std::make_shared<index_file const>();
    return {};
  }

  void compare_with_head() {
    add_old_side(head_commit(in_).value_or(named_commit{{}, empty_tree_id}));
  }

  void add_old_side(named_commit const &commit) {
    sides_.old_trees.push_back(commit.tree);
    sides_.base.append(sides_.base.empty() ? "" : " ").append(commit.abbreviated());
  }

  void set_new_side(new_side now, std::string_view head, std::string_view mode) {
    sides_.now = now;
    sides_.head = head;
    sides_.mode = mode;
  }

  void set_new_tree(named_commit const &commit, std::string_view mode) {
    set_new_side(new_side::tree, commit.abbreviated(), mode);
    sides_.new_tree = commit.tree;
  }

  repository const &in_;
  change_request const &request_;
  std::string revision_;
  change_sides sides_;
};

} // namespace

auto select_sides(repository const &in, change_request const &request) -> outcome<change_sides> {
  return side_selection{in, request}.run();
}

} // namespace prodreview
