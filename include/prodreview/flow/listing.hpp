// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace prodreview::flow {

/// What one statement or parameter gives to one name, attribute or element.
struct listed_value {
  /// The function that it stands in, `Net.forward`; empty at module level.
  std::string within;
  std::uint32_t line = 1;
  /// The target as it is written.
  std::string target;
  /// What is known, in words.
  std::string value;
  /// Where that comes from, in words; empty where the statement says it itself.
  std::string fact;
};

/// Every value that is given to something, in the order in which the analysis reports it: a
/// function comes after the code around it.
[[nodiscard]] auto list_values(tree::unit const &in) -> std::vector<listed_value>;

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/listing.impl.hpp>
#endif
