// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "verb_config.hpp"
#include <prodreview/rule.hpp>

#include <span>
#include <string_view>

namespace prodreview {

/// `explain RULE`: what the rule looks for, what it costs, what to do, when it is silent, and a bad
/// and a good example. An unknown name ends with 2 and the nearest known one.
[[nodiscard]] auto explain_rule(std::string_view name, std::span<rule_info const *const> rules)
    -> verb_output;

} // namespace prodreview
