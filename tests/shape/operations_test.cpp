// SPDX-License-Identifier: Apache-2.0
// The shapes that operations give, and what they refuse, for sizes with names and for numbers.
#include "sizes.hpp"
#include <prodreview/shape/axes.hpp>
#include <prodreview/shape/dtype.hpp>
#include <prodreview/shape/einsum.hpp>
#include <prodreview/shape/joining.hpp>
#include <prodreview/shape/matmul.hpp>
#include <prodreview/shape/reshape.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace prodreview::shape;
using namespace prodreview::shape::testing;

namespace {

template <class... Shapes>
constexpr auto einsum_of(std::string_view text, Shapes const &...operands) -> outcome {
  std::array<shape const *, sizeof...(operands)> const all{&operands...};
  return einsum<dim>(text, all);
}

template <std::size_t N>
constexpr auto reshaped(shape const &it, dim const (&sizes)[N]) -> outcome {
  return reshape<dim>(it, sizes);
}

static_assert(broadcast(scores, shape{C}).shape == scores);
static_assert(broadcast(shape{B, 1, C}, shape{T, 1}).shape == scores);
static_assert(broadcast(shape{3}, shape{4}).impossible());
static_assert(broadcast(shape{T + 2}, shape{T + 3}).impossible());
static_assert(broadcast(shape{B, T + 1}, shape{B, T}).finding.known ==
              comparison{relation::only_when, "T", {}, 1});
static_assert(broadcast(shape{T}, shape{K}).finding.known.answer == relation::maybe);
static_assert(broadcast(shape{T + 2}, shape{K + 2}).finding.known.answer == relation::if_same);

static_assert(matmul(scores, shape{C, 7}).shape == shape{B, T, 7});
static_assert(matmul(shape{C}, shape{C}).shape == shape::scalar());
static_assert(matmul(shape{T, C}, shape{C + 1, 7}).impossible());
static_assert(bmm(shape{B, T, C}, shape{1, C, 7}).finding.known.answer == relation::only_when);
static_assert(mm(scores, shape{C, 7}).impossible());

static_assert(einsum_of("btc, kcd -> btkd", scores, shape{K, C, 7}).shape == shape{B, T, K, 7});
static_assert(einsum_of("btc,bt->btc", scores, shape{B, T + 1}).finding.letter == 't');
static_assert(einsum_of("ii->i", shape{3, 1}).impossible());
static_assert(einsum_of("i,i->i", shape{3}, shape{1}).shape == shape{3});
static_assert(einsum_of("ba", shape{T, C}).shape == shape{C, T});
static_assert(einsum_of("...i->...", scores).shape == shape{B, T});
static_assert(einsum_of("bt->bq", shape{B, T}).finding.what == &demands::result_letter_known);
static_assert(einsum_of("bt->bb", shape{B, T}).finding.what == &demands::result_letter_once);
static_assert(einsum_of("bt", scores).finding.what == &demands::letters_fit_rank);

static_assert(reshaped(scores, {B, -1}).shape == shape{B, T *C});
static_assert(reshaped(scores, {B, T, C, 1}).valid());
static_assert(reshaped(scores, {B, T, C + 1}).finding.known.answer == relation::maybe);
static_assert(reshaped(shape{2, 3}, {4, -1}).impossible());
static_assert(reshaped(shape{2, 3}, {-1, -1}).finding.what == &demands::one_open_size);
static_assert(reshaped(shape{2, 3}, {-1, -2}).finding.what == &demands::size_valid);
static_assert(flatten(scores, 1, -1).shape == shape{B, T *C});

static_assert(transpose(scores, 1, -1).shape == shape{B, C, T});
static_assert(transpose(scores, 1, 3).finding.what == &demands::axis_in_range);
static_assert(unsqueeze(scores, -1).shape == shape{B, T, C, 1});
static_assert(squeeze(shape{B, 1, C}, 1).shape == shape{B, C});
static_assert(!squeeze(scores, 1).shape.ranked());

static_assert(promoted(dtype::uint8, dtype::int8) == dtype::int16);
static_assert(promoted(dtype::float16, dtype::bfloat16) == dtype::float32);
static_assert(promoted(dtype::float64, dtype::complex64) == dtype::complex128);
static_assert(promoted(dtype::int64, dtype::float16) == dtype::float16);
static_assert(!promoted(dtype::uint16, dtype::int32));
static_assert(dtype_named("half") == dtype::float16 && dtype_named("quarter") == dtype::unknown);

} // namespace

TEST_CASE("Concatenated sizes add up, and a vector without elements is left out", "[shape]") {
  std::vector<shape> const parts{shape{B, T, C}, shape{0}, shape{B, K, C}};
  CHECK(cat<dim>(parts, 1).shape == shape{B, T + K, C});
  CHECK(cat<dim>(parts, 3).finding.what == &demands::axis_in_range);
  std::vector<shape> const shifted{shape{B, T, C}, shape{B, T + 1, C}};
  CHECK(cat<dim>(shifted, 0).impossible());
  CHECK(cat<dim>(shifted, 1).shape == shape{B, 2 * T + 1, C});
}

TEST_CASE("Stacked shapes are equal and get an axis more", "[shape]") {
  std::vector<shape> const parts{scores, scores};
  CHECK(stack<dim>(parts, -1).shape == shape{B, T, C, 2});
  std::vector<shape> const shifted{scores, shape{B, T + 1, C}};
  CHECK(stack<dim>(shifted, 0).impossible());
}

TEST_CASE("Permuted axes are complete, in range and named once", "[shape]") {
  auto const ordered = [](std::vector<std::int64_t> const &order) {
    return permute(scores, std::span{order});
  };
  CHECK(ordered({2, 0, 1}).shape == shape{C, B, T});
  CHECK(ordered({0, 1}).finding.what == &demands::axes_complete);
  CHECK(ordered({0, 0, 1}).finding.what == &demands::axes_differ);
  CHECK(ordered({0, 1, 3}).finding.what == &demands::axis_in_range);
}

TEST_CASE("A shape that is too long has an unknown rank, and nothing is refused for it",
          "[shape]") {
  shape const long_one{1, 2, 3, 4, 5, 6, 7, 8, 9};
  CHECK_FALSE(long_one.ranked());
  CHECK_FALSE(broadcast(long_one, shape{3}).impossible());
  CHECK_FALSE(matmul(long_one, shape{}).impossible());
}
