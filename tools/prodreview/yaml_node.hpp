// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/position.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// Where something is written: which of the sources of a configuration, and which of its bytes.
struct written_at {
  std::uint32_t source = 0;
  text_range range;
};

enum class yaml_kind : std::uint8_t {
  null,
  scalar,
  sequence,
  mapping,
  broken, ///< already reported; whoever reads it stays silent
};

struct yaml_member;

/// A YAML value as it is written: no aliases, no tags, no guessed types.
struct yaml_node {
  yaml_kind kind = yaml_kind::null;
  /// A scalar without quotes: only such a one can be a number, `true` or `false`.
  bool plain = false;
  std::string text;
  written_at where;
  std::vector<yaml_node> items;
  std::vector<yaml_member> members;

  /// The value of a key, or null.
  [[nodiscard]] auto find(std::string_view key) const -> yaml_node const *;
  [[nodiscard]] auto find(std::string_view key) -> yaml_node *;
};

/// A key and its value.
struct yaml_member {
  std::string key;
  written_at key_where;
  yaml_node value;
};

inline auto yaml_node::find(std::string_view key) const -> yaml_node const * {
  for (auto const &member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

inline auto yaml_node::find(std::string_view key) -> yaml_node * {
  return const_cast<yaml_node *>(static_cast<yaml_node const *>(this)->find(key));
}

/// `text` as a plain scalar that stands nowhere.
[[nodiscard]] inline auto yaml_scalar(std::string text) -> yaml_node {
  yaml_node node;
  node.kind = yaml_kind::scalar;
  node.plain = true;
  node.text = std::move(text);
  return node;
}

} // namespace prodreview
