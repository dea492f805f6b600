// SPDX-License-Identifier: Apache-2.0
#include "repository.hpp"

#include "git_handle.hpp"
#include "repository_refusal.hpp"

#include <climits>
#include <git2/sys/repository.h>

#include <array>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

namespace prodreview {
namespace {

/// The variable's value; an empty one counts as unset, as in git.
[[nodiscard]] auto environment(char const *name) -> std::optional<std::string> {
  auto const *const value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

[[nodiscard]] auto real_path(std::string const &path) -> std::optional<std::string> {
  std::array<char, PATH_MAX> buffer{};
  if (realpath(path.c_str(), buffer.data()) == nullptr) return std::nullopt;
  return buffer.data();
}

[[nodiscard]] auto joined(std::string const &directory, std::string const &path) -> std::string {
  return path.starts_with('/') ? path : directory + "/" + path;
}

[[nodiscard]] auto with_slash(std::string path) -> std::string {
  if (!path.ends_with('/')) path.push_back('/');
  return path;
}

void allow_extensions(std::span<char const *const> names) {
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names.data(), names.size());
}

void start_libgit2() {
  static bool const started = [] {
    git_libgit2_init();
    // What stands in the local object store was verified when it came in.
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    constexpr std::array names{"worktreeconfig", "preciousobjects", "relativeworktrees",
                               "partialclone"};
    allow_extensions(names);
    return true;
  }();
  static_cast<void>(started);
}

/// Never freed: it stays reachable, and the process ends soon.
auto kept(git_repository *handle) -> git_repository * {
  static auto *const handles = new std::vector<git_repository *>;
  handles->push_back(handle);
  return handle;
}

} // namespace

class repository_opener {
public:
  explicit repository_opener(std::string const &directory) : directory_{directory} {}

  [[nodiscard]] auto open() -> outcome<std::optional<repository>> {
    start_libgit2();
    auto const start = real_path(directory_);
    if (!start) return no_directory(directory_);
    made_.start_ = *start;
    git_dir_ = environment("GIT_DIR");
    if (auto failed = open_handle()) return *failed;
    if (made_.handle_ == nullptr) return std::optional<repository>{};
    for (auto const step :
         {&repository_opener::check_common_dir, &repository_opener::find_work_tree,
          &repository_opener::add_object_directories})
      if (auto failed = (this->*step)()) return *failed;
    find_index();
    return std::optional{made_};
  }

private:
  using failure = std::optional<problem>;

  [[nodiscard]] auto try_to_open() -> int {
    git_repository *handle = nullptr;
    auto const ceilings = environment("GIT_CEILING_DIRECTORIES").value_or("");
    auto const flags = static_cast<unsigned>(
        git_dir_ ? GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT : 0);
    auto const across = environment("GIT_DISCOVERY_ACROSS_FILESYSTEM")
                            ? static_cast<unsigned>(GIT_REPOSITORY_OPEN_CROSS_FS)
                            : 0U;
    auto const path = git_dir_ ? joined(made_.start_, *git_dir_) : made_.start_;
    auto const status =
        git_repository_open_ext(&handle, path.c_str(), flags | across, ceilings.c_str());
    if (status == 0) made_.handle_ = kept(handle);
    return status;
  }

  /// Leaves the handle empty where there is no repository at all.
  [[nodiscard]] auto open_handle() -> failure {
    auto status = try_to_open();
    if (status == 0) return {};
    auto const reason = last_git_error();
    auto const git_directory = discovered();
    if (git_directory.empty() || is_absent(status, reason)) return absent();
    if (is_ownership(status, reason)) {
      if (!is_trusted(git_directory)) return owned_by_someone_else(git_directory);
      git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    }
    if (auto refused = refused_extension(git_directory)) return refused;
    // What is left of these two names only what libgit2 does anyway.
    constexpr std::array names{"worktreeconfig", "preciousobjects", "relativeworktrees",
                               "partialclone",   "objectformat",    "refstorage"};
    allow_extensions(names);
    status = try_to_open();
    return status == 0 ? failure{} : cannot_open(last_git_error());
  }

  [[nodiscard]] static auto is_ownership(int status, std::string_view reason) -> bool {
    return status == GIT_EOWNER || reason.find("safe.directory") != reason.npos;
  }
  [[nodiscard]] static auto is_absent(int status, std::string_view reason) -> bool {
    return status == GIT_ENOTFOUND && !is_ownership(status, reason);
  }

  [[nodiscard]] auto absent() -> failure {
    if (git_dir_) return no_repository_in_git_dir(*git_dir_);
    return {};
  }

