// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <string>

namespace prodreview::tree {

/// What an expression names: `torch.nn.functional.softmax` for `F.softmax` under `import
/// torch.nn.functional as F`, `builtins.ValueError` for a builtin that nothing shadows,
/// `.edges.scores` for a relative import; empty when the expression is no dotted name, or when some
/// binding of its first name is not the import (rebound, a parameter, …). An `import` that is
/// guarded (`try: import x` / `except ImportError: x = None`) still counts as the import. Never by
/// spelling.
[[nodiscard]] auto qualified_name(unit const &in, expression const &named) -> std::string;

} // namespace prodreview::tree
