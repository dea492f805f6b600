// SPDX-License-Identifier: Apache-2.0
#include "repository_history.hpp"

#include "git_handle.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace prodreview {
namespace {

[[nodiscard]] auto history_is_cut(std::string const &what) -> problem {
  return {what + ": the history is cut here (a shallow clone).",
          "Fetch more with `git fetch --deepen=100` or `git fetch --unshallow`; in CI set "
          "`fetch-depth: 0`."};
}

[[nodiscard]] auto unknown_revision(std::string const &revision) -> problem {
  return {"There is no revision " + quoted(revision) + ".",
          "See `git branch --all` and `git log --oneline`; `git fetch` brings what is only on a "
          "remote."};
}

[[nodiscard]] auto no_commit_yet() -> problem {
  return {"HEAD has no commit yet.", "Review what is staged with `git prodreview --staged`."};
}

[[nodiscard]] auto too_few_parents(std::string const &revision, std::string const &start)
    -> problem {
  return {quoted(revision) + " goes back further than the first commit.",
          "Review the first commit as a whole with " + quoted(start + "^!") +
              ", or everything with "
              "`git prodreview --all`."};
}

[[nodiscard]] auto several_objects(std::string const &revision) -> problem {
  return {quoted(revision) + " abbreviates several objects.", "Write more of its digits."};
}

[[nodiscard]] auto no_commit(std::string const &revision) -> problem {
  return {quoted(revision) + " names a file, not a commit.", "Name a commit, a branch or a tag."};
}

[[nodiscard]] auto unrelated(named_commit const &a, named_commit const &b) -> problem {
  return {"The commits " + a.abbreviated() + " and " + b.abbreviated() +
              " have no common history, so there is no merge base.",
          "Compare the two trees themselves with " +
              quoted("git prodreview " + a.abbreviated() + ".." + b.abbreviated()) + "."};
}

[[nodiscard]] auto opened(repository const &in, object_id const &id) -> commit_handle {
  auto const oid = to_git(id);
  return taken<commit_handle>(git_commit_lookup, in.handle(), &oid);
}

[[nodiscard]] auto named(git_commit const *commit) -> named_commit {
  return {from_git(*git_commit_id(commit)), from_git(*git_commit_tree_id(commit))};
}

[[nodiscard]] auto peeled(git_object const *object) -> std::optional<named_commit> {
  if (auto const commit = taken<object_handle>(git_object_peel, object, GIT_OBJECT_COMMIT))
    return named(reinterpret_cast<git_commit const *>(commit.get()));
  if (auto const tree = taken<object_handle>(git_object_peel, object, GIT_OBJECT_TREE))
    return named_commit{{}, from_git(*git_object_id(tree.get()))};
  return std::nullopt;
}

/// Why a revision names nothing.
[[nodiscard]] auto why_unknown(repository const &in, std::string const &revision, int status)
    -> problem {
  if (status == GIT_EAMBIGUOUS) return several_objects(revision);
  if (!head_commit(in) && revision.starts_with("HEAD")) return no_commit_yet();
  auto const start = revision.substr(0, revision.find_first_of("~^"));
  if (start.size() == revision.size() || !find_commit(in, start)) return unknown_revision(revision);
  if (in.is_shallow()) return history_is_cut(quoted(revision) + " is not there");
  return too_few_parents(revision, start);
}

/// The commits of a history, newest first.
class history_walk {
public:
  explicit history_walk(repository const &in) : in_{in} {}

  void add(object_id const &id) {
    if (!seen_.insert(id).second) return;
    if (auto commit = opened(in_, id)) {
      auto const time = git_commit_time(commit.get());
      pending_.emplace(time, id);
    }
  }
  [[nodiscard]] auto next() -> std::optional<object_id> {
    if (pending_.empty()) return std::nullopt;
    auto const newest = std::prev(pending_.end());
    auto const id = newest->second;
    pending_.erase(newest);
    auto const commit = opened(in_, id);
    auto const count = commit ? git_commit_parentcount(commit.get()) : 0;
    for (unsigned i = 0; i < count; ++i) add(from_git(*git_commit_parent_id(commit.get(), i)));
    return id;
  }

private:
  repository const &in_;
  std::set<object_id> seen_;
  std::set<std::pair<std::int64_t, object_id>> pending_;
};

/// Looks a little way back, and needs no more of the history than that: most reviews ask for a
/// recent commit, and in a shallow clone the rest is not there.
[[nodiscard]] auto is_near_ancestor(repository const &in, object_id const &ancestor,
                                    object_id const &of) -> bool {
  constexpr int steps = 2000;
  history_walk walk{in};
  walk.add(of);
  for (int i = 0; i < steps; ++i) {
    auto const id = walk.next();
    if (!id) return false;
    if (*id == ancestor) return true;
  }
  return false;
}

class base_list {
public:
  base_list() = default;
  base_list(base_list const &) = delete;
  auto operator=(base_list const &) -> base_list & = delete;
  ~base_list() { git_oidarray_dispose(&ids_); }

