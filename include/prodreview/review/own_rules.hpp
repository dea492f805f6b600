// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/inspect.hpp>
#include <prodreview/review/suppression.hpp>
#include <prodreview/tree/unit.hpp>

#include <span>
#include <vector>

namespace prodreview {

/// What is wrong with the suppressions of a file themselves: no reason, a name that no rule has,
/// nothing to suppress. To be called after every finding has been looked up (`find_suppression`
/// marks what is used).
[[nodiscard]] auto observe_suppressions(tree::unit const &in, std::span<suppression const> all,
                                        std::span<active_rule const> rules)
    -> std::vector<observation>;

/// The syntax error that the language's own parser reports, if there is one and the rule is on.
[[nodiscard]] auto observe_syntax_error(tree::unit const &in, std::span<active_rule const> rules)
    -> std::vector<observation>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/own_rules.impl.hpp>
#endif
