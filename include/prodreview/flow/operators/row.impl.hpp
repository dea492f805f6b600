// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/operators/row.hpp>
#include <prodreview/flow/operators/rows.hpp>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] constexpr auto are_rows_sorted() -> bool {
  for (std::size_t i = 1; i < operator_rows.size(); ++i)
    if (operator_rows[i - 1].name >= operator_rows[i].name) return false;
  return true;
}
static_assert(are_rows_sorted(), "operators are found by binary search");

[[nodiscard]] inline auto row_named(std::string_view name) -> operator_row const * {
  std::size_t low = 0;
  std::size_t high = operator_rows.size();
  while (low < high) {
    auto const middle = (low + high) / 2;
    if (operator_rows[middle].name < name)
      low = middle + 1;
    else
      high = middle;
  }
  auto const is_found = low < operator_rows.size() && operator_rows[low].name == name;
  return is_found ? &operator_rows[low] : nullptr;
}

struct prefix {
  std::string_view text;
  place means;
};

/// Longer prefixes first.
inline constexpr prefix prefixes[] = {
    {"torch.nn.functional.", in_functional},
    {"torch.special.", in_special},
    {"torch.linalg.", in_linalg},
    {"torch.Tensor.", as_method},
    {"torch.fft.", in_fft},
    {"torch.", in_torch},
};

} // namespace detail

PRODREVIEW_INLINE auto operator_named(std::string_view name, place at) -> operator_row const * {
  auto const *row = detail::row_named(name);
  if (row == nullptr && is_in_place(name)) row = detail::row_named(name.substr(0, name.size() - 1));
  return row != nullptr && (row->places & at) != 0 ? row : nullptr;
}

PRODREVIEW_INLINE auto operator_of(std::string_view qualified) -> operator_row const * {
  for (auto const &it : detail::prefixes)
    if (qualified.starts_with(it.text))
      return operator_named(qualified.substr(it.text.size()), it.means);
  return nullptr;
}

} // namespace prodreview::flow
