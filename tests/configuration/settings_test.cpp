// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/settings.hpp>

#include <catch2/catch.hpp>

using namespace prodreview;

namespace {

auto with_overrides() -> settings {
  settings in;
  in.rules = {{"noisy", level::off}, {"raised", level::critical}};
  in.overrides = {{.paths = {"tests"},
                   .rules = {{"raised", level::low}},
                   .fail_on = threshold::never,
                   .scale = {{"T", 8}}},
                  {.paths = {"tests/slow", "bench/**"},
                   .rules = {{"raised", level::off}},
                   .fail_on = {},
                   .scale = {}}};
  in.scale = {{"T", 400'000}, {"K", 32}};
  return in;
}

} // namespace

TEST_CASE("a rule has its own severity unless the configuration says otherwise") {
  auto const in = with_overrides();
  CHECK(level_of(in, "other", severity::medium, "src/a.py") == level::medium);
  CHECK(level_of(in, "raised", severity::medium, "src/a.py") == level::critical);
  CHECK(level_of(in, "noisy", severity::critical, "src/a.py") == level::off);
}

TEST_CASE("of several overrides that match the last one wins") {
  auto const in = with_overrides();
  CHECK(level_of(in, "raised", severity::medium, "tests/a.py") == level::low);
  CHECK(level_of(in, "raised", severity::medium, "tests/slow/a.py") == level::off);
  CHECK(fail_on_of(in, "tests/slow/a.py") == threshold::never);
  CHECK(fail_on_of(in, "bench/a.py") == threshold::high);
}

TEST_CASE("select keeps the named rules, lifts a general off, and leaves overrides alone") {
  auto in = with_overrides();
  in.select = {"noisy", "raised"};
  CHECK(level_of(in, "other", severity::high, "a.py") == level::off);
  CHECK(level_of(in, "noisy", severity::high, "a.py") == level::high);
  CHECK(level_of(in, "raised", severity::high, "tests/slow/a.py") == level::off);
  CHECK(level_of(in, "syntax-error", severity::critical, "a.py") == level::critical);
  in.ignore = {"noisy", "syntax-error"};
  CHECK(level_of(in, "syntax-error", severity::critical, "a.py") == level::off);
  CHECK(level_of(in, "noisy", severity::high, "a.py") == level::off);
}

TEST_CASE("scale is merged symbol by symbol") {
  auto const in = with_overrides();
  CHECK(scale_of(in, "src/a.py").at("T") == 400'000);
  CHECK(scale_of(in, "tests/a.py").at("T") == 8);
  CHECK(scale_of(in, "tests/a.py").at("K") == 32);
}

TEST_CASE("a path is reviewed when include lets it in and exclude does not take it out") {
  settings in;
  CHECK(is_included(in, "a.py"));
  in.include = {"src"};
  in.exclude = {"*_pb2.py"};
  CHECK(is_included(in, "src/a.py"));
  CHECK_FALSE(is_included(in, "tests/a.py"));
  CHECK_FALSE(is_included(in, "src/x/a_pb2.py"));
}

TEST_CASE("a severity reaches a threshold of its own height or lower") {
  CHECK(reaches(severity::critical, threshold::high));
  CHECK(reaches(severity::high, threshold::high));
  CHECK_FALSE(reaches(severity::medium, threshold::high));
  CHECK_FALSE(reaches(severity::critical, threshold::never));
}
