// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"

#include <span>
#include <string_view>

namespace prodreview {

/// A verb as it is typed: one word, or two for those of `config`.
struct verb_row {
  std::string_view name;
  prodreview::verb verb;
  /// What follows the name.
  std::string_view operands;
  std::string_view brief;
  /// How many words it takes.
  std::size_t least = 0;
  std::size_t most = 0;
  bool in_help = true;
};

[[nodiscard]] auto verb_rows() -> std::span<verb_row const>;
[[nodiscard]] auto row_of(verb which) -> verb_row const &;
[[nodiscard]] auto find_verb(std::string_view name) -> verb_row const *;
/// The first words of all verbs.
[[nodiscard]] auto verb_words() -> std::span<std::string_view const>;
/// Verbs that are promised, and not built in this version.
[[nodiscard]] auto later_verbs() -> std::span<std::string_view const>;

} // namespace prodreview
