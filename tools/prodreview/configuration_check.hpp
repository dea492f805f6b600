// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration_problem.hpp"
#include "option_table.hpp"
#include "yaml_node.hpp"

#include <span>
#include <string_view>

namespace prodreview {

/// Everything that the option table says against a file's content. No names of rules mean that any
/// name will do.
[[nodiscard]] auto check_configuration(yaml_node const &root,
                                       std::span<std::string_view const> rules)
    -> configuration_problems;

/// The same for the value of one option or entry.
[[nodiscard]] auto check_value(yaml_node const &value, option const &of,
                               std::span<std::string_view const> rules) -> configuration_problems;

} // namespace prodreview
