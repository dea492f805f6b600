// SPDX-License-Identifier: Apache-2.0
// EXPECT: sum gives int64, not int32
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor counts{int32, "B T"};
constexpr auto total = sum(counts, {1});
constexpr auto right = is(total, {int64, "B"});
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = is(total, {int32, "B"});
static_assert(proved<wrong>);
#endif
