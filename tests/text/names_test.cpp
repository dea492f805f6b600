// SPDX-License-Identifier: Apache-2.0
#include <prodreview/text/names.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

namespace {

using prodreview::name_id;
using prodreview::names;

/// Spellings of each size up to 60, the like of which differ in one byte.
auto alike() -> std::vector<std::string> {
  std::vector<std::string> spellings;
  for (std::size_t size = 1; size <= 60; ++size) {
    spellings.emplace_back(size, 'x');
    for (std::size_t at = 0; at < size; ++at) {
      spellings.emplace_back(size, 'x').at(at) = 'y';
      spellings.emplace_back(size, 'x').at(at) = '\0';
    }
  }
  return spellings;
}

} // namespace

TEST_CASE("spellings that differ in one byte or in their size are different names") {
  names all;
  std::set<name_id> ids;
  for (auto const &spelling : alike()) ids.insert(all.intern(spelling));
  CHECK(ids.size() == alike().size());
  CHECK(all.size() == alike().size() + 1);
}

TEST_CASE("a spelling has one id, in the order of first appearance") {
  names all;
  for (auto const &spelling : alike()) (void)all.intern(spelling);
  std::uint32_t expected = 0;
  for (auto const &spelling : alike()) {
    name_id const id{++expected};
    REQUIRE(all.intern(spelling) == id);
    REQUIRE(all.find(spelling) == id);
    REQUIRE(all.spelling(id) == spelling);
  }
}

TEST_CASE("what was never interned is no name") {
  names all;
  CHECK(all.find("x") == name_id::none);
  for (auto const &spelling : alike()) (void)all.intern(spelling);
  CHECK(all.find({}) == name_id::none);
  CHECK(all.find("xz") == name_id::none);
  CHECK(all.find(std::string(61, 'x')) == name_id::none);
}

TEST_CASE("names that differ in the middle are found as fast as others") {
  // With a hash that leaves these bytes out each look-up would walk past all the names before it.
  names all;
  for (int number = 100'000; number < 300'000; ++number)
    (void)all.intern("a_prefix_of_16_b" + std::to_string(number) + "_and_a_suffix");
  CHECK(all.size() == 200'001);
}
