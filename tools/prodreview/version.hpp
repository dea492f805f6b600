// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace prodreview {

/// `0.1.0`.
[[nodiscard]] auto version_number() -> std::string_view;
/// `prodreview 0.1.0` and a line end.
[[nodiscard]] auto version_text() -> std::string;

} // namespace prodreview
