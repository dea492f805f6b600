// SPDX-License-Identifier: Apache-2.0
#include "configuration_assignment.hpp"

#include "configuration_check.hpp"
#include "option_table.hpp"
#include "yaml_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace prodreview {

namespace {

[[nodiscard]] auto is_key_character(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

[[nodiscard]] auto part(std::uint32_t source, std::size_t begin, std::size_t end) -> written_at {
  return {source, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

[[nodiscard]] auto mapping(std::string key, written_at where, yaml_node value) -> yaml_node {
  yaml_node node;
  node.kind = yaml_kind::mapping;
  node.where = where;
  node.members.push_back({std::move(key), where, std::move(value)});
  return node;
}

[[nodiscard]] auto has_inner_keys(std::string_view key) -> bool {
  auto const *const of = find_option(options(), key);
  return of == nullptr || of->shape.type == value_type::map || of->shape.type == value_type::record;
}

} // namespace

auto is_assignment(std::string_view text) -> bool {
  auto const equals = text.find('=');
  return equals != text.npos && equals > 0 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(equals),
                     is_key_character);
}

auto read_assignment(std::string_view text, std::uint32_t source,
                     std::span<std::string_view const> rules, configuration_problems &problems)
    -> yaml_node {
  auto const equals = text.find('=');
  auto const dot = std::min(text.find('.'), equals);
  // Blanks in front keep every place what it is in the argument.
  auto document = read_yaml(std::string(equals + 1, ' ').append(text.substr(equals + 1)), source);
  auto whole = std::move(document.problems);
  auto value = std::move(document.root);
  auto const key = std::string{text.substr(0, dot)};
  if (whole.empty() && value.kind == yaml_kind::null) value.where = part(source, 0, equals);
  if (dot < equals && !has_inner_keys(key)) {
    whole.push_back({part(source, dot, equals), in_ticks(key) + " has no keys within it.",
                     "set it whole: `--config '" + key + "=…'`."});
  } else if (dot < equals) {
    auto inner = std::string{text.substr(dot + 1, equals - dot - 1)};
    value = mapping(std::move(inner), part(source, dot + 1, equals), std::move(value));
  }
  if (!whole.empty()) {
    problems.insert(problems.end(), whole.begin(), whole.end());
    return {};
  }
  auto root = mapping(key, part(source, 0, dot), std::move(value));
  auto const wrong = check_configuration(root, rules);
  problems.insert(problems.end(), wrong.begin(), wrong.end());
  return root;
}

} // namespace prodreview
