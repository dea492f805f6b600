// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/interface_data.hpp>
#include <prodreview/tree/unit.hpp>

#include <span>
#include <string_view>

namespace prodreview::flow {

/// Definitions of one name.
[[nodiscard]] auto definitions_of(std::span<exported const> sorted, std::string_view name)
    -> std::span<exported const>;

[[nodiscard]] auto interface_of(tree::unit const &in) -> module_interface;

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/interface.impl.hpp>
#endif
