// SPDX-License-Identifier: Apache-2.0
// EXPECT: einsum gives (B, T, K, C), not (B, T, C, K): the sizes K and C at axis 2 must be equal,
// which holds only when C is K
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor scores{float32, "B T C"};
constexpr tensor bias{float32, "K C"};
constexpr auto edge = einsum("btc,kc->btkc", scores, bias);
constexpr auto right = is(edge, {float32, "B T K C"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = is(edge, {float32, "B T C K"});
static_assert(proved<wrong>);
#endif
