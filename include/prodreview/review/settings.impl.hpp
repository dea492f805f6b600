// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/glob.hpp>
#include <prodreview/review/settings.hpp>

#include <algorithm>

namespace prodreview {

namespace settings_detail {

using texts = std::vector<std::string>;

/// Where the code cannot be read, silence of the selected rules would mean nothing.
inline constexpr std::string_view always_selected = "syntax-error";

[[nodiscard]] PRODREVIEW_INLINE auto any_matches(texts const &globs, std::string_view path)
    -> bool {
  return std::any_of(globs.begin(), globs.end(),
                     [path](auto const &glob) { return glob_matches(glob, path); });
}

[[nodiscard]] PRODREVIEW_INLINE auto has(texts const &names, std::string_view name) -> bool {
  return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace settings_detail

PRODREVIEW_INLINE auto level_of(settings const &in, std::string_view rule, severity own,
                                std::string_view path) -> level {
  auto const selected = settings_detail::has(in.select, rule);
  auto const unwanted = !in.select.empty() && !selected && rule != settings_detail::always_selected;
  if (settings_detail::has(in.ignore, rule) || unwanted) return level::off;
  auto result = static_cast<level>(own);
  if (auto const found = in.rules.find(rule);
      found != in.rules.end() && !(selected && found->second == level::off))
    result = found->second;
  for (auto const &special : in.overrides)
    if (auto const found = special.rules.find(rule);
        found != special.rules.end() && settings_detail::any_matches(special.paths, path))
      result = found->second;
  return result;
}

PRODREVIEW_INLINE auto fail_on_of(settings const &in, std::string_view path) -> threshold {
  auto result = in.fail_on;
  for (auto const &special : in.overrides)
    if (special.fail_on && settings_detail::any_matches(special.paths, path))
      result = *special.fail_on;
  return result;
}

PRODREVIEW_INLINE auto scale_of(settings const &in, std::string_view path)
    -> by_name<std::int64_t> {
  auto result = in.scale;
  for (auto const &special : in.overrides)
    if (!special.scale.empty() && settings_detail::any_matches(special.paths, path))
      for (auto const &[symbol, size] : special.scale) result.insert_or_assign(symbol, size);
  return result;
}

PRODREVIEW_INLINE auto is_included(settings const &in, std::string_view path) -> bool {
  return (in.include.empty() || settings_detail::any_matches(in.include, path)) &&
         !settings_detail::any_matches(in.exclude, path);
}

} // namespace prodreview
