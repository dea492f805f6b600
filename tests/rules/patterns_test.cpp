// SPDX-License-Identifier: Apache-2.0
#include <prodreview/rules/support/einops_pattern.hpp>
#include <prodreview/rules/support/einsum_pattern.hpp>

#include <catch2/catch.hpp>

using namespace prodreview::rules;
using enum einops_operation;

TEST_CASE("einsum equations that torch accepts are accepted") {
  for (auto const *equation : {"ij,jk->ik", "ij, jk -> ik", "ii->i", "i,i->", "...ij,...jk->...ik",
                               "bhqd,bhkd", "i...->...", "ij->", ",->", "aB,Bc->ac", "i->...i"})
    CHECK(einsum_problem(equation, {}) == "");
  CHECK(einsum_problem("ij,jk->ik", 2) == "");
  CHECK(einsum_problem("ii", 1) == "");
}

TEST_CASE("einsum equations that torch refuses are named with the reason") {
  CHECK(einsum_problem("ij,jk->il", 2) == "output subscript `l` is in no input");
  CHECK(einsum_problem("ij->ii", 1) == "output subscript `i` is named twice");
  CHECK(einsum_problem("ij,jk->ik", 3) ==
        "the pattern is for 2 operands, but 3 operands are passed");
  CHECK(einsum_problem("ij,jk->ik", 1) == "the pattern is for 2 operands, but 1 operand is passed");
  CHECK(einsum_problem("i1->i", 1) == "`1` is no subscript: only letters and `...` are");
  CHECK(einsum_problem("i..->i", 1) == "`.` is no subscript: only letters and `...` are");
  CHECK(einsum_problem("...i...->i", 1) == "`...i...` holds `...` twice");
  CHECK(einsum_problem("ij>i", 1) == "`>` is no subscript: only letters and `...` are");
  CHECK(einsum_problem("i->j->k", 1) == "`-` is no subscript: only letters and `...` are");
}

TEST_CASE("einops patterns that einops accepts are accepted") {
  CHECK(einops_problem(rearrange, "b (h w) c -> b c h w", {{"h"}}) == "");
  CHECK(einops_problem(rearrange, "b c h w->b (c h w)", {}) == "");
  CHECK(einops_problem(rearrange, "b ... c -> b c ...", {}) == "");
  CHECK(einops_problem(rearrange, "... (h d) -> ... h d", {{"h", "d"}}) == "");
  CHECK(einops_problem(rearrange, "b c -> b () c 1", {}) == "");
  CHECK(einops_problem(rearrange, "... -> (...)", {}) == "");
  CHECK(einops_problem(reduce, "b c (h 2) (w 2) -> b c h w", {}) == "");
  CHECK(einops_problem(reduce, "b ... -> b", {}) == "");
  CHECK(einops_problem(repeat, "h w -> h w c", {{"c"}}) == "");
  CHECK(einops_problem(repeat, "h w -> (h 2) (w 2)", {}) == "");
  CHECK(einops_problem(repeat, "h w -> h w c", {{}, false}) == "");
  CHECK(einops_problem(rearrange, "b (h w) -> b h w", {{}, false}) == "");
}

TEST_CASE("einops patterns that einops refuses are named with the reason") {
  CHECK(einops_problem(rearrange, "b c", {}) == "the pattern has no `->`");
  CHECK(einops_problem(rearrange, "b -> c -> d", {}) == "the pattern has more than one `->`");
  CHECK(einops_problem(rearrange, "b c -> b", {}) == "axis `c` is on the left side only");
  CHECK(einops_problem(rearrange, "b -> b c", {}) == "axis `c` is on the right side only");
  CHECK(einops_problem(rearrange, "b b -> b", {}) == "axis `b` stands twice on one side");
  CHECK(einops_problem(rearrange, "(b (h w)) -> b h w", {}) == "brackets stand in brackets");
  CHECK(einops_problem(rearrange, "b (h w -> b h w", {}) == "a bracket is not closed");
  CHECK(einops_problem(rearrange, "b h w) -> b h w", {}) == "a bracket closes nothing");
  CHECK(einops_problem(rearrange, "b 2 -> 2 b", {}) ==
        "`rearrange` takes no number but 1 for an axis");
  CHECK(einops_problem(rearrange, "b _c -> _c b", {}) == "`_c` is no valid axis name");
  CHECK(einops_problem(rearrange, "b 2c -> 2c b", {}) == "`2c` is no valid axis name");
  CHECK(einops_problem(rearrange, "b, c -> c b", {}) == "`,` is no axis");
  CHECK(einops_problem(rearrange, "b -> b ...", {}) == "`...` is on the right side only");
  CHECK(einops_problem(rearrange, "b ... -> b", {}) == "`...` is on the left side only");
  CHECK(einops_problem(rearrange, "(b ...) -> b ...", {}) ==
        "`...` stands in brackets on the left side");
  CHECK(einops_problem(rearrange, "b c -> c b", {{"h"}}) ==
        "a size is passed for axis `h`, which the pattern does not have");
  CHECK(einops_problem(rearrange, "b (h w) -> b h w", {}) ==
        "neither the size of `h` nor of `w` is passed");
  CHECK(einops_problem(repeat, "h w -> h w c", {}) == "the size of the new axis `c` is not passed");
  CHECK(einops_problem(repeat, "h w -> h", {}) == "axis `w` is on the left side only");
  CHECK(einops_problem(reduce, "h -> h w", {}) == "axis `w` is on the right side only");
}

TEST_CASE("the patterns of einops.einsum, pack and unpack are checked") {
  CHECK(einops_einsum_problem("b i j, b j k -> b i k", 2) == "");
  CHECK(einops_einsum_problem("i i -> i", 1) == "");
  CHECK(einops_einsum_problem("... d, d -> ...", 2) == "");
  CHECK(einops_einsum_problem("b i, i -> b k", 2) == "output axis `k` is in no input");
  CHECK(einops_einsum_problem("b i, i -> b", 3) ==
        "the pattern is for 2 operands, but 3 operands are passed");
  CHECK(einops_einsum_problem("b i, i", 2) == "the pattern has no `->`");
  CHECK(einops_pack_problem("b * c") == "");
  CHECK(einops_pack_problem("*") == "");
  CHECK(einops_pack_problem("b c") == "the pattern has no `*`");
  CHECK(einops_pack_problem("* b *") == "`*` stands twice in the pattern");
  CHECK(einops_pack_problem("b (c) *") == "`(c)` is no valid axis name");
}
