// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace prodreview {

/// A file of `config/` that the build put into the program.
struct shipped_profile {
  std::string_view name;
  std::string_view text;
};

/// `default`, `strict`, `research`.
[[nodiscard]] auto shipped_profiles() -> std::span<shipped_profile const>;

/// The text of a shipped profile; null when there is none of that name.
[[nodiscard]] auto find_profile(std::string_view name) -> shipped_profile const *;

} // namespace prodreview
