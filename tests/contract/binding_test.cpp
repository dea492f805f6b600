// SPDX-License-Identifier: Apache-2.0
// Live sizes against declarations, over several tensors, without torch.
#include <prodreview/contract/binding.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace prodreview::contract;
using kind = mismatch::kind;

namespace {

constexpr tensor scores{float32, "batch T C"};
constexpr tensor prefix{float32, "(batch, T + 1, C)"};

constexpr auto matched(binding &names, std::initializer_list<std::int64_t> sizes,
                       tensor const &declared) -> mismatch {
  return names.match(std::span{sizes.begin(), sizes.size()}, declared.sizes());
}

constexpr auto last_of_two() -> mismatch {
  binding names;
  static_cast<void>(matched(names, {2, 5, 3}, scores));
  return matched(names, {2, 5, 3}, prefix);
}
static_assert(last_of_two().what == kind::size && last_of_two().expected == 6);

} // namespace

TEST_CASE("The first tensor binds names, and the others agree", "[contract]") {
  binding names;
  CHECK(matched(names, {2, 5, 3}, scores).holds());
  CHECK(matched(names, {2, 6, 3}, prefix).holds());
  CHECK(matched(names, {2, 6, 4}, prefix).axis == 2);
  CHECK(matched(names, {2, 5}, scores).what == kind::rank);
  CHECK(names.value_of("T") == 5);
  CHECK_FALSE(names.value_of("K"));
}

TEST_CASE("A size with one name says what it is", "[contract]") {
  binding names;
  CHECK(matched(names, {2, 6, 3}, prefix).holds());
  CHECK(names.value_of("T") == 5);
  CHECK(matched(names, {0}, tensor{float32, "K+1"}).what == kind::other);
  CHECK(matched(names, {7}, tensor{float32, "2*K"}).what == kind::other);
}

TEST_CASE("A size of several names waits for them", "[contract]") {
  constexpr tensor joined{float32, "heads*d"};
  binding names;
  CHECK(matched(names, {12}, joined).holds());
  CHECK(names.settle().holds());
  CHECK(matched(names, {3, 5}, tensor{float32, "heads d"}).holds());
  CHECK(names.settle().expected == 15);
}

TEST_CASE("A named run has the same sizes everywhere", "[contract]") {
  constexpr tensor first{float32, "*rest C"};
  constexpr tensor second{float32, "B *rest"};
  binding names;
  CHECK(matched(names, {2, 3, 4}, first).holds());
  CHECK(matched(names, {7, 2, 3}, second).holds());
  CHECK(matched(names, {7, 2, 4}, second).what == kind::run);
  CHECK(matched(names, {}, first).what == kind::rank);
}

TEST_CASE("A mismatch is said with all that is needed to mend it", "[contract]") {
  std::vector<std::int64_t> const sizes{2, 5, 3};
  CHECK(explained(last_of_two(), "prefix", sizes, prefix.sizes()).view() ==
        "prefix: sizes [2, 5, 3], declared (batch, T + 1, C): the size at axis 1 must be 6");
}
