// SPDX-License-Identifier: Apache-2.0
#include "repository_change.hpp"

#include "repository_attributes.hpp"
#include "repository_delta.hpp"
#include "repository_objects.hpp"
#include "repository_reader.hpp"
#include "repository_rename.hpp"
#include "worktree.hpp"
#include "worktree_status.hpp"
#include "worktree_walk.hpp"

#include <algorithm>

namespace prodreview {
namespace {

using new_side = change_sides::new_side;

/// One path with its version on each old side.
struct compared_file {
  std::string path;
  std::optional<file_version> now;
  std::vector<delta> before;
};

[[nodiscard]] auto blob_of(std::string const &path, file_version const &version) -> blob {
  auto id = version.is_in_work_tree ? blob_handle::of(blob_handle::in_work_tree, path)
                                    : blob_handle::of(blob_handle::stored, version.id.hex());
  return {path, std::move(id)};
}

class change_reading {
public:
  change_reading(repository const &in, change_sides const &sides, path_filter const &is_included,
                 std::size_t largest)
      : in_{in}, sides_{sides}, is_included_{is_included}, largest_{largest}, objects_{in} {}

  [[nodiscard]] auto run() -> outcome<change> {
    result_.base = sides_.base;
    result_.head = sides_.head;
    result_.mode = sides_.mode;
    result_.notes = sides_.notes;
    auto files = compared_files();
    if (!files) return files.why();
    for (auto &file : *files) add(std::move(file));
    if (is_work_tree_compared()) count_untracked();
    if (result_.files.empty() && result_.skipped.empty() && !sides_.nothing_changed.empty())
      result_.notes.push_back(sides_.nothing_changed);
    return std::move(result_);
  }

private:
  // What differs.

  [[nodiscard]] auto compared_files() -> outcome<std::vector<compared_file>> {
    if (sides_.old_trees.empty()) return whole_files();
    std::vector<std::vector<delta>> of_sides;
    for (auto const &old_tree : sides_.old_trees) {
      auto deltas = deltas_from(old_tree);
      if (!deltas) return deltas.why();
      follow_renames(*deltas);
      of_sides.push_back(std::move(*deltas));
    }
    return different_from_all(std::move(of_sides));
  }

  [[nodiscard]] auto deltas_from(object_id const &old_tree) -> outcome<std::vector<delta>> {
    switch (sides_.now) {
    case new_side::tree: return deltas_of_trees(in_, old_tree, sides_.new_tree);
    case new_side::index: return deltas_to_index(in_, old_tree, *sides_.index);
    case new_side::work_tree: return deltas_to_work_tree(in_, old_tree, *sides_.index);
    }
    return std::vector<delta>{};
  }

  [[nodiscard]] auto whole_files() -> outcome<std::vector<compared_file>> {
    auto listed = sides_.now == new_side::tree
                      ? deltas_of_trees(in_, empty_tree_id, sides_.new_tree)
                      : outcome{files_of_work_tree(in_, *sides_.index)};
    if (!listed) return listed.why();
    std::vector<compared_file> result;
    for (auto &each : *listed) result.push_back({std::move(each.path), each.now, {}});
    return result;
  }

  void follow_renames(std::vector<delta> &deltas) {
    auto const read = [&](std::string const &path, file_version const &version,
                          std::string &content) { return read_version(path, version, content); };
    if (!join_renames(deltas, read))
      result_.notes.emplace_back("So many files were added and deleted that renames with changes "
                                 "were not followed.");
  }

  /// A file of a merge is reviewed when it differs from every parent.
  [[nodiscard]] static auto different_from_all(std::vector<std::vector<delta>> of_sides)
      -> std::vector<compared_file> {
    std::vector<compared_file> result;
    for (auto &first : of_sides.front()) {
      compared_file file{first.path, first.now, {std::move(first)}};
      for (std::size_t side = 1; side < of_sides.size(); ++side)
        if (auto *const found = find(of_sides[side], file.path)) file.before.push_back(*found);
      if (file.before.size() == of_sides.size()) result.push_back(std::move(file));
    }
    return result;
  }

  [[nodiscard]] static auto find(std::vector<delta> &deltas, std::string const &path) -> delta * {
    auto const at =
        std::lower_bound(deltas.begin(), deltas.end(), path,
                         [](auto const &each, auto const &key) { return each.path < key; });
    return at != deltas.end() && at->path == path ? &*at : nullptr;
  }

  // What of it is reviewed.

  void add(compared_file file) {
    if (!sides_.paths.matches(file.path) && !is_old_path_wanted(file)) return;
    auto const language = language_of(file.path);
    if (language == file_language::maybe_python && !is_script(file)) return;
    if (is_included_ && !is_included_(file.path)) return;
    if (!file.now) return add_deleted(file);
    if (language == file_language::cpp) return skip(file.path, "C++ and CUDA are not reviewed yet");
    if (file.now->type == file_version::kind::symbolic_link)
      return skip(file.path, "symbolic link, not followed");
    auto reason = prodreview::reason_to_skip(file.path);
    if (reason.empty()) reason = attributes_.reason_to_skip(file.path);
    if (!reason.empty()) return skip(file.path, std::move(reason));
    add_present(file);
  }

