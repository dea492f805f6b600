// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

namespace prodreview::flow {

/// Whether a call is known to leave the function it stands in: `sys.exit()`, `parser.error(…)`.
[[nodiscard]] auto is_exit(tree::unit const &in, tree::call const &call) -> bool;

/// Whether a function says that it does not return (`-> NoReturn`), or has no way to its end and no
/// `return`. A body that is nothing but `raise NotImplementedError` is there to be overridden.
/// What it calls is not followed.
[[nodiscard]] auto never_returns(tree::unit const &in, tree::function const &any) -> bool;

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/never_returns.impl.hpp>
#endif
