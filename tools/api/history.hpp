// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facts.hpp"

namespace prodreview::api_facts {

struct used_signature {
  signature_facts signature;
  std::uint8_t first = 0;
  std::uint8_t last = 0;
  auto operator<=>(used_signature const &) const = default;
};

/// One public name through all versions.
struct history {
  api::entry_kind kind = api::entry_kind::other;
  bool is_closed = true;
  bool is_native = false;
  std::uint8_t first = api::no_release;
  std::uint8_t last = 0;
  std::uint8_t deprecated = api::no_release;
  /// The releases that said that it is gone, before it came back.
  std::uint8_t gap_first = api::no_release;
  std::uint8_t gap_last = 0;
  std::string replacement;
  /// Some release says that it is gone.
  bool is_announced = false;
  std::vector<used_signature> signatures;
  /// A release in which nothing is known of how it is called makes all of them unknown.
  bool has_unknown_signature = false;
  std::vector<std::string> bases;
  std::map<std::string, history, std::less<>> members;
};

/// Adds what one release says. Releases are added in order.
void add_release(facts const &of, std::uint8_t release, history &to);

/// Takes a name that an open module or class lost as still there, and one that moved between a
/// class and its bases as never gone. Of the whole package, once all releases were added.
void settle(history &package, std::string const &name, std::uint8_t last);

/// Keeps what the last release no longer has, or calls deprecated; the rest is not listed.
void keep_what_goes(history &of, std::uint8_t last);

} // namespace prodreview::api_facts
