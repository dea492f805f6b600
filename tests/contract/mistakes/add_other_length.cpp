// SPDX-License-Identifier: Apache-2.0
// EXPECT: add of (B, T + 1, C) and (B, T, C): the sizes T + 1 and T at axis -2 must be equal, or
// one of them 1, which holds only when T is 1
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor prefix{float32, "B T+1 C"};
constexpr tensor scores{float32, "B T C"};
constexpr auto right = add(slice(prefix, 1, {.start = 1}), scores);
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = add(prefix, scores);
static_assert(proved<wrong>);
#endif
