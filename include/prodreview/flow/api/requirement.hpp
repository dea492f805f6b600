// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <string>
#include <string_view>

namespace prodreview::flow::api {

/// The version range that a file states for a package, with commas between comparisons
/// (`>=2.1,<2.9`): a requirement at the start of a line or of a string (`torch>=2.1`, as
/// requirements.txt, pyproject.toml, setup.cfg and setup.py write it), or a key of a table (`torch
/// = "^2.1"`). Empty when it states none, or different ones.
[[nodiscard]] auto stated_range(std::string_view file, std::string_view package) -> std::string;

} // namespace prodreview::flow::api

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/api/requirement.impl.hpp>
#endif
