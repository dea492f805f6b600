// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project_names.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace prodreview::flow {
namespace detail {

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
  std::map<std::string_view, bool> known;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    std::string_view const name = variables[i].stands_for;
    if (name.empty()) continue;
    auto const first = name.substr(0, name.find('.'));
    if (first.empty() || name.starts_with("here:")) {
      is_inside_[i] = true;
      continue;
    }
    auto const [at, is_new] = known.try_emplace(first, false);
    if (is_new) at->second = of.project()->has_top_level(of.path(), first);
    is_inside_[i] = at->second;
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

PRODREVIEW_INLINE auto project_names::resolve(std::string qualified) const -> target {
  if (of_.project() == nullptr || qualified.empty()) return {};
  auto const [at, is_new] = known_.try_emplace(std::move(qualified));
  if (is_new) at->second = of_.project()->resolve(of_.path(), at->first);
  return at->second;
}

} // namespace prodreview::flow
