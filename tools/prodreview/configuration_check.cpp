// SPDX-License-Identifier: Apache-2.0
#include "configuration_check.hpp"

#include "configuration_integers.hpp"
#include "configuration_versions.hpp"
#include "yaml_writer.hpp"
#include <prodreview/review/glob.hpp>

#include <utility>

namespace prodreview {

namespace {

[[nodiscard]] auto kind_name(yaml_node const &node) -> std::string {
  switch (node.kind) {
  case yaml_kind::sequence: return "a list";
  case yaml_kind::mapping: return "a mapping";
  case yaml_kind::scalar: return in_ticks(node.text);
  default: return "nothing";
  }
}

[[nodiscard]] auto is_identifier(std::string_view text) -> bool {
  auto const is_letter = [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  if (text.empty() || !is_letter(text.front())) return false;
  for (auto const c : text)
    if (!is_letter(c) && !(c >= '0' && c <= '9')) return false;
  return true;
}

/// What is wrong with a path, as the end of a sentence about it.
[[nodiscard]] auto path_problem(std::string_view path) -> std::string_view {
  if (path.empty()) return "is empty";
  if (path.front() == '/' || path.find('\\') != path.npos || path.find(':') == 1)
    return "is not a path relative to the repository's root";
  for (auto rest = glob_detail::segments{path}; !rest.done(); rest = rest.next()) {
    if (rest.name() == "..") return "leaves the repository with `..`";
    if (rest.name() == ".git") return "leads into `.git`";
  }
  return {};
}

[[nodiscard]] auto is_yaml_path(std::string_view text) -> bool {
  return text.ends_with(".yaml") || text.ends_with(".yml");
}

/// Compares values with the table. `of` is the option that a value belongs to, however deep it is.
class checker {
public:
  checker(std::span<std::string_view const> rules, configuration_problems &into)
      : rules_{rules}, problems_{into} {}

  void members(yaml_node const &node, std::span<option const> known, std::string_view within) {
    for (auto const &[key, where, value] : node.members) {
      if (auto const *found = find_option(known, key)) {
        this->value(value, found->shape, *found);
      } else {
        auto const owner = within.empty() ? "." : " of " + in_ticks(within) + '.';
        report(where, in_ticks(key) + " is not an option" + owner, suggested_key(known, key));
      }
    }
    for (auto const &each : known)
      if (each.required && node.find(each.key) == nullptr)
        report(node.where, "An entry of " + in_ticks(within) + " needs " + in_ticks(each.key) + '.',
               for_example(each));
  }

  void value(yaml_node const &node, value_shape const &shape, option const &of) {
    if (node.kind == yaml_kind::broken) return;
    switch (shape.type) {
    case value_type::list: return list(node, shape, of);
    case value_type::map: return map(node, shape, of);
    case value_type::record: return record(node, shape, of);
    default: break;
    }
    if (node.kind == yaml_kind::null)
      return report(node.where, in_ticks(of.key) + " has no value.", for_example(of));
    if (node.kind != yaml_kind::scalar) return wrong_kind(node, shape, of);
    scalar(node, shape, of);
  }

private:
  void report(written_at where, std::string sentence, std::string help) {
    problems_.push_back({where, std::move(sentence), std::move(help)});
  }

  [[nodiscard]] static auto for_example(option const &of) -> std::string {
    return "for example `" + std::string{of.key} + ": " + std::string{of.example} + "`.";
  }

  [[nodiscard]] static auto suggested_key(std::span<option const> known, std::string_view key)
      -> std::string {
    std::vector<std::string_view> keys;
    for (auto const &each : known) keys.push_back(each.key);
    return suggestion(keys, key);
  }

  void wrong_kind(yaml_node const &node, value_shape const &shape, option const &of) {
    auto const subject = &shape == &of.shape ? in_ticks(of.key) : "Here, " + in_ticks(of.key);
    report(node.where,
           subject + " takes " + std::string{shape_name(shape)} + ", not " + kind_name(node) + '.',
           for_example(of));
  }

  void not_a_list(yaml_node const &node, value_shape const &shape, option const &of) {
    wrong_kind(node, shape, of);
    if (node.kind == yaml_kind::scalar && &shape == &of.shape)
      problems_.back().help =
          "write `" + std::string{of.key} + ": [" + yaml_text_of(node.text) + "]`.";
  }

  void list(yaml_node const &node, value_shape const &shape, option const &of) {
    auto const is_list = node.kind == yaml_kind::sequence;
    if (!is_list && node.kind != yaml_kind::null) return not_a_list(node, shape, of);
    if (shape.required_entries && node.items.empty())
      report(node.where, in_ticks(of.key) + " needs at least one entry.", for_example(of));
    for (auto const &item : node.items) value(item, *shape.element, of);
  }

  void map(yaml_node const &node, value_shape const &shape, option const &of) {
    auto const is_map = node.kind == yaml_kind::mapping;
    if (!is_map && node.kind != yaml_kind::null) return wrong_kind(node, shape, of);
    for (auto const &[key, where, value] : node.members) {
      name(key, where, shape.names, of);
      this->value(value, *shape.element, of);
    }
  }

  void record(yaml_node const &node, value_shape const &shape, option const &of) {
    auto const is_entry = &shape != &of.shape;
    if (node.kind == yaml_kind::mapping) return members(node, shape.members, of.key);
    if (node.kind != yaml_kind::null || is_entry) wrong_kind(node, shape, of);
  }

  void name(std::string const &key, written_at where, name_type type, option const &of) {
    if (type == name_type::rule && !is_rule(key))
      report(where, "There is no rule " + in_ticks(key) + '.',
             suggestion(rules_, key, "`prodreview rules` lists the rules."));
    if (type == name_type::symbol && !is_identifier(key))
      report(where, in_ticks(key) + " is not a name for " + in_ticks(of.key) + '.',
             "a name has letters, digits and `_`, and begins with no digit.");
    if (type == name_type::any && key.empty())
      report(where, "A name in " + in_ticks(of.key) + " is empty.", for_example(of));
  }

  [[nodiscard]] auto is_rule(std::string_view name) const -> bool {
    for (auto const rule : rules_)
      if (rule == name) return true;
    return rules_.empty();
  }

  void scalar(yaml_node const &node, value_shape const &shape, option const &of) {
    switch (shape.type) {
    case value_type::integer: return integer(node, shape, of);
    case value_type::word: return word(node, shape, of);
    case value_type::profile: return profile(node, shape, of);
    case value_type::glob: return about(node, "The pattern ", glob_problem(node.text), of);
    case value_type::path: return about(node, "The path ", path_problem(node.text), of);
    case value_type::versions: return about(node, {}, version_range_problem(node.text), of);
    case value_type::symbol:
      return about(node, {}, is_identifier(node.text) ? "" : "is not a name", of);
    default: return about(node, "The text ", node.text.empty() ? "is empty" : "", of);
    }
  }

  void about(yaml_node const &node, std::string const &noun, std::string_view problem,
             option const &of) {
    if (!problem.empty())
      report(node.where, noun + in_ticks(node.text) + ' ' + std::string{problem} + '.',
             for_example(of));
  }

  void word(yaml_node const &node, value_shape const &shape, option const &of) {
    for (auto const known : shape.words)
      if (known == node.text) return;
    report(node.where, in_ticks(node.text) + " is not a value of " + in_ticks(of.key) + '.',
           suggestion(shape.words, node.text));
  }

  void profile(yaml_node const &node, value_shape const &shape, option const &of) {
    if (is_yaml_path(node.text)) return about(node, "The path ", path_problem(node.text), of);
    for (auto const known : shape.words)
      if (known == node.text) return;
    report(node.where, in_ticks(node.text) + " is neither a profile nor the path of a YAML file.",
           suggestion(shape.words, node.text));
  }

  void integer(yaml_node const &node, value_shape const &shape, option const &of) {
    auto const read = node.plain ? read_integer(node.text) : std::nullopt;
    if (!read)
      return report(node.where, in_ticks(node.text) + " is not an integer.",
                    integer_help(node.text, for_example(of)));
    if (*read < shape.least || *read > shape.most)
      report(node.where,
             in_ticks(node.text) + " is out of range: " + in_ticks(of.key) + " takes " +
                 std::to_string(shape.least) + " to " + std::to_string(shape.most) + '.',
             for_example(of));
  }

  std::span<std::string_view const> rules_;
  configuration_problems &problems_;
};

} // namespace

auto check_configuration(yaml_node const &root, std::span<std::string_view const> rules)
    -> configuration_problems {
  configuration_problems problems;
  if (root.kind == yaml_kind::mapping)
    checker{rules, problems}.members(root, options(), {});
  else if (root.kind == yaml_kind::scalar || root.kind == yaml_kind::sequence)
    problems.push_back({root.where, "The file is not a mapping of options to values.",
                        "write lines such as `fail-on: medium`."});
  return problems;
}

auto check_value(yaml_node const &value, option const &of, std::span<std::string_view const> rules)
    -> configuration_problems {
  configuration_problems problems;
  checker{rules, problems}.value(value, of.shape, of);
  return problems;
}

} // namespace prodreview
