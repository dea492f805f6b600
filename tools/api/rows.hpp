// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/entry.hpp>

#include <string>

/// The rows of the table as text, in the form that `flow/api/rows.hpp` reads. A number that its
/// digits cannot hold throws `std::length_error`.
namespace prodreview::api_facts {

[[nodiscard]] auto written(flow::api::entry const &of) -> std::string;
[[nodiscard]] auto written(flow::api::signature_use const &of) -> std::string;
[[nodiscard]] auto written(flow::api::table_slice const &of) -> std::string;
[[nodiscard]] auto written(flow::api::table_number const &of) -> std::string;
[[nodiscard]] auto written(flow::api::table_parameter const &of) -> std::string;

} // namespace prodreview::api_facts
