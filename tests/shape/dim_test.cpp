// SPDX-License-Identifier: Apache-2.0
// What the algebra says of sizes holds for every value of their names: random expressions are
// evaluated directly and compared. The static_asserts are the same functions in the compiler.
#include <prodreview/shape/comparison.hpp>
#include <prodreview/shape/print.hpp>
#include <prodreview/shape/spelling.hpp>
#include <prodreview/text/inline_text.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>

using namespace prodreview::shape;

namespace {

constexpr auto T = dim::named("T");
constexpr auto K = dim::named("K");
constexpr auto H = dim::named("H");

static_assert(T + 1 - 1 == T);
static_assert((T + 1) * (T - 1) == T * T - 1);
static_assert(*exact_quotient(T * T - 1, T - 1) == T + 1);
static_assert(!exact_quotient(T * T, T - 1));
static_assert(floor_quotient(4 * T + 2, dim{2}) == 2 * T + 1);
static_assert(floor_quotient(T * K, T) == K);
static_assert(floor_quotient(floor_quotient(H - 1, dim{2}), dim{2}) ==
              floor_quotient(H - 1, dim{4}));
static_assert(floor_rest(4 * T + 3, dim{4}) == 3);
static_assert(2 * floor_quotient(T, dim{2}) + floor_rest(T, dim{2}) == T);
static_assert(minimum(T, T + 1) == T);
static_assert(minimum(T + 1, K + 1) == minimum(K, T) + 1);
static_assert(minimum(T, K) + maximum(T, K) == T + K);
static_assert(!(dim{INT64_MAX} + 1).known());
static_assert(!dim{INT64_MIN}.known());
static_assert(!floor_quotient(T, dim{0}).known());
static_assert(compare(T, T + 1).answer == relation::different);
static_assert(compare(2 * T, 2 * K + 1).answer == relation::different);
static_assert(compare(H - 1, dim{1}) == comparison{relation::only_when, "H", {}, 2});
static_assert(compare(T, 2 * T) == comparison{relation::only_when, "T", {}, 0});
static_assert(compare(2 * T, 2 * K).answer == relation::if_same);
static_assert(compare(T * K, T).answer == relation::maybe);
static_assert(compare(T, dim::unknown()).answer == relation::maybe);
static_assert(read_dim("2*T*(H//4)") == 2 * T * floor_quotient(H, dim{4}));
static_assert(read_dim("T+1") == T + 1 && read_dim(" T + 1 ") == T + 1);
static_assert(!read_dim("T +") && !read_dim("T 1") && !read_dim("T/2") && !read_dim(""));

auto text_of(dim const &it) -> std::string {
  prodreview::inline_text<4000> text;
  print(it, text);
  return std::string{text.view()};
}

constexpr std::array<char const *, 4> names{"B", "T", "K", "heads"};
using values = std::array<std::int64_t, 4>;

class dice {
public:
  auto below(int count) -> int {
    return static_cast<int>(engine_() % static_cast<unsigned>(count));
  }
  auto name() -> std::string { return names[static_cast<std::size_t>(below(4))]; }
  auto sizes() -> values {
    values result{};
    for (auto &it : result) it = below(7);
    return result;
  }

private:
  std::mt19937 engine_{20261125};
};

auto random_expression(dice &roll, int depth) -> std::string {
  if (depth == 0 || roll.below(4) == 0)
    return roll.below(3) != 0 ? roll.name() : std::to_string(roll.below(6));
  auto const a = random_expression(roll, depth - 1);
  auto const b = random_expression(roll, depth - 1);
  switch (roll.below(8)) {
  case 0:
  case 1: return "(" + a + " + " + b + ")";
  case 2: return "(" + a + " - " + b + ")";
  case 3:
  case 4: return "(" + a + ")*(" + b + ")";
  case 5: return "(" + a + ")//" + std::to_string(1 + roll.below(5));
  case 6: return "min(" + a + ", " + b + ")";
  default: return "max(" + a + ", " + b + ")";
  }
}

/// Evaluates what is written, without the algebra.
class evaluation {
public:
  evaluation(std::string text, values const &of) : text_{std::move(text)}, of_{of} {}

