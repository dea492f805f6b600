// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project.hpp>
#include <prodreview/review/comparison.hpp>
#include <prodreview/review/dependents.hpp>
#include <prodreview/review/file_review.impl.hpp>
#include <prodreview/review/line_map.hpp>
#include <prodreview/review/parallel.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace prodreview {
namespace detail {

/// Compares what two versions of a module offer.
class interface_comparison {
public:
  interface_comparison(flow::module_interface const &old, flow::module_interface const &now)
      : old_{old}, now_{now} {}

  /// The names, each once, with their places on the old side.
  [[nodiscard]] auto run() -> std::vector<flow::exported> {
    compare(old_.names, now_.names);
    for (auto const &it : old_.classes)
      if (auto const *same = class_called(it.name)) compare(it, *same);
    return std::move(found_);
  }

private:
  [[nodiscard]] auto class_called(std::string_view name) const -> flow::class_interface const * {
    for (auto const &it : now_.classes)
      if (it.name == name) return &it;
    return nullptr;
  }

  void compare(std::span<flow::exported const> old, std::span<flow::exported const> now) {
    for (auto const &it : old) {
      auto const all = flow::definitions_of(now, it.name);
      if (all.empty() || !is_same(it, all.back())) found_.push_back(it);
    }
  }

  [[nodiscard]] auto is_same(flow::exported const &old, flow::exported const &now) const -> bool {
    if (old.kind != now.kind) return false;
    if (old.kind == flow::export_kind::alias) return old.origin == now.origin;
    if (old.kind != flow::export_kind::function) return true;
    auto const &a = old_.functions[old.index];
    auto const &b = now_.functions[now.index];
    return a.form == b.form && a.returns == b.returns &&
           std::equal(a.parameters.begin(), a.parameters.end(), b.parameters.begin(),
                      b.parameters.end());
  }

  /// A class is called by its own name: its constructor is what `__init__` or its fields say.
  void compare(flow::class_interface const &old, flow::class_interface const &now) {
    compare(old.members, now.members);
    auto const has_other_init = !has_same_init(old, now);
    std::erase_if(found_, [](flow::exported const &it) { return it.name == "__init__"; });
    auto const is_constructed_otherwise =
        has_other_init || !has_same_fields(old, now) ||
        !std::equal(old.bases.begin(), old.bases.end(), now.bases.begin(), now.bases.end());
    if (!is_constructed_otherwise) return;
    flow::exported itself;
    itself.name = old.name.substr(old.name.rfind('.') + 1);
    itself.place = old.place;
    found_.push_back(itself);
  }

  [[nodiscard]] auto has_same_init(flow::class_interface const &old,
                                   flow::class_interface const &now) const -> bool {
    auto const before = flow::definitions_of(old.members, "__init__");
    auto const after = flow::definitions_of(now.members, "__init__");
    if (before.empty() || after.empty()) return before.empty() && after.empty();
    return is_same(before.back(), after.back());
  }

  [[nodiscard]] static auto has_same_fields(flow::class_interface const &old,
                                            flow::class_interface const &now) -> bool {
    return std::equal(old.fields.begin(), old.fields.end(), now.fields.begin(), now.fields.end(),
                      [](flow::field const &a, flow::field const &b) {
                        return a.name == b.name && a.has_default == b.has_default &&
                               a.is_keyword_only == b.is_keyword_only &&
                               a.is_parameter == b.is_parameter;
                      });
  }

  flow::module_interface const &old_;
  flow::module_interface const &now_;
  std::vector<flow::exported> found_;
};

[[nodiscard]] inline auto text_of(flow::project &in, std::uint32_t file) -> std::string {
  std::string text;
  if (file == flow::no_index || !in.files().read(file, text)) text.clear();
  return text;
}

/// The lines of the new side that stand where a line of the old side stood.
[[nodiscard]] inline auto changed_place(line_map const &lines, std::uint32_t old_line)
    -> position_range {
  for (auto const &hunk : lines.hunks())
    if (old_line < hunk.old_first + std::max(hunk.old_count, 1U)) {
      auto const first = std::max(hunk.new_first, 1U);
      return {{first, 1}, {first + hunk.new_count, 1}};
    }
  return {};
}

/// Reads the files of a project by their index.
class project_reader final : public blob_reader {
public:
  explicit project_reader(flow::project &of) : of_{of} {}

