// SPDX-License-Identifier: Apache-2.0
#include <prodreview/rule_table.hpp>
#include <prodreview/rules.hpp>

namespace prodreview {
auto correctness_entries() -> std::span<rule_entry const> { return correctness_rules::entries(); }
} // namespace prodreview
