// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/shape.hpp>

/// Sizes with names that the tests of shapes speak of.
namespace prodreview::shape::testing {

inline constexpr auto B = dim::named("B");
inline constexpr auto T = dim::named("T");
inline constexpr auto C = dim::named("C");
inline constexpr auto K = dim::named("K");
inline constexpr auto H = dim::named("H");

inline constexpr shape scores{B, T, C};

} // namespace prodreview::shape::testing
