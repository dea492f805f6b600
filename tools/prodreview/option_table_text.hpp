// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace prodreview {

/// The JSON schema (draft 2020-12) of `.prodreview.yaml`. With names of rules it knows them;
/// without, any name of the right form will do.
[[nodiscard]] auto schema_text(std::span<std::string_view const> rules) -> std::string;

/// The options as a section of Markdown: what `docs/configuration.md` says of each.
[[nodiscard]] auto options_in_markdown() -> std::string;

/// A `.prodreview.yaml` to begin with: every option, explained and commented out.
[[nodiscard]] auto first_configuration() -> std::string;

} // namespace prodreview
