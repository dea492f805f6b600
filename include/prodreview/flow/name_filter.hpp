// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview::flow {

/// A set of names that never denies one that was added; about others it is wrong about once in a
/// hundred times.
class name_filter {
public:
  /// Of no name: denies everything.
  name_filter() = default;
  /// Room for the names of a text; one byte is enough for `bytes_per_byte` of it.
  name_filter(std::size_t text_size, std::size_t bytes_per_byte);

  void add(std::uint64_t hash);
  [[nodiscard]] auto may_have(std::string_view name) const -> bool;

  /// What it consists of, to be stored and to be made again.
  [[nodiscard]] auto bits() const -> std::span<std::uint64_t const> { return bits_; }
  [[nodiscard]] static auto of_bits(std::vector<std::uint64_t> bits) -> name_filter {
    name_filter made;
    made.bits_ = std::move(bits);
    return made;
  }

private:
  /// A power of two of words, or none.
  std::vector<std::uint64_t> bits_;
};

/// The words of a text.
[[nodiscard]] auto words_of(std::string_view text) -> name_filter;

/// The attributes that a text assigns, or compares, as `.name =`.
[[nodiscard]] auto assigned_attributes_of(std::string_view text) -> name_filter;

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/name_filter.impl.hpp>
#endif
