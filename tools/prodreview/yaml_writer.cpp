// SPDX-License-Identifier: Apache-2.0
#include "yaml_writer.hpp"

#include <algorithm>

namespace prodreview {

namespace {

[[nodiscard]] auto is_tame(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '/' || c == '+';
}

/// Every YAML reader, ours or not, takes it for the same text.
[[nodiscard]] auto is_plain(std::string_view text) -> bool {
  if (text.empty() || text.front() == '-' || text == "null") return false;
  return std::all_of(text.begin(), text.end(), is_tame);
}

[[nodiscard]] auto escaped(unsigned char byte) -> std::string {
  constexpr std::string_view digits = "0123456789ABCDEF";
  if (byte == '"' || byte == '\\') return {'\\', static_cast<char>(byte)};
  if (byte >= 0x20 && byte != 0x7F) return {static_cast<char>(byte)};
  return {'\\', 'x', digits[byte / 16], digits[byte % 16]};
}

} // namespace

auto yaml_text_of(std::string_view scalar) -> std::string {
  if (is_plain(scalar)) return std::string{scalar};
  std::string text = "\"";
  for (auto const c : scalar) text += escaped(static_cast<unsigned char>(c));
  return text + '"';
}

auto yaml_flow(yaml_node const &node) -> std::string {
  if (node.kind == yaml_kind::scalar) return yaml_text_of(node.text);
  if (node.kind == yaml_kind::sequence) {
    std::string text;
    for (auto const &item : node.items) (text += text.empty() ? "" : ", ") += yaml_flow(item);
    return '[' + text + ']';
  }
  std::string text;
  for (auto const &[key, where, value] : node.members)
    (text += text.empty() ? "" : ", ") += yaml_text_of(key) + ": " + yaml_flow(value);
  return '{' + text + '}';
}

} // namespace prodreview
