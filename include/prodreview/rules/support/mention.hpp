// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/search.hpp>
#include <prodreview/tree/unit.hpp>

#include <algorithm>
#include <string_view>

namespace prodreview::rules {

/// Whether code has a name, attribute or keyword of this spelling. Good for staying silent, never
/// for a finding.
[[nodiscard]] inline auto mentions(tree::unit const &in, tree::node const &code,
                                   std::string_view spelling) -> bool {
  return tree::find_node(code, [&](tree::node const &any) {
           if (auto const *it = tree::as<tree::name>(&any)) return in.spelling(it->id) == spelling;
           if (auto const *it = tree::as<tree::attribute>(&any))
             return in.spelling(it->attr) == spelling;
           if (auto const *it = tree::as<tree::keyword>(&any))
             return in.spelling(it->name) == spelling;
           return false;
         }) != nullptr;
}

/// Whether code stores to an attribute of this spelling, whatever the object.
[[nodiscard]] inline auto stores_attribute(tree::unit const &in, tree::node const &code,
                                           std::string_view spelling) -> bool {
  return tree::find_node(code, [&](tree::node const &any) {
           auto const *const it = tree::as<tree::attribute>(&any);
           return it != nullptr && it->use == tree::context::store &&
                  in.spelling(it->attr) == spelling;
         }) != nullptr;
}

/// Whether a comment in the range holds a word; our own suppressions do not count.
[[nodiscard]] inline auto has_comment_in(tree::unit const &in, text_range where,
                                         std::string_view word) -> bool {
  auto const begins_before = [&](text_range it) { return it.begin < where.begin; };
  auto at = std::partition_point(in.comments.begin(), in.comments.end(), begins_before);
  for (; at != in.comments.end() && at->begin < where.end; ++at) {
    auto const text = in.text(*at);
    if (text.find(word) != text.npos && !text.starts_with("# prodreview:")) return true;
  }
  return false;
}

/// Whether a comment (with a word in it) stands on one of the lines of a node.
[[nodiscard]] inline auto has_comment_on_line(tree::unit const &in, tree::node const &any,
                                              std::string_view word = "") -> bool {
  auto const &lines = in.source.lines();
  auto const first = lines.range_of(lines.line_of(any.range.begin)).begin;
  auto const last = lines.range_of(lines.line_of(any.range.end)).end;
  return has_comment_in(in, {first, last}, word);
}

} // namespace prodreview::rules
