// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/api.hpp>
#include <prodreview/flow/api/table.hpp>

#include <charconv>
#include <cstddef>

namespace prodreview::flow::api {
namespace detail {

/// How many classes are looked through for one name.
inline constexpr int most_bases = 32;

[[nodiscard]] inline auto text_of(std::size_t name) -> std::string_view {
  auto const begin = table::name_begins[name];
  return {table::name_text + begin, table::name_begins[name + 1] - begin};
}

template <class Item>
[[nodiscard]] auto slice(Item const *items, table_slice const &at) -> std::span<Item const> {
  return {items + at.begin, at.count};
}

[[nodiscard]] inline auto bases_of(entry const &it) -> std::span<std::uint16_t const> {
  return slice(table::base_items, table::base_lists[it.bases]);
}

[[nodiscard]] inline auto own_child(entry const &of, std::string_view name) -> entry const * {
  auto const all = children_of(of);
  std::size_t first = 0;
  for (auto count = all.size(); count > 0;) {
    auto const half = count / 2;
    auto const is_before = text_of(all[first + half].name) < name;
    first = is_before ? first + half + 1 : first;
    count = is_before ? count - half - 1 : half;
  }
  auto const is_it = first < all.size() && text_of(all[first].name) == name;
  return is_it ? &all[first] : nullptr;
}

[[nodiscard]] inline auto package_of(std::string_view qualified) -> package_row const * {
  auto const name = qualified.substr(0, qualified.find('.'));
  for (auto const &it : table::packages)
    if (text_of(it.name) == name) return &it;
  return nullptr;
}

[[nodiscard]] inline auto find_below(entry const &from, std::string_view path, int &steps)
    -> lookup;

[[nodiscard]] inline auto find_qualified(std::string_view qualified, int &steps) -> lookup {
  auto const *const package = package_of(qualified);
  if (package == nullptr) return {};
  auto const &root = table::entries[package->entry];
  auto const dot = qualified.find('.');
  if (dot == qualified.npos) return {presence::there, &root, nullptr, {}};
  return find_below(root, qualified.substr(dot + 1), steps);
}

/// A private name, or one between two underscores, may always be there.
[[nodiscard]] inline auto member(entry const &of, std::string_view name, int &steps) -> lookup {
  if (auto const *own = own_child(of, name)) return {presence::there, own, &of, {}};
  auto is_closed = of.is_closed && !name.starts_with('_');
  for (auto const base : bases_of(of)) {
    if (steps-- <= 0) return {};
    auto const parent = find_qualified(text_of(base), steps);
    if (parent.is != presence::there) {
      is_closed = false;
      continue;
    }
    auto found = detail::member(*parent.at, name, steps);
    if (found.is == presence::there) return found;
    is_closed = is_closed && found.is == presence::absent;
  }
  return {is_closed ? presence::absent : presence::unknown, nullptr, &of, name};
}

inline auto find_below(entry const &from, std::string_view path, int &steps) -> lookup {
  lookup at{presence::there, &from, nullptr, {}};
  for (;;) {
    if (at.at->kind != entry_kind::module && at.at->kind != entry_kind::class_) return {};
    auto const dot = path.find('.');
    at = detail::member(*at.at, path.substr(0, dot), steps);
    if (at.is != presence::there || dot == path.npos) return at;
    path.remove_prefix(dot + 1);
  }
}

[[nodiscard]] inline auto own_signatures(entry const &it) -> std::span<signature_use const> {
  return slice(table::use_items, table::use_lists[it.signatures]);
}

/// What calls of a class call; null where that is not one thing.
[[nodiscard]] inline auto constructor_of(entry const &of) -> entry const * {
  auto const made = api::member(of, "__new__");
  auto const filled = api::member(of, "__init__");
  if (made.is == presence::there && filled.is == presence::there) return nullptr;
  return made.is == presence::there ? made.at : filled.at;
}

// --- version ranges

struct bound {
  release at{};
  bool has_minor = false;
};

[[nodiscard]] inline auto read_bound(std::string_view text, bound &into) -> bool {
  while (text.starts_with(' ')) text.remove_prefix(1);
  auto const *const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, into.at.major);
  if (read.ec != std::errc{}) return false;
  into.has_minor = read.ptr != end && *read.ptr == '.';
  if (!into.has_minor) return true;
  return std::from_chars(read.ptr + 1, end, into.at.minor).ec == std::errc{};
}

[[nodiscard]] inline auto order(release const &a, release const &b) -> int {
  return a.major != b.major ? (a.major < b.major ? -1 : 1)
                            : (a.minor != b.minor ? (a.minor < b.minor ? -1 : 1) : 0);
}

/// Whether one comparison lets in some version of a release. Numbers after the second are not read:
/// a release is let in when it may be.
[[nodiscard]] inline auto lets_in(std::string_view comparison, release const &it) -> bool {
  while (comparison.starts_with(' ')) comparison.remove_prefix(1);
  auto const length = comparison.find_first_not_of("<>=!~");
  if (length == comparison.npos || length == 0) return true;
  auto const sign = comparison.substr(0, length);
  bound than;
  if (!read_bound(comparison.substr(length), than)) return true;
  auto const is_patch = comparison.find('.', comparison.find('.') + 1) != comparison.npos;
  auto const compared = order(it, than.at);
  if (sign == ">=" || sign == ">") return compared >= 0;
  if (sign == "<=") return compared <= 0;
  if (sign == "<") return compared < 0 || (compared == 0 && is_patch);
  if (sign == "==" || sign == "===")
    return than.has_minor ? compared == 0 : it.major == than.at.major;
  if (sign == "~=")
    return compared >= 0 && it.major == than.at.major && (!is_patch || compared == 0);
  return true;
}

[[nodiscard]] inline auto range_lets_in(std::string_view range, release const &it) -> bool {
  for (;;) {
    auto const comma = range.find(',');
    if (!lets_in(range.substr(0, comma), it)) return false;
    if (comma == range.npos) return true;
    range.remove_prefix(comma + 1);
  }
}

} // namespace detail

