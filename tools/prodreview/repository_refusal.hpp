// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"

#include <optional>
#include <string>
#include <vector>

namespace prodreview {

/// The reasons for which libgit2 does not open a repository that exists, looked up after the fact
/// in the repository's own configuration. `git_directory` ends with `/`.

/// An extension that changes how the repository is stored and that libgit2 cannot read (SHA-256,
/// reftable, unknown ones); nothing when all of them are harmless.
[[nodiscard]] auto refused_extension(std::string const &git_directory) -> std::optional<problem>;

/// Whether the user's or the system's configuration (`safe.directory`) trusts a repository that is
/// owned by someone else. The repository's own configuration has no say.
[[nodiscard]] auto is_trusted(std::string const &git_directory) -> bool;

[[nodiscard]] auto no_repository(std::string const &directory) -> problem;
[[nodiscard]] auto no_repository_in_git_dir(std::string const &git_dir) -> problem;
[[nodiscard]] auto owned_by_someone_else(std::string const &git_directory) -> problem;
[[nodiscard]] auto cannot_open(std::string const &reason) -> problem;

/// What the environment asks for and cannot be had.
[[nodiscard]] auto other_common_dir(std::string const &common_dir) -> problem;
[[nodiscard]] auto no_directory(std::string const &directory) -> problem;
[[nodiscard]] auto no_work_tree(std::string const &work_tree) -> problem;
[[nodiscard]] auto no_object_directory(std::string const &directory) -> problem;

} // namespace prodreview
