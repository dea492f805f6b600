// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"
#include "problem.hpp"
#include "repository.hpp"

#include <optional>
#include <string>
#include <vector>

namespace prodreview {

/// What a revision names; nothing when it names nothing at all.
struct named_commit {
  /// Null where the revision names a tree without a commit.
  object_id id;
  object_id tree;

  [[nodiscard]] auto abbreviated() const -> std::string {
    return (id.is_null() ? tree : id).abbreviated();
  }
};

/// Nothing when HEAD has no commit yet.
[[nodiscard]] auto head_commit(repository const &in) -> std::optional<named_commit>;

[[nodiscard]] auto find_commit(repository const &in, std::string const &revision)
    -> std::optional<named_commit>;
/// The same, or why not: an unknown name, too few parents, a cut history.
[[nodiscard]] auto require_commit(repository const &in, std::string const &revision)
    -> outcome<named_commit>;

/// In the order of the commit; empty for a root.
[[nodiscard]] auto parents_of(repository const &in, named_commit const &commit)
    -> outcome<std::vector<named_commit>>;

[[nodiscard]] auto is_ancestor(repository const &in, named_commit const &ancestor,
                               named_commit const &of) -> bool;

/// The newest merge base where there are several, with a note. Problems: unrelated or cut
/// histories.
[[nodiscard]] auto merge_base(repository const &in, named_commit const &a, named_commit const &b,
                              std::vector<std::string> &notes) -> outcome<named_commit>;

/// The commits that a merge in progress brings in.
[[nodiscard]] auto merge_heads(repository const &in) -> outcome<std::vector<named_commit>>;

} // namespace prodreview
