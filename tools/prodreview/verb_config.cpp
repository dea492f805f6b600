// SPDX-License-Identifier: Apache-2.0
#include "verb_config.hpp"

#include "configuration_merge.hpp"
#include "configuration_patterns.hpp"
#include "option_table.hpp"
#include "option_table_text.hpp"
#include "write_all.hpp"
#include "yaml_writer.hpp"
#include <prodreview/review/glob.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace prodreview {

namespace {

/// A line of `config show`: YAML, and where it was set.
struct shown {
  std::string yaml;
  std::string origin;
};

/// Origins stand in one column behind all values but the longest.
constexpr std::size_t widest_value = 56;

[[nodiscard]] auto lines_of(yaml_member const &member, configuration const &in)
    -> std::vector<shown> {
  auto const &[key, where, value] = member;
  auto const origin = [&](yaml_node const &node) { return origin_name(node.where, in.sources); };
  auto const *const of = find_option(options(), key);
  auto const itemised = of != nullptr && of->appends && !value.items.empty();
  if (value.members.empty() && !itemised) return {{key + ": " + yaml_flow(value), origin(value)}};
  std::vector<shown> lines{{key + ':', {}}};
  for (auto const &inner : value.members)
    lines.push_back(
        {"  " + yaml_text_of(inner.key) + ": " + yaml_flow(inner.value), origin(inner.value)});
  for (auto const &item : value.items) lines.push_back({"  - " + yaml_flow(item), origin(item)});
  return lines;
}

[[nodiscard]] auto aligned(std::vector<shown> const &lines) -> std::string {
  std::size_t column = 0;
  for (auto const &line : lines)
    if (line.yaml.size() <= widest_value) column = std::max(column, line.yaml.size());
  std::string text;
  for (auto const &[yaml, origin] : lines) {
    text += yaml;
    if (!origin.empty())
      text += std::string(std::max(column, yaml.size()) - yaml.size() + 2, ' ') + "# " + origin;
    text += '\n';
  }
  return text;
}

[[nodiscard]] auto is_about(yaml_node const &special, std::string_view path) -> bool {
  auto const *const paths = special.find("paths");
  return paths != nullptr &&
         std::any_of(paths->items.begin(), paths->items.end(),
                     [path](auto const &glob) { return glob_matches(glob.text, path); });
}

/// The tree with the overrides that match the path put where they act.
[[nodiscard]] auto effective(yaml_node tree, std::string_view path) -> yaml_node {
  auto const *const overrides = tree.find("overrides");
  auto specials = overrides == nullptr ? std::vector<yaml_node>{} : overrides->items;
  std::erase_if(tree.members, [](auto const &member) { return member.key == "overrides"; });
  for (auto &special : specials) {
    if (!is_about(special, path)) continue;
    std::erase_if(special.members, [](auto const &member) { return member.key == "paths"; });
    merge_layer(tree, special, options());
  }
  return tree;
}

/// What `config check` says of a configuration that is valid and may still not do what was meant.
[[nodiscard]] auto remarks(configuration const &in, std::span<std::string const> files)
    -> std::string {
  std::string text;
  if (files.empty()) return text;
  for (auto const &remark : patterns_without_files(in, files))
    text += "\n" + to_text(remark, in.sources);
  return text;
}

[[nodiscard]] auto refused(configuration const &in) -> verb_output {
  return {2, {}, in.problem_text()};
}

[[nodiscard]] auto reason(int error) -> std::string {
  switch (error) {
  case EEXIST:
  case ELOOP: return "it is there already; edit it, or remove it first.";
  case EACCES:
  case EPERM:
  case EROFS: return "the folder cannot be written.";
  case ENOENT:
  case ENOTDIR: return "there is no such folder.";
  default: return "the system refuses it.";
  }
}

} // namespace

auto config_show(configuration const &in, std::string_view path) -> verb_output {
  if (!in.is_valid()) return refused(in);
  auto const tree = path.empty() ? in.merged : effective(in.merged, path);
  std::vector<shown> lines;
  for (auto const &member : tree.members)
    for (auto &line : lines_of(member, in)) lines.push_back(std::move(line));
  auto const left_out = !path.empty() && !is_included(in.values, path);
  auto const note =
      left_out ? "# Not reviewed: `include` and `exclude` leave this path out.\n" : "";
  return {0, note + aligned(lines), {}};
}

auto config_check(configuration const &in, std::span<std::string const> files) -> verb_output {
  if (!in.is_valid()) return refused(in);
  if (!in.found_file)
    return {
        0, "There is no `.prodreview.yaml`; the profile `" + in.values.profile + "` holds.\n", {}};
  auto const named = std::find_if(in.sources.begin(), in.sources.end(), [](auto const &source) {
    return source.has_lines && !source.is_shipped;
  });
  return {0, "`" + named->name + "` is valid.\n" + remarks(in, files), {}};
}

auto config_schema(std::span<std::string_view const> rules) -> verb_output {
  return {0, schema_text(rules), {}};
}

auto config_init(std::string const &folder) -> verb_output {
  auto const name = std::string{configuration_file};
  auto const path = folder.empty() ? name : folder + '/' + name;
  auto const file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file < 0)
    return {2, {}, "prodreview: `" + name + "` is not written: " + reason(errno) + '\n'};
  auto const complete = write_all(file, first_configuration()) == 0;
  if (::close(file) != 0 || !complete) {
    ::unlink(path.c_str());
    return {2, {}, "prodreview: `" + name + "` is not written: the disk refuses it.\n"};
  }
  return {0, "Wrote `" + name + "`: it changes nothing until you set something in it.\n", {}};
}

} // namespace prodreview
