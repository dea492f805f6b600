// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"
#include "verb_config.hpp"
#include <prodreview/rule.hpp>

#include <span>

namespace prodreview {

/// `rules`: every rule with its severity, area, checklist item and title, in the order given; as an
/// aligned table (`full` and `concise`), a Markdown table or JSON.
[[nodiscard]] auto list_rules(std::span<rule_info const *const> rules, report_format format)
    -> verb_output;

} // namespace prodreview
