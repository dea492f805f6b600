// SPDX-License-Identifier: Apache-2.0
// EXPECT: linear of (B, T, D) and (C, K): the inner sizes D and K must be equal, which holds only
// when D is K
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor x{float32, "B T D"};
constexpr tensor weight{float32, "C D"};
constexpr auto right = is(linear(x, weight), {float32, "B T C"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr tensor other{float32, "C K"};
constexpr auto wrong = linear(x, other);
static_assert(proved<wrong>);
#endif
