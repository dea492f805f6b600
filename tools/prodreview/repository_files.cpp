// SPDX-License-Identifier: Apache-2.0
#include "repository_change.hpp"
#include "repository_reader.hpp"
#include "worktree.hpp"
#include "worktree_walk.hpp"

#include <climits>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <sys/stat.h>

namespace prodreview {
namespace {

[[nodiscard]] auto no_such_path(std::string const &path) -> problem {
  return {"There is no file or folder " + quoted(path) + ".",
          "Correct it; paths are relative to the current directory."};
}

[[nodiscard]] auto unreadable_folder(std::string const &path) -> problem {
  return {"Something below the folder " + quoted(path) + " cannot be listed.",
          "Make its folders readable, or name files."};
}

[[nodiscard]] auto real_path(std::string const &path) -> std::string {
  std::array<char, PATH_MAX> buffer{};
  return realpath(path.c_str(), buffer.data()) == nullptr ? path : buffer.data();
}

/// Without `.`, doubled slashes and `x/..`; leading `..` stay.
[[nodiscard]] auto tidied(std::string_view path) -> std::string {
  std::string up;
  while (path.starts_with("../") || path.starts_with("./") || path == "..") {
    auto const size = std::min(path.find('/') + 1, path.size());
    if (path.starts_with("..")) up += "../";
    path.remove_prefix(path == ".." ? path.size() : size);
  }
  auto const is_absolute = path.starts_with('/');
  auto const inside = resolved_path({}, path);
  return (is_absolute ? "/" : up) + (inside ? *inside : std::string{path});
}

class file_listing {
public:
  file_listing(repository const *in, std::string const &directory, path_filter const &is_included,
               std::size_t largest)
      : in_{in}, directory_{real_path(directory)}, is_included_{is_included}, largest_{largest} {
    result_.head = "work tree";
    result_.mode = "files";
  }

  [[nodiscard]] auto add(std::string const &path) -> std::optional<problem> {
    auto const full = path.starts_with('/') ? path : directory_ + "/" + path;
    struct stat found {};
    if (stat(full.c_str(), &found) != 0) return no_such_path(path);
    if (S_ISDIR(found.st_mode)) return add_folder(path, full);
    add_named(shown(path), full);
    return std::nullopt;
  }

  [[nodiscard]] auto result() && -> change {
    for (auto const &[path, full] : files_)
      result_.files.push_back({blob{path, blob_handle::of(blob_handle::elsewhere, full)}, {}, {}});
    for (auto const &[path, reason] : skipped_) result_.skipped.push_back({path, reason, true});
    return std::move(result_);
  }

private:
  /// Relative to the root of the work tree where the path is in it, else as it was written.
  [[nodiscard]] auto shown(std::string const &path) const -> std::string {
    auto const root = in_ == nullptr || in_->is_bare() ? directory_ + "/" : in_->work_tree();
    if (path.starts_with('/'))
      return path.starts_with(root) ? tidied(path.substr(root.size())) : tidied(path);
    auto const from_root = directory_ + "/";
    if (from_root.starts_with(root))
      if (auto inside = resolved_path(from_root.substr(root.size()), path)) return *inside;
    return tidied(path);
  }

  [[nodiscard]] auto add_folder(std::string const &path, std::string const &full)
      -> std::optional<problem> {
    auto const folder = shown(path);
    auto const prefix = folder.empty() || folder == "/" ? folder : folder + "/";
    auto const before = files_.size() + skipped_.size();
    auto const enter = [&](std::string const &inner) { return !is_left_out(prefix + inner); };
    auto const take = [&](std::string const &file) {
      if (language_of(file) != file_language::other && !is_left_out(prefix + file))
        add_walked(prefix + file, full + "/" + file);
    };
    if (!walk_files(full + "/", "", enter, take)) return unreadable_folder(path);
    if (before == files_.size() + skipped_.size())
      result_.notes.push_back("There is no Python file in " + quoted(path) + ".");
    return std::nullopt;
  }

  [[nodiscard]] auto is_left_out(std::string const &path) const -> bool {
    auto const is_inside = in_ != nullptr && !path.starts_with('/') && !path.starts_with("../");
    return is_inside && is_ignored(*in_, path);
  }

  void add_walked(std::string const &path, std::string const &full) {
    auto const language = language_of(path);
    if (language == file_language::maybe_python && !is_script(full)) return;
    if (is_included_ && !is_included_(path)) return;
    add_file(path, full, language);
  }

  void add_named(std::string const &path, std::string const &full) {
    auto const language = language_of(path);
    auto const is_code = language == file_language::maybe_python ? is_script(full)
                                                                 : language != file_language::other;
    if (!is_code) return skip(path, "no Python file");
    add_file(path, full, language);
  }

  void add_file(std::string const &path, std::string const &full, file_language language) {
    if (language == file_language::cpp) return skip(path, "C++ and CUDA are not reviewed yet");
    if (auto reason = reason_to_skip(path); !reason.empty()) return skip(path, reason);
    struct stat found {};
    auto const is_there = stat(full.c_str(), &found) == 0;
    auto const size = is_there ? static_cast<std::size_t>(found.st_size) : 0;
    if (size > largest_) return skip(path, reason_of_size(size, largest_));
    files_.emplace(path, full);
  }

  [[nodiscard]] static auto is_script(std::string const &full) -> bool {
    auto const slash = full.rfind('/') + 1;
    constexpr std::size_t first_line = 256;
    return has_python_shebang(
        work_tree_files{full.substr(0, slash)}.head(full.substr(slash), first_line));
  }

  void skip(std::string const &path, std::string reason) {
    skipped_.emplace(path, std::move(reason));
  }

  repository const *in_;
  std::string directory_;
  path_filter const &is_included_;
  std::size_t largest_;
  /// By the path that is shown: each once, and sorted.
  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> skipped_;
  change result_;
};

} // namespace

auto read_files(repository const *in, std::string const &directory,
                std::vector<std::string> const &paths, path_filter const &is_included,
                std::size_t largest) -> outcome<change> {
  file_listing listing{in, directory, is_included, largest};
  for (auto const &path : paths)
    if (auto failed = listing.add(path)) return *failed;
  return std::move(listing).result();
}

} // namespace prodreview
