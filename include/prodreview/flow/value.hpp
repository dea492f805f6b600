// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/nodes.hpp>

#include <cstdint>

namespace prodreview::flow {

/// What is known of a value: an interned tuple of one component per domain (`memory.hpp`). Equal
/// knowledge has equal ids. 0 is *nothing is known*.
enum class value_id : std::uint32_t {
  unknown = 0,
  /// No value at all: a variable that no binding has reached.
  unbound = 0xFFFFFFFF,
};

/// A value with the expression, parameter or statement that it was read from.
struct operand {
  value_id value = value_id::unknown;
  tree::node const *at = nullptr;

  [[nodiscard]] explicit operator bool() const { return at != nullptr; }
};

} // namespace prodreview::flow
