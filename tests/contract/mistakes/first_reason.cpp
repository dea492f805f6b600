// SPDX-License-Identifier: Apache-2.0
// EXPECT: matmul of (B, T) and (C, K): the inner sizes T and C must be equal, which holds only when
// C is T
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor x{float32, "B T"};
constexpr tensor y{float32, "C K"};
constexpr auto right = sum(matmul(transpose(x, 0, 1), x), {0});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = sum(matmul(x, y), {7});
static_assert(proved<wrong>);
#endif
