// SPDX-License-Identifier: Apache-2.0
// EXPECT: permute of (B, T, C): axis 1 is named twice
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor x{float32, "B T C"};
constexpr auto right = is(permute(x, {0, 2, 1}), {float32, "B C T"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = permute(x, {0, 1, 1});
static_assert(proved<wrong>);
#endif
