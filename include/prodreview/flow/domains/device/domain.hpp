// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domain.hpp>
#include <prodreview/flow/domains/device/device.hpp>
#include <prodreview/flow/operation.hpp>

#include <string>

namespace prodreview::flow {

struct components;

/// Where tensors lie. An operation whose operands lie apart raises, so its
/// result lies where the first operand that is known lies.
struct device_domain {
  static constexpr std::string_view name = "device";
  using component = device_id;
  using store = device_store;

  [[nodiscard]] static auto join(memory &in, device_id a, device_id b) -> device_id;
  [[nodiscard]] static auto widen(memory &in, device_id a, device_id b) -> device_id {
    return join(in, a, b);
  }
  [[nodiscard]] static auto describe(memory const &in, device_id it) -> std::string;

  [[nodiscard]] static auto transfer(memory &in, operation::tensor_operation const &it,
                                     components const &so_far) -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::creation const &it, components const &)
      -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::like const &it, components const &)
      -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::cast const &it, components const &)
      -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::host_read const &it, components const &)
      -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::passed const &it, components const &)
      -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::literal const &it, components const &)
      -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::device_named const &it,
                                     components const &) -> device_id;
  [[nodiscard]] static auto transfer(memory &in, operation::tensor_attribute const &it,
                                     components const &) -> device_id;
};

} // namespace prodreview::flow