PRODREVIEW_INLINE auto find(std::string_view qualified) -> lookup {
  auto steps = detail::most_bases;
  return detail::find_qualified(qualified, steps);
}

PRODREVIEW_INLINE auto member(entry const &of, std::string_view name) -> lookup {
  auto steps = detail::most_bases;
  return detail::member(of, name, steps);
}

PRODREVIEW_INLINE auto name_of(entry const &it) -> std::string_view {
  return detail::text_of(it.name);
}

PRODREVIEW_INLINE auto replacement_of(entry const &it) -> std::string_view {
  return detail::text_of(it.replacement);
}

PRODREVIEW_INLINE auto children_of(entry const &it) -> std::span<entry const> {
  return {table::entries + it.children, it.child_count};
}

PRODREVIEW_INLINE auto signatures_of(entry const &it) -> std::span<signature_use const> {
  if (it.kind != entry_kind::class_) return detail::own_signatures(it);
  auto const *const constructor = detail::constructor_of(it);
  if (constructor == nullptr) return {};
  return detail::own_signatures(*constructor);
}

PRODREVIEW_INLINE auto parameters_of(signature_use const &of, parameter_buffer &into) -> signature {
  auto const numbers = detail::slice(table::signature_items, table::signature_lists[of.signature]);
  std::size_t count = 0;
  for (auto const number : numbers) {
    if (count == into.size()) break;
    auto const &it = table::parameters[number];
    into[count++] = {detail::text_of(it.name), parameter_kind{it.kind}, it.has_default};
  }
  return {into.data(), count};
}

PRODREVIEW_INLINE auto default_of(signature_use const &of, std::size_t parameter)
    -> std::string_view {
  auto const numbers = detail::slice(table::signature_items, table::signature_lists[of.signature]);
  if (parameter >= numbers.size()) return {};
  return detail::text_of(table::parameters[numbers[parameter]].value);
}

PRODREVIEW_INLINE auto releases_of(std::string_view qualified) -> std::span<release const> {
  auto const *const package = detail::package_of(qualified);
  if (package == nullptr) return {};
  return detail::slice(table::releases, package->releases);
}

PRODREVIEW_INLINE auto span_of(std::string_view range, std::span<release const> releases)
    -> release_span {
  release_span const all{0, static_cast<std::uint8_t>(releases.empty() ? 0 : releases.size() - 1)};
  if (range == "any" || range.empty()) return all;
  auto found = release_span{no_release, 0};
  for (std::uint8_t i = 0; i < releases.size(); ++i) {
    if (!detail::range_lets_in(range, releases[i])) continue;
    found = {found.first == no_release ? i : found.first, i};
  }
  return found.first == no_release ? all : found;
}

} // namespace prodreview::flow::api
