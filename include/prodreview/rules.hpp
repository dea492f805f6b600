// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule_table.hpp>
#include <prodreview/rules/production/suppression_without_reason.hpp>
#include <prodreview/rules/production/syntax_error.hpp>
#include <prodreview/rules/quality/unknown_suppression.hpp>
#include <prodreview/rules/quality/unused_suppression.hpp>

#include <array>

/// THE list of rules, one line per rule, sorted by name within its topic.
namespace prodreview {

using correctness_rules = rule_list<>;

using scalability_rules = rule_list<>;

using production_rules = rule_list<>;

using quality_rules = rule_list<>;

using pytorch_rules = rule_list<>;

/// What the engine itself finds, without a `check`.
inline constexpr std::array<rule_info const *, 4> engine_rules{
    &rules::suppression_without_reason::info,
    &rules::syntax_error::info,
    &rules::unknown_suppression::info,
    &rules::unused_suppression::info,
};

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/rule_table.impl.hpp>
#endif