  [[nodiscard]] auto read(blob const &which, std::string &content, std::string &problem)
      -> bool override {
    auto const file = of_.find(which.path);
    if (file != flow::no_index && of_.files().read(file, content)) return true;
    problem = "it cannot be read";
    return false;
  }

private:
  flow::project &of_;
};

/// The rules that ask the project and are on for a path; settings that switch on these alone.
[[nodiscard]] inline auto settings_of_project_rules(settings const &in, std::string_view path)
    -> std::optional<settings> {
  auto only = in;
  only.select.clear();
  only.look_for_merits = false;
  for (auto const &rule : active_rules(in, path))
    if (rule.is_on && rule.info->asks_project) only.select.emplace_back(rule.info->name);
  if (only.select.empty()) return std::nullopt;
  return only;
}

[[nodiscard]] inline auto is_named_in(finding const &found, changed_name const &it) -> bool {
  return found.problem.find(joined({"`", it.name, "`"})) != std::string::npos;
}

/// How well a change explains a finding: it is named, and the evidence stands in its file.
[[nodiscard]] inline auto explains(changed_name const &it, finding const &found) -> int {
  auto const is_there = [&](evidence const &seen) { return seen.where.path == it.where.path; };
  auto const stands_there = std::any_of(found.evidence.begin(), found.evidence.end(), is_there);
  return (stands_there ? 2 : 0) + (is_named_in(found, it) ? 1 : 0);
}

/// The change that made a finding appear: the first of those that explain it best.
inline void set_cause(finding &found, std::span<changed_name const> names) {
  auto best = 0;
  found.cause.reset();
  for (auto const &it : names) {
    auto const value = explains(it, found);
    if (value <= best) continue;
    best = value;
    found.cause = it.where;
  }
}

/// The text is the same, so a finding of the same rule on the same line is the same mistake,
/// whatever words the changed signature gives it.
[[nodiscard]] inline auto was_wrong_before(candidate const &one, std::span<candidate const> gone)
    -> bool {
  return std::any_of(gone.begin(), gone.end(), [&](candidate const &old) {
    return old.shown.rule == one.shown.rule &&
           old.shown.where.range.start.line == one.shown.where.range.start.line;
  });
}

/// Leaves those on that found something.
inline void keep_fired(std::vector<active_rule> &rules, version const &in) {
  for (auto &rule : rules)
    rule.is_on = std::any_of(in.observations.begin(), in.observations.end(),
                             [&](observation const &seen) { return seen.info == rule.info; });
}

/// The text is the same on both sides, so it is parsed once; the old side is looked at only where
/// the new one has findings, for what they were before.
[[nodiscard]] inline auto review_dependent(std::string const &path,
                                           std::span<changed_name const> names,
                                           projects_of_sides const &projects, settings const &in)
    -> file_review {
  file_review result;
  auto const only = settings_of_project_rules(in, path);
  if (!only) return result;
  project_reader reader{*projects.now};
  auto const text = read_now({blob{path, path}, {}, {}}, reader, result.skipped);
  if (!text) return {};
  auto const unit = std::make_shared<tree::unit const>(python::read_unit(path, *text));
  auto const no_line = [](std::uint32_t, std::uint32_t) { return false; };
  auto rules = active_rules(*only, path);
  auto const now = analyse(unit, {projects.now, path}, rules, *only, no_line);
  if (now.observations.empty()) return result;
  keep_fired(rules, now);
  auto const old = analyse(unit, {projects.before.front(), path}, rules, *only, no_line);
  std::array const sides{compare(old, now, line_map{*text, *text})};
  auto const gone = gone_findings(sides.front(), now, path, rules);
  for (auto &one : current_findings(now, sides, path, rules)) {
    if (one.shown.state != state::introduced || was_wrong_before(one, gone)) continue;
    set_cause(one.shown, names);
    result.now.push_back(std::move(one));
  }
  return result;
}

/// The files that the change leaves as they are and that speak of one of the names.
[[nodiscard]] inline auto dependents_of(std::span<file_change const> changed,
                                        std::span<changed_name const> names, flow::project &in,
                                        settings const &how) -> std::vector<std::string> {
  std::set<std::string_view> own;
  for (auto const &file : changed)
    if (file.now) own.insert(file.now->path);
  std::vector<std::string_view> wanted;
  for (auto const &it : names) wanted.push_back(it.name);
  std::vector<std::string> all;
  auto const paths = in.files().paths();
  for (std::uint32_t i = 0; i < paths.size(); ++i)
    if (!own.contains(paths[i]) && is_included(how, paths[i]) && in.speaks_of(i, wanted))
      all.push_back(paths[i]);
  return all;
}

} // namespace detail

PRODREVIEW_INLINE auto changed_names(file_change const &file, projects_of_sides const &projects)
    -> std::vector<changed_name> {
  std::vector<changed_name> names;
  auto const &before = file.before.front();
  auto const old_file = before ? projects.before.front()->find(before->path) : flow::no_index;
  if (old_file == flow::no_index) return names;
  auto const now_file = file.now ? projects.now->find(file.now->path) : flow::no_index;
  auto const &old = projects.before.front()->interface_of(old_file);
  flow::module_interface const nothing;
  auto const &now = now_file == flow::no_index ? nothing : projects.now->interface_of(now_file);
  line_map const lines{detail::text_of(*projects.before.front(), old_file),
                       detail::text_of(*projects.now, now_file)};
  auto const path = file.now ? file.now->path : before->path;
  for (auto const &it : detail::interface_comparison{old, now}.run()) {
    changed_name made{std::string{it.name},
                      {path, detail::changed_place(lines, it.place.start.line), 0}};
    if (std::find(names.begin(), names.end(), made) == names.end()) names.push_back(made);
  }
  return names;
}

PRODREVIEW_INLINE auto review_dependents(std::span<file_change const> changed,
                                         projects_of_sides const &projects, settings const &in,
                                         unsigned threads) -> std::vector<file_review> {
  if (projects.now == nullptr || projects.before.size() != 1) return {};
  if (!detail::settings_of_project_rules(in, {})) return {};
  std::vector<changed_name> names;
  for (auto const &file : changed) {
    auto more = changed_names(file, projects);
    std::move(more.begin(), more.end(), std::back_inserter(names));
  }
  if (names.empty()) return {};
  auto const paths = detail::dependents_of(changed, names, *projects.now, in);
  std::vector<file_review> all(paths.size());
  for_each_index(all.size(), threads, [&](std::size_t i) {
    all[i] = detail::review_dependent(paths[i], names, projects, in);
  });
  return all;
}

} // namespace prodreview
