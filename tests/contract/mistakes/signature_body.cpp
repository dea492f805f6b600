// SPDX-License-Identifier: Apache-2.0
// EXPECT: matmul gives (B, C), not (B, T): the sizes C and T at axis 1 must be equal, which holds
// only when C is T
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr signature project{
    "project", {{"x", {float32, "B D"}}, {"weight", {float32, "D C"}}}, {float32, "B C"}};
constexpr auto body = matmul(project["x"], project["weight"]);
constexpr auto right = project.gives(body);
static_assert(proved<right>);

#ifdef MISTAKE
constexpr signature other{"other", {{"x", {float32, "B D"}}}, {float32, "B T"}};
constexpr auto wrong = other.gives(body);
static_assert(proved<wrong>);
#endif
