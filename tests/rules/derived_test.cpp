// SPDX-License-Identifier: Apache-2.0
#include "examples.hpp"
#include "review/texts.hpp"

#include <catch2/catch.hpp>

/// What every rule owes, from its own examples.
using namespace prodreview;
using namespace prodreview::testing;

namespace {

/// The places moved by what was put before and around the program.
auto moved(places all, std::uint32_t lines, std::uint32_t columns) -> places {
  for (auto &it : all) it = {it.line + lines, it.column + columns};
  return all;
}

void expect(rule_info const &rule, std::string const &text, places const &expected) {
  INFO(text);
  CHECK((reported_places(rule.name, text) == expected));
}

/// Calls `f(info, bad, places)` for every rule that looks at the tree.
template <class F> void for_each_rule(F f) {
  for (auto const &entry : all_entries()) {
    auto const bad = without_marks(entry.info->bad);
    INFO(std::string{entry.info->name});
    f(*entry.info, bad, reported_places(entry.info->name, bad));
  }
}

auto find_entry(rule_info const &of) -> rule_entry const & {
  auto const all = all_entries();
  return *std::find_if(all.begin(), all.end(),
                       [&](rule_entry const &it) { return it.info == &of; });
}

auto only(rule_info const &rule) -> settings {
  settings made;
  made.select = {std::string{rule.name}, "unused-suppression", "suppression-without-reason"};
  made.show_likely = true;
  made.torch = ">=1.13";
  return made;
}

/// The bad example with a suppression on every bad line.
auto with_suppressions(rule_info const &rule, std::string_view name) -> std::string {
  auto lines = lines_of(rule.bad);
  for (auto &line : lines)
    if (line.ends_with(mark)) {
      line.resize(line.size() - mark.size());
      line += joined({"  # prodreview: ignore[", name, "]: measured, and right here"});
    }
  return text_of(lines);
}

} // namespace

TEST_CASE("a rule reports the marked lines of its bad example, and nothing else") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &) {
    CHECK(reported_lines(rule.name, bad) == marked_lines(rule.bad));
  });
}

TEST_CASE("a rule is silent on its good example") {
  for_each_rule([](rule_info const &rule, std::string const &, places const &) {
    expect(rule, std::string{rule.good}, {});
  });
}

TEST_CASE("the bad and the good example parse") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &) {
    CHECK(python::read_unit("model.py", bad).errors.empty());
    CHECK(python::read_unit("model.py", rule.good).errors.empty());
  });
}

TEST_CASE("a rule is silent on comments, strings and docstrings") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &) {
    expect(rule, as_comment(bad), {});
    expect(rule, "text = r'''\n" + bad + "'''\n", {});
    expect(rule, joined({"def f():\n    r'''\n", indented(bad, 4), "    '''\n"}), {});
  });
}

TEST_CASE("a rule finds the same under other names for the imports") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &) {
    auto const expected = marked_lines(rule.bad);
    INFO(with_renamed_imports(bad));
    CHECK(reported_lines(rule.name, with_renamed_imports(bad)) == expected);
    // A rule on imports finds what is wrong with a name where it is imported.
    auto const is_on_imports =
        find_entry(rule).kinds[static_cast<std::size_t>(tree::node_kind::alias)];
    INFO(with_direct_imports(bad));
    CHECK((is_on_imports || reported_lines(rule.name, with_direct_imports(bad)) == expected));
  });
}

TEST_CASE("line ends, a byte order mark and what stands before move nothing") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &at) {
    expect(rule, text_of(lines_of(bad), "\r\n"), at);
    expect(rule, text_of(lines_of(bad), "\r"), at);
    expect(rule, "\xEF\xBB\xBF" + bad, at);
    expect(rule, "#!/usr/bin/env python\n# caf\xC3\xA9 \xE6\x97\xA5\n\f\n" + bad, moved(at, 3, 0));
    expect(rule, "\f" + bad, at);
    expect(rule, "'\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80'\n" + bad, moved(at, 1, 0));
  });
}

TEST_CASE("a rule finds the same in a function, a method and a branch") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &at) {
    // What a function defines is nothing that its module offers.
    if (rule.asks_project) return;
    expect(rule, joined({"def outer():\n", indented(bad, 4)}), moved(at, 1, 4));
    expect(rule, joined({"async def outer():\n", indented(bad, 4)}), moved(at, 1, 4));
    expect(rule, joined({"if True:\n", indented(bad, 2)}), moved(at, 1, 2));
    expect(rule, joined({"class outer:\n  def method(self):\n", indented(bad, 4)}),
           moved(at, 2, 4));
  });
}

TEST_CASE("text that is not ASCII before a finding moves it by characters") {
  auto const text =
      "import torch.nn.functional as F\nd\xC3\xA9j\xC3\xA0, s = '\xF0\x9F\x98\x80', F.softmax(x)\n";
  expect(*find_rule("implicit-softmax-dim"), text, {{2, 16}});
}

TEST_CASE("the mend of a rule makes its good example of its bad one") {
  for (auto const &entry : all_entries()) {
    if (entry.mend == nullptr) continue;
    INFO(std::string{entry.info->name});
    auto const bad = without_marks(entry.info->bad);
    std::vector<replacement> edits;
    for (auto const &it : observed(entry.info->name, bad)) {
      CHECK_FALSE(it.edits.empty());
      edits.insert(edits.end(), it.edits.begin(), it.edits.end());
    }
    CHECK(edited(bad, edits) == entry.info->good);
  }
}

TEST_CASE("a suppression with a reason silences a rule and counts as used") {
  for_each_rule([](rule_info const &rule, std::string const &, places const &) {
    auto const done = check_text(with_suppressions(rule, rule.name), only(rule));
    CHECK(summary_of(done.findings).empty());
    CHECK(done.suppressed.size() == observed(rule.name, without_marks(rule.bad)).size());
  });
}

TEST_CASE("a suppression of another rule silences nothing") {
  for_each_rule([](rule_info const &rule, std::string const &, places const &) {
    auto const other = rule.name == "unsafe-load" ? "evaluated-default" : "unsafe-load";
    auto const done = check_text(with_suppressions(rule, other), only(rule));
    auto const is_own = [&](finding const &it) { return it.rule == rule.name; };
    CHECK(std::any_of(done.findings.begin(), done.findings.end(), is_own));
    CHECK(done.suppressed.empty());
  });
}

TEST_CASE("a finding is introduced by the change that brings it, and existing after") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &) {
    auto const in = only(rule);
    auto const brought = review_texts(std::string{rule.good}, bad, in);
    CHECK(brought.summary.introduced == marked_lines(rule.bad).size());
    auto const moved_down = review_texts(bad, "first = 1\nsecond = 2\n\n" + bad, in);
    CHECK(moved_down.summary.introduced == 0);
    CHECK(moved_down.summary.existing == marked_lines(rule.bad).size());
    auto const removed = review_texts(bad, std::string{rule.good}, in);
    CHECK(removed.summary.introduced == 0);
    CHECK(removed.fixed.size() == marked_lines(rule.bad).size());
  });
}

TEST_CASE("a rule says the same twice") {
  for_each_rule([](rule_info const &rule, std::string const &bad, places const &) {
    auto const first = observed(rule.name, bad);
    auto const second = observed(rule.name, bad);
    REQUIRE(first.size() == second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      CHECK(first[i].range == second[i].range);
      CHECK(first[i].said.problem == second[i].said.problem);
      CHECK(first[i].after == second[i].after);
    }
  });
}