  [[nodiscard]] auto fill(repository const &in, object_id const &a, object_id const &b) -> int {
    auto const one = to_git(a);
    auto const two = to_git(b);
    return git_merge_bases(&ids_, in.handle(), &one, &two);
  }
  [[nodiscard]] auto count() const -> std::size_t { return ids_.count; }

  [[nodiscard]] auto newest(repository const &in) const -> commit_handle {
    commit_handle best;
    for (std::size_t i = 0; i < ids_.count; ++i) {
      auto candidate = opened(in, from_git(ids_.ids[i]));
      if (candidate && (!best || key(best.get()) < key(candidate.get())))
        best = std::move(candidate);
    }
    return best;
  }

private:
  [[nodiscard]] static auto key(git_commit const *commit) -> std::pair<std::int64_t, object_id> {
    return {git_commit_time(commit), from_git(*git_commit_id(commit))};
  }

  git_oidarray ids_{};
};

} // namespace

auto head_commit(repository const &in) -> std::optional<named_commit> {
  return find_commit(in, "HEAD");
}

auto find_commit(repository const &in, std::string const &revision) -> std::optional<named_commit> {
  if (revision == empty_tree_id.hex()) return named_commit{{}, empty_tree_id};
  auto const object = taken<object_handle>(git_revparse_single, in.handle(), revision.c_str());
  return object ? peeled(object.get()) : std::nullopt;
}

auto require_commit(repository const &in, std::string const &revision) -> outcome<named_commit> {
  if (auto const found = find_commit(in, revision)) return *found;
  git_object *object = nullptr;
  auto const status = git_revparse_single(&object, in.handle(), revision.c_str());
  object_handle const owned{object};
  if (status == 0) return no_commit(revision);
  return why_unknown(in, revision, status);
}

auto parents_of(repository const &in, named_commit const &commit)
    -> outcome<std::vector<named_commit>> {
  auto const handle = opened(in, commit.id);
  std::vector<named_commit> parents;
  auto const count = handle ? git_commit_parentcount(handle.get()) : 0;
  for (unsigned i = 0; i < count; ++i) {
    auto const parent = opened(in, from_git(*git_commit_parent_id(handle.get(), i)));
    if (!parent) return history_is_cut("The parents of " + commit.abbreviated() + " are not there");
    parents.push_back(named(parent.get()));
  }
  return parents;
}

auto is_ancestor(repository const &in, named_commit const &ancestor, named_commit const &of)
    -> bool {
  if (ancestor.id == of.id || is_near_ancestor(in, ancestor.id, of.id)) return true;
  auto const first = to_git(of.id);
  auto const second = to_git(ancestor.id);
  return git_graph_descendant_of(in.handle(), &first, &second) == 1;
}

auto merge_base(repository const &in, named_commit const &a, named_commit const &b,
                std::vector<std::string> &notes) -> outcome<named_commit> {
  base_list bases;
  auto const status = bases.fill(in, a.id, b.id);
  auto const newest = status == 0 ? bases.newest(in) : commit_handle{};
  if (!newest && (status != GIT_ENOTFOUND || in.is_shallow()))
    return history_is_cut("The merge base of " + a.abbreviated() + " and " + b.abbreviated() +
                          " cannot be found");
  if (!newest) return unrelated(a, b);
  auto const result = named(newest.get());
  if (bases.count() > 1)
    notes.push_back("The commits " + a.abbreviated() + " and " + b.abbreviated() + " have " +
                    std::to_string(bases.count()) + " merge bases; compared with the newest, " +
                    result.abbreviated() + ".");
  return result;
}

auto merge_heads(repository const &in) -> outcome<std::vector<named_commit>> {
  std::vector<object_id> ids;
  auto const add = [](git_oid const *id, void *to) {
    static_cast<std::vector<object_id> *>(to)->push_back(from_git(*id));
    return 0;
  };
  // Fails where no merge is in progress.
  static_cast<void>(git_repository_mergehead_foreach(in.handle(), add, &ids));
  std::vector<named_commit> heads;
  for (auto const &id : ids) {
    auto const commit = opened(in, id);
    if (!commit) return history_is_cut("The commit " + id.abbreviated() + " to merge is not there");
    heads.push_back(named(commit.get()));
  }
  return heads;
}

} // namespace prodreview
