// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/interface_data.hpp>
#include <prodreview/flow/module_values.hpp>
#include <prodreview/flow/name_filter.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What one text says by itself, whoever asks, as bytes that are worth keeping between runs.
namespace prodreview::flow {

/// The same bytes for the same facts. The values of a module name its own classes by its path.
[[nodiscard]] auto to_bytes(module_interface const &it) -> std::string;
[[nodiscard]] auto to_bytes(module_values const &it, std::string_view path) -> std::string;
[[nodiscard]] auto to_bytes(name_filter const &it) -> std::string;

/// Nothing where the bytes are not as `to_bytes` makes them; bytes that look so make what can be
/// used, whoever wrote them.
[[nodiscard]] auto interface_from(std::string_view bytes) -> std::optional<module_interface>;
[[nodiscard]] auto values_from(std::string_view bytes, std::string_view path)
    -> std::optional<module_values>;
[[nodiscard]] auto names_from(std::string_view bytes) -> std::optional<name_filter>;

enum class kept_fact : std::uint8_t { interface, values, words, assigned };

/// Keeps the bytes of facts by what names the text (`file_source::identity`). May be used from
/// several threads at once.
class fact_store {
public:
  virtual ~fact_store() = default;

  /// What was kept before this run; empty where nothing was.
  [[nodiscard]] virtual auto find(kept_fact what, std::string_view identity) -> std::string = 0;
  virtual void keep(kept_fact what, std::string_view identity, std::string bytes) = 0;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/kept_facts.impl.hpp>
#endif
