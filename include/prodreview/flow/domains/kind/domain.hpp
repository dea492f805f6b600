// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domain.hpp>
#include <prodreview/flow/domains/kind/kind.hpp>
#include <prodreview/flow/operation.hpp>

#include <string>

namespace prodreview::flow {

struct components;

/// What sort of thing a value is, and what a tensor's elements mean.
struct kind_domain {
  static constexpr std::string_view name = "kind";
  using component = kind_id;
  using store = kind_store;

  [[nodiscard]] static auto join(memory &in, kind_id a, kind_id b) -> kind_id;
  [[nodiscard]] static auto widen(memory &in, kind_id a, kind_id b) -> kind_id;

  [[nodiscard]] static auto describe(memory const &in, kind_id it) -> std::string;

  [[nodiscard]] static auto transfer(memory &in, operation::tensor_operation const &it,
                                     components const &) -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::pointwise const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::view const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::copy const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::index const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::split const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::cast const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::creation const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::literal const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::of_kind const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::passed const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::arithmetic const &it,
                                     components const &) -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::unary const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::compared const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::parameter const &it, components const &)
      -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::device_named const &it,
                                     components const &) -> kind_id;
  [[nodiscard]] static auto transfer(memory &in, operation::tensor_attribute const &it,
                                     components const &) -> kind_id;
};

} // namespace prodreview::flow
