// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/parameter.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview::flow {

/// What a call passes: how many positional arguments, which keywords, and whether an unpacked `*x`
/// or `**x` may add more.
struct call_shape {
  std::uint32_t positional = 0;
  bool has_star = false;
  bool has_double_star = false;
  std::vector<std::string_view> keywords = {};
};

enum class misfit : std::uint8_t {
  none,
  too_many_positional, ///< `count` is how many could be taken
  unknown_keyword,     ///< `name`
  given_twice,         ///< `name`: by position and by keyword
  positional_only,     ///< `name` is passed by keyword and cannot be
  missing,             ///< `name`: a parameter without a default gets no value
};

/// How a call cannot bind, as Python would say it when it is executed.
struct binding_result {
  misfit what = misfit::none;
  std::string_view name = {};
  std::uint32_t count = 0;
  std::uint32_t keyword = 0; ///< the index of the keyword, where one is to blame

  [[nodiscard]] auto binds() const -> bool { return what == misfit::none; }
};

[[nodiscard]] auto shape_of(tree::unit const &in, tree::call const &call) -> call_shape;

/// Binds as Python does. `skipped` positional parameters are already bound (`self`). What an
/// unpacked argument may bring never counts as wrong.
[[nodiscard]] auto bind(signature of, call_shape const &call, std::uint32_t skipped = 0)
    -> binding_result;

/// The parameters of a function as it is written; the names live in the unit.
[[nodiscard]] auto parameters_of(tree::unit const &in, tree::arguments const &args)
    -> std::vector<parameter>;

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/signature.impl.hpp>
#endif
