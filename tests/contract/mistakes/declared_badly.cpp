// SPDX-License-Identifier: Apache-2.0
// EXPECT: "B T/2": there is no size at character 4
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor right{float32, "B T//2"};
static_assert(proved<right>);

#ifdef MISTAKE
constexpr tensor wrong{float32, "B T/2"};
static_assert(proved<wrong>);
#endif
