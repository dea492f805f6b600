// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"

#include <string>
#include <string_view>

namespace prodreview {

/// The handles that `make_reader` understands: `blob:HEX`, `tree:PATH` for a file of the work tree,
/// `file:PATH` for any other.
namespace blob_handle {

inline constexpr std::string_view stored = "blob:";
inline constexpr std::string_view in_work_tree = "tree:";
inline constexpr std::string_view elsewhere = "file:";

[[nodiscard]] inline auto of(std::string_view kind, std::string_view what) -> std::string {
  return std::string{kind}.append(what);
}

} // namespace blob_handle
} // namespace prodreview
