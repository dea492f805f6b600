// SPDX-License-Identifier: Apache-2.0
#include <prodreview/command_line.hpp>
#include <prodreview/command_line_options.hpp>
#include <prodreview/command_line_verbs.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <sstream>

using namespace prodreview;

namespace {

constexpr std::array<std::string_view, 3> rules{"unsafe-load", "log-of-normaliser", "syntax-error"};
constexpr std::array<area, 3> areas{area::numerics, area::gradients, area::security};

auto parse(std::vector<char const *> const &arguments, std::string_view format = {})
    -> command_line {
  return parse_command_line(arguments, {rules, areas, format});
}

/// A command line that must be right.
auto good(std::vector<char const *> const &arguments) -> command {
  auto const line = parse(arguments);
  CAPTURE(arguments, line.problem_text());
  CHECK(line.problems.empty());
  return line.value;
}

auto refusal(std::vector<char const *> const &arguments) -> std::string {
  return parse(arguments).problem_text();
}

using texts = std::vector<std::string>;

} // namespace

TEST_CASE("without a verb a command line is a review") {
  CHECK(good({}).verb == verb::review);
  CHECK(good({"HEAD~1"}).words == texts{"HEAD~1"});
  CHECK(good({"main...HEAD", "--", "src", "check"}).paths == texts{"src", "check"});
  CHECK(good({"HEAD", "--"}).has_separator);
  CHECK_FALSE(good({"HEAD"}).has_separator);
  CHECK(good({"--", "check"}).verb == verb::review);
  CHECK(good({"-C", "dir", "HEAD~1", "-j2"}).words == texts{"HEAD~1"});
  CHECK(good({"@{-1}"}).words == texts{"@{-1}"});
  CHECK(good({":/fix"}).words == texts{":/fix"});
  CHECK(good({"--staged"}).mode == review_mode::staged);
  CHECK(good({"--worktree"}).mode == review_mode::worktree);
  CHECK(good({"--all"}).mode == review_mode::all);
  CHECK(good({"--hook"}).mode == review_mode::hook);
}

TEST_CASE("a first word that is a verb is the verb, wherever the options stand") {
  CHECK(good({"review", "rules"}).words == texts{"rules"});
  CHECK(good({"rules"}).verb == verb::rules);
  CHECK(good({"-C", "check", "rules"}).verb == verb::rules);
  CHECK(good({"explain", "unsafe-load"}).subject == "unsafe-load");
  CHECK(good({"tree", "a.py"}).subject == "a.py");
  CHECK(good({"config", "show"}).verb == verb::config_show);
  CHECK(good({"config", "show", "src/a.py"}).subject == "src/a.py");
  CHECK(good({"config", "check", "--config", "x.yaml"}).verb == verb::config_check);
  CHECK(good({"config", "schema"}).verb == verb::config_schema);
  CHECK(good({"config", "init"}).verb == verb::config_init);
  CHECK(good({"version"}).verb == verb::version);
  CHECK(good({"--version"}).verb == verb::version);
}

TEST_CASE("check takes files, folders and symbols") {
  auto const it =
      good({"check", "src", "a.py::Layer.forward", "--focus", "numerics", "--", "-odd.py"});
  REQUIRE(it.targets.size() == 3);
  CHECK(it.targets[0] == check_target{"src", ""});
  CHECK(it.targets[1] == check_target{"a.py", "Layer.forward"});
  CHECK(it.targets[2] == check_target{"-odd.py", ""});
  CHECK(it.focus == std::vector{area::numerics});
}

TEST_CASE("options reach the command") {
  auto const it = good({"HEAD",
                        "-f",
                        "full",
                        "--format=json:out.json",
                        "--fail-on",
                        "low",
                        "--min-severity=medium",
                        "--select",
                        "unsafe-load,syntax-error",
                        "--ignore=log-of-normaliser",
                        "--focus",
                        "numerics,gradients",
                        "--focus",
                        "security",
                        "--report",
                        "all",
                        "--config",
                        "x.yaml",
                        "--config",
                        "scale.T=4",
                        "--isolated",
                        "-C",
                        "a",
                        "-C",
                        "b",
                        "--color",
                        "never",
                        "-j",
                        "7",
                        "--statistics",
                        "--timings"});
  CHECK(it.formats ==
        std::vector<report_request>{{report_format::full, ""}, {report_format::json, "out.json"}});
  CHECK(it.fail_on == threshold::low);
  CHECK(it.min_severity == severity::medium);
  CHECK(it.select == texts{"unsafe-load", "syntax-error"});
  CHECK(it.ignore == texts{"log-of-normaliser"});
  CHECK(it.focus == std::vector{area::numerics, area::gradients, area::security});
  CHECK(it.report_all);
  CHECK(it.config.size() == 3);
  CHECK(it.isolated);
  CHECK(it.directory == "a/b");
  CHECK(it.color == color_choice::never);
  CHECK(it.jobs == 7);
  CHECK(it.statistics);
  CHECK(it.timings);
  CHECK(good({"-C", "a", "-C", "/b"}).directory == "/b");
  CHECK(good({"--fail-on", "low", "--fail-on", "never"}).fail_on == threshold::never);
  CHECK(good({"--config", "include=[a, b]"}).config == texts{"include=[a, b]"});
}

