// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/decode.hpp>
#include <prodreview/python/front_end.hpp>
#include <prodreview/review/comparison.hpp>
#include <prodreview/review/file_kind.hpp>
#include <prodreview/review/file_review.hpp>
#include <prodreview/review/positives.hpp>
#include <prodreview/review/purpose.hpp>
#include <prodreview/review/symbols.hpp>
#include <prodreview/text/nearest.hpp>

#include <algorithm>

namespace prodreview {
namespace detail {

/// The units of one file: the new side (empty text when it is deleted) and every old one (empty
/// when it is new there).
struct units_of_file {
  shared_unit now;
  std::vector<shared_unit> olds;
};

/// Reads one version. Nothing, with the reason in `skipped`, when it cannot be had or is not
/// reviewed by design.
[[nodiscard]] inline auto read_version(blob const &which, blob_reader &reader,
                                       std::optional<skipped_file> &skipped)
    -> std::optional<std::string> {
  std::string content;
  std::string problem;
  if (!reader.read(which, content, problem)) {
    skipped = skipped_file{which.path, std::move(problem), false};
    return std::nullopt;
  }
  if (auto reason = reason_to_skip(which.path, content); !reason.empty()) {
    skipped = skipped_file{which.path, std::move(reason), true};
    return std::nullopt;
  }
  return content;
}

/// Why the new version cannot be read although Python can; empty when it can. An old version in
/// such an encoding is one that does not parse.
[[nodiscard]] inline auto reason_of_encoding(std::string_view path, std::string_view content)
    -> std::string {
  if (language_of(path) == file_language::notebook) return {};
  auto const encoding = python::unread_encoding(content);
  if (encoding.empty()) return {};
  return "the encoding `" + std::string{encoding} +
         "` is not supported; save the file as UTF-8, or leave it out with `exclude`";
}

/// The new version; empty text where the file is deleted.
[[nodiscard]] inline auto read_now(file_change const &file, blob_reader &reader,
                                   std::optional<skipped_file> &skipped)
    -> std::optional<std::string> {
  if (!file.now) return std::string{};
  auto content = read_version(*file.now, reader, skipped);
  auto reason = content ? reason_of_encoding(file.now->path, *content) : std::string{};
  if (reason.empty()) return content;
  skipped = skipped_file{file.now->path, std::move(reason), false};
  return std::nullopt;
}

/// An old version that is skipped by design (it was generated, say) counts as empty; one that
/// cannot be read ends the review.
[[nodiscard]] inline auto read_old(std::optional<blob> const &which, blob_reader &reader,
                                   std::optional<skipped_file> &skipped)
    -> std::optional<std::string> {
  if (!which) return std::string{};
  std::optional<skipped_file> reason;
  auto content = read_version(*which, reader, reason);
  if (content) return content;
  if (reason->by_design) return std::string{};
  skipped = std::move(reason);
  return std::nullopt;
}

/// The path under whose settings a file is reviewed: its new one.
[[nodiscard]] inline auto path_of(file_change const &file) -> std::string const & {
  if (file.now) return file.now->path;
  return (*std::find_if(file.before.begin(), file.before.end(),
                        [](auto const &old) { return old.has_value(); }))
      ->path;
}

[[nodiscard]] inline auto read_units(file_change const &file, blob_reader &reader,
                                     std::optional<skipped_file> &skipped)
    -> std::optional<units_of_file> {
  auto const &path = path_of(file);
  units_of_file units;
  auto const now = read_now(file, reader, skipped);
  if (!now) return std::nullopt;
  units.now = std::make_shared<tree::unit const>(python::read_unit(path, *now));
  for (auto const &before : file.before) {
    auto const old = read_old(before, reader, skipped);
    if (!old) return std::nullopt;
    units.olds.push_back(std::make_shared<tree::unit const>(python::read_unit(path, *old)));
  }
  return units;
}

/// The lines of the symbols that the file is restricted to; all lines where it is not.
[[nodiscard]] inline auto wanted_lines(file_change const &file,
                                       std::span<symbol_extent const> symbols) -> line_filter {
  std::vector<symbol_extent> wanted;
  for (auto const &one : symbols)
    if (std::find(file.symbols.begin(), file.symbols.end(), one.name) != file.symbols.end())
      wanted.push_back(one);
  return [wanted = std::move(wanted)](std::uint32_t first, std::uint32_t last) {
    return wanted.empty() ||
           std::any_of(wanted.begin(), wanted.end(), [&](symbol_extent const &one) {
             return one.first_line <= first && last <= one.last_line;
           });
  };
}

/// The wanted lines that every old side sees as changed; all of them where there is no old side.
[[nodiscard]] inline auto changed_lines(std::span<line_map const> maps, line_filter is_wanted)
    -> line_filter {
  return [maps, is_wanted = std::move(is_wanted)](std::uint32_t first, std::uint32_t last) {
    return is_wanted(first, last) &&
           std::all_of(maps.begin(), maps.end(),
                       [&](line_map const &lines) { return is_touched(lines, first, last); });
  };
}

inline void count_scope(std::span<line_map const> maps, tree::unit const &now,
                        line_filter const &is_wanted, file_review &result) {
  if (maps.empty()) {
    auto const text = now.source.text();
    auto const count =
        now.source.lines().count() - (text.empty() || text.ends_with('\n') ? 1U : 0U);
    result.hunks = 1;
    for (auto line = 1U; line <= count; ++line) result.lines += is_wanted(line, line) ? 1 : 0;
    return;
  }
  result.hunks = maps.front().hunks().size();
  for (auto const &hunk : maps.front().hunks()) result.lines += hunk.new_count;
}

[[nodiscard]] inline auto old_path_of(file_change const &file) -> std::string const & {
  return file.before.front() ? file.before.front()->path : path_of(file);
}

[[nodiscard]] inline auto old_place(file_change const &file, projects_of_sides const &projects,
                                    std::size_t side) -> place_in_project {
  auto const &before = file.before[side];
  return {side < projects.before.size() ? projects.before[side] : nullptr,
          before ? before->path : path_of(file)};
}

/// Why the first of the file's wanted symbols that it does not have cannot be reviewed; empty when
/// it has them all.
[[nodiscard]] inline auto reason_of_symbols(file_change const &file,
                                            std::span<symbol_extent const> symbols) -> std::string {
  std::vector<std::string_view> names;
  for (auto const &one : symbols) names.push_back(one.name);
  for (auto const &wanted : file.symbols) {
    if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
    auto const meant = nearest(names, wanted);
    return "it has no function or class `" + wanted + "`" +
           (meant.empty() ? "" : "; did you mean `" + std::string{meant} + "`?");
  }
  return {};
}

/// Whether a finding stands in one of the file's wanted symbols.
[[nodiscard]] inline auto is_wanted(file_change const &file, candidate const &one) -> bool {
  if (file.symbols.empty()) return true;
  return std::any_of(file.symbols.begin(), file.symbols.end(), [&](std::string const &wanted) {
    return is_within(one.shown.symbol, wanted);
  });
}

/// The functions and classes that a change touches, without those that only hold another one of
/// them.
[[nodiscard]] inline auto changed_symbols(std::span<symbol_extent const> symbols,
                                          line_filter const &is_changed)
    -> std::vector<std::string> {
  std::vector<std::string> changed;
  for (auto const &one : symbols) {
    if (!is_changed(one.first_line, one.last_line)) continue;
    if (!changed.empty() && is_within(one.name, changed.back())) changed.pop_back();
    changed.push_back(one.name);
  }
  return changed;
}

/// The rules whose silence says something: those that are on and shown.
[[nodiscard]] inline auto speaking(std::span<active_rule const> rules, settings const &in)
    -> std::vector<bool> {
  std::vector<bool> speaks;
  speaks.reserve(rules.size());
  for (auto const &rule : rules) speaks.push_back(rule.is_on && rule.severity <= in.min_severity);
  return speaks;
}

/// What is said of a file beside its findings.
inline void observe_merits(tree::unit const &now, std::string_view path,
                           line_filter const &is_changed, file_review &result) {
  result.positives = find_positives(now, path, is_changed);
  if (is_changed(1, now.source.lines().count()))
    result.docstring_sentence = docstring_sentence(now);
}

} // namespace detail

PRODREVIEW_INLINE auto review_file(file_change const &file, blob_reader &reader, settings const &in,
                                   projects_of_sides const &projects) -> file_review {
  file_review result;
  auto units = detail::read_units(file, reader, result.skipped);
  if (!units) return result;
  auto const &path = detail::path_of(file);
  auto const rules = active_rules(in, path);

  std::vector<line_map> maps;
  for (auto const &old : units->olds)
    maps.emplace_back(old->source.text(), units->now->source.text());
  auto const has_use = in.look_for_merits || !file.symbols.empty();
  auto const symbols = has_use ? symbols_of(*units->now) : std::vector<symbol_extent>{};
  if (auto reason = detail::reason_of_symbols(file, symbols); !reason.empty()) {
    result.skipped = skipped_file{path, std::move(reason), false};
    return result;
  }
  auto const is_wanted = detail::wanted_lines(file, symbols);
  detail::count_scope(maps, *units->now, is_wanted, result);
  auto const is_changed = detail::changed_lines(maps, is_wanted);
  result.speaking_rules = detail::speaking(rules, in);
  if (in.look_for_merits) {
    result.changed_symbols = detail::changed_symbols(symbols, is_changed);
    detail::observe_merits(*units->now, path, is_changed, result);
  }
  auto const now = analyse(std::move(units->now), {projects.now, path}, rules, in, is_changed);
  std::vector<version> olds;
  auto const no_line = [](std::uint32_t, std::uint32_t) { return false; };
  for (std::size_t i = 0; i < units->olds.size(); ++i)
    olds.push_back(analyse(std::move(units->olds[i]), detail::old_place(file, projects, i), rules,
                           in, no_line));
  std::vector<comparison> sides;
  for (std::size_t i = 0; i < olds.size(); ++i)
    sides.push_back(compare(olds[i], now, std::move(maps[i])));

  result.now = current_findings(now, sides, path, rules);
  std::erase_if(result.now, [&](candidate const &one) { return !detail::is_wanted(file, one); });
  if (sides.size() == 1)
    result.gone = gone_findings(sides.front(), now, detail::old_path_of(file), rules);
  result.counts = now.counts;
  result.coverage = now.coverage;
  return result;
}

} // namespace prodreview
