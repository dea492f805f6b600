// SPDX-License-Identifier: Apache-2.0
#include "configuration.hpp"

#include "configuration_assignment.hpp"
#include "configuration_check.hpp"
#include "configuration_merge.hpp"
#include "configuration_profiles.hpp"
#include "configuration_settings.hpp"
#include "option_table.hpp"
#include "yaml_bytes.hpp"
#include "yaml_reader.hpp"

#include <algorithm>
#include <utility>

namespace prodreview {

namespace {

constexpr std::size_t longest_chain = 8;

/// The table's own values, as the file that they would be in.
[[nodiscard]] auto initial_text() -> std::string {
  std::string text;
  for (auto const &each : options())
    text.append(each.key).append(": ").append(each.initial) += '\n';
  return text;
}

class loader {
public:
  explicit loader(configuration_request const &request) : request_{request} {}

  [[nodiscard]] auto load() -> configuration {
    auto const initial = read_shipped("default", initial_text());
    auto const assignments = read_assignments();
    auto const file = read_file();
    auto const *extends = written_base(assignments, file);
    if (extends != nullptr)
      add_base(*extends, 0);
    else
      add_profile("default");
    layers_.push_back(file);
    layers_.insert(layers_.end(), assignments.begin(), assignments.end());
    finish(initial);
    return std::move(result_);
  }

private:
  auto add_source(std::string name, std::string_view text, bool has_lines = true) -> std::uint32_t {
    // A text that is refused for its size is not kept: there is nothing to show of it.
    auto kept = text.size() > largest_configuration ? std::string{} : std::string{text};
    result_.sources.push_back({std::move(name), source{std::move(kept)}, has_lines});
    return static_cast<std::uint32_t>(result_.sources.size() - 1);
  }

  void report(written_at where, std::string sentence, std::string help) {
    result_.problems.push_back({where, std::move(sentence), std::move(help)});
  }

  void keep(configuration_problems const &problems) {
    result_.problems.insert(result_.problems.end(), problems.begin(), problems.end());
  }

  /// Reads and checks one file.
  [[nodiscard]] auto read(std::string name, std::string_view bytes) -> yaml_node {
    auto const text = without_mark(bytes);
    auto document = read_yaml(text, add_source(std::move(name), text));
    keep(document.problems);
    if (!document.whole) return {};
    keep(check_configuration(document.root, request_.rules));
    return std::move(document.root);
  }

  [[nodiscard]] auto read_shipped(std::string name, std::string_view text) -> yaml_node {
    auto const source = result_.sources.size();
    auto root = read(std::move(name), text);
    result_.sources[source].is_shipped = true;
    return root;
  }

  [[nodiscard]] auto read_assignments() -> std::vector<yaml_node> {
    std::vector<yaml_node> all;
    for (auto const &text : request_.given)
      if (is_assignment(text)) {
        auto const source = add_source("command line", text, false);
        all.push_back(read_assignment(text, source, request_.rules, result_.problems));
      }
    return all;
  }

  /// The file that the command line names, else the repository's.
  [[nodiscard]] auto read_file() -> yaml_node {
    auto root = yaml_node{};
    auto named = std::size_t{0};
    for (auto const &text : request_.given)
      if (!is_assignment(text)) root = read_given(text, ++named);
    return named == 0 && !request_.isolated ? read_repository_file() : root;
  }

  [[nodiscard]] auto read_given(std::string const &path, std::size_t count) -> yaml_node {
    auto const bytes = request_.read_given ? request_.read_given(path) : std::nullopt;
    auto const source = add_source("command line", path, false);
    auto const where = written_at{source, {0, static_cast<std::uint32_t>(path.size())}};
    if (count > 1)
      report(where, "A second configuration file is given.",
             "give one, and let it extend the other with `extends: PATH`.");
    else if (!bytes)
      report(where, "There is no file " + in_ticks(path) + " that can be read.",
             "give a file, or an option as `key=value`.");
    else
      return found(path, *bytes);
    return {};
  }

  [[nodiscard]] auto read_repository_file() -> yaml_node {
    auto const name = std::string{configuration_file};
    if (auto const bytes = from_repository(name)) return found(name, *bytes);
    if (auto const other = std::string{".prodreview.yml"}; from_repository(other)) {
      auto const source = add_source(other, {}, false);
      report({source, {}}, "This file is not read.", "rename it to `.prodreview.yaml`.");
    }
    return {};
  }

  [[nodiscard]] auto found(std::string const &name, std::string_view bytes) -> yaml_node {
    result_.found_file = true;
    return read(name, bytes);
  }

  [[nodiscard]] auto from_repository(std::string const &path) const -> std::optional<std::string> {
    return request_.read ? request_.read(path) : std::nullopt;
  }

  /// The command line's `extends`, else the file's.
  [[nodiscard]] static auto written_base(std::vector<yaml_node> const &assignments,
                                         yaml_node const &file) -> yaml_node const * {
    auto const *base = extends_of(file);
    for (auto const &each : assignments)
      if (auto const *const given = extends_of(each)) base = given;
    return base;
  }

  [[nodiscard]] static auto extends_of(yaml_node const &root) -> yaml_node const * {
    auto const *const value = root.find("extends");
    return value != nullptr && value->kind == yaml_kind::scalar ? value : nullptr;
  }

  /// Adds what `extends` names, the base of a base first.
  void add_base(yaml_node const &extends, std::size_t depth) {
    auto const &name = extends.text;
    if (find_profile(name) != nullptr) return add_profile(name);
    auto const is_path = name.ends_with(".yaml") || name.ends_with(".yml");
    if (!is_path) return add_profile("default");
    if (std::find(chain_.begin(), chain_.end(), name) != chain_.end())
      return report(extends.where, in_ticks(name) + " extends itself.",
                    "let one of the files extend a profile instead.");
    if (depth >= longest_chain)
      return report(extends.where, "More than 8 files extend each other.", "merge some of them.");
    chain_.push_back(name);
    add_file(extends, depth);
  }

  void add_file(yaml_node const &extends, std::size_t depth) {
    auto const is_safe = check_value(extends, *find_option(options(), "extends"), {}).empty();
    auto const bytes = is_safe ? from_repository(extends.text) : std::nullopt;
    if (!bytes) {
      if (is_safe)
        report(extends.where, "There is no file " + in_ticks(extends.text) + " in the repository.",
               "give its path relative to the root.");
      return;
    }
    auto root = read(extends.text, *bytes);
    if (auto const *const base = extends_of(root))
      add_base(*base, depth + 1);
    else
      add_profile("default");
    layers_.push_back(std::move(root));
  }

  /// Every profile but `default` builds on `default`.
  void add_profile(std::string const &name) {
    if (name != "default") add_profile("default");
    result_.values.profile = name;
    auto const label = name == "default" ? name : "profile " + name;
    layers_.push_back(read_shipped(label, find_profile(name)->text));
  }

  void finish(yaml_node const &initial) {
    merge_layer(result_.merged, initial, options());
    for (auto const &layer : layers_) merge_layer(result_.merged, layer, options());
    if (!result_.problems.empty()) return;
    auto profile = std::move(result_.values.profile);
    result_.values = settings_of(result_.merged);
    result_.values.show_likely = profile == "strict";
    result_.values.profile = std::move(profile);
  }

  configuration_request const &request_;
  configuration result_;
  /// From the base up, without the table's own values.
  std::vector<yaml_node> layers_;
  std::vector<std::string> chain_;
};

} // namespace

auto load_configuration(configuration_request const &request) -> configuration {
  return loader{request}.load();
}

} // namespace prodreview
