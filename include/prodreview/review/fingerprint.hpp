// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/version.hpp>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// FNV-1a over the parts, with a separator that no text has.
[[nodiscard]] constexpr auto fingerprint_hash(std::initializer_list<std::string_view> parts)
    -> std::uint64_t {
  std::uint64_t hash = 14695981039346656037ULL;
  auto const step = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  for (auto const part : parts) {
    for (char const byte : part) step(static_cast<unsigned char>(byte));
    step(0xFF);
  }
  return hash;
}

/// Gives every finding the hash of rule, path, symbol and anchor, `:` and its number among equal
/// ones in source order. No line number goes into it, so it outlives changes elsewhere in the file.
inline void set_fingerprints(std::vector<candidate> &of_one_file) {
  std::map<std::uint64_t, unsigned> seen;
  for (auto &one : of_one_file) {
    auto const hash =
        fingerprint_hash({one.shown.rule, one.shown.where.path, one.shown.symbol, one.key.anchor});
    char digits[16];
    for (int i = 0; i < 16; ++i) digits[i] = "0123456789abcdef"[(hash >> (60 - 4 * i)) & 15U];
    one.shown.fingerprint.assign(digits, 16).append(":").append(std::to_string(++seen[hash]));
  }
}

} // namespace prodreview
