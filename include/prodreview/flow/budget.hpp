// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// How much the analysis does before it says *unknown*. Steps are counted from the function that
/// is summarised, so no result depends on who asked first.
namespace prodreview::flow::budget {

/// Statements that one summary may run, those of its callees included.
inline constexpr std::size_t steps_of_summary = 4'000;
/// Calls within calls of one summary.
inline constexpr std::size_t call_depth = 6;
/// Different arguments for which one function is summarised; then its open context answers.
inline constexpr std::size_t contexts_of_function = 8;
/// Quiet passes over a loop before what still changes is unknown.
inline constexpr int passes_of_loop = 3;
/// Ways out of a loop, or on to its next pass, that are told apart; the others are taken together.
inline constexpr std::size_t ways_of_loop = 64;

} // namespace prodreview::flow::budget
