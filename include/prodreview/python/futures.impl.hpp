// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/futures.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {

inline constexpr std::array<std::string_view, 10> future_features{
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};

[[nodiscard]] inline auto is_docstring(tree::statement const *first) -> bool {
  auto const *const alone = tree::as<tree::expr>(first);
  auto const *const text = alone == nullptr ? nullptr : tree::as<tree::constant>(alone->value);
  return text != nullptr && text->what == tree::constant_kind::string;
}

[[nodiscard]] inline auto is_future_import(tree::unit const &in, tree::import_from const *import)
    -> bool {
  return import != nullptr && import->level == 0 &&
         in.spelling(import->module_name) == "__future__";
}

[[nodiscard]] inline auto problem_of_feature(std::string_view feature) -> std::string {
  if (feature == "braces") return "not a chance";
  auto const *const end = future_features.end();
  if (std::find(future_features.begin(), end, feature) != end) return {};
  return "future feature " + std::string{feature} + " is not defined";
}

[[nodiscard]] inline auto problem_of_import(tree::unit const &in, tree::import_from const &import)
    -> std::optional<tree::syntax_error> {
  for (auto const *const feature : import.names)
    if (auto problem = problem_of_feature(in.spelling(feature->name)); !problem.empty())
      return tree::syntax_error{feature->range, std::move(problem)};
  return {};
}

} // namespace detail

PRODREVIEW_INLINE auto problem_of_futures(tree::unit const &in)
    -> std::optional<tree::syntax_error> {
  auto const body = in.root->body;
  std::size_t at = !body.empty() && detail::is_docstring(body[0]) ? 1 : 0;
  for (; at < body.size(); ++at) {
    auto const *const import = tree::as<tree::import_from>(body[at]);
    if (!detail::is_future_import(in, import)) break;
    if (auto problem = detail::problem_of_import(in, *import)) return problem;
  }
  return {};
}

} // namespace prodreview::python
