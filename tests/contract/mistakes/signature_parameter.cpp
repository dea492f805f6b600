// SPDX-License-Identifier: Apache-2.0
// EXPECT: project has no parameter weigth
#include <prodreview/contract/contract.hpp>

using namespace prodreview::contract;

constexpr signature project{
    "project", {{"x", {float32, "B D"}}, {"weight", {float32, "D C"}}}, {float32, "B C"}};
constexpr auto right = project.gives(matmul(project["x"], project["weight"]));
static_assert(proved<right>);

#ifdef MISTAKE
constexpr auto wrong = project.gives(matmul(project["x"], project["weigth"]));
static_assert(proved<wrong>);
#endif
