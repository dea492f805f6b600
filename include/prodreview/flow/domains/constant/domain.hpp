// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domain.hpp>
#include <prodreview/flow/domains/constant/constant.hpp>
#include <prodreview/flow/operation.hpp>

#include <string>

namespace prodreview::flow {

struct components;

/// The exact value of numbers, strings, truths and None.
struct constant_domain {
  static constexpr std::string_view name = "constant";
  using component = constant_id;
  using store = constant_store;

  [[nodiscard]] static auto join(memory &, constant_id a, constant_id b) -> constant_id {
    return a == b ? a : constant_id::unknown;
  }
  [[nodiscard]] static auto widen(memory &in, constant_id a, constant_id b) -> constant_id {
    return join(in, a, b);
  }

  [[nodiscard]] static auto describe(memory const &in, constant_id it) -> std::string;

  [[nodiscard]] static auto transfer(memory &in, operation::literal const &it, components const &)
      -> constant_id;
  [[nodiscard]] static auto transfer(memory &in, operation::arithmetic const &it,
                                     components const &) -> constant_id;
  [[nodiscard]] static auto transfer(memory &in, operation::unary const &it, components const &)
      -> constant_id;
  [[nodiscard]] static auto transfer(memory &in, operation::compared const &it, components const &)
      -> constant_id;
};

} // namespace prodreview::flow
