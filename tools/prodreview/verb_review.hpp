// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"

namespace prodreview {

/// `git prodreview`: reviews a change. The exit status.
[[nodiscard]] auto run_review(command const &asked) -> int;

/// `prodreview check`: reviews whole files. The exit status.
[[nodiscard]] auto run_check(command const &asked) -> int;

/// `prodreview config …`. The exit status.
[[nodiscard]] auto run_config(command const &asked) -> int;

} // namespace prodreview
