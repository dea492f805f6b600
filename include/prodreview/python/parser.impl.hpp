// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/decode.hpp>
#include <prodreview/python/diagnosis.hpp>
#include <prodreview/python/future.hpp>
#include <prodreview/python/grammar.hpp>
#include <prodreview/python/literal.hpp>
#include <prodreview/python/parser.hpp>

#include <utility>

namespace prodreview::python {

namespace detail {
inline constexpr tree::literal_reader literals{string_value, integer_text, floating_value};
} // namespace detail

PRODREVIEW_INLINE auto parse(std::string path, std::string_view bytes) -> tree::unit {
  tree::unit unit;
  unit.path = std::move(path);
  unit.literals = &detail::literals;
  auto decoded = decode(bytes);
  unit.source = source{std::move(decoded.text)};
  intern_keywords(unit.names);
  grammar{unit}.file();
  if (decoded.error) {
    unit.errors.insert(unit.errors.begin(), std::move(*decoded.error));
  } else if (!unit.errors.empty()) {
    if (auto error = diagnose(unit.source)) unit.errors.front() = std::move(*error);
  } else if (auto error = unknown_future(unit)) {
    unit.errors.push_back(std::move(*error));
  }
  return unit;
}

} // namespace prodreview::python
