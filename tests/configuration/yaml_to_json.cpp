// SPDX-License-Identifier: Apache-2.0
// Prints a configuration as JSON, read by the tool's own reader, for validators that know no YAML.
#include <prodreview/yaml_reader.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

namespace {

using prodreview::yaml_kind;
using prodreview::yaml_node;

auto quoted(std::string const &text) -> std::string {
  std::string json = "\"";
  for (auto const c : text)
    if (c == '"' || c == '\\')
      (json += '\\') += c;
    else if (c == '\n')
      json += "\\n";
    else
      json += c;
  return json + '"';
}

auto is_number(yaml_node const &node) -> bool {
  return node.plain && node.text.find_first_not_of("0123456789-") == node.text.npos;
}

void print(yaml_node const &node) {
  auto const *between = "";
  if (node.kind == yaml_kind::scalar) {
    std::cout << (is_number(node) ? node.text : quoted(node.text));
  } else if (node.kind == yaml_kind::sequence) {
    std::cout << '[';
    for (auto const &item : node.items) std::cout << std::exchange(between, ","), print(item);
    std::cout << ']';
  } else if (node.kind == yaml_kind::mapping) {
    std::cout << '{';
    for (auto const &[key, where, value] : node.members)
      std::cout << std::exchange(between, ",") << quoted(key) << ':', print(value);
    std::cout << '}';
  } else {
    std::cout << "null";
  }
}

} // namespace

auto main(int count, char **arguments) -> int {
  if (count != 2) return 2;
  std::ifstream file{arguments[1], std::ios::binary};
  auto const text = std::string{std::istreambuf_iterator<char>{file}, {}};
  auto const document = prodreview::read_yaml(text, 0);
  if (!document.problems.empty()) return 2;
  print(document.root);
  return 0;
}
