// SPDX-License-Identifier: Apache-2.0
#include "texts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace prodreview;
using namespace prodreview::testing;

namespace {

std::string const module_text = "\"\"\"A module.\"\"\"\n"
                                "def first(x):\n"
                                "    ValueError('lost')\n"
                                "    return x\n"
                                "class Net:\n"
                                "    def forward(self, x):\n"
                                "        try:\n"
                                "            return x()\n"
                                "        except KeyError:\n"
                                "            raise\n";

/// The review of a text that is restricted to some of its functions and classes.
auto check_symbols(std::vector<std::string> symbols, std::string const &text = module_text)
    -> review {
  auto what = change_of({}, {{"model.py", text}});
  what.files[0].symbols = std::move(symbols);
  return review_of(what);
}

auto holds_of(review const &of, std::string_view item) -> std::uint64_t {
  auto const entry = std::find_if(of.checklist.begin(), of.checklist.end(),
                                  [&](checklist_entry const &one) { return one.item == item; });
  return entry->holds;
}

} // namespace

TEST_CASE("a review of one function finds nothing elsewhere, and counts its own lines") {
  CHECK(summary_of(check_symbols({"first"}).findings) ==
        std::vector<std::string>{"exception-not-raised:3:present"});
  CHECK(check_symbols({"first"}).scope.lines == 3);
  CHECK(check_symbols({"Net.forward"}).findings.empty());
  CHECK(check_symbols({"Net.forward"}).scope.lines == 5);
  CHECK(check_symbols({"Net", "Net.forward"}).scope.lines == 6);
  CHECK(check_symbols({}).scope.lines == 10);
}

TEST_CASE("the checklist of a review of one function speaks of that function") {
  CHECK(holds_of(check_symbols({}), "P3") == 1);
  CHECK(holds_of(check_symbols({"Net.forward"}), "P3") == 1);
  CHECK(holds_of(check_symbols({"first"}), "P3") == 0);
}

TEST_CASE("a function that is not there is named with the one that was meant") {
  auto const result = check_symbols({"Net.forwrd"});
  REQUIRE(result.skipped.size() == 1);
  CHECK(result.skipped[0].reason ==
        "it has no function or class `Net.forwrd`; did you mean `Net.forward`?");
  CHECK(result.exit_status() == 2);
  CHECK(check_symbols({"backward"}).skipped[0].reason == "it has no function or class `backward`");
}
