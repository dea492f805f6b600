// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "yaml_node.hpp"

#include <string>
#include <string_view>

namespace prodreview {

/// A scalar as `read_yaml` reads it back: plain where it can be, else in double quotes. Control
/// characters become escapes.
[[nodiscard]] auto yaml_text_of(std::string_view scalar) -> std::string;

/// A value on one line, in brackets where it has parts.
[[nodiscard]] auto yaml_flow(yaml_node const &node) -> std::string;

} // namespace prodreview
