// SPDX-License-Identifier: Apache-2.0
// EXPECT: mean of (T,): int64 must be floating or complex
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor lengths{int64, "T"};
constexpr auto right = mean(to(lengths, float32));
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = mean(lengths);
static_assert(proved<wrong>);
#endif
