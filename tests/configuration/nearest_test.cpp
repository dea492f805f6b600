// SPDX-License-Identifier: Apache-2.0
#include <prodreview/text/nearest.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <string>

using prodreview::edit_distance;
using prodreview::nearest;

static_assert(edit_distance("", "") == 0);
static_assert(edit_distance("fail-on", "fail_on") == 0);
static_assert(edit_distance("scale", "sclae") == 1);
static_assert(edit_distance("kitten", "sitting") == 3);

namespace {
constexpr std::array<std::string_view, 6> known{"fail-on", "include", "exclude",
                                                "scale",   "torch",   "unsafe-load"};
}

TEST_CASE("the nearest name is the one that was probably meant") {
  CHECK(nearest(known, "fail_on") == "fail-on");
  CHECK(nearest(known, "FailOn") == "fail-on");
  CHECK(nearest(known, "exlcude") == "exclude");
  CHECK(nearest(known, "unsafeload") == "unsafe-load");
  CHECK(nearest(known, "uns") == "unsafe-load");
}

TEST_CASE("nothing is suggested for a name that is far from all") {
  CHECK(nearest(known, "").empty());
  CHECK(nearest(known, "x").empty());
  CHECK(nearest(known, "documentation").empty());
  CHECK(nearest(known, std::string(1'000'000, 'a')).empty());
  CHECK(nearest({}, "scale").empty());
}

TEST_CASE("of two names that are equally near the first is taken") {
  constexpr std::array<std::string_view, 2> twins{"aab", "aac"};
  CHECK(nearest(twins, "aaa") == "aab");
}
