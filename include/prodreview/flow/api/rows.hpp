// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/entry.hpp>
#include <prodreview/flow/api/packed.hpp>

/// How each row of the table is read; `tools/api/rows.cpp` writes the same fields in this order.
namespace prodreview::flow::api {

/// `no_release` is the highest number that a digit has.
[[nodiscard]] constexpr auto release_from(std::uint8_t digit) -> std::uint8_t {
  return digit == 63 ? no_release : digit;
}

[[nodiscard]] constexpr auto has_members(entry_kind kind) -> bool {
  return kind == entry_kind::module || kind == entry_kind::class_;
}

[[nodiscard]] constexpr auto read_entry(char const *row) -> entry {
  row_reader from{row};
  entry made;
  made.children = from.next<std::uint32_t>(3);
  made.child_count = from.next<std::uint32_t>(2);
  made.name = from.next<std::uint32_t>(3);
  made.signatures = from.next<std::uint32_t>(3);
  made.bases = from.next<std::uint32_t>(3);
  made.replacement = from.next<std::uint32_t>(3);
  auto const flags = from.next<std::uint8_t>(1);
  made.kind = entry_kind{static_cast<std::uint8_t>(flags / 4)};
  made.is_closed = (flags & 2U) != 0 && has_members(made.kind);
  made.is_native = (flags & 2U) != 0 && !has_members(made.kind);
  made.first = release_from(from.next<std::uint8_t>(1));
  made.last = from.next<std::uint8_t>(1);
  made.deprecated = release_from(from.next<std::uint8_t>(1));
  // That it has a gap; which one is said elsewhere.
  if ((flags & 1U) != 0) made.gap_first = 0;
  return made;
}

[[nodiscard]] constexpr auto read_signature_use(char const *row) -> signature_use {
  row_reader from{row};
  signature_use made;
  made.signature = from.next<std::uint32_t>(3);
  made.first = from.next<std::uint8_t>(1);
  made.last = from.next<std::uint8_t>(1);
  made.returns = return_kind{from.next<std::uint8_t>(1)};
  return made;
}

[[nodiscard]] constexpr auto read_slice(char const *row) -> table_slice {
  row_reader from{row};
  table_slice made;
  made.begin = from.next<std::uint32_t>(3);
  made.count = from.next<std::uint32_t>(2);
  return made;
}

[[nodiscard]] constexpr auto read_number(char const *row) -> std::uint32_t {
  return row_reader{row}.next<std::uint32_t>(table_number::width);
}

[[nodiscard]] constexpr auto read_parameter(char const *row) -> table_parameter {
  row_reader from{row};
  table_parameter made;
  made.name = from.next<std::uint32_t>(3);
  made.value = from.next<std::uint32_t>(3);
  auto const flags = from.next<std::uint8_t>(1);
  made.kind = static_cast<std::uint8_t>(flags / 2);
  made.has_default = (flags & 1U) != 0;
  return made;
}

} // namespace prodreview::flow::api
