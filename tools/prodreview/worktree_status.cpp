// SPDX-License-Identifier: Apache-2.0
#include "worktree_status.hpp"

#include "git_handle.hpp"
#include <prodreview/review/file_kind.hpp>

#include <tuple>

namespace prodreview {
namespace {

[[nodiscard]] auto hash_of(std::string_view content) -> object_id {
  git_oid id{};
  if (git_odb_hash(&id, content.data(), content.size(), GIT_OBJECT_BLOB) < 0) return {};
  return from_git(id);
}

/// Some programs write an index without fractions of seconds.
[[nodiscard]] auto is_same_moment(std::uint32_t seconds, std::uint32_t nanoseconds,
                                  std::int64_t found_seconds, std::int64_t found_nanoseconds)
    -> bool {
  return seconds == static_cast<std::uint32_t>(found_seconds) &&
         (nanoseconds == 0 || nanoseconds == found_nanoseconds);
}

[[nodiscard]] auto with_line_feeds(std::string const &content) -> std::string {
  std::string result;
  result.reserve(content.size());
  for (std::size_t i = 0; i < content.size(); ++i)
    if (content[i] != '\r' || i + 1 == content.size() || content[i + 1] != '\n')
      result.push_back(content[i]);
  return result;
}

/// Compares the files of the work tree with their entries of the index.
class work_tree_comparison {
public:
  work_tree_comparison(repository const &in, index_file const &index)
      : index_{index}, files_{in.work_tree()}, scan_{files_} {}

  /// What a tracked file is now; nothing when it is gone.
  [[nodiscard]] auto now(index_entry const &entry) -> std::optional<file_version> {
    auto const type = kind_of_mode(entry.mode);
    file_version const unchanged{entry.id, *type, false};
    if (entry.is_skipped || entry.is_assumed_unchanged) return unchanged;
    auto const found = scan_.status(entry.path);
    if (!found) return std::nullopt;
    if (found->type == file_status::kind::symbolic_link)
      return type == file_version::kind::symbolic_link ? unchanged : changed_link();
    if (found->type != file_status::kind::regular) return std::nullopt;
    if (type == file_version::kind::regular && is_known_unchanged(entry, *found)) return unchanged;
    return read(entry, *found);
  }

private:
  [[nodiscard]] static auto changed_link() -> file_version {
    return {{}, file_version::kind::symbolic_link, true};
  }

  /// git's own test: the file looks as it did when it was added, and that was long enough before
  /// the index was written.
  [[nodiscard]] auto is_known_unchanged(index_entry const &entry, file_status const &found) const
      -> bool {
    auto const modified = std::tuple{found.modified_seconds, found.modified_nanoseconds};
    auto const written = std::tuple{index_.written_seconds(), index_.written_nanoseconds()};
    auto const is_same_time = is_same_moment(entry.modified_seconds, entry.modified_nanoseconds,
                                             found.modified_seconds, found.modified_nanoseconds) &&
                              is_same_moment(entry.changed_seconds, entry.changed_nanoseconds,
                                             found.changed_seconds, found.changed_nanoseconds);
    return !entry.is_intent_to_add && is_same_time && modified < written &&
           entry.size == static_cast<std::uint32_t>(found.size) &&
           entry.inode == static_cast<std::uint32_t>(found.inode);
  }

  [[nodiscard]] auto read(index_entry const &entry, file_status const &found) -> file_version {
    file_version changed{{}, file_version::kind::regular, true};
    std::string reason;
    if (found.size > largest_reviewed_file ||
        !files_.read(entry.path, largest_reviewed_file, content_, reason))
      return changed;
    changed.id = hash_of(content_);
    if (changed.id == entry.id || content_.find('\r') == content_.npos)
      return settled(changed, entry);
    auto const normalised = hash_of(with_line_feeds(content_));
    if (normalised == entry.id) changed.id = normalised;
    return settled(changed, entry);
  }

  /// Bytes that are in the index are read from there.
  [[nodiscard]] static auto settled(file_version version, index_entry const &entry)
      -> file_version {
    version.is_in_work_tree = version.id != entry.id || entry.is_intent_to_add;
    return version;
  }

  index_file const &index_;
  work_tree_files files_;
  work_tree_scan scan_;
  std::string content_;
};

[[nodiscard]] auto is_same(std::optional<file_version> const &a,
                           std::optional<file_version> const &b) -> bool {
  if (!a || !b) return !a && !b;
  return a->type == b->type && a->id == b->id && !a->id.is_null();
}

[[nodiscard]] auto concerns_us(index_entry const &entry) -> bool {
  return entry.stage == 0 && kind_of_mode(entry.mode) &&
         language_of(entry.path) != file_language::other;
}

} // namespace

auto deltas_to_work_tree(repository const &in, object_id const &old_tree, index_file const &index)
    -> outcome<std::vector<delta>> {
  auto staged = deltas_to_index(in, old_tree, index);
  if (!staged) return staged.why();
  work_tree_comparison work_tree{in, index};
  std::vector<delta> result;
  auto next = staged->begin();
  for (auto const &entry : index.entries()) {
    if (!concerns_us(entry)) continue;
    while (next != staged->end() && next->path < entry.path) result.push_back(std::move(*next++));
    auto const is_staged = next != staged->end() && next->path == entry.path;
    auto now = work_tree.now(entry);
    auto const in_index = file_version{entry.id, *kind_of_mode(entry.mode), false};
    auto old = is_staged                ? next++->old
               : entry.is_intent_to_add ? std::nullopt
                                        : std::optional{in_index};
    if (!is_same(old, now)) result.push_back({std::string{entry.path}, old, now, ""});
  }
  for (; next != staged->end(); ++next) result.push_back(std::move(*next));
  return result;
}

auto files_of_work_tree(repository const &in, index_file const &index) -> std::vector<delta> {
  work_tree_files const files{in.work_tree()};
  work_tree_scan scan{files};
  std::vector<delta> result;
  for (auto const &entry : index.entries()) {
    if (!concerns_us(entry) || entry.is_skipped) continue;
    auto const found = scan.status(entry.path);
    if (!found) continue;
    auto const is_link = found->type == file_status::kind::symbolic_link;
    if (!is_link && found->type != file_status::kind::regular) continue;
    auto const type = is_link ? file_version::kind::symbolic_link : file_version::kind::regular;
    result.push_back({std::string{entry.path}, std::nullopt, file_version{{}, type, true}, ""});
  }
  return result;
}

} // namespace prodreview
