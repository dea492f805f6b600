// SPDX-License-Identifier: Apache-2.0
#include <prodreview/text/line_index.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

namespace {

using prodreview::line_index;

auto starts_of(line_index const &index) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> starts;
  for (std::uint32_t line = 1; line <= index.count(); ++line)
    starts.push_back(index.range_of(line).begin);
  return starts;
}

/// Where lines begin, one byte after the other.
auto counted(std::string const &text) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const ends = text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
    if (ends) starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

} // namespace

TEST_CASE("an empty text has one line") {
  CHECK(starts_of(line_index{{}}) == std::vector<std::uint32_t>{0});
}

TEST_CASE("a line end is found at every place of a text of every size") {
  for (std::string const end : {"\n", "\r", "\r\n", "\n\r", "\r\r\n", "\n\n\n\n"})
    for (std::size_t size = 0; size < 100; ++size)
      for (std::size_t at = 0; at <= size; ++at) {
        auto const text = std::string(size, 'x').insert(at, end);
        CAPTURE(size, at);
        REQUIRE(starts_of(line_index{text}) == counted(text));
      }
}

TEST_CASE("short and empty lines are counted like long ones") {
  std::mt19937 random{20261125};
  for (unsigned share = 1; share < 40; ++share) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += random() % share != 0 ? 'x' : "\r\n"[random() % 2];
    CAPTURE(share);
    REQUIRE(starts_of(line_index{text}) == counted(text));
  }
}
