// SPDX-License-Identifier: Apache-2.0
// EXPECT: view of (B, T, 512): 512*B*T elements must divide into parts of 500*B*T
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor x{float32, "B T 512"};
constexpr auto right = is(view(x, "B T 8 -1"), {float32, "B T 8 64"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = view(x, "B T 500 -1");
static_assert(proved<wrong>);
#endif
