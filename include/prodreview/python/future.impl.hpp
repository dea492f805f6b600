// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/future.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {
inline constexpr std::array<std::string_view, 10> futures{
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};

[[nodiscard]] inline auto is_docstring(tree::statement const &first) -> bool {
  auto const *const statement = tree::as<tree::expr>(&first);
  auto const *const text =
      statement != nullptr ? tree::as<tree::constant>(statement->value) : nullptr;
  return text != nullptr && text->what == tree::constant_kind::string;
}

[[nodiscard]] inline auto unknown_feature(tree::unit const &in, tree::import_from const &import)
    -> std::optional<tree::syntax_error> {
  for (auto const *const alias : import.names) {
    auto const name = in.spelling(alias->name);
    if (std::find(futures.begin(), futures.end(), name) != futures.end()) continue;
    auto message = name == "braces" ? std::string{"not a chance"}
                                    : "future feature " + std::string{name} + " is not defined";
    return tree::syntax_error{alias->range, std::move(message)};
  }
  return std::nullopt;
}
} // namespace detail

PRODREVIEW_INLINE auto unknown_future(tree::unit const &in) -> std::optional<tree::syntax_error> {
  auto body = in.root->body;
  if (!body.empty() && detail::is_docstring(*body.front())) body = body.subspan(1);
  for (auto const *const statement : body) {
    auto const *const import = tree::as<tree::import_from>(statement);
    if (import == nullptr || import->level != 0 || in.spelling(import->module_name) != "__future__")
      return std::nullopt;
    if (auto error = detail::unknown_feature(in, *import)) return error;
  }
  return std::nullopt;
}

} // namespace prodreview::python
