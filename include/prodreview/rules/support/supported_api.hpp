// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/names.hpp>
#include <prodreview/flow/api/supported.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/version_guard.hpp>
#include <prodreview/text/joined.hpp>

#include <string>
#include <string_view>

namespace prodreview::rules {

namespace api = flow::api;

/// How a name stands to the releases that the code must run on.
enum class standing : std::uint8_t {
  unknown,
  fine,
  removed,    ///< the newest of them no longer has it, or one in between did not
  deprecated, ///< the newest of them says so
  newer,      ///< the oldest of them does not have it yet
  absent,     ///< no release that was read has it
};

[[nodiscard]] inline auto supported_by(flow::module_view const &in, std::string_view qualified)
    -> api::supported_range const & {
  return api::supported_in(in).of(qualified);
}

/// Whether what is to be used instead exists in every supported release.
[[nodiscard]] inline auto can_be_replaced(api::entry const &it, api::supported_range const &in)
    -> bool {
  auto const instead = api::find(api::replacement_of(it));
  return instead.is != api::presence::there || !in.is_stated() ||
         instead.at.first <= in.releases.first;
}

/// Whether a supported release lacks a name that came back later.
[[nodiscard]] inline auto has_gap_in(api::entry const &it, api::supported_range const &in) -> bool {
  return it.gap_first != api::no_release && it.gap_first <= in.releases.last &&
         it.gap_last >= in.releases.first;
}

[[nodiscard]] inline auto standing_of(api::lookup const &it, api::supported_range const &in)
    -> standing {
  if (in.is_unknown || it.is == api::presence::unknown) return standing::unknown;
  if (it.is == api::presence::absent) return standing::absent;
  auto const is_gone = it.at.first == api::no_release;
  if (is_gone || it.at.last < in.releases.last || has_gap_in(it.at, in)) return standing::removed;
  if (in.is_stated() && it.at.first > in.releases.first) return standing::newer;
  auto const is_deprecated = it.at.deprecated <= in.releases.last;
  return is_deprecated && can_be_replaced(it.at, in) ? standing::deprecated : standing::fine;
}

/// The first of a name and the names around it that is not simply there. Those around `below` (of
/// an import) are not asked.
struct doubtful_name {
  api::known_name const *name = nullptr;
  standing is = standing::fine;
  /// How many parts of the dotted name follow.
  std::uint32_t parts_after = 0;
};
[[nodiscard]] inline auto first_doubtful(api::known_name const &leaf, api::known_name const *below,
                                         api::supported_range const &in) -> doubtful_name {
  doubtful_name found;
  std::uint32_t depth = 0;
  for (auto const *it = &leaf; it != nullptr && it != below; it = it->around, ++depth) {
    auto const is = standing_of(it->found, in);
    if (is != standing::fine && is != standing::unknown) found = {it, is, depth};
  }
  return found;
}

/// The expression of a dotted name without its last parts.
[[nodiscard]] inline auto without_parts(tree::expression const &dotted, std::uint32_t count)
    -> tree::expression const & {
  auto const *at = &dotted;
  for (; count > 0; --count) at = static_cast<tree::attribute const &>(*at).value;
  return *at;
}

/// The qualified name that an alias of an import brings; empty for a relative import or a star.
[[nodiscard]] inline auto imported_name(site<tree::node> const &at, tree::alias const &alias)
    -> std::string {
  auto const name = at.in.spelling(alias.name);
  auto const *const from = tree::as<tree::import_from>(at.parent());
  if (from == nullptr) return std::string{name};
  if (from->level > 0 || name == "*") return {};
  return joined({at.in.spelling(from->module_name), ".", name});
}

/// What an import or a dotted name says of the API that it names: the doubtful part, where it is
/// reported.
struct api_use {
  doubtful_name what;
  tree::node const *at = nullptr;

