// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"
#include "repository.hpp"
#include "repository_change.hpp"

#include <string>
#include <vector>

namespace prodreview {

/// The words of a command line by what they are.
struct sorted_words {
  /// Empty where none was given. Not looked up: it may name nothing.
  std::string revision;
  /// Those before `--` and those after.
  std::vector<std::string> paths;
};

/// Tells revisions from paths as git does: without `--` a word is what it names, and one that names
/// both is a problem.
[[nodiscard]] auto sort_words(repository const &in, change_request const &request)
    -> outcome<sorted_words>;

/// Whether all that a revision word names is there.
[[nodiscard]] auto names_revision(repository const &in, std::string const &word) -> bool;

[[nodiscard]] auto names_neither(std::string const &word) -> problem;

} // namespace prodreview
