// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/requirement.hpp>
#include <prodreview/flow/api/supported.hpp>

namespace prodreview::flow::api {
namespace detail {

inline void set_range(std::string range, std::string_view said_in, std::string_view package,
                      supported_range &of) {
  auto const all = releases_of(package);
  auto const found = span_of(range, all);
  of = {std::move(range), said_in, found.value_or(release_span{}), !found.has_value()};
}

} // namespace detail

PRODREVIEW_INLINE supported_releases::supported_releases(std::string_view torch,
                                                         file_reader const &read) {
  for (auto &it : all_) detail::set_range({}, {}, it.package, it.range);
  for (auto const path : requirement_files) {
    std::string content;
    if (!read || !read(path, content)) continue;
    for (auto &[package, range] : all_)
      if (auto said = stated_range(content, package); !said.empty() && !range.is_stated())
        detail::set_range(std::move(said), path, package, range);
  }
  for (auto &[package, range] : all_)
    if (package == "torch" && torch != "any")
      detail::set_range(std::string{torch}, {}, package, range);
}

PRODREVIEW_INLINE auto supported_releases::of(std::string_view qualified) const
    -> supported_range const & {
  auto const package = qualified.substr(0, qualified.find('.'));
  for (auto const &it : all_)
    if (it.package == package) return it.range;
  return none_;
}

} // namespace prodreview::flow::api