  auto sum() -> std::int64_t {
    auto const negative = take("-");
    auto result = negative ? -product() : product();
    for (;;) {
      if (take("+"))
        result += product();
      else if (take("-"))
        result -= product();
      else
        return result;
    }
  }

private:
  auto take(std::string const &what) -> bool {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (text_.compare(at_, what.size(), what) != 0) return false;
    at_ += what.size();
    return true;
  }
  auto product() -> std::int64_t {
    auto result = single();
    for (;;) {
      if (take("*"))
        result *= single();
      else if (take("//"))
        result = rounded_down(result, single());
      else
        return result;
    }
  }
  static auto rounded_down(std::int64_t a, std::int64_t b) -> std::int64_t {
    auto result = a / b;
    while (result * b > a) --result;
    return result;
  }
  auto pair(bool least) -> std::int64_t {
    auto const a = sum();
    REQUIRE(take(","));
    auto const b = sum();
    REQUIRE(take(")"));
    return least ? std::min(a, b) : std::max(a, b);
  }
  auto single() -> std::int64_t {
    if (take("min(")) return pair(true);
    if (take("max(")) return pair(false);
    if (take("(")) {
      auto const result = sum();
      REQUIRE(take(")"));
      return result;
    }
    for (std::size_t i = 0; i < names.size(); ++i)
      if (take(names[i])) return of_[i];
    std::size_t length = 0;
    auto const number = std::stoll(text_.substr(at_), &length);
    at_ += length;
    return number;
  }

  std::string text_;
  values of_;
  std::size_t at_{};
};

auto value_of(std::string_view name, values const &of) -> std::int64_t {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (name == names[i]) return of[i];
  FAIL("no such name");
  return 0;
}

auto check_comparison(comparison const &said, bool equal, values const &of) -> void {
  if (said.answer == relation::equal) CHECK(equal);
  if (said.answer == relation::different) CHECK_FALSE(equal);
  if (said.answer == relation::only_when) CHECK(equal == (value_of(said.name, of) == said.value));
  if (said.answer == relation::if_same)
    CHECK(equal == (value_of(said.name, of) == value_of(said.other, of)));
}

} // namespace

TEST_CASE("What is known of a size holds for all values of its names", "[shape]") {
  dice roll;
  int known = 0;
  int decided = 0;
  for (int round = 0; round < 4000; ++round) {
    auto const written = random_expression(roll, 3);
    auto const other = random_expression(roll, 2);
    auto const a = read_dim(written);
    auto const b = read_dim(other);
    REQUIRE(a);
    REQUIRE(b);
    if (!a->known()) continue;
    ++known;
    auto const printed = text_of(*a);
    INFO(written << " is " << printed << ", compared with " << other);
    auto const said = compare(*a, *b);
    decided += said.answer != relation::maybe;
    for (int again = 0; again < 8; ++again) {
      auto const of = roll.sizes();
      auto const expected = evaluation{written, of}.sum();
      REQUIRE(evaluation{printed, of}.sum() == expected);
      REQUIRE(interval_of(*a).contains(expected));
      check_comparison(said, expected == evaluation{other, of}.sum(), of);
    }
  }
  CHECK(known > 3800);
  CHECK(decided > 400);
}

TEST_CASE("What is printed reads back as the same size", "[shape]") {
  dice roll;
  for (int round = 0; round < 4000; ++round) {
    auto const written = random_expression(roll, 3);
    auto const it = read_dim(written);
    REQUIRE(it);
    if (!it->known()) continue;
    auto const printed = text_of(*it);
    INFO(printed);
    CHECK(read_dim(printed) == it);
  }
}

TEST_CASE("Sizes are printed as people write them", "[shape]") {
  CHECK(text_of(1 + T) == "T + 1");
  CHECK(text_of(2 * K * T) == "2*K*T");
  CHECK(text_of(-T) == "-T");
  CHECK(text_of(maximum(T - K, dim{0})) == "max(0, -K + T)");
  CHECK(text_of(minimum(T, K)) == "min(T, K)");
  CHECK(text_of(dim{3} * floor_quotient(H + 1, dim{2})) == "3*((H + 1)//2)");
  CHECK(text_of(dim::unknown()) == "_");
}

TEST_CASE("A text that nests too deeply is no size, and none is read twice", "[shape]") {
  auto const deep = std::string(100'000, '(') + "T" + std::string(100'000, ')');
  CHECK_FALSE(read_dim(deep));
  CHECK_FALSE(read_dim(std::string(100'000, '-') + "T"));
  CHECK(read_dim("99999999999999999999")->known() == false);
}
