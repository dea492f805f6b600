// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/names.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::flow::api {

namespace detail {

[[nodiscard]] inline auto is_plain(lookup const &it, std::span<release const> releases) -> bool {
  if (it.is != presence::there) return it.is == presence::unknown;
  return it.at.first == 0 && it.at.last + 1U == releases.size() && it.at.deprecated == no_release &&
         it.at.gap_first == no_release;
}

/// Whether a name may be one of the packages that are known: most are not.
[[nodiscard]] inline auto may_be_known(std::string_view qualified) -> bool {
  return qualified.starts_with('t') || qualified.starts_with('n') || qualified.starts_with('e');
}

} // namespace detail

PRODREVIEW_INLINE names::names(module_view const &in) : in_{in} {
  auto const &variables = in.unit().bindings.variables;
  roots_.resize(variables.size());
  for (std::size_t i = 0; i < variables.size(); ++i) {
    roots_[i] = of_import(variables[i].stands_for);
    has_any_ = has_any_ || roots_[i] != nullptr;
  }
}

PRODREVIEW_INLINE auto names::of(tree::expression const &named) const -> known_name const * {
  if (!has_any_) return nullptr;
  if (auto const *part = tree::as<tree::attribute>(&named)) return of_attribute(*part);
  auto const *const root = tree::as<tree::name>(&named);
  return root == nullptr ? nullptr : of_root(*root);
}

PRODREVIEW_INLINE auto names::fit_of(tree::call const &call) const -> fit const & {
  if (last_call_ == &call) return last_fit_;
  last_call_ = &call;
  return last_fit_ = look_at(call);
}

PRODREVIEW_INLINE auto names::look_at(tree::call const &call) const -> fit {
  auto const *const called = of(*call.func);
  if (called == nullptr || called->found.is != presence::there) return {};
  if (!called->signatures) called->signatures = known_signatures(called->found.at);
  if (called->signatures->empty()) return {};
  auto shape = shape_of(in_.unit(), call);
  auto const is_unbound = called->found.at.kind == entry_kind::method;
  if (is_unbound && shape.positional == 0) return {};
  if (is_unbound) --shape.positional;
  auto const newest = static_cast<std::uint8_t>(releases_of(called->qualified).size() - 1);
  return api::fit_of(*called->signatures, shape, supported_in(in_).of(called->qualified), newest);
}

PRODREVIEW_INLINE auto supported_in(module_view const &in) -> supported_releases const & {
  static supported_releases const every;
  return in.project() == nullptr ? every : in.project()->supported();
}

PRODREVIEW_INLINE auto names::of_import(std::string_view qualified) const -> known_name const * {
  if (!detail::may_be_known(qualified) || releases_of(qualified).empty()) return nullptr;
  return is_foreign(qualified) ? add(qualified) : nullptr;
}

/// A repository may hold a package of the same name, or be that package.
PRODREVIEW_INLINE auto names::is_foreign(std::string_view qualified) const -> bool {
  auto *const project = in_.project();
  return project == nullptr ||
         !project->has_top_level(in_.path(), qualified.substr(0, qualified.find('.')));
}

PRODREVIEW_INLINE auto names::of_root(tree::name const &root) const -> known_name const * {
  auto const id = in_.unit().bindings.of_occurrence[root.occurrence];
  return id == tree::variable_id::none ? nullptr : roots_[static_cast<std::size_t>(id)];
}

PRODREVIEW_INLINE auto names::of_attribute(tree::attribute const &part) const
    -> known_name const * {
  auto const *const owner = of(*part.value);
  if (owner == nullptr) return nullptr;
  auto const hash = hash_index::mix(static_cast<std::uint32_t>(part.attr),
                                    static_cast<std::uint32_t>(owner->qualified.size()));
  auto const known = index_.find(hash, [&](std::uint32_t at) {
    return attributes_[at].owner == owner && attributes_[at].part == part.attr;
  });
  if (known != hash_index::none) return attributes_[known].is;
  index_.add(hash, static_cast<std::uint32_t>(attributes_.size()));
  attributes_.push_back({owner, part.attr, add(*owner, in_.unit().spelling(part.attr))});
  return attributes_.back().is;
}

PRODREVIEW_INLINE auto names::add(std::string_view qualified) const -> known_name const * {
  auto const dot = qualified.find('.');
  auto const package = qualified.substr(0, dot);
  all_.push_back({std::string{package}, find(package), nullptr, true});
  auto const *at = &all_.back();
  for (auto rest = qualified.substr(package.size()); !rest.empty();) {
    rest.remove_prefix(1);
    auto const part = rest.substr(0, rest.find('.'));
    at = add(*at, part);
    rest.remove_prefix(part.size());
  }
  return at;
}

/// What stands below something unknown, or below a value, is unknown.
PRODREVIEW_INLINE auto names::add(known_name const &owner, std::string_view part) const
    -> known_name const * {
  auto const kind = owner.found.at.kind;
  auto const has_members = owner.found.is == presence::there &&
                           (kind == entry_kind::module || kind == entry_kind::class_);
  all_.push_back({joined({owner.qualified, ".", part}),
                  has_members ? member(owner.found.at, part) : lookup{}, &owner});
  auto &made = all_.back();
  made.is_plain = owner.is_plain && detail::is_plain(made.found, releases_of(made.qualified));
  return &made;
}

} // namespace prodreview::flow::api
