// SPDX-License-Identifier: Apache-2.0
#include "verb_review.hpp"

#include "fact_cache.hpp"
#include "output.hpp"
#include "project_files.hpp"
#include "report.hpp"
#include "repository_change.hpp"
#include "session.hpp"
#include "verb_config.hpp"
#include "worktree_walk.hpp"
#include <prodreview/review/inspect.hpp>

#include <algorithm>
#include <optional>
#include <sys/stat.h>

namespace prodreview {
namespace {

[[nodiscard]] auto fail(problem const &why) -> int {
  print_problem(why);
  return 2;
}

[[nodiscard]] auto kind_of(review_mode mode) -> change_request::kind {
  switch (mode) {
  case review_mode::staged: return change_request::kind::staged;
  case review_mode::worktree: return change_request::kind::worktree;
  case review_mode::all: return change_request::kind::all;
  case review_mode::hook: return change_request::kind::hook;
  case review_mode::revision: break;
  }
  return change_request::kind::revision;
}

/// Reads the configuration from the root of a work tree, or from a folder that is in no repository.
[[nodiscard]] auto reader_of_disk(repository const *in) -> side_reader {
  auto const root = in == nullptr ? std::string{} : in->work_tree();
  return [root](std::string const &path) -> outcome<std::optional<std::string>> {
    return read_disk_file(root + path);
  };
}

/// The files of the work tree, tracked or not; of the folder, where there is no repository.
[[nodiscard]] auto files_at_hand(repository const *in) -> std::vector<std::string> {
  std::vector<std::string> files;
  if (in != nullptr && in->is_bare()) return files;
  auto const enter = [](std::string const &) { return true; };
  auto const take = [&](std::string const &path) { files.push_back(path); };
  // A folder that cannot be read has no file that a pattern could match.
  static_cast<void>(walk_files(in == nullptr ? "./" : in->work_tree(), "", enter, take));
  return files;
}

/// A review whose words leave out every rule would pass for a clean one.
[[nodiscard]] auto check_rules_left(settings const &in) -> std::optional<problem> {
  auto const leaves_out = !in.select.empty() || !in.ignore.empty() || !in.focus.empty();
  auto const rules = active_rules(in, "");
  auto const is_left = std::any_of(rules.begin(), rules.end(), [&](active_rule const &rule) {
    return rule.is_on && rule.severity <= in.min_severity && rule.info->name != "syntax-error";
  });
  if (is_left || !leaves_out) return std::nullopt;
  return problem{"No rule is left of what `--select`, `--ignore`, `--focus` and `--min-severity` "
                 "leave out together.",
                 "`prodreview rules` lists the rules with their areas and severities."};
}

[[nodiscard]] auto is_folder(std::string const &path) -> bool {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode);
}

[[nodiscard]] auto needs_a_file(check_target const &target) -> problem {
  return {quoted(target.path + "::" + target.symbol) + " names a symbol of a folder.",
          "Name the file that it stands in."};
}

/// Restricts the files that the command line names with a symbol (`model.py::Net.forward`).
[[nodiscard]] auto set_symbols(change &what, repository const *in,
                               std::vector<check_target> const &targets) -> std::optional<problem> {
  for (auto const &target : targets) {
    if (target.symbol.empty()) continue;
    if (is_folder(target.path)) return needs_a_file(target);
    auto const named = read_files(in, ".", {target.path});
    if (!named) return named.why();
    for (auto &file : what.files)
      for (auto const &same : named->files)
        if (file.now->path == same.now->path) file.symbols.push_back(target.symbol);
  }
  return std::nullopt;
}

[[nodiscard]] auto blobs_of(change const &what) -> std::vector<blob> {
  std::vector<blob> blobs;
  for (auto const &file : what.files)
    if (file.now) blobs.push_back(*file.now);
  return blobs;
}

[[nodiscard]] auto borrowed(project_files const &files, flow::fact_store *kept) -> side_files {
  side_files sides{files.now.get(), {}, kept};
  for (auto const &before : files.before) sides.before.push_back(before.get());
  return sides;
}

} // namespace

auto run_review(command const &asked) -> int {
  auto const in = repository::open();
  if (!in) return fail(in.why());
  auto const sides =
      select_sides(*in, {kind_of(asked.mode), asked.words, asked.paths, asked.has_separator});
  if (!sides) return fail(sides.why());
  session run{asked, [&](std::string const &path) { return read_new_side(*in, *sides, path); }};
  auto const what =
      read_change(*in, *sides, [&](std::string_view path) { return run.lets_in(path); });
  if (run.complains()) return 2;
  if (!what) return fail(what.why());
  // A commit that changes nothing we review needs no configuration, but what the command line says
  // is checked.
  auto const is_needed = !what->files.empty() || !asked.config.empty();
  auto const &settings = is_needed ? run.settings() : prodreview::settings{};
  if (run.complains()) return 2;
  if (auto const why = check_rules_left(settings)) return fail(*why);
  auto const reader = make_reader(&*in);
  auto const files = files_of_sides(*in, *sides);
  auto const kept = asked.no_cache || what->files.empty() ? nullptr : open_fact_cache(*in);
  auto const status =
      review_and_report(*what, *reader, borrowed(files, kept.get()), settings, asked);
  if (kept) kept->save();
  return status;
}

auto run_check(command const &asked) -> int {
  auto const found = repository::find();
  if (!found) return fail(found.why());
  auto const *in = *found ? &**found : nullptr;
  session run{asked, reader_of_disk(in)};
  std::vector<std::string> paths;
  for (auto const &target : asked.targets) paths.push_back(target.path);
  auto what = read_files(in, ".", paths, [&](std::string_view path) { return run.lets_in(path); });
  auto const &settings = run.settings();
  if (run.complains()) return 2;
  if (!what) return fail(what.why());
  if (auto const why = check_rules_left(settings)) return fail(*why);
  if (auto const why = set_symbols(*what, in, asked.targets)) return fail(*why);
  auto const reader = make_reader(in);
  auto const files = files_around(in, blobs_of(*what));
  return review_and_report(*what, *reader, borrowed(files, nullptr), settings, asked);
}

auto run_config(command const &asked) -> int {
  if (asked.verb == verb::config_schema) return print_verb(config_schema(rule_names()));
  auto const found = repository::find();
  if (!found) return fail(found.why());
  auto const *in = *found ? &**found : nullptr;
  if (asked.verb == verb::config_init)
    return print_verb(config_init(in == nullptr || in->is_bare() ? "." : in->work_tree()));
  session run{asked, reader_of_disk(in)};
  auto const &configuration = run.configuration();
  if (asked.verb == verb::config_check)
    return print_verb(config_check(configuration, files_at_hand(in)));
  auto const prefix = in == nullptr || asked.subject.empty() ? std::string{} : in->prefix();
  return print_verb(config_show(configuration, prefix + asked.subject));
}

} // namespace prodreview