TEST_CASE("values are taken as they are") {
  CHECK(good({"--config", "scale={}"}).config == texts{"scale={}"});
  CHECK(good({"--config", "{}"}).config == texts{"{}"});
  CHECK(good({"--config", "[a,b]"}).config == texts{"[a,b]"});
  CHECK(good({"--config", "a b"}).config == texts{"a b"});
  CHECK(good({"--config", "\"q\""}).config == texts{"\"q\""});
  CHECK(good({"--config=%%"}).config == texts{"%%"});
  CHECK(good({"[a,b]"}).words == texts{"[a,b]"});
  CHECK(good({"{}"}).words == texts{"{}"});
  CHECK(good({"++"}).words == texts{"++"});
}

TEST_CASE("the format may come from the environment") {
  CHECK(parse({}, "json").value.formats == std::vector<report_request>{{report_format::json, ""}});
  CHECK(parse({"-f", "full"}, "json").value.formats ==
        std::vector<report_request>{{report_format::full, ""}});
  CHECK(parse({}, "jsn").problem_text() ==
        "prodreview: `PRODREVIEW_FORMAT` does not take `jsn`.\n  help: did you mean `json`?\n");
}

TEST_CASE("what is misspelt is met with what was meant") {
  CHECK(refusal({"--stagd"}) ==
        "prodreview: There is no option `--stagd`.\n  help: did you mean `--staged`?\n");
  CHECK(refusal({"--fail_on=high"}) ==
        "prodreview: There is no option `--fail_on`.\n  help: did you mean `--fail-on`?\n");
  CHECK(refusal({"--cached"}) ==
        "prodreview: There is no option `--cached`.\n  help: it is `--staged` here.\n");
  CHECK(refusal({"-x"}) ==
        "prodreview: There is no option `-x`.\n  help: `prodreview -h` lists the options.\n");
  CHECK(refusal({"-f", "markdwn"}) ==
        "prodreview: `--format` does not take `markdwn`.\n  help: did you mean `markdown`?\n");
  CHECK(refusal({"--fail-on", "hgih"}) ==
        "prodreview: `--fail-on` does not take `hgih`.\n  help: did you mean `high`?\n");
  CHECK(refusal({"--select", "unsafe-lod"}) ==
        "prodreview: There is no rule `unsafe-lod`.\n  help: did you mean `unsafe-load`?\n");
  CHECK(refusal({"--focus", "numeric"}) ==
        "prodreview: `--focus` does not take `numeric`.\n  help: did you mean `numerics`?\n");
  CHECK(refusal({"config", "shwo"}) ==
        "prodreview: There is no verb `config shwo`.\n  help: did you mean `show`?\n");
  CHECK(refusal({"help", "chekc"}) ==
        "prodreview: There is no verb `chekc`.\n  help: did you mean `check`?\n");
  CHECK(verb_suggestion("chekc") == "did you mean the verb `check`?");
  CHECK(verb_suggestion("HEAD~1").empty());
}

TEST_CASE("an area without a rule is refused, not silently empty") {
  CHECK(refusal({"--focus", "kernels"}) ==
        "prodreview: No rule of this version is about `kernels`.\n"
        "  help: areas with rules: numerics, gradients, security.\n");
}

TEST_CASE("what a later version will have is refused by name") {
  for (auto const *name : {"scale", "baseline", "merge"})
    CHECK(refusal({name, "x"})
              .starts_with("prodreview: `" + std::string{name} +
                           "` is not available in this version."));
  for (auto const *name : {"--fix", "--unsafe-fixes", "--diff"})
    CHECK(refusal({name}).starts_with("prodreview: `" + std::string{name} +
                                      "` is not available in this version."));
  CHECK(refusal({"--shard", "1/4"})
            .starts_with("prodreview: `--shard` is not available in this version."));
  for (auto const *name : {"sarif", "github", "gitlab", "rdjson", "junit", "html"})
    CHECK(refusal({"-f", name})
              .starts_with("prodreview: The format `" + std::string{name} +
                           "` is not available in this version."));
  CHECK(good({"review", "scale"}).words == texts{"scale"});
}

