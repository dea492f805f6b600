// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/file_review.hpp>

#include <span>
#include <string>
#include <vector>

namespace prodreview {

/// A name that a change takes away from a module, or that is used in another way since.
struct changed_name {
  std::string name;
  /// Where the module lies now, and the changed lines there.
  location where;

  friend auto operator==(changed_name const &, changed_name const &) -> bool = default;
};

/// What a changed file no longer offers as it did: functions and classes that are gone or have
/// other parameters, members of classes likewise.
[[nodiscard]] auto changed_names(file_change const &file, projects_of_sides const &projects)
    -> std::vector<changed_name>;

/// Looks again at the files that the change does not touch and that speak of what it changes. Their
/// text is the same on both sides; what they report on the new side alone is introduced, with the
/// change as its cause. Sorted by path. Nothing where there is not exactly one old side.
[[nodiscard]] auto review_dependents(std::span<file_change const> changed,
                                     projects_of_sides const &projects, settings const &in,
                                     unsigned threads) -> std::vector<file_review>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/dependents.impl.hpp>
#endif
