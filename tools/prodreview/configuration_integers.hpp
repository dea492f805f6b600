// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prodreview {

/// A decimal integer: digits with a sign in front at most, no leading zero, no other base. One that
/// does not fit is the largest or smallest there is, so that a range check refuses it.
[[nodiscard]] auto read_integer(std::string_view text) -> std::optional<std::int64_t>;

/// The number that `400K`, `4e5`, `400_000`, `400,000` or `"400000"` was meant to be, as help.
[[nodiscard]] auto integer_help(std::string_view written, std::string otherwise) -> std::string;

} // namespace prodreview
