// SPDX-License-Identifier: Apache-2.0
// Shapes as people declare them, and the sentences that are said of them.
#include "sizes.hpp"
#include <prodreview/shape/broadcast.hpp>
#include <prodreview/shape/declaration.hpp>
#include <prodreview/shape/sentence.hpp>
#include <prodreview/text/inline_text.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace prodreview::shape;
using namespace prodreview::shape::testing;

namespace {

constexpr auto declared(std::string_view text) -> shape { return read_shape(text).value; }

constexpr auto fault_of(std::string_view text) -> std::pair<declaration_fault, std::size_t> {
  auto const read = read_shape(text);
  return {read.fault, read.place};
}

template <class It> constexpr auto text_of(It const &it) {
  prodreview::inline_text<400> text;
  print(it, text);
  return text;
}

static_assert(declared("B T+1 3") == shape{B, T + 1, 3});
static_assert(declared("(B, T + 1, 3)") == shape{B, T + 1, 3});
static_assert(declared(" [ B,T +1,3 ] ") == shape{B, T + 1, 3});
static_assert(declared("B, T") == shape{B, T});
static_assert(declared("(T + 1) B") == shape{T + 1, B});
static_assert(declared("(T + 1)") == shape{T + 1});
static_assert(declared("(T,)") == shape{T});
static_assert(declared("min(T, B) B") == shape{minimum(T, B), B});
static_assert(declared("(min(T, B), B)") == shape{minimum(T, B), B});
static_assert(declared("") == shape::scalar() && declared("()") == shape::scalar());
static_assert(declared("...") == shape{});
static_assert(declared("B *rest T").run_name() == "rest");
static_assert(declared("(B, *rest, T)") == declared("B *rest T"));
static_assert(!declared("_ T")[0].known());
static_assert(declared("batch")[0].name() == "batch");

static_assert(fault_of("B T/2") == std::pair{declaration_fault::size, std::size_t{3}});
static_assert(fault_of("(B, T") == std::pair{declaration_fault::open, std::size_t{5}});
static_assert(fault_of("(B T)") == std::pair{declaration_fault::size, std::size_t{3}});
static_assert(fault_of("B,, T") == std::pair{declaration_fault::size, std::size_t{2}});
static_assert(fault_of("... *rest") == std::pair{declaration_fault::run, std::size_t{4}});
static_assert(fault_of("B -1") == std::pair{declaration_fault::negative, std::size_t{2}});
static_assert(fault_of("1 1 1 1 1 1 1 1 1") == std::pair{declaration_fault::rank, std::size_t{16}});
static_assert(fault_of("(B, T))").first == declaration_fault::size);

static_assert(text_of(shape{B, T + 1}).view() == "(B, T + 1)");
static_assert(text_of(shape{B}).view() == "(B,)");
static_assert(text_of(declared("B *rest")).view() == "(B, *rest)");
static_assert(text_of(shape{}).view() == "(...)");

static_assert(text_of(broadcast(shape{B, T + 1}, shape{B, T}).finding).view() ==
              "the sizes T + 1 and T at axis -1 must be equal, or one of them 1, which holds only "
              "when T is 1");

} // namespace

TEST_CASE("A name is never cut, however long it is", "[shape]") {
  auto const first = std::string(5000, 'a') + "b";
  auto const second = std::string(5000, 'a') + "c";
  auto const text = first + " " + second;
  auto const read = read_shape(text);
  REQUIRE(read.valid());
  CHECK(read.value[0].name() == first);
  CHECK(compare(read.value[0], read.value[1]).answer == relation::if_same);
}

TEST_CASE("What is printed reads back as the same shape", "[shape]") {
  for (auto const *text : {"B T+1 3", "", "T", "...", "*rest", "B ... T", "B *rest 2*(T//2)", "_ _",
                           "max(T-3, 0) B*T"}) {
    auto const it = declared(text);
    auto const printed = text_of(it);
    INFO(printed.view());
    CHECK(text_of(declared(printed.view())).view() == printed.view());
  }
}

TEST_CASE("Any bytes declare a shape or have a fault that stands in the text", "[shape]") {
  std::mt19937 engine{5};
  std::string_view const letters = "BT1 ,()[]*+-/%._min\n\xC3\xA9";
  for (int round = 0; round < 20000; ++round) {
    std::string text(engine() % 12, ' ');
    for (auto &letter : text) letter = letters[engine() % letters.size()];
    auto const read = read_shape(text);
    INFO(text);
    CHECK(read.place <= text.size());
    if (!read.valid()) continue;
    auto const printed = text_of(read.value);
    auto const again = read_shape(printed.view());
    INFO(printed.view());
    CHECK(again.valid());
    CHECK(text_of(again.value).view() == printed.view());
  }
}