  /// The git directory, with a slash at its end; empty where there is none.
  [[nodiscard]] auto discovered() -> std::string {
    if (git_dir_) return with_slash(joined(made_.start_, *git_dir_));
    git_buf path = GIT_BUF_INIT;
    auto const ceilings = environment("GIT_CEILING_DIRECTORIES").value_or("");
    auto const across = environment("GIT_DISCOVERY_ACROSS_FILESYSTEM") ? 1 : 0;
    std::string result;
    if (git_repository_discover(&path, made_.start_.c_str(), across, ceilings.c_str()) == 0)
      result.assign(path.ptr, path.size);
    git_buf_dispose(&path);
    return result;
  }

  [[nodiscard]] auto check_common_dir() -> failure {
    auto const asked = environment("GIT_COMMON_DIR");
    if (!asked) return {};
    auto const *const found = git_repository_commondir(made_.handle_);
    if (real_path(joined(made_.start_, *asked)) == real_path(found)) return {};
    return other_common_dir(*asked);
  }

  [[nodiscard]] auto find_work_tree() -> failure {
    if (auto const asked = environment("GIT_WORK_TREE")) {
      auto const path = real_path(joined(made_.start_, *asked));
      if (!path || git_repository_set_workdir(made_.handle_, path->c_str(), 0) < 0)
        return no_work_tree(*asked);
    } else if (is_at_top_by_convention()) {
      git_repository_set_workdir(made_.handle_, made_.start_.c_str(), 0);
    }
    auto const *const found = git_repository_workdir(made_.handle_);
    auto const path = found == nullptr ? std::nullopt : real_path(found);
    if (!path || is_told_to_be_bare()) return {};
    made_.work_tree_ = with_slash(*path);
    auto const start = with_slash(made_.start_);
    if (start.starts_with(made_.work_tree_)) made_.prefix_ = start.substr(made_.work_tree_.size());
    return {};
  }

  /// With GIT_DIR and no work tree named, git takes the current directory for the top. Inside the
  /// work tree that the repository itself names, that one is meant: a hook may have changed into a
  /// folder.
  [[nodiscard]] auto is_at_top_by_convention() -> bool {
    auto const *const found = git_repository_workdir(made_.handle_);
    if (!git_dir_ || found == nullptr || has_configured_work_tree()) return false;
    auto const own = real_path(found);
    return !own || !with_slash(made_.start_).starts_with(with_slash(*own));
  }

  [[nodiscard]] auto has_configured_work_tree() -> bool {
    auto const config = taken<config_handle>(git_repository_config_snapshot, made_.handle_);
    char const *value = nullptr;
    return config && git_config_get_string(&value, config.get(), "core.worktree") == 0;
  }

  /// What `git --bare` sets.
  [[nodiscard]] auto is_told_to_be_bare() -> bool {
    return git_dir_ && !environment("GIT_WORK_TREE") &&
           environment("GIT_IMPLICIT_WORK_TREE") == "0";
  }

  /// During `git receive-pack` new objects lie in a place of their own.
  [[nodiscard]] auto add_object_directories() -> failure {
    auto directories = environment("GIT_OBJECT_DIRECTORY").value_or("");
    directories.append(":").append(environment("GIT_ALTERNATE_OBJECT_DIRECTORIES").value_or(""));
    if (directories == ":") return {};
    git_odb *objects = nullptr;
    if (git_repository_odb(&objects, made_.handle_) < 0) return cannot_open(last_git_error());
    git_handle<git_odb, git_odb_free> const owned{objects};
    for (std::string_view rest = directories; !rest.empty();) {
      std::string const each{rest.substr(0, rest.find(':'))};
      rest.remove_prefix(std::min(each.size() + 1, rest.size()));
      if (each.empty()) continue;
      if (git_odb_add_disk_alternate(objects, joined(made_.start_, each).c_str()) < 0)
        return no_object_directory(each);
    }
    return {};
  }

  void find_index() {
    auto const named = environment("GIT_INDEX_FILE");
    made_.is_index_named_ = named.has_value();
    auto const &base = made_.work_tree_.empty() ? made_.start_ : made_.work_tree_;
    made_.index_path_ =
        named ? joined(base, *named) : std::string{git_repository_path(made_.handle_)} + "index";
  }

  std::string directory_;
  std::optional<std::string> git_dir_;
  repository made_;
};

auto repository::find(std::string const &directory) -> outcome<std::optional<repository>> {
  return repository_opener{directory}.open();
}

auto repository::open(std::string const &directory) -> outcome<repository> {
  auto found = find(directory);
  if (!found) return found.why();
  if (!*found) return no_repository(directory);
  return **found;
}

auto repository::is_shallow() const -> bool { return git_repository_is_shallow(handle_) == 1; }

} // namespace prodreview
