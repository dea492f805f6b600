// SPDX-License-Identifier: Apache-2.0
// EXPECT: einsum of (B, T, C): operand 0 has rank 3, the equation 2 letters for it
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor scores{float32, "B T C"};
constexpr auto right = is(einsum("btc->bc", scores), {float32, "B C"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = einsum("bc->b", scores);
static_assert(proved<wrong>);
#endif
