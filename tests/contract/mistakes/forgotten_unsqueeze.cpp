// SPDX-License-Identifier: Apache-2.0
// EXPECT: add of (batch, K, from, to) and (batch, K, to): the sizes K and batch at axis -3 must be
// equal, or one of them 1, which is not known
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr tensor ring{float32, "batch K from"};
constexpr tensor segment{float32, "batch K to"};
constexpr tensor transition{float32, "from to"};
constexpr auto moved = add(unsqueeze(ring, 3), transition);
constexpr auto right = add(moved, unsqueeze(segment, 2));
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = add(moved, segment);
static_assert(proved<wrong>);
#endif
