// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace prodreview {

/// Writes everything to an open file, however often that takes; the error number, or 0.
[[nodiscard]] auto write_all(int file, std::string_view bytes) -> int;

} // namespace prodreview
