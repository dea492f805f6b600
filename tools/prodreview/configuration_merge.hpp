// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "option_table.hpp"
#include "yaml_node.hpp"

#include <span>

namespace prodreview {

/// Lays a later layer over an earlier one: mappings merge key by key, appending lists grow, every
/// other value replaces. Each value keeps the place it was written at. Unknown keys, empty values
/// and broken ones are left out.
void merge_layer(yaml_node &into, yaml_node const &layer, std::span<option const> known);

} // namespace prodreview
