// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview {

/// A word of the command line that names what to compare, as it is written; nothing is looked up.
struct revision_word {
  enum class kind : std::uint8_t {
    /// `REV` against the work tree.
    single,
    /// `A..B`, and `REV^-N` for `REV^N..REV`.
    range,
    /// `A...B`: from the merge base to B.
    from_merge_base,
    /// `REV^!` against its parents.
    commit
  };

  kind what = kind::single;
  std::string left;
  /// Empty unless a range.
  std::string right;
};

/// Problems: forms of git that name a set of commits, which a review cannot compare.
[[nodiscard]] auto parse_revision(std::string_view word) -> outcome<revision_word>;

} // namespace prodreview
