// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domain.hpp>
#include <prodreview/flow/domains/gradient/gradient.hpp>
#include <prodreview/flow/operation.hpp>

#include <string>

namespace prodreview::flow {

struct components;

/// Whether a tensor carries a gradient, and where it lost it.
struct gradient_domain {
  static constexpr std::string_view name = "gradient";
  using component = gradient_id;
  using store = gradient_store;

  [[nodiscard]] static auto join(memory &, gradient_id a, gradient_id b) -> gradient_id {
    return a == b ? a : gradient_id::unknown;
  }
  [[nodiscard]] static auto widen(memory &in, gradient_id a, gradient_id b) -> gradient_id {
    return join(in, a, b);
  }
  [[nodiscard]] static auto describe(memory const &in, gradient_id it) -> std::string;

  [[nodiscard]] static auto transfer(memory &in, operation::tensor_operation const &it,
                                     components const &so_far) -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::creation const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::like const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::cast const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::discrete const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::detach const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::host_read const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::query const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::passed const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::parameter const &it, components const &)
      -> gradient_id;
  [[nodiscard]] static auto transfer(memory &in, operation::tensor_attribute const &it,
                                     components const &) -> gradient_id;
};

} // namespace prodreview::flow
