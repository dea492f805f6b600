// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace prodreview {

/// How a pattern of git is read. In a pathspec `*` crosses `/`; in a path pattern (`:(glob)`,
/// `.gitattributes`) only `**` does.
struct wildmatch_mode {
  bool star_crosses_slash = false;
  bool ignores_case = false;
};

[[nodiscard]] auto has_wildcard(std::string_view pattern) -> bool;

/// Whether the whole text matches. Takes time proportional to the product of both sizes, whatever
/// the pattern.
[[nodiscard]] auto wildmatch(std::string_view pattern, std::string_view text, wildmatch_mode mode)
    -> bool;

} // namespace prodreview
