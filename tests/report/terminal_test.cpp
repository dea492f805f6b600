// SPDX-License-Identifier: Apache-2.0
#include <prodreview/terminal.hpp>
#include <prodreview/text_layout.hpp>

#include <catch2/catch.hpp>

using namespace prodreview;

namespace {

[[nodiscard]] auto on_a_terminal() -> surroundings {
  surroundings around;
  around.term = "xterm";
  around.terminal_columns = 120;
  return around;
}

[[nodiscard]] auto has_color(surroundings const &around,
                             color_choice color = color_choice::automatic) -> bool {
  return terminal_in(around, color).has_color;
}

} // namespace

TEST_CASE("a terminal has colours, a dumb one and a pipe have none") {
  auto around = on_a_terminal();
  CHECK(has_color(around));
  around.term = "dumb";
  CHECK_FALSE(has_color(around));
  CHECK_FALSE(has_color({}));
}

TEST_CASE("NO_COLOR switches colours off, FORCE_COLOR on again, --color has the last word") {
  auto around = on_a_terminal();
  around.no_color = "1";
  CHECK_FALSE(has_color(around));
  around.force_color = "1";
  CHECK(has_color(around));
  CHECK_FALSE(has_color(around, color_choice::never));
  around.force_color = "0";
  CHECK_FALSE(has_color(around));
  CHECK(has_color(around, color_choice::always));
}

TEST_CASE("FORCE_COLOR colours a pipe") {
  surroundings around;
  around.force_color = "1";
  CHECK(has_color(around));
}

TEST_CASE("COLUMNS comes before the terminal's width, and a pipe has 80") {
  auto around = on_a_terminal();
  CHECK(terminal_in(around, color_choice::automatic).columns == 120);
  around.columns = "66";
  CHECK(terminal_in(around, color_choice::automatic).columns == 66);
  around.columns = "66x";
  CHECK(terminal_in(around, color_choice::automatic).columns == 120);
  CHECK(terminal_in({}, color_choice::automatic).columns == 80);
}

TEST_CASE("no width is so small or so large that a report breaks") {
  surroundings around;
  around.columns = "1";
  CHECK(terminal_in(around, color_choice::automatic).columns == 40);
  around.columns = "99999999999999999999";
  CHECK(terminal_in(around, color_choice::automatic).columns == 80);
  around.columns = "100000";
  CHECK(terminal_in(around, color_choice::automatic).columns == 400);
}

TEST_CASE("pre-commit gets one line per finding, everyone else the code") {
  CHECK(default_format_in(on_a_terminal()) == report_format::full);
  CHECK(default_format_in({}) == report_format::full);
  auto around = on_a_terminal();
  around.pre_commit = "1";
  CHECK(default_format_in(around) == report_format::concise);
}

TEST_CASE("a workflow runner is known by its own variable") {
  surroundings around;
  CHECK_FALSE(terminal_in(around, color_choice::automatic).is_workflow_log);
  for (auto const variable :
       {&surroundings::github_actions, &surroundings::azure_pipelines, &surroundings::teamcity}) {
    around = {};
    around.*variable = "true";
    CHECK(terminal_in(around, color_choice::automatic).is_workflow_log);
  }
}

TEST_CASE("text is wrapped between words, by the columns that they take") {
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("損失 関数 x", 6) == std::vector<std::string>{"損失", "関数 x"});
  CHECK(wrap("a_word_that_is_too_long b", 5) ==
        std::vector<std::string>{"a_word_that_is_too_long", "b"});
  CHECK(wrap("", 5) == std::vector<std::string>{""});
}

TEST_CASE("a text is put to the right where there is room, else on the next line") {
  CHECK(right_aligned(4, "rule", 12) == "    ");
  CHECK(right_aligned(7, "rule", 12) == "\n        ");
}
