// SPDX-License-Identifier: Apache-2.0
#include "option_table.hpp"
#include "option_table_text.hpp"
#include "yaml_reader.hpp"

#include <nlohmann/json.hpp>

namespace prodreview {

namespace {

using json = nlohmann::ordered_json;
using rule_names = std::span<std::string_view const>;

constexpr auto symbol_pattern = "^[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_\\u0080-\\uffff]*$";
constexpr auto rule_pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
constexpr auto path_pattern = "^(?!/)(?!(.*/)?\\.\\.(/|$))[^\\\\]+$";
constexpr auto file_pattern = "^(?!/)(?!(.*/)?\\.\\.(/|$))[^\\\\]+\\.ya?ml$";
constexpr auto comparison = "( *(>=|<=|==|!=|~=|>|<) *[0-9]+(\\.[0-9]+){0,3} *)";

[[nodiscard]] auto to_json(yaml_node const &node) -> json {
  auto list = json::array();
  auto map = json::object();
  switch (node.kind) {
  case yaml_kind::scalar:
    if (node.plain && node.text.find_first_not_of("0123456789") == node.text.npos)
      return std::stoll(node.text);
    return node.text;
  case yaml_kind::sequence:
    for (auto const &item : node.items) list.push_back(to_json(item));
    return list;
  case yaml_kind::mapping:
    for (auto const &member : node.members) map[member.key] = to_json(member.value);
    return map;
  default: return nullptr;
  }
}

[[nodiscard]] auto yaml_to_json(std::string_view text) -> json {
  return to_json(read_yaml(text, 0).root);
}

[[nodiscard]] auto schema_of(value_shape const &shape, rule_names rules) -> json;

/// A list or mapping whose entries are all commented out is null.
[[nodiscard]] auto or_null(char const *type) -> json { return json::array({type, "null"}); }

[[nodiscard]] auto string_of(char const *pattern) -> json {
  return {{"type", "string"}, {"pattern", pattern}};
}

[[nodiscard]] auto name_schema(name_type type, rule_names rules) -> json {
  if (type == name_type::symbol) return {{"pattern", symbol_pattern}};
  if (type == name_type::any) return {{"minLength", 1}};
  if (rules.empty()) return {{"pattern", rule_pattern}};
  return {{"enum", rules}};
}

[[nodiscard]] auto option_schema(option const &of, rule_names rules) -> json {
  json schema{{"description", of.doc}};
  schema.update(schema_of(of.shape, rules));
  if (of.shape.type == value_type::record) schema["type"] = or_null("object");
  if (!of.initial.empty()) schema["default"] = yaml_to_json(of.initial);
  schema["examples"] = json::array({yaml_to_json(of.example)});
  return schema;
}

[[nodiscard]] auto record_schema(std::span<option const> members, rule_names rules) -> json {
  auto properties = json::object();
  auto required = json::array();
  for (auto const &each : members) {
    properties[std::string{each.key}] = option_schema(each, rules);
    if (each.required) required.push_back(each.key);
  }
  json schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = required;
  return schema;
}

[[nodiscard]] auto list_schema(value_shape const &shape, rule_names rules) -> json {
  json schema{{"type", "array"}, {"minItems", 1}, {"items", schema_of(*shape.element, rules)}};
  if (shape.required_entries) return schema;
  schema["type"] = or_null("array");
  schema.erase("minItems");
  return schema;
}

[[nodiscard]] auto schema_of(value_shape const &shape, rule_names rules) -> json {
  switch (shape.type) {
  case value_type::integer:
    return {{"type", "integer"}, {"minimum", shape.least}, {"maximum", shape.most}};
  case value_type::word: return {{"enum", shape.words}};
  case value_type::text: return {{"type", {"string", "number", "boolean"}}, {"minLength", 1}};
  case value_type::glob: return {{"type", "string"}, {"minLength", 1}};
  case value_type::path: return string_of(path_pattern);
  case value_type::profile: return {{"anyOf", {{{"enum", shape.words}}, string_of(file_pattern)}}};
  case value_type::versions: {
    auto const each = std::string{comparison};
    return string_of(("^(any|" + each + "(," + each + ")*)$").c_str());
  }
  case value_type::symbol: return string_of(symbol_pattern);
  case value_type::list: return list_schema(shape, rules);
  case value_type::map:
    return {{"type", or_null("object")},
            {"propertyNames", name_schema(shape.names, rules)},
            {"additionalProperties", schema_of(*shape.element, rules)}};
  case value_type::record: return record_schema(shape.members, rules);
  }
  return json::object();
}

} // namespace

auto schema_text(std::span<std::string_view const> rules) -> std::string {
  json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "The configuration of prodreview: .prodreview.yaml"}};
  schema.update(record_schema(options(), rules));
  schema["type"] = or_null("object");
  return schema.dump(2) + '\n';
}

} // namespace prodreview