  [[nodiscard]] auto is_old_path_wanted(compared_file const &file) const -> bool {
    return std::any_of(file.before.begin(), file.before.end(), [&](delta const &each) {
      return each.old && sides_.paths.matches(each.old_path());
    });
  }

  [[nodiscard]] auto is_script(compared_file const &file) -> bool {
    std::string content;
    if (file.now && file.now->type == file_version::kind::regular)
      return read_version(file.path, *file.now, content) && has_python_shebang(content);
    auto const *const old = file.before.empty() ? nullptr : &file.before.front();
    return !file.now && old != nullptr && old->old &&
           read_version(old->old_path(), *old->old, content) && has_python_shebang(content);
  }

  void skip(std::string path, std::string reason, bool by_design = true) {
    result_.skipped.push_back({std::move(path), std::move(reason), by_design});
  }

  void add_deleted(compared_file const &file) {
    if (language_of(file.path) == file_language::cpp) return;
    auto before = versions_before(file);
    auto const had_one = [](std::optional<blob> const &each) { return each.has_value(); };
    if (std::any_of(before.begin(), before.end(), had_one))
      result_.files.push_back({std::nullopt, std::move(before), {}});
  }

  void add_present(compared_file const &file) {
    auto const size = size_of(file.path, *file.now);
    if (!size) return skip(file.path, reason_of_absence(*file.now), false);
    if (*size > largest_) return skip(file.path, reason_of_size(*size, largest_));
    result_.files.push_back({blob_of(file.path, *file.now), versions_before(file), {}});
  }

  [[nodiscard]] auto versions_before(compared_file const &file)
      -> std::vector<std::optional<blob>> {
    std::vector<std::optional<blob>> result;
    for (auto const &each : file.before)
      result.push_back(counts_as_old(each) ? std::optional{blob_of(each.old_path(), *each.old)}
                                           : std::nullopt);
    return result;
  }

  /// What was no file under review before does not excuse what stands in it now.
  [[nodiscard]] auto counts_as_old(delta const &each) -> bool {
    if (!each.old || each.old->type != file_version::kind::regular) return false;
    if (is_included_ && !is_included_(each.old_path())) return false;
    auto const size = objects_.size(each.old->id);
    return !size || *size <= largest_;
  }

  [[nodiscard]] auto reason_of_absence(file_version const &version) const -> std::string {
    if (version.is_in_work_tree) return "no such file in the work tree";
    auto const missing = missing_object(in_, version.id);
    return missing.what + " " + missing.remedy;
  }

  // Reading.

  [[nodiscard]] auto files() -> work_tree_files const & {
    if (!files_) files_.emplace(in_.work_tree());
    return *files_;
  }

  [[nodiscard]] auto read_version(std::string const &path, file_version const &version,
                                  std::string &content) -> bool {
    std::string reason;
    return version.is_in_work_tree ? files().read(path, largest_, content, reason)
                                   : objects_.read(version.id, largest_, content);
  }

  [[nodiscard]] auto size_of(std::string const &path, file_version const &version)
      -> std::optional<std::size_t> {
    if (!version.is_in_work_tree) return objects_.size(version.id);
    auto const status = files().status(path);
    return status ? std::optional{static_cast<std::size_t>(status->size)} : std::nullopt;
  }

  [[nodiscard]] auto read_attributes(std::string const &path) -> std::optional<std::string> {
    auto content = read_new_side(in_, sides_, path);
    return content ? *content : std::nullopt;
  }

  // Notes.

  [[nodiscard]] auto is_work_tree_compared() const -> bool {
    return sides_.now == new_side::work_tree && !sides_.old_trees.empty();
  }

  void count_untracked() {
    auto const count = count_untracked_files(in_, *sides_.index, sides_.paths);
    if (count == 0) return;
    result_.notes.push_back(std::to_string(count) + " untracked Python " +
                            (count == 1 ? "file is" : "files are") +
                            " not reviewed; `git add --intent-to-add` puts " +
                            (count == 1 ? "it" : "them") + " under review.");
  }

  repository const &in_;
  change_sides const &sides_;
  path_filter const &is_included_;
  std::size_t largest_;
  repository_objects objects_;
  std::optional<work_tree_files> files_;
  authorship_attributes attributes_{
      [this](std::string const &path) { return read_attributes(path); }};
  change result_;
};

} // namespace

auto read_change(repository const &in, change_sides const &sides, path_filter const &is_included,
                 std::size_t largest) -> outcome<change> {
  return change_reading{in, sides, is_included, largest}.run();
}

auto read_change(repository const &in, change_request const &request,
                 path_filter const &is_included) -> outcome<change> {
  auto const sides = select_sides(in, request);
  if (!sides) return sides.why();
  return read_change(in, *sides, is_included);
}

} // namespace prodreview
