// SPDX-License-Identifier: Apache-2.0
#include "command_line_options.hpp"

#include "command_line_verbs.hpp"
#include "configuration_integers.hpp"
#include "configuration_problem.hpp"

#include <algorithm>
#include <array>

namespace prodreview {

namespace {

using sink = option_sink;
using text = std::string const;
using names = std::span<std::string_view const>;

constexpr std::array<std::string_view, 6> later_formats{"sarif",  "github", "gitlab",
                                                        "rdjson", "junit",  "html"};
constexpr std::array<std::string_view, 3> color_names{"auto", "always", "never"};
constexpr std::array<std::string_view, 2> report_names{"introduced", "all"};
constexpr std::int64_t most_jobs = 1024;

constexpr auto reviews = set_of(verb::review) | set_of(verb::check);
constexpr auto lists = reviews | set_of(verb::rules);
constexpr auto configured = reviews | set_of(verb::config_show) | set_of(verb::config_check);
constexpr auto every = ~verb_set{0};

void refuse(sink const &to, std::string sentence, std::string help) {
  to.problems.push_back({std::move(sentence), std::move(help)});
}

/// The place of a word among those that an option takes; -1, with the problem reported, when it is
/// none of them.
[[nodiscard]] auto place_of(sink const &to, names known, std::string_view word,
                            std::string_view option) -> int {
  auto const found = std::find(known.begin(), known.end(), word);
  if (found != known.end()) return static_cast<int>(found - known.begin());
  refuse(to, in_ticks(option) + " does not take " + in_ticks(word) + '.', suggestion(known, word));
  return -1;
}

template <class Enum>
[[nodiscard]] auto chosen(sink const &to, names known, std::string_view word,
                          std::string_view option) -> std::optional<Enum> {
  auto const place = place_of(to, known, word, option);
  return place < 0 ? std::nullopt : std::optional{static_cast<Enum>(place)};
}

[[nodiscard]] auto parts_of(std::string_view list) -> std::vector<std::string> {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    auto const end = std::min(list.find(',', begin), list.size());
    if (end > begin) parts.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void store_rules(sink const &to, std::string_view list, std::string_view option,
                 std::vector<std::string> &rules) {
  auto const parts = parts_of(list);
  if (parts.empty())
    refuse(to, in_ticks(option) + " names no rule.", "`prodreview rules` lists the rules.");
  for (auto const &name : parts) {
    auto const &known = to.facts.rules;
    if (std::find(known.begin(), known.end(), name) == known.end())
      refuse(to, "There is no rule " + in_ticks(name) + '.',
             suggestion(known, name, "`prodreview rules` lists the rules."));
    rules.push_back(name);
  }
}

[[nodiscard]] auto listed(std::span<area const> areas) -> std::string {
  std::string list;
  for (auto const each : areas) (list += list.empty() ? "" : ", ") += to_string(each);
  return list;
}

void store_area(sink const &to, std::string const &name) {
  auto const found = chosen<area>(to, area_names, name, "--focus");
  if (!found) return;
  auto const &areas = to.facts.areas;
  if (std::find(areas.begin(), areas.end(), *found) == areas.end())
    refuse(to, "No rule of this version is about " + in_ticks(name) + '.',
           "areas with rules: " + listed(areas) + '.');
  to.into.focus.push_back(*found);
}

void store_mode(sink const &to, review_mode mode) {
  if (to.into.mode != review_mode::revision)
    refuse(to, "Only one of `--staged`, `--worktree`, `--all` and `--hook` can be given.",
           "keep the one that you mean.");
  to.into.mode = mode;
}

void store_focus(sink const &to, text &value) {
  auto const parts = parts_of(value);
  if (parts.empty())
    refuse(to, "`--focus` names no area.", "areas with rules: " + listed(to.facts.areas) + '.');
  for (auto const &part : parts) store_area(to, part);
}

void store_fail_on(sink const &to, text &value) {
  to.into.fail_on = chosen<threshold>(to, threshold_names, value, "--fail-on");
  if (to.into.fail_on) to.into.config.push_back("fail-on=" + value);
}

void store_jobs(sink const &to, text &value) {
  auto const read = read_integer(value);
  if (!read || *read < 1 || *read > most_jobs)
    return refuse(to, "`-j` does not take " + in_ticks(value) + '.',
                  "give a number of threads from 1 to 1024.");
  to.into.jobs = static_cast<unsigned>(*read);
}

void store_directory(sink const &to, text &value) {
  auto &directory = to.into.directory;
  auto const starts_anew = directory.empty() || value.starts_with('/');
  directory = starts_anew ? value : directory + '/' + value;
}

void store_help(sink const &to, bool is_long) {
  to.into.long_help = to.into.long_help || is_long;
  // The verb that help is asked for; `help_text` reads it.
  if (to.into.verb == verb::help) return;
  to.into.subject = to.into.verb == verb::review ? "" : row_of(to.into.verb).name;
  to.into.verb = verb::help;
}

constexpr std::array rows{
    option_row{"--staged", "", option_group::change, set_of(verb::review),
               "the index: exactly what will be committed",
               [](sink const &to, text &) { store_mode(to, review_mode::staged); }},
    option_row{"--worktree", "", option_group::change, set_of(verb::review),
               "HEAD against the work tree; the default",
               [](sink const &to, text &) { store_mode(to, review_mode::worktree); }},
    option_row{"--all", "", option_group::change, set_of(verb::review),
               "every file as it stands, without an old side",
               [](sink const &to, text &) { store_mode(to, review_mode::all); }},
    option_row{"--hook", "", option_group::change, set_of(verb::review),
               "the range that pre-commit pushes, else the index",
               [](sink const &to, text &) { store_mode(to, review_mode::hook); }, false},

    option_row{"-f,--format", "NAME[:FILE]", option_group::report, lists,
               "full, concise, markdown or json; repeatable",
               [](sink const &to, text &value) { store_format(to, value, "--format"); }},
    option_row{"--fail-on", "SEVERITY", option_group::report, reviews | set_of(verb::config_show),
               "exit with 1 from here on, or never; default high", store_fail_on},
    option_row{
        "--min-severity", "SEVERITY", option_group::report, reviews, "show nothing milder",
        [](sink const &to, text &value) {
          to.into.min_severity =
              chosen<severity>(to, severity_names, value, "--min-severity").value_or(severity::low);
        }},
    option_row{"--report", "WHICH", option_group::report, reviews,
               "introduced, the default; or all: the old, too",
               [](sink const &to, text &value) {
                 to.into.report_all = place_of(to, report_names, value, "--report") == 1;
               }},
    option_row{"--color", "WHEN", option_group::report, every, "auto, always or never",
               [](sink const &to, text &value) {
                 to.into.color = chosen<color_choice>(to, color_names, value, "--color")
                                     .value_or(color_choice::automatic);
               }},
    option_row{"--statistics", "", option_group::report, reviews,
               "how often each rule held, or was violated",
               [](sink const &to, text &) { to.into.statistics = true; }, false},
    option_row{"--timings", "", option_group::report, reviews,
               "how long each stage took, on standard error",
               [](sink const &to, text &) { to.into.timings = true; }, false},

    option_row{"--focus", "AREA,...", option_group::rules, reviews,
               "only these areas: numerics, gradients, ...", store_focus},
    option_row{
        "--select", "RULE,...", option_group::rules, reviews, "only these rules",
        [](sink const &to, text &value) { store_rules(to, value, "--select", to.into.select); }},
    option_row{
        "--ignore", "RULE,...", option_group::rules, reviews, "all rules but these",
        [](sink const &to, text &value) { store_rules(to, value, "--ignore", to.into.ignore); }},

    option_row{"--config", "FILE|KEY=VALUE", option_group::configuration, configured,
               "another file, or one option of it; repeatable",
               [](sink const &to, text &value) { to.into.config.push_back(value); }},
    option_row{"--isolated", "", option_group::configuration, configured,
               "read no configuration of the repository",
               [](sink const &to, text &) { to.into.isolated = true; }},

    option_row{"-C", "DIR", option_group::general, every, "as if started in this folder",
               store_directory},
    option_row{"-j", "N", option_group::general, reviews,
               "threads; the report does not depend on them", store_jobs},
    option_row{"--no-cache", "", option_group::general, reviews,
               "neither use nor keep what earlier runs found",
               [](sink const &to, text &) { to.into.no_cache = true; }, false},
    option_row{"-h", "", option_group::general, every, "print this",
               [](sink const &to, text &) { store_help(to, false); }},
    option_row{"--help", "", option_group::general, every, "print more, with examples",
               [](sink const &to, text &) { store_help(to, true); }},
    option_row{"--version", "", option_group::general, every, "print the version",
               [](sink const &to, text &) { to.into.verb = verb::version; }},

    option_row{"--fix", "", option_group::report, reviews, ""},
    option_row{"--unsafe-fixes", "", option_group::report, reviews, ""},
    option_row{"--diff", "", option_group::report, reviews, ""},
    option_row{"--shard", "I/N", option_group::report, reviews, ""},
    option_row{"--set", "NAME=SIZE", option_group::report, every, ""},
};

struct other_spelling {
  std::string_view elsewhere;
  std::string_view here;
};

constexpr std::array<other_spelling, 14> spellings{{
    {"--cached", "--staged"},
    {"--output-format", "--format"},
    {"--output", "--format NAME:FILE"},
    {"-o", "--format NAME:FILE"},
    {"--reporter", "--format"},
    {"--json", "--format json"},
    {"--exit-zero", "--fail-on never"},
    {"--no-color", "--color never"},
    {"--colors", "--color"},
    {"--jobs", "-j"},
    {"--threads", "-j"},
    {"--disable", "--ignore"},
    {"--enable", "--select"},
    {"--no-config", "--isolated"},
}};

} // namespace

auto option_row::name() const -> std::string_view {
  auto const comma = names.find(',');
  return comma == names.npos ? names : names.substr(comma + 1);
}

auto option_rows() -> std::span<option_row const> { return rows; }

auto spelt_here(std::string_view elsewhere) -> std::string_view {
  for (auto const &[there, here] : spellings)
    if (there == elsewhere) return here;
  return {};
}

void store_format(option_sink const &to, std::string_view value, std::string_view named_by) {
  auto const colon = value.find(':');
  auto const name = value.substr(0, colon);
  auto const is_later =
      std::find(later_formats.begin(), later_formats.end(), name) != later_formats.end();
  if (is_later)
    return refuse(to, "The format " + in_ticks(name) + " is not available in this version.",
                  "formats: full, concise, markdown, json.");
  auto const format = chosen<report_format>(to, report_format_names, name, named_by);
  if (!format) return;
  auto const file = colon == value.npos ? std::string_view{} : value.substr(colon + 1);
  if (colon != value.npos && file.empty())
    return refuse(to, in_ticks(value) + " names no file after the colon.",
                  "name one, or leave out the colon to print the report.");
  to.into.formats.push_back({*format, std::string{file}});
}

} // namespace prodreview
