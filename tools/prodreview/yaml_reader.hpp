// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration_problem.hpp"
#include "yaml_node.hpp"

#include <cstdint>
#include <string_view>

namespace prodreview {

inline constexpr std::size_t deepest_yaml = 32;
inline constexpr std::size_t most_yaml_nodes = 10'000;

/// A text read as YAML. Where it is not `whole`, only what stands before the first broken place is
/// there.
struct yaml_document {
  yaml_node root;
  configuration_problems problems;
  bool whole = true;
};

/// Reads one document of a strict subset of YAML: mappings, sequences and scalars. Duplicate keys,
/// anchors, aliases, merge keys, tags, directives, further documents, more than 32 levels or 10,000
/// values, and everything that is not clean UTF-8 are problems with a place. Any bytes are welcome;
/// the text must not begin with a byte order mark.
[[nodiscard]] auto read_yaml(std::string_view text, std::uint32_t source) -> yaml_document;

} // namespace prodreview
