// SPDX-License-Identifier: Apache-2.0
// Each family of operations on sizes with names: what the oracle compares with libtorch, in the
// compiler.
#include "sizes.hpp"
#include <prodreview/shape/diagonals.hpp>
#include <prodreview/shape/evaluation.hpp>
#include <prodreview/shape/expansion.hpp>
#include <prodreview/shape/gather.hpp>
#include <prodreview/shape/indexing.hpp>
#include <prodreview/shape/linalg.hpp>
#include <prodreview/shape/losses.hpp>
#include <prodreview/shape/ordering.hpp>
#include <prodreview/shape/pooling.hpp>
#include <prodreview/shape/products.hpp>
#include <prodreview/shape/reduction.hpp>
#include <prodreview/shape/result_type.hpp>
#include <prodreview/shape/substitution.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace prodreview::shape;
using namespace prodreview::shape::testing;

namespace {

constexpr std::array<std::int64_t, 1> last{-1};
constexpr std::array<std::int64_t, 2> twice{1, -2};
static_assert(reduce(scores, last).shape == shape{B, T});
static_assert(reduce(scores, last, reduced_axes::stay).shape == shape{B, T, 1});
static_assert(reduce(scores, {}).shape == shape::scalar());
static_assert(reduce(scores, twice).finding.what == &demands::axes_differ);
static_assert(pick(scores, last).finding.known.answer == relation::unless_empty);
static_assert(pick(shape{B, 0}, last).impossible());
static_assert(along(scores, 2).shape == scores && along(scores, 3).impossible());

static_assert(topk(shape{B, T + 5}, dim{5}).shape == shape{B, 5});
static_assert(topk(shape{B, 4}, dim{5}).impossible());
static_assert(kthvalue(shape{B, 4}, dim{0}, 1).impossible());

static_assert(gather(scores, 1, shape{B, K, C}).shape == shape{B, K, C});
static_assert(gather(scores, 1, shape{B + 1, K, C}).finding.known.answer == relation::maybe);
static_assert(gather(shape{2, 3}, 0, shape{5, 4}).impossible());
static_assert(scatter(scores, 1, shape{B, T, C}, scores).shape == scores);
static_assert(index_select(scores, 1, shape{K}).shape == shape{B, K, C});

constexpr std::array<dim, 3> grown{B, -1, 7};
static_assert(expand<dim>(shape{1, T, 1}, grown).shape == shape{B, T, 7});
static_assert(expand<dim>(shape{1, T, 3}, grown).impossible());
constexpr std::array<dim, 2> thrice{3, 1};
static_assert(repeat<dim>(shape{T}, thrice).shape == shape{3, T});
static_assert(tile<dim>(scores, thrice).shape == shape{B, 3 * T, C});
static_assert(repeat_interleave(scores, K, 1).shape == shape{B, T *K, C});

static_assert(select(shape{B, T + 1}, 1, dim{0}).shape == shape{B});
static_assert(select(shape{B, 3}, 1, dim{3}).impossible());
static_assert(select(shape{B, 3}, 1, dim{-3}).valid());
static_assert(slice(shape{10}, 0, range{.start = dim{1}, .step = 3}).shape == shape{3});
static_assert(slice(shape{T}, 0, range{.step = 0}).impossible());
static_assert(narrow(shape{T + K}, 0, T, K).shape == shape{K});
static_assert(narrow(shape{T}, 0, dim{1}, T).impossible());

constexpr shape indices{K};
constexpr shape mask{B, T};
constexpr std::array<index_item, 3> apart{index_item::tensor(indices), index_item::between({}),
                                          index_item::tensor(indices)};
static_assert(index<dim>(scores, apart).shape == shape{K, T});
constexpr std::array<index_item, 2> beside{index_item::rest(), index_item::tensor(indices)};
static_assert(index<dim>(scores, beside).shape == shape{B, T, K});
constexpr std::array<index_item, 1> masked{index_item::mask(mask)};
static_assert(index<dim>(scores, masked).shape.rank() == 2);
constexpr std::array<index_item, 2> added{index_item::new_axis(), index_item::at(0)};
static_assert(index<dim>(shape{3, T}, added).shape == shape{1, T});

static_assert(diagonal(shape{T, T + 2}).shape == shape{T});
static_assert(diag_embed(shape{B, T}, 1).shape == shape{B, T + 1, T + 1});
static_assert(triangle(shape{T}).impossible());

static_assert(square(shape{B, T, T}).valid() && square(shape{T, T + 1}).impossible());
static_assert(determinant(shape{B, T, T}).shape == shape{B});
static_assert(eigenvalues(shape{B, T, T}).shape == shape{B, T});
static_assert(factors_of(shape{B, T, T + 1}).left.shape == shape{B, T, T});
static_assert(solve(shape{B, T, T}, shape{B, T, K}).shape == shape{B, T, K});
static_assert(solve(shape{T, T}, shape{T}).shape == shape{T});

static_assert(dot(shape{T}, shape{T + 1}).impossible());
static_assert(outer(shape{T}, shape{K}).shape == shape{T, K});
static_assert(addmm(shape{K}, shape{T, C}, shape{C, K}).shape == shape{T, K});
static_assert(baddbmm(shape{B, T, K}, scores, shape{B, C, K}).shape == shape{B, T, K});
static_assert(linear<dim>(scores, shape{K, C}, nullptr).shape == shape{B, T, K});
static_assert(cross(shape{B, 3}, shape{B, 3}).shape == shape{B, 3});

static_assert(class_loss(shape{B, C}, shape{B}).shape == shape::scalar());
static_assert(class_loss(shape{B, C, T}, shape{B, C}, loss_reduction::none).finding.what ==
              &demands::shapes_same);
static_assert(matched_loss(shape{B, 1}, shape{B}).impossible());
static_assert(broadcast_loss(shape{B, 1}, shape{B}, loss_reduction::none).finding.known.answer ==
              relation::equal);

static_assert(pool(shape{B, C, 32, 32}, 2, per_axis{2}, {.stride = 2}, pool_kind::maximum).shape ==
              shape{B, C, 16, 16});
constexpr std::array<dim, 2> one_each{1, 1};
static_assert(adaptive_pool<dim>(shape{B, C, T, K}, one_each).shape == shape{B, C, 1, 1});

constexpr std::array halves{typed_operand{dtype::float16},
                            typed_operand{dtype::float64, operand_rank::number}};
static_assert(result_type(halves).type == dtype::float16);
constexpr std::array counts{typed_operand{dtype::int64, operand_rank::scalar},
                            typed_operand{dtype::float32}};
static_assert(result_type(counts).type == dtype::float32);
static_assert(!same_type(counts).valid());
static_assert(floating_type({.type = dtype::int32}).type == dtype::float32);
static_assert(summed_type(dtype::boolean).type == dtype::int64);
static_assert(!averaged_type(dtype::int64).valid());
static_assert(compared_type(result_type(halves)).type == dtype::boolean);
static_assert(tested_type(dtype::uint8).type == dtype::uint8);
static_assert(magnitude_type(dtype::complex64) == dtype::float32);

constexpr auto five(std::string_view) -> std::optional<std::int64_t> { return 5; }
static_assert(value_of(floor_quotient(T + 1, dim{4}) + minimum(T, dim{3}), five) == 4);
static_assert(!value_of(dim::unknown(), five));
constexpr auto twice_k(std::string_view) -> dim { return 2 * K; }
static_assert(substituted(T + 1, twice_k) == 2 * K + 1);
static_assert(substituted(floor_quotient(T, dim{2}), twice_k) == K);

} // namespace

TEST_CASE("Where index tensors stand side by side, what they make stands in their place",
          "[shape]") {
  std::vector<index_item> const items{index_item::between({}), index_item::tensor(indices),
                                      index_item::tensor(indices)};
  CHECK(index<dim>(scores, items).shape == shape{B, K});
}
