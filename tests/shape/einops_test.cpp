// SPDX-License-Identifier: Apache-2.0
// Patterns of einops, and the operations on sizes with names that libtorch cannot be asked about.
#include "sizes.hpp"
#include <prodreview/shape/convolution.hpp>
#include <prodreview/shape/einops.hpp>
#include <prodreview/shape/indexing.hpp>
#include <prodreview/shape/padding.hpp>
#include <prodreview/shape/sentence.hpp>
#include <prodreview/shape/splitting.hpp>
#include <prodreview/text/inline_text.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace prodreview::shape;
using namespace prodreview::shape::testing;

namespace {

constexpr auto rearranged(shape const &it, std::string_view text,
                          std::initializer_list<length> lengths = {}) -> outcome {
  return einops<dim>(einops_kind::rearrange, it, text, std::span{lengths.begin(), lengths.size()});
}
constexpr auto reduced(shape const &it, std::string_view text,
                       std::initializer_list<length> lengths = {}) -> outcome {
  return einops<dim>(einops_kind::reduce, it, text, std::span{lengths.begin(), lengths.size()});
}
constexpr auto repeated(shape const &it, std::string_view text,
                        std::initializer_list<length> lengths = {}) -> outcome {
  return einops<dim>(einops_kind::repeat, it, text, std::span{lengths.begin(), lengths.size()});
}

static_assert(rearranged(shape{B, T, C}, "b t c -> b c t").shape == shape{B, C, T});
static_assert(rearranged(shape{B, T, C}, "b t c -> b (t c)").shape == shape{B, T *C});
static_assert(rearranged(shape{B, T, 8 * C}, "b t (h c) -> b h t c", {{"h", 8}}).shape ==
              shape{B, 8, T, C});
static_assert(rearranged(shape{B, T, 12}, "b t (h c) -> b h t c", {{"h", 5}}).impossible());
static_assert(rearranged(shape{B, T, C}, "... c -> c ...").shape == shape{C, B, T});
static_assert(rearranged(shape{B, T, C}, "b ... -> b (...)").shape == shape{B, T *C});
static_assert(rearranged(shape{B, C}, "b c -> b 1 c ()").shape == shape{B, 1, C, 1});
static_assert(rearranged(shape{B, 1, C}, "b 1 c -> b c").shape == shape{B, C});
static_assert(rearranged(shape{B, 2, C}, "b 1 c -> b c").impossible());
static_assert(reduced(shape{B, T, C}, "b t c -> b c").shape == shape{B, C});
static_assert(reduced(shape{B, 2 * H}, "b (h 2) -> b h").shape == shape{B, H});
static_assert(reduced(shape{B, T, C}, "... c -> c").shape == shape{C});
static_assert(repeated(shape{B, C}, "b c -> b t c", {{"t", T}}).shape == shape{B, T, C});
static_assert(repeated(shape{B, C}, "b c -> (b 2) c").shape == shape{2 * B, C});

constexpr auto demand_of(outcome const &it) -> demand const * { return it.finding.what; }

static_assert(demand_of(rearranged(shape{B, C}, "b c")) == &demands::pattern_arrow);
static_assert(demand_of(rearranged(shape{B, C}, "b c -> c b -> b")) == &demands::pattern_arrow);
static_assert(demand_of(rearranged(shape{B, C}, "(b c -> c b")) == &demands::pattern_brackets);
static_assert(demand_of(rearranged(shape{B, C}, "b ((c)) -> c b")) == &demands::pattern_brackets);
static_assert(demand_of(rearranged(shape{B, C}, "b b -> b b")) == &demands::pattern_once);
static_assert(demand_of(rearranged(shape{B, C}, "b _c -> b _c")) == &demands::pattern_valid);
static_assert(demand_of(rearranged(shape{B, C}, "b c d -> b c d")) == &demands::pattern_rank);
static_assert(demand_of(rearranged(shape{B, C}, "b c -> b")) == &demands::axes_on_both_sides);
static_assert(demand_of(rearranged(shape{B, C}, "b c -> b c 2")) == &demands::only_ones);
static_assert(demand_of(rearranged(shape{B, C}, "b (h c) -> b h c")) == &demands::length_given);
static_assert(demand_of(repeated(shape{B, C}, "b c -> b c t")) == &demands::length_given);
static_assert(demand_of(rearranged(shape{B, C}, "b c -> c b", {{"h", 2}})) ==
              &demands::length_used);
static_assert(demand_of(rearranged(shape{B, C}, "b (...) -> b ...")) == &demands::ellipsis_place);
static_assert(demand_of(rearranged(shape{B, C}, "b ... -> b")) == &demands::ellipsis_place);

constexpr shape kernel{8, C, 3, 3};
static_assert(convolve<dim>(shape{B, C, H + 2, T + 2}, kernel, nullptr).shape == shape{B, 8, H, T});
static_assert(convolve<dim>(shape{B, C, 32, 32}, kernel, nullptr,
                            {.window = {.stride = 2, .padding = 1}})
                  .shape == shape{B, 8, 16, 16});
static_assert(convolve<dim>(shape{B, C + 1, 32, 32}, kernel, nullptr).impossible());

static_assert(slice(shape{B, T + 1}, 1, range{.start = dim{1}}).shape == shape{B, T});
static_assert(slice(shape{B, T + 1}, 1, range{.stop = dim{-1}}).shape == shape{B, T});
static_assert(split(shape{B, 2 * T}, T, 1).each.finding.known.answer == relation::unless_empty);
static_assert(chunk(shape{B, 6}, dim{3}, 1).each.shape == shape{B, 2});
static_assert(chunk(shape{B, 4}, dim{3}, 1).count == 2);

constexpr std::array<dim, 2> one_before{1, 0};
static_assert(pad<dim>(shape{B, T}, one_before).shape == shape{B, T + 1});

} // namespace

TEST_CASE("What a pattern of einops lacks is said in a sentence", "[shape]") {
  prodreview::inline_text<200> text;
  print(rearranged(shape{B, T, 12}, "b t (h c) -> b h t c", {{"h", 5}}).finding, text);
  CHECK(text.view() == "the size 12 at axis 2 must divide into parts of 5");
}

TEST_CASE("Any text is a pattern or has a fault", "[shape]") {
  for (auto const *text : {"->", "", "((", "a->", "->a", "....", "a.b -> a.b", "1 -> 1", "99 -> 1",
                           "a a a a a a a a a a a a a a a a a a -> a"})
    for (auto const kind : {einops_kind::rearrange, einops_kind::reduce, einops_kind::repeat})
      static_cast<void>(einops<dim>(kind, shape{B, T}, text));
  SUCCEED();
}
