// SPDX-License-Identifier: Apache-2.0
// EXPECT: matmul of (B, T, 512) and (513, C): the inner sizes 512 and 513 must be equal
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor x{float32, "B T 512"};
constexpr tensor weight{float32, "512 C"};
constexpr auto right = matmul(x, weight);
static_assert(proved<right>);

#ifdef MISTAKE
constexpr tensor other{float32, "513 C"};
constexpr auto wrong = matmul(x, other);
static_assert(proved<wrong>);
#endif
