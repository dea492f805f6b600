// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace prodreview::flow {

enum class parameter_kind : std::uint8_t {
  positional_only,
  positional_or_keyword,
  var_positional, ///< `*args`
  keyword_only,
  var_keyword, ///< `**kwargs`
};

struct parameter {
  std::string_view name;
  parameter_kind kind = parameter_kind::positional_or_keyword;
  bool has_default = false;

  friend auto operator==(parameter const &, parameter const &) -> bool = default;
};

/// The parameters of something that can be called, in the order of Python's own grammar.
using signature = std::span<parameter const>;

} // namespace prodreview::flow
