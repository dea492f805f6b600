// SPDX-License-Identifier: Apache-2.0
// EXPECT: einsum of (B, T + 1, C) and (B, T): the sizes T + 1 and T of 't' must be equal, which
// holds only when T is 1
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor prefix{float64, "(B, T + 1, C)"};
constexpr tensor mask{float64, "(B, T + 1)"};
constexpr auto right = is(einsum("btc, bt -> btc", prefix, mask), prefix);
static_assert(proved<right>);

#ifdef MISTAKE
constexpr tensor shorter{float64, "(B, T)"};
constexpr auto wrong = einsum("btc, bt -> btc", prefix, shorter);
static_assert(proved<wrong>);
#endif
