// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "yaml_node.hpp"
#include <prodreview/review/settings.hpp>

namespace prodreview {

/// The typed settings of a tree that `check_configuration` found nothing against.
[[nodiscard]] auto settings_of(yaml_node const &root) -> settings;

} // namespace prodreview
