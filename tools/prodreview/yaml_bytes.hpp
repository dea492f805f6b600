// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration_problem.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prodreview {

inline constexpr std::size_t largest_configuration = 256 * 1024;

/// The text without a UTF-8 byte order mark.
[[nodiscard]] auto without_mark(std::string_view bytes) -> std::string_view;

/// Why these bytes are no configuration whatever they say: too many, UTF-16, not UTF-8, control
/// characters, lone carriage returns. The first such place.
[[nodiscard]] auto byte_problem(std::string_view text, std::uint32_t source)
    -> std::optional<configuration_problem>;

} // namespace prodreview
