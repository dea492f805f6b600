// SPDX-License-Identifier: Apache-2.0
// The files that the option table writes. PRODREVIEW_UPDATE=1 rewrites them.
#include <prodreview/option_table_text.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

constexpr std::string_view begin_mark = "<!-- options: written by tests/configuration -->\n";
constexpr std::string_view end_mark = "<!-- options: end -->\n";

auto path_of(std::string const &name) { return std::string{PRODREVIEW_SOURCE_FOLDER} + '/' + name; }

auto content(std::string const &name) -> std::string {
  std::ifstream file{path_of(name), std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void check_or_update(std::string const &name, std::string const &expected) {
  if (std::getenv("PRODREVIEW_UPDATE") != nullptr)
    std::ofstream{path_of(name), std::ios::binary} << expected;
  CHECK(content(name) == expected);
}

} // namespace

TEST_CASE("the schema in config/ is what the option table says") {
  check_or_update("config/prodreview.schema.json", prodreview::schema_text({}));
}

TEST_CASE("the options in docs/configuration.md are what the option table says") {
  auto const text = content("docs/configuration.md");
  auto const begin = text.find(begin_mark);
  auto const end = text.find(end_mark);
  REQUIRE(begin != text.npos);
  REQUIRE(end != text.npos);
  auto const expected = text.substr(0, begin + begin_mark.size()) + '\n' +
                        prodreview::options_in_markdown() + '\n' + text.substr(end);
  check_or_update("docs/configuration.md", expected);
}