TEST_CASE("what contradicts itself or is incomplete is refused") {
  CHECK(refusal({"--staged", "--all"}).find("Only one of") != std::string::npos);
  CHECK(refusal({"check"}).find("takes at least one word") != std::string::npos);
  CHECK(refusal({"explain"}).find("takes one word") != std::string::npos);
  CHECK(refusal({"explain", "a", "b"}).find("takes one word") != std::string::npos);
  CHECK(refusal({"rules", "x"}).find("takes no words") != std::string::npos);
  CHECK(refusal({"config"}).find("`config` needs a word more.") != std::string::npos);
  CHECK(refusal({"config", "show", "a", "b"}).find("one word at most") != std::string::npos);
  CHECK(refusal({"check", "a.py::"}).find("names no symbol") != std::string::npos);
  CHECK(refusal({"check", "::x"}).find("names no file") != std::string::npos);
  CHECK(refusal({"check", "a.py", "--staged"}).find("is not an option of `prodreview check`") !=
        std::string::npos);
  CHECK(refusal({"config", "init", "-f", "json"}).find("is not an option of") != std::string::npos);
  CHECK(refusal({"explain", "unsafe-load", "-f", "json"}).find("is not an option of") !=
        std::string::npos);
  CHECK(refusal({"rules", "--focus", "numerics"}).find("is not an option of") != std::string::npos);
  CHECK(refusal({"-f"}) == "prodreview: `--format` needs a value.\n  help: `prodreview --help` "
                           "shows the form of each option.\n");
  CHECK(refusal({"--format", "--staged"}).size() > 0);
  CHECK(refusal({"-f", "json:"}).find("names no file") != std::string::npos);
  CHECK(refusal({"-f", "json", "-f", "full"}).find("both be printed") != std::string::npos);
  CHECK(refusal({"-f", "json:a", "-f", "full:a"}).find("both be written to `a`") !=
        std::string::npos);
  CHECK(refusal({"-j", "0"}).find("from 1 to 1024") != std::string::npos);
  CHECK(refusal({"-j", "two"}).find("from 1 to 1024") != std::string::npos);
  CHECK(refusal({"--select", ","}).find("names no rule") != std::string::npos);
  CHECK(refusal({"--focus="}).size() > 0);
  CHECK(refusal({"--staged=yes"}) ==
        "prodreview: `--staged` takes no value.\n  help: leave it out.\n");
  CHECK(refusal({"a\x1B[31m", "--\x1B[31m"}).find('\x1B') == std::string::npos);
}

TEST_CASE("all problems of a command line come at once") {
  CHECK(parse({"--stagd", "-j", "0", "--fail-on", "no"}).problems.size() == 3);
}

TEST_CASE("help is given whatever else the command line says") {
  CHECK(good({"-h"}).verb == verb::help);
  CHECK(good({"--help"}).long_help);
  CHECK(good({"-h", "--nonsense", "-j", "0"}).verb == verb::help);
  CHECK(good({"check", "-h"}).subject == "check");
  CHECK(good({"help", "config", "show"}).subject == "config show");
  CHECK(help_text(good({"check", "-h"})).starts_with("prodreview check PATH[::SYMBOL]"));
  CHECK(help_text(good({"-h"})) == short_help());
  CHECK(help_text(good({"--help"})) == long_help());
  CHECK(help_text(good({"help"})) == short_help());
  CHECK(help_text(good({"help", "config"})).find("\n  config init") != std::string::npos);
}

TEST_CASE("the help names every option and verb there is, none that is not, and fits a terminal") {
  for (auto const &row : option_rows()) {
    CAPTURE(row.names);
    CHECK((long_help().find(' ' + std::string{row.name()}) != std::string::npos) ==
          row.is_available());
    CHECK((short_help().find(' ' + std::string{row.name()} + '\n') == std::string::npos));
  }
  for (auto const &row : verb_rows())
    if (row.in_help && row.verb != verb::version)
      CHECK(short_help().find("\n  " + std::string{row.name}) != std::string::npos);
  CHECK(short_help().find("\n  tree") == std::string::npos);
  for (auto const name : later_verbs())
    CHECK(short_help().find("\n  " + std::string{name}) == std::string::npos);
  auto const fits = [](std::string const &text) {
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
      if (line.size() > 80) return false;
    return true;
  };
  CHECK(fits(long_help()));
  for (auto const &row : verb_rows()) CHECK(fits(verb_help(row.verb)));
}

TEST_CASE("any words are a command line or a problem, never a crash") {
  std::mt19937 random{3};
  constexpr std::array<char const *, 34> pieces{
      "check",    "config",    "show",     "-",          "--",   "---",    "-f",
      "--format", "--format=", "-fjson",   "-C",         "",     "-j",     "-j4",
      "--x=y",    "--=",       "=",        "HEAD",       "a::b", "::",     "-h",
      "--select", ",",         "-vvv",     "{}",         "[",    "--no-x", "--config",
      "a=b",      "-hf",       "--staged", "--staged=0", "-1",   "\xFF"};
  for (auto i = 0; i < 3'000; ++i) {
    std::vector<char const *> words;
    for (auto n = random() % 6; n > 0; --n) words.push_back(pieces[random() % pieces.size()]);
    auto const line = parse(words);
    for (auto const &each : line.problems) REQUIRE_FALSE(each.what.empty());
  }
}
