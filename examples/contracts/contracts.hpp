// SPDX-License-Identifier: Apache-2.0
// What one step of a semi-Markov forward pass takes and gives, and the proof that it does.
#pragma once

#include <prodreview/contract/contract.hpp>

namespace semi_markov::contracts {

using namespace prodreview::contract;

inline constexpr signature forward_step{
    "forward_step",
    {
        {"ring", {float32, "batch K from"}},  // log-sums of the last K positions
        {"content", {float32, "batch K to"}}, // scores of the segments that end here
        {"transition", {float32, "from to"}}, // from one label to the next
        {"duration", {float32, "K to"}},      // of a segment with a label
    },
    {float32, "batch to"}};

// The same algebra as in forward_step.cpp, on declarations.
inline constexpr auto segment =
    unsqueeze(add(forward_step["content"], forward_step["duration"]), 2);
inline constexpr auto scores =
    is(add(add(unsqueeze(forward_step["ring"], 3), forward_step["transition"]), segment),
       {float32, "batch K from to"});
inline constexpr auto next = forward_step.gives(logsumexp(scores, {1, 2}));
static_assert(proved<next>);

} // namespace semi_markov::contracts
