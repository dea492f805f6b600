// SPDX-License-Identifier: Apache-2.0
// EXPECT: matmul of (T, C) and (C, K): float32 and float64 must be one type
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor x{float32, "T C"};
constexpr tensor y{float64, "C K"};
constexpr auto right = is(matmul(to(x, float64), y), {float64, "T K"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = matmul(x, y);
static_assert(proved<wrong>);
#endif
