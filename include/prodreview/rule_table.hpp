// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule_list.hpp>

#include <span>
#include <string_view>

namespace prodreview {

/// The rules of one topic; each is compiled in a unit of its own (`tools/units/rules_<topic>.cpp`).
[[nodiscard]] auto correctness_entries() -> std::span<rule_entry const>;
[[nodiscard]] auto scalability_entries() -> std::span<rule_entry const>;
[[nodiscard]] auto production_entries() -> std::span<rule_entry const>;
[[nodiscard]] auto quality_entries() -> std::span<rule_entry const>;
[[nodiscard]] auto pytorch_entries() -> std::span<rule_entry const>;

/// Every rule that looks at the tree, sorted by name; the index of a rule is its place here.
[[nodiscard]] auto all_entries() -> std::span<rule_entry const>;

/// Every rule a user can name, sorted by name: those of `all_entries()` and the engine's own
/// (`syntax-error` and the three about suppressions).
[[nodiscard]] auto all_rule_infos() -> std::span<rule_info const *const>;

/// The description of a rule, or null.
[[nodiscard]] auto find_rule(std::string_view name) -> rule_info const *;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/rules.hpp>
#endif
