// SPDX-License-Identifier: Apache-2.0
// EXPECT: cat of (B, 1, C) and (B, T + 2, C): the size T + 2 of operand 1 at axis 1 must be 1, as
// before
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor first{float32, "B 1 C"};
constexpr tensor rest{float32, "B T+2 C"};
constexpr auto right = is(cat(1, first, rest), {float32, "B T+3 C"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = cat(2, first, rest);
static_assert(proved<wrong>);
#endif
