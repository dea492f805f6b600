// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "package.hpp"

namespace prodreview::api_facts {

/// The names that numpy says it no longer has, with what it says to use.
[[nodiscard]] auto announced_in(package &of) -> std::map<std::string, std::string>;

} // namespace prodreview::api_facts
