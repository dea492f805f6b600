// SPDX-License-Identifier: Apache-2.0
// What contracts prove and what they say; each wrong one as a compiler prints it is in mistakes/.
#include <prodreview/contract/contract.hpp>

#include <catch2/catch.hpp>

using namespace prodreview::contract;

namespace {

constexpr tensor scores{float32, "batch T C"};
constexpr tensor transition{float32, "K C C2"};
constexpr tensor mask{boolean, "batch T"};

constexpr auto edge = is(einsum("btc,kcd->btkcd", scores, transition), {float32, "batch T K C C2"});
static_assert(proved<edge>);

constexpr auto masked = is(masked_fill(scores, unsqueeze(mask, -1)), {float32, "(batch, T, C)"});
static_assert(proved<masked>);

constexpr auto partition = is(logsumexp(edge, {3, 4}), {float32, "batch T K"});
static_assert(proved<partition>);

constexpr auto shifted = is(pad(cumsum(scores, 1), {0, 0, 1, 0}), {float32, "batch T+1 C"});
static_assert(proved<shifted>);

constexpr auto heads =
    is(transpose(view(tensor{float32, "B T 8*d"}, "B T 8 d"), 1, 2), {float32, "B 8 T d"});
static_assert(proved<heads>);

constexpr auto counted = is(sum(mask, {1}), {int64, "batch"});
static_assert(proved<counted>);

constexpr auto halves = is(add(tensor{float16, "T"}, tensor{bfloat16, "T"}), {float32, "T"});
static_assert(proved<halves>);

constexpr auto stacked = is(stack(0, scores, scores), {float32, "2 batch T C"});
static_assert(proved<stacked>);

constexpr auto open = is(scores, {any_type, "..."});
static_assert(proved<open>);

constexpr auto none = is(mul(scores, tensor{float32, "C2"}), scores);
static_assert(!proved<none>);

constexpr auto said(tensor const &it) -> std::string_view { return it.problem().view(); }

} // namespace

TEST_CASE("The first reason is carried to the end", "[contract]") {
  constexpr auto wrong = matmul(scores, transition);
  CHECK(said(sum(add(wrong, scores), {9})) == said(wrong));
}

TEST_CASE("What is not known of sizes is not proved, and said so", "[contract]") {
  CHECK(said(none) == "mul of (batch, T, C) and (C2,): the sizes C and C2 at axis -1 must be "
                      "equal, or one of them 1, which is not known");
  CHECK(said(add(tensor{float32, "..."}, scores)) ==
        "add of (...) and (batch, T, C): the rank of an operand is not known");
}

TEST_CASE("Sizes as arguments are read as declarations are", "[contract]") {
  CHECK(said(view(scores, "batch T C")).empty());
  CHECK(said(view(scores, "batch ...")) == "a run of sizes has no place here");
  CHECK(said(view(scores, "batch -2")) == "\"batch -2\": a size is negative at character 7");
  CHECK(said(expand(unsqueeze(mask, 2), {-1, -1, size("C")})).empty());
}

TEST_CASE("A signature knows its parameters", "[contract]") {
  constexpr signature project{"project", {{"x", scores}, {"mask", mask}}, {float32, "batch C"}};
  CHECK(said(project["x"]).empty());
  CHECK(said(project["y"]) == "project has no parameter y");
  CHECK(said(project.gives(sum(project["x"], {1}))).empty());
  CHECK(said(project.gives(project["mask"])) ==
        "this is (batch, T), not (batch, C): the sizes T and C at axis 1 must be equal, which "
        "holds only when C is T");
}
