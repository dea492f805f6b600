// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration_problem.hpp"
#include "yaml_node.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace prodreview {

/// Whether a value of `--config` sets an option (`fail-on=medium`) rather than naming a file.
[[nodiscard]] auto is_assignment(std::string_view text) -> bool;

/// `key=value` as the tree of a file that says just that. The key is an option's, with dots in
/// front of the keys within it (`rules.unsafe-load`, `scale.T`, `cpp.standard`); the value is YAML.
[[nodiscard]] auto read_assignment(std::string_view text, std::uint32_t source,
                                   std::span<std::string_view const> rules,
                                   configuration_problems &problems) -> yaml_node;

} // namespace prodreview
