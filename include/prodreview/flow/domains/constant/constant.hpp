// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/hash_index.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace prodreview::flow {

/// A value that is known exactly: interned, 0 is unknown.
enum class constant_id : std::uint32_t { unknown = 0 };

struct none_constant {
  friend auto operator==(none_constant, none_constant) -> bool = default;
};
using constant_value = std::variant<none_constant, bool, std::int64_t, double, std::string>;

class constant_store {
public:
  [[nodiscard]] auto intern(constant_value it) -> constant_id;
  [[nodiscard]] auto operator[](constant_id id) const -> constant_value const * {
    return id == constant_id::unknown ? nullptr : &all_[static_cast<std::uint32_t>(id) - 1];
  }

private:
  std::vector<constant_value> all_;
  hash_index index_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/domains/constant/constant.impl.hpp>
#endif
