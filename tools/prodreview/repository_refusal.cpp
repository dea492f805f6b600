// SPDX-License-Identifier: Apache-2.0
#include "repository_refusal.hpp"

#include "git_handle.hpp"

#include <array>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace prodreview {
namespace {

constexpr std::string_view extension_prefix = "extensions.";

[[nodiscard]] auto sha256_refused() -> problem {
  return {"This repository names its objects by SHA-256, which libgit2 cannot read.",
          "Review a SHA-1 clone of it, or single files with `prodreview check PATHS`."};
}

[[nodiscard]] auto ref_storage_refused(std::string_view format) -> problem {
  return {"This repository stores its references as " + quoted(format) +
              ", which libgit2 cannot read.",
          "Convert it with `git refs migrate --ref-format=files`, or review a clone made with "
          "`git clone --ref-format=files`."};
}

[[nodiscard]] auto unknown_extension(std::string_view name) -> problem {
  return {"This repository uses the extension " + quoted(name) +
              ", which prodreview does not know.",
          "Review a fresh clone of it, or single files with `prodreview check PATHS`."};
}

[[nodiscard]] auto refusal_of(std::string_view extension, std::string_view value)
    -> std::optional<problem> {
  constexpr std::array<std::string_view, 5> harmless{"noop", "partialclone", "preciousobjects",
                                                     "relativeworktrees", "worktreeconfig"};
  for (auto const name : harmless)
    if (name == extension) return std::nullopt;
  if (extension == "objectformat")
    return value == "sha1" ? std::nullopt : std::optional{sha256_refused()};
  if (extension == "refstorage")
    return value == "files" ? std::nullopt : std::optional{ref_storage_refused(value)};
  return unknown_extension(extension);
}

/// Where the shared configuration of a linked work tree lies; the directory itself otherwise.
[[nodiscard]] auto common_directory(std::string const &git_directory) -> std::string {
  std::ifstream file{git_directory + "commondir"};
  std::string line;
  if (!std::getline(file, line) || line.empty()) return git_directory;
  return (line.front() == '/' ? line : git_directory + line) + "/";
}

using iterator_handle = git_handle<git_config_iterator, git_config_iterator_free>;

[[nodiscard]] auto opened_config(std::string const &path) -> config_handle {
  return taken<config_handle>(git_config_open_ondisk, path.c_str());
}

/// Applies one value of `safe.directory`: an empty one takes back what stood before.
void apply_trust(std::string_view value, std::string_view directory, bool &trusted) {
  while (value.size() > 1 && value.ends_with('/')) value.remove_suffix(1);
  if (value.empty())
    trusted = false;
  else if (value == "*" || value == directory)
    trusted = true;
}

void apply_trust_of(git_config *config, std::string_view directory, bool &trusted) {
  if (config == nullptr) return;
  auto const values =
      taken<iterator_handle>(git_config_multivar_iterator_new, config, "safe.directory", nullptr);
  git_config_entry *entry = nullptr;
  while (values && git_config_next(&entry, values.get()) == 0)
    apply_trust(entry->value == nullptr ? "" : entry->value, directory, trusted);
}

/// `git -c safe.directory=…` as it reaches a child process.
void apply_trust_of_environment(std::string_view directory, bool &trusted) {
  auto const *const count = std::getenv("GIT_CONFIG_COUNT");
  auto const last = count == nullptr ? 0 : std::strtol(count, nullptr, 10);
  for (long i = 0; i < last && i < 1000; ++i) {
    auto const number = std::to_string(i);
    auto const *const key = std::getenv(("GIT_CONFIG_KEY_" + number).c_str());
    auto const *const value = std::getenv(("GIT_CONFIG_VALUE_" + number).c_str());
    if (key != nullptr && value != nullptr && std::string_view{key} == "safe.directory")
      apply_trust(value, directory, trusted);
  }
}

} // namespace

auto refused_extension(std::string const &git_directory) -> std::optional<problem> {
  auto const config = opened_config(common_directory(git_directory) + "config");
  if (!config) return std::nullopt;
  auto const values = taken<iterator_handle>(git_config_iterator_new, config.get());
  git_config_entry *entry = nullptr;
  while (values && git_config_next(&entry, values.get()) == 0) {
    std::string_view const name = entry->name;
    if (!name.starts_with(extension_prefix)) continue;
    if (auto refused = refusal_of(name.substr(extension_prefix.size()),
                                  entry->value == nullptr ? "" : entry->value))
      return refused;
  }
  return std::nullopt;
}

auto is_trusted(std::string const &git_directory) -> bool {
  constexpr std::string_view dot_git = "/.git/";
  auto directory = std::string_view{git_directory};
  directory.remove_suffix(directory.ends_with(dot_git) ? dot_git.size() : 1);
  bool trusted = false;
  if (auto const *const named = std::getenv("GIT_CONFIG_GLOBAL")) {
    apply_trust_of(opened_config("/etc/gitconfig").get(), directory, trusted);
    apply_trust_of(opened_config(named).get(), directory, trusted);
  } else {
    apply_trust_of(taken<config_handle>(git_config_open_default).get(), directory, trusted);
  }
  apply_trust_of_environment(directory, trusted);
  return trusted;
}

auto no_repository(std::string const &directory) -> problem {
  auto const where = directory == "." ? std::string{"The current directory"} : quoted(directory);
  return {
      where + " is in no git repository.",
      "Change into one, name one with `-C DIR`, or review files with `prodreview check PATHS`."};
}

auto no_repository_in_git_dir(std::string const &git_dir) -> problem {
  return {"GIT_DIR names " + quoted(git_dir) + ", which is no git repository.",
          "Correct or unset GIT_DIR."};
}

auto owned_by_someone_else(std::string const &git_directory) -> problem {
  constexpr std::string_view dot_git = "/.git/";
  auto directory = git_directory;
  if (directory.ends_with(dot_git)) directory.resize(directory.size() - dot_git.size());
  return {"The repository at " + quoted(directory) +
              " belongs to another user, so git does not trust it.",
          "If you do, run `git config --global --add safe.directory " + directory + "`."};
}

auto cannot_open(std::string const &reason) -> problem {
  return {"The git repository cannot be opened: " + reason + ".",
          "See what `git status` and `git fsck` say of it."};
}

auto other_common_dir(std::string const &common_dir) -> problem {
  return {"GIT_COMMON_DIR names " + quoted(common_dir) +
              ", which is not where this repository keeps its objects.",
          "Unset GIT_COMMON_DIR."};
}

auto no_directory(std::string const &directory) -> problem {
  return {"There is no directory " + quoted(directory) + ".", "Correct the path after `-C`."};
}

auto no_work_tree(std::string const &work_tree) -> problem {
  return {"The work tree " + quoted(work_tree) + " that GIT_WORK_TREE names does not exist.",
          "Correct or unset GIT_WORK_TREE."};
}

auto no_object_directory(std::string const &directory) -> problem {
  return {
      "The object directory " + quoted(directory) +
          " that GIT_OBJECT_DIRECTORY or GIT_ALTERNATE_OBJECT_DIRECTORIES names cannot be read.",
      "Correct or unset these variables."};
}

} // namespace prodreview
