// SPDX-License-Identifier: Apache-2.0
#include "texts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace prodreview;
using namespace prodreview::testing;
using lines = std::vector<std::string>;

namespace {

auto present(std::string const &text) -> lines { return summary_of(check_text(text).findings); }

} // namespace

TEST_CASE("a suppression with a reason hides the finding of its statement and keeps the reason") {
  auto const result = check_text(
      "ValueError('lost')  # prodreview: ignore[exception-not-raised]: shown in the manual\n");
  CHECK(result.findings.empty());
  REQUIRE(result.suppressed.size() == 1);
  CHECK(result.suppressed[0].suppression_reason == "shown in the manual");
  CHECK(result.summary.suppressed == 1);
  CHECK_FALSE(result.gated);
}

TEST_CASE("a suppressed place is not decided by the rule, so its bullet is not verified") {
  auto const result = check_text("raise ValueError('x')\nValueError('lost')  # prodreview: "
                                 "ignore[exception-not-raised]: shown\n");
  auto const bullet = std::find_if(result.checklist.begin(), result.checklist.end(),
                                   [](checklist_entry const &entry) { return entry.item == "P3"; });
  REQUIRE(bullet != result.checklist.end());
  CHECK(bullet->unknown == 1);
  CHECK(bullet->status != checklist_status::verified);
  CHECK(bullet->status != checklist_status::not_applicable);
}

TEST_CASE("a likely finding that the profile does not show keeps its bullet from being verified") {
  auto const text = std::string{"def f():\n    try:\n        raise KeyError\n    except KeyError:\n"
                                "        raise\n    try:\n        g()\n    except Exception:\n"
                                "        pass\n"};
  auto const bullet_of = [&](bool shows_likely) {
    settings how;
    how.show_likely = shows_likely;
    how.select = {"broad-except-swallow"};
    auto const result = check_text(text, how);
    return *std::find_if(result.checklist.begin(), result.checklist.end(),
                         [](checklist_entry const &entry) { return entry.item == "P3"; });
  };
  CHECK(bullet_of(true).status == checklist_status::findings);
  auto const hidden = bullet_of(false);
  CHECK(hidden.holds > 0);
  CHECK(hidden.hidden == 1);
  CHECK(hidden.unknown == 1);
  CHECK(hidden.violated == 0);
  CHECK(hidden.status == checklist_status::needs_human);
}

TEST_CASE("a suppression on the line above covers the statement below, over further comments") {
  CHECK(present("# prodreview: ignore[exception-not-raised]: an example\n# and a "
                "remark\nValueError('lost')\n")
            .empty());
}

TEST_CASE("a suppression on any line of a simple statement covers it") {
  CHECK(present(
            "ValueError(\n    'lost',  # prodreview: ignore[exception-not-raised]: an example\n)\n")
            .empty());
}

TEST_CASE("a suppression covers a compound statement's header and not its body") {
  CHECK(present("if True:  # prodreview: ignore[exception-not-raised]: not this\n    "
                "ValueError('lost')\n") ==
        lines{"exception-not-raised:2:present", "unused-suppression:1:present"});
}

TEST_CASE("a suppression without a reason suppresses nothing and is reported") {
  CHECK(present("ValueError('lost')  # prodreview: ignore[exception-not-raised]\n") ==
        lines{"exception-not-raised:1:present", "suppression-without-reason:1:present"});
}

TEST_CASE("an unknown and an unused suppression are findings") {
  CHECK(present("x = 1  # prodreview: ignore[no-such-rule]: because\n") ==
        lines{"unknown-suppression:1:present"});
  CHECK(present("x = 1  # prodreview: ignore[exception-not-raised]: because\n") ==
        lines{"unused-suppression:1:present"});
}

TEST_CASE("a suppression of a rule that is off or not selected is not unused") {
  settings off;
  off.rules["exception-not-raised"] = level::off;
  CHECK(check_text("x = 1  # prodreview: ignore[exception-not-raised]: because\n", off)
            .findings.empty());
}

TEST_CASE("text that only looks like a suppression is none") {
  CHECK(present("s = '# prodreview: ignore[exception-not-raised]: no comment'\n").empty());
  CHECK(present("x = 1  # see prodreview: ignore\n").empty());
}
