// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "repository_delta.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview {

/// The lines of a text regardless of their order, to tell how much of one is in another.
class line_inventory {
public:
  explicit line_inventory(std::string_view text);

  /// Per cent of the larger text's bytes that stand in both.
  [[nodiscard]] auto similarity(line_inventory const &other) const -> unsigned;
  [[nodiscard]] auto size() const -> std::uint64_t { return size_; }

private:
  struct counted_line {
    std::uint64_t hash = 0;
    std::uint64_t bytes = 0;
  };

  std::vector<counted_line> lines_;
  std::uint64_t size_ = 0;
};

/// Reads a version of a path; false where that cannot be done.
using version_reader =
    std::function<auto(std::string const &path, file_version const &, std::string &content)->bool>;

/// Joins deleted and added files that are the same, or at least half the same, into renamed ones.
/// No configuration of git has a say in it. Returns false when there were so many that only equal
/// files were joined.
auto join_renames(std::vector<delta> &deltas, version_reader const &read) -> bool;

} // namespace prodreview