  [[nodiscard]] auto is(standing wanted) const -> bool {
    return at != nullptr && what.is == wanted;
  }
};

/// Of a whole dotted name only; what an import brings is its own affair.
[[nodiscard]] inline auto use_of(site<tree::node> const &at, tree::attribute const &part)
    -> api_use {
  auto const *const outer = tree::as<tree::attribute>(at.parent());
  if (outer != nullptr && outer->value == &part) return {};
  auto const &names = at.module.fact<api::names>();
  auto const *const leaf = names.of(part);
  if (leaf == nullptr || leaf->is_plain) return {};
  tree::expression const *root = &part;
  while (auto const *it = tree::as<tree::attribute>(root)) root = it->value;
  auto const what =
      first_doubtful(*leaf, names.of(*root), supported_by(at.module, leaf->qualified));
  if (what.name == nullptr) return {};
  return {what, &without_parts(part, what.parts_after)};
}

[[nodiscard]] inline auto use_of(site<tree::node> const &at, tree::alias const &alias) -> api_use {
  auto const qualified = imported_name(at, alias);
  auto const *const leaf = at.module.fact<api::names>().of_import(qualified);
  if (leaf == nullptr || leaf->is_plain) return {};
  auto const what = first_doubtful(*leaf, nullptr, supported_by(at.module, qualified));
  if (what.name == nullptr) return {};
  auto const *const from = tree::as<tree::import_from>(at.parent());
  auto const is_again = from != nullptr && what.parts_after > 0 && from->names[0] != &alias;
  return is_again ? api_use{} : api_use{what, &alias};
}

[[nodiscard]] inline auto use_of(site<tree::node> const &at) -> api_use {
  if (auto const *alias = tree::as<tree::alias>(&at.node)) return use_of(at, *alias);
  return use_of(at, static_cast<tree::attribute const &>(at.node));
}

/// How a call fits what it calls, where the name itself is simply there.
[[nodiscard]] inline auto fit_of(site<tree::node> const &at, tree::call const &call) -> api::fit {
  auto const &names = at.module.fact<api::names>();
  auto const &found = names.fit_of(call);
  if (found.is == api::fitting::unknown || found.is == api::fitting::fits) return found;
  auto const &called = *names.of(*call.func);
  auto const doubt = first_doubtful(called, nullptr, supported_by(at.module, called.qualified));
  return doubt.name == nullptr ? found : api::fit{};
}

/// The qualified name that a call calls, where it is one of a known package.
[[nodiscard]] inline auto called_name(site<tree::node> const &at, tree::call const &call)
    -> std::string const & {
  return at.module.fact<api::names>().of(*call.func)->qualified;
}

/// Whether the code around a call says that it may not be taken.
[[nodiscard]] inline auto may_refuse(site<tree::node> const &at, api::fit const &of) -> bool {
  return is_version_guarded(at.in, at.ancestors, at.node, of.why.name);
}

/// Whether the code around says that the name may not be there, or code anywhere gives it.
[[nodiscard]] inline auto may_lack(site<tree::node> const &at, api_use const &use) -> bool {
  auto const name = flow::last_part(use.what.name->qualified);
  if (is_version_guarded(at.in, at.ancestors, at.node, name)) return true;
  return at.module.project() != nullptr && at.module.project()->assigns_attribute(name);
}

// Words.

/// `2.1`
[[nodiscard]] inline auto number_text(std::string_view qualified, std::uint8_t number)
    -> std::string {
  auto const &it = api::releases_of(qualified)[number];
  return joined({std::to_string(it.major), ".", std::to_string(it.minor)});
}

/// `torch 2.1`
[[nodiscard]] inline auto release_text(std::string_view qualified, std::uint8_t number)
    -> std::string {
  auto const package = qualified.substr(0, qualified.find('.'));
  return joined({package, " ", number_text(qualified, number)});
}

/// Which releases are supported, and who says so: `setup.py requires torch>=2.1`.
[[nodiscard]] inline auto range_text(std::string_view qualified, api::supported_range const &in)
    -> std::string {
  auto const package = qualified.substr(0, qualified.find('.'));
  if (!in.is_stated())
    return joined({"no range is required of ", package,
                   ": we assume that all releases are supported, up to ",
                   number_text(qualified, in.releases.last)});
  return joined(
      {in.said_in.empty() ? "the configuration" : in.said_in, " requires ", package, in.range});
}

} // namespace prodreview::rules
