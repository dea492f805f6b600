// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"
#include "repository.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// One path of the command line as git reads it: a file, everything below a folder, or a pattern.
struct pathspec {
  /// As it was written.
  std::string written;
  /// Relative to the root of the work tree; empty for the root itself.
  std::string pattern;
  bool is_exclusion = false;
  /// Pattern characters mean something.
  bool is_pattern = false;
  bool star_crosses_slash = true;
  bool ignores_case = false;

  [[nodiscard]] auto matches(std::string_view path) const -> bool;
};

/// The paths that a review is restricted to. None: everything.
class pathspecs {
public:
  /// `words` are relative to the directory that the review was started in. Problems: a path outside
  /// the repository, magic that we do not know.
  [[nodiscard]] static auto parse(repository const &in, std::span<std::string const> words)
      -> outcome<pathspecs>;

  [[nodiscard]] auto empty() const -> bool { return specs_.empty(); }
  [[nodiscard]] auto matches(std::string_view path) const -> bool;
  [[nodiscard]] auto specs() const -> std::span<pathspec const> { return specs_; }

private:
  std::vector<pathspec> specs_;
};

/// A path relative to a folder (empty or ending with `/`) as one relative to the root, without `.`
/// and `..`; nothing where it leads outside.
[[nodiscard]] auto resolved_path(std::string_view folder, std::string_view path)
    -> std::optional<std::string>;

} // namespace prodreview
