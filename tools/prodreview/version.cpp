// SPDX-License-Identifier: Apache-2.0
#include "version.hpp"

namespace prodreview {

auto version_number() -> std::string_view { return PRODREVIEW_VERSION; }

auto version_text() -> std::string { return "prodreview " + std::string{version_number()} + "\n"; }

} // namespace prodreview
