// SPDX-License-Identifier: Apache-2.0
#include "configuration/configurations.hpp"
#include <prodreview/configuration_profiles.hpp>
#include <prodreview/configuration_versions.hpp>
#include <prodreview/option_table.hpp>
#include <prodreview/option_table_text.hpp>
#include <prodreview/rule_table.hpp>
#include <prodreview/verb_config.hpp>

#include <catch2/catch.hpp>

using namespace prodreview;

TEST_CASE("without a file the default profile holds") {
  auto const in = load({});
  CAPTURE(in.problem_text());
  REQUIRE(in.is_valid());
  CHECK(in.values.profile == "default");
  CHECK(in.values.fail_on == threshold::high);
  CHECK_FALSE(in.values.show_likely);
  CHECK_FALSE(in.found_file);
}

TEST_CASE("every option reaches the settings") {
  auto const in = load_text(R"(
rules: {unsafe-load: off}
fail-on: never
include: [src]
exclude: ['*_pb2.py']
overrides:
  - paths: [tests, bench/**]
    rules: {log-of-normaliser: low}
    fail-on: low
    scale: {T: 8}
scale: {T: 400000}
aliases: {T: [seq_len, steps]}
budget: 77
dtype: bfloat16
python: ">=3.10"
torch: ">=2.1,<2.9"
contracts: {edge: batch K C C}
references: [{paths: [src], document: docs/a.md, contracts: {x: B T}}]
cpp: {standard: c++20, include: [csrc], define: {CUDA: 1}, compile-commands: b/c.json}
)");
  CAPTURE(in.problem_text());
  REQUIRE(in.is_valid());
  auto const &is = in.values;
  CHECK(is.rules.at("unsafe-load") == level::off);
  CHECK(is.fail_on == threshold::never);
  CHECK(is.include == std::vector<std::string>{"src"});
  CHECK(is.exclude == std::vector<std::string>{"*_pb2.py"});
  REQUIRE(is.overrides.size() == 1);
  CHECK(is.overrides[0].paths.size() == 2);
  CHECK(is.overrides[0].rules.at("log-of-normaliser") == level::low);
  CHECK(is.overrides[0].fail_on == threshold::low);
  CHECK(is.overrides[0].scale.at("T") == 8);
  CHECK(is.scale.at("T") == 400'000);
  CHECK(is.aliases.at("T") == std::vector<std::string>{"seq_len", "steps"});
  CHECK(is.budget == 77);
  CHECK(is.dtype == "bfloat16");
  CHECK(is.python == ">=3.10");
  CHECK(is.torch == ">=2.1,<2.9");
  CHECK(is.contracts.at("edge") == "batch K C C");
  REQUIRE(is.references.size() == 1);
  CHECK(is.references[0].document == "docs/a.md");
  CHECK(is.references[0].contracts.at("x") == "B T");
  CHECK(is.cpp.standard == "c++20");
  CHECK(is.cpp.include == std::vector<std::string>{"csrc"});
  CHECK(is.cpp.define.at("CUDA") == "1");
  CHECK(is.cpp.compile_commands == "b/c.json");
}

TEST_CASE("the shipped profiles are valid and say what they are for") {
  for (auto const &[name, text] : shipped_profiles()) {
    auto const in = load_text("extends: " + std::string{name});
    CAPTURE(name, in.problem_text());
    CHECK(in.is_valid());
    CHECK(in.values.profile == name);
    CHECK(text.starts_with("# The " + std::string{name} + " profile: "));
  }
  CHECK(load_text("extends: strict").values.show_likely);
  CHECK(load_text("extends: strict").values.fail_on == threshold::medium);
  CHECK(load_text("extends: research").values.fail_on == threshold::critical);
}

TEST_CASE("the shipped profiles name only rules that there are") {
  std::vector<std::string_view> names;
  for (auto const *info : all_rule_infos()) names.push_back(info->name);
  for (auto const &[name, text] : shipped_profiles()) {
    auto const in = load_configuration({{"extends=" + std::string{name}}, true, names, {}, {}});
    CAPTURE(in.problem_text());
    CHECK(in.is_valid());
  }
}

TEST_CASE("a file lays its values over those of what it extends") {
  auto const in = load({{".prodreview.yaml", "extends: team/base.yaml\n"
                                             "rules: {unsafe-load: low}\n"
                                             "overrides: [{paths: [b], fail-on: low}]\n"},
                        {"team/base.yaml", "extends: strict\n"
                                           "rules: {broad-except-swallow: off, unsafe-load: off}\n"
                                           "include: [src]\n"
                                           "overrides: [{paths: [a], fail-on: never}]\n"}});
  CAPTURE(in.problem_text());
  REQUIRE(in.is_valid());
  CHECK(in.values.profile == "strict");
  CHECK(in.values.rules.at("unsafe-load") == level::low);
  CHECK(in.values.rules.at("broad-except-swallow") == level::off);
  CHECK(in.values.rules.at("unused-suppression") == level::medium);
  CHECK(in.values.include == std::vector<std::string>{"src"});
  REQUIRE(in.values.overrides.size() == 2);
  CHECK(in.values.overrides[0].paths.front() == "a");
  CHECK(in.values.overrides[1].paths.front() == "b");
}

TEST_CASE("the command line has the last word") {
  auto const repository = files{{".prodreview.yaml", "extends: strict\nfail-on: low\n"}};
  CHECK(load(repository, {"fail-on=never"}).values.fail_on == threshold::never);
  CHECK(load(repository, {"fail-on=never", "fail-on=high"}).values.fail_on == threshold::high);
  CHECK(load(repository, {"extends=research"}).values.profile == "research");
  CHECK(load(repository, {"rules.unsafe-load=off"}).values.rules.at("unsafe-load") == level::off);
  CHECK(load(repository, {"scale.T=400000"}).values.scale.at("T") == 400'000);
  CHECK(load(repository, {"contracts.pkg.edge=B T"}).values.contracts.at("pkg.edge") == "B T");
  CHECK(load(repository, {"include=[a, 'b*']"}).values.include.size() == 2);
  CHECK(load(repository, {"cpp.standard=c++20"}).values.cpp.standard == "c++20");
}

TEST_CASE(
    "isolated reads nothing from the repository, and a file given is read instead of its own") {
  auto const repository =
      files{{".prodreview.yaml", "fail-on: low\n"}, {"x.yaml", "fail-on: medium\n"}};
  CHECK(load(repository, {}, true).values.fail_on == threshold::high);
  CHECK(load(repository, {"fail-on=never"}, true).values.fail_on == threshold::never);
  CHECK(load(repository, {"x.yaml"}).values.fail_on == threshold::medium);
}

TEST_CASE("a byte order mark and CRLF change nothing") {
  auto const in = load_text("\xEF\xBB\xBF"
                            "fail-on: low\r\nrules:\r\n  unsafe-load: off\r\n");
  CAPTURE(in.problem_text());
  REQUIRE(in.is_valid());
  CHECK(in.values.fail_on == threshold::low);
  CHECK(load_text("\xEF\xBB\xBF"
                  "fail-om: low\r\n")
            .problem_text()
            .starts_with(".prodreview.yaml:1:1: "));
}

TEST_CASE("options whose entries are all commented out count as not set") {
  auto const in = load_text("rules:\n#  unsafe-load: off\ninclude:\noverrides:\ncpp:\n");
  CAPTURE(in.problem_text());
  CHECK(in.is_valid());
}

TEST_CASE("config show is a configuration that means the same") {
  auto const in = load_text("extends: research\n"
                            "rules: {unsafe-load: off}\n"
                            "exclude: ['*_pb2.py', \"a b\", '[x]', \"tab\\tbed\"]\n"
                            "overrides: [{paths: ['ä/**'], rules: {unsafe-load: low}}]\n"
                            "python: '>=3.10'\n"
                            "contracts: {\"odd: name\": '#no comment'}\n"
                            "cpp: {define: {A: ''''}}\n");
  CAPTURE(in.problem_text());
  REQUIRE(in.is_valid());
  auto const first = config_show(in);
  REQUIRE(first.status == 0);
  // What a profile adds to `overrides` is in the output already.
  auto const shown = load({{"shown.yaml", first.out}}, {"shown.yaml", "extends=default"});
  CAPTURE(first.out, shown.problem_text());
  REQUIRE(shown.is_valid());
  auto const without_origins = [](std::string const &text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
      auto const end = text.find('\n', at);
      auto const line = text.substr(at, end - at);
      kept += line.substr(0, line.rfind("  # ")) + '\n';
      at = end + 1;
    }
    while (kept.find(" \n") != kept.npos) kept.erase(kept.find(" \n"), 1);
    return kept.substr(kept.find('\n'));
  };
  CHECK(without_origins(config_show(shown).out) == without_origins(first.out));
}

TEST_CASE("config show says where each value was set") {
  auto const in = load({{".prodreview.yaml", "extends: strict\n\nrules:\n  unsafe-load: low\n"
                                             "overrides:\n  - {paths: [tests], fail-on: never}\n"}},
                       {"scale.T=400000"});
  REQUIRE(in.is_valid());
  CHECK(config_show(in).out == R"(extends: strict                       # .prodreview.yaml:1
rules:
  unsafe-load: low                    # .prodreview.yaml:4
  unused-suppression: medium          # profile strict
  suppression-without-reason: medium  # profile strict
fail-on: medium                       # profile strict
include: []                           # default
exclude: []                           # default
overrides:
  - {paths: [tests], fail-on: never}  # .prodreview.yaml:6
scale:
  T: 400000                           # command line
aliases: {}                           # default
budget: 0                             # default
dtype: float32                        # default
python: any                           # default
torch: any                            # default
contracts: {}                         # default
references: []                        # default
cpp: {}                               # default
)");
}

TEST_CASE("config show of a path applies the overrides that match it") {
  auto const in = load_text("exclude: [old]\noverrides:\n"
                            "  - {paths: [tests], fail-on: never, rules: {unsafe-load: off}}\n");
  REQUIRE(in.is_valid());
  auto const tests = config_show(in, "tests/a.py").out;
  CHECK(tests.find("fail-on: never") != tests.npos);
  CHECK(tests.find("unsafe-load: off") != tests.npos);
  CHECK(config_show(in, "src/a.py").out.find("fail-on: high") != std::string::npos);
  CHECK(config_show(in, "old/a.py").out.starts_with("# Not reviewed"));
}

TEST_CASE("config check names the file, or all that is wrong with it") {
  CHECK(config_check(load_text("fail-on: low\n")).out == "`.prodreview.yaml` is valid.\n");
  CHECK(config_check(load({})).out ==
        "There is no `.prodreview.yaml`; the profile `default` holds.\n");
  auto const wrong = config_check(load_text("fail-on: hgih\nbudgte: 1\n"));
  CHECK(wrong.status == 2);
  CHECK(wrong.out.empty());
  CHECK(wrong.err.ends_with("2 problems.\n"));
}

TEST_CASE("config check remarks on patterns that match no file, and on none of a profile") {
  auto const in = load_text("extends: research\n"
                            "include: [src]\n"
                            "exclude: [\"*_pb2.py\", third_praty/]\n"
                            "overrides:\n"
                            "  - {paths: [tets, src/models], fail-on: never}\n");
  REQUIRE(in.is_valid());
  std::vector<std::string> const all{"src/models/a.py", "tests/a_test.py", "third_party/x/y.py"};
  auto const said = config_check(in, all);
  CHECK(said.status == 0);
  CHECK(said.err.empty());
  auto const has = [&](std::string_view text) { return said.out.find(text) != said.out.npos; };
  CHECK(said.out.starts_with("`.prodreview.yaml` is valid.\n\n"));
  CHECK(has(".prodreview.yaml:3:11: `*_pb2.py` matches no file of the repository.\n"));
  CHECK(has("a pattern with a slash starts at the root"));
  CHECK(has(".prodreview.yaml:3:23: `third_praty/` matches no file"));
  CHECK(has("did you mean `third_party`?"));
  CHECK(has(".prodreview.yaml:5:14: `tets` matches no file"));
  CHECK(has("did you mean `tests`?"));
  CHECK_FALSE(has("`src"));
  CHECK_FALSE(has("notebooks"));
}

TEST_CASE("config check says nothing of patterns where it knows no files") {
  CHECK(config_check(load_text("exclude: [nowhere]\n")).out == "`.prodreview.yaml` is valid.\n");
}

TEST_CASE("the first configuration is valid, changes nothing, and so is every example in it") {
  auto const text = first_configuration();
  auto const in = load_text(text);
  CAPTURE(in.problem_text());
  REQUIRE(in.is_valid());
  CHECK(in.values.fail_on == threshold::high);
  std::string uncommented;
  for (auto const &each : options()) {
    auto const line = std::string{each.key} + ": " + std::string{each.example} + '\n';
    if (each.key != "extends") CHECK(text.find("\n# " + line) != text.npos);
    uncommented += line;
  }
  auto const all = load_text(uncommented);
  CAPTURE(all.problem_text());
  CHECK(all.is_valid());
}

TEST_CASE("version ranges are comparisons that some version satisfies") {
  for (auto const *good : {"any", ">=2.1", ">=2.1,<2.9", "==3.11", "~=2.1", "!=2.3,>=2",
                           " >= 2 , < 3 ", ">=2.1,<=2.1", ">2.1,<2.1.1", "==2.1,!=2.1.3"})
    CHECK(version_range_problem(good).empty());
  for (auto const *bad : {"", "2.1", "=>2", ">=", ">=2,", ",>=2", ">=2..1", ">=a", ">=1.2.3.4.5",
                          ">= 2 1", ">=-1", "Any", ">=99999999999999999999"})
    CHECK(version_range_problem(bad) == "is not a version range");
  for (auto const *empty : {">=3,<2", ">2,<2", ">2.1,<=2.1", "==2.1,==2.2", "~=2.1,<2", "<0"})
    CHECK(version_range_problem(empty) == "is a range that no version is in");
}
