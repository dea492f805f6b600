// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project_names.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow {
namespace detail {

/// A name of more parts is followed in one go: nobody asks for its parts.
inline constexpr int most_parts = 32;

[[nodiscard]] inline auto root_of(tree::expression const &named) -> tree::name const * {
  auto const *at = &named;
  while (auto const *part = tree::as<tree::attribute>(at)) at = part->value;
  return tree::as<tree::name>(at);
}

} // namespace detail

PRODREVIEW_INLINE project_names::project_names(module_view const &of) : of_{of} {
  auto const &variables = of.unit().bindings.variables;
  is_inside_.resize(variables.size());
  if (of.project() == nullptr) return;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    std::string_view const name = variables[i].stands_for;
    if (name.empty()) continue;
    auto const first = name.substr(0, name.find('.'));
    if (first.empty() || name.starts_with("here:")) {
      is_inside_[i] = true;
      continue;
    }
    is_inside_[i] = has_top_level(first);
  }
}

PRODREVIEW_INLINE auto project_names::leads_inside(tree::expression const &named) const -> bool {
  auto const *const root = detail::root_of(named);
  if (root == nullptr) return false;
  auto const id = of_.unit().bindings.of_occurrence[root->occurrence];
  return id != tree::variable_id::none && is_inside_[static_cast<std::size_t>(id)];
}

PRODREVIEW_INLINE auto project_names::resolve(tree::expression const &named) const -> target {
  if (!leads_inside(named)) return {};
  return resolve(tree::qualified_name(of_.unit(), named));
}

PRODREVIEW_INLINE auto project_names::resolve(std::string_view qualified) const -> target const & {
  static target const unknown;
  return of_.project() == nullptr || qualified.empty() ? unknown : walk_to(qualified).found;
}

PRODREVIEW_INLINE auto project_names::has_top_level(std::string_view name) const -> bool {
  if (auto const at = tops_.find(name); at != tops_.end()) return at->second;
  auto const has = of_.project() != nullptr && of_.project()->has_top_level(of_.path(), name);
  return tops_.emplace(name, has).first->second;
}

PRODREVIEW_INLINE auto project_names::walk_to(std::string_view qualified) const
    -> name_walk const & {
  if (auto const at = known_.find(qualified); at != known_.end()) return at->second;
  auto const dot = qualified.rfind('.');
  auto const is_first = dot == qualified.npos || qualified.find_first_not_of('.') > dot;
  auto const is_deep = std::count(qualified.begin(), qualified.end(), '.') > detail::most_parts;
  auto made = is_first || is_deep
                  ? of_.project()->reach(of_.path(), qualified)
                  : of_.project()->reach(of_.path(), walk_to(qualified.substr(0, dot)),
                                         qualified.substr(dot + 1));
  return known_.emplace(qualified, std::move(made)).first->second;
}

} // namespace prodreview::flow
