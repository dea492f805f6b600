// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview::flow {

/// Which words a text holds, and which attributes it assigns as `.name =`. It never denies what is
/// there; about what is not, it is wrong about once in a hundred times. It takes one byte for eight
/// to sixteen of the text.
class word_filter {
public:
  /// Of no text: denies everything.
  word_filter() = default;
  explicit word_filter(std::string_view text);

  /// Whether the text may hold an identifier as a word of its own.
  [[nodiscard]] auto may_have(std::string_view identifier) const -> bool;
  /// Whether the text may hold `.identifier =`.
  [[nodiscard]] auto may_assign(std::string_view identifier) const -> bool;

  /// What it consists of, to be stored and to be made again.
  [[nodiscard]] auto bits() const -> std::span<std::uint64_t const> { return bits_; }
  [[nodiscard]] static auto of_bits(std::vector<std::uint64_t> bits) -> word_filter {
    word_filter made;
    made.bits_ = std::move(bits);
    return made;
  }

private:
  void add(std::uint64_t hash);
  [[nodiscard]] auto has(std::uint64_t hash) const -> bool;

  /// A power of two of words, or none.
  std::vector<std::uint64_t> bits_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/word_filter.impl.hpp>
#endif
