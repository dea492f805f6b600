// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "verb_output.hpp"

#include <span>
#include <string>
#include <string_view>

namespace prodreview {

/// `config show [PATH]`: every option with its value and, as a comment, where that was set; itself
/// a configuration. With a path: what holds for that path once the overrides are applied.
[[nodiscard]] auto config_show(configuration const &in, std::string_view path = {}) -> verb_output;

/// `config check`: whether the configuration is valid, or all that is wrong with it. A pattern that
/// matches none of the files is remarked on; without files there are no such remarks.
[[nodiscard]] auto config_check(configuration const &in, std::span<std::string const> files = {})
    -> verb_output;

/// `config schema`: the JSON schema, with the names of the rules.
[[nodiscard]] auto config_schema(std::span<std::string_view const> rules) -> verb_output;

/// `config init`: writes a commented `.prodreview.yaml` into the folder, never over a file.
[[nodiscard]] auto config_init(std::string const &folder) -> verb_output;

} // namespace prodreview
