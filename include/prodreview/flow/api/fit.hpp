// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/api/api.hpp>
#include <prodreview/flow/api/supported.hpp>
#include <prodreview/flow/signature.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview::flow::api {

/// One way to call something, with the releases that have it.
struct known_signature {
  std::vector<parameter> parameters;
  std::uint8_t first = 0;
  std::uint8_t last = 0;
};
/// All ways to call an entry; none when that is not known, or C++ binds it: it takes more than its
/// stub says (`axis`, `keepdims`, `pin_memory`).
[[nodiscard]] auto known_signatures(entry const &of) -> std::vector<known_signature>;

enum class fitting : std::uint8_t {
  unknown,
  fits,
  removed, ///< not with the newest supported release, but with an older one
  newer,   ///< not with the oldest supported release, but with a newer one
  never,   ///< with no release
};

/// How a call fits what it calls.
struct fit {
  fitting is = fitting::unknown;
  /// What is wrong with it in `release`; where several forms refuse it each in its way,
  /// `misfit::none`.
  binding_result why = {};
  std::uint8_t release = 0;
  /// The nearest release that takes it, for `removed` and `newer`.
  std::uint8_t taken_by = 0;
};
[[nodiscard]] auto fit_of(std::vector<known_signature> const &all, call_shape const &call,
                          supported_range const &in, std::uint8_t newest) -> fit;

} // namespace prodreview::flow::api

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/api/fit.impl.hpp>
#endif
