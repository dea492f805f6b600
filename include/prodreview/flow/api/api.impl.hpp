// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/api.hpp>
#include <prodreview/flow/api/rows.hpp>
#include <prodreview/flow/api/table.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

namespace prodreview::flow::api {
namespace detail {

/// How many classes are looked through for one name.
inline constexpr int most_bases = 32;

[[nodiscard]] inline auto text_of(std::uint32_t name) -> std::string_view {
  auto const place = read_slice(row_text<table_slice>(table::name_places, name));
  return {table::names[place.begin / line_width] + place.begin % line_width, place.count};
}

/// One of the lists of a table of lists.
template <std::size_t Lines, std::size_t Length>
[[nodiscard]] auto list_at(char const (&lists)[Lines][Length], std::uint32_t number)
    -> table_slice {
  return read_slice(row_text<table_slice>(lists, number));
}

template <std::size_t Lines, std::size_t Length>
[[nodiscard]] auto number_at(char const (&items)[Lines][Length], std::uint32_t number)
    -> std::uint32_t {
  return read_number(row_text<table_number>(items, number));
}

[[nodiscard]] inline auto parameter_at(std::uint32_t number) -> table_parameter {
  return read_parameter(row_text<table_parameter>(table::parameters, number));
}

[[nodiscard]] inline auto own_child(entry const &of, std::string_view name)
    -> std::optional<entry> {
  auto const all = api::children_of(of);
  std::size_t first = 0;
  for (auto count = all.size(); count > 0;) {
    auto const half = count / 2;
    auto const is_before = text_of(all[first + half].name) < name;
    first = is_before ? first + half + 1 : first;
    count = is_before ? count - half - 1 : half;
  }
  if (first == all.size() || text_of(all[first].name) != name) return std::nullopt;
  return all[first];
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
  auto const root = entry_at(package->entry);
  auto const dot = qualified.find('.');
  if (dot == qualified.npos) return {presence::there, root, {}, {}};
  return find_below(root, qualified.substr(dot + 1), steps);
}

/// A private name, or one between two underscores, may always be there.
[[nodiscard]] inline auto member(entry const &of, std::string_view name, int &steps) -> lookup {
  if (auto const own = own_child(of, name)) return {presence::there, *own, of, {}};
  auto is_closed = of.is_closed && !name.starts_with('_');
  auto const bases = list_at(table::base_lists, of.bases);
  for (std::uint32_t i = 0; i < bases.count; ++i) {
    if (steps-- <= 0) return {};
    auto const base = number_at(table::base_items, bases.begin + i);
    auto const parent = find_qualified(text_of(base), steps);
    if (parent.is != presence::there) {
      is_closed = false;
      continue;
    }
    auto found = detail::member(parent.at, name, steps);
    if (found.is == presence::there) return found;
    is_closed = is_closed && found.is == presence::absent;
  }
  return {is_closed ? presence::absent : presence::unknown, {}, of, name};
}

inline auto find_below(entry const &from, std::string_view path, int &steps) -> lookup {
  lookup at{presence::there, from, {}, {}};
  for (;;) {
    if (at.at.kind != entry_kind::module && at.at.kind != entry_kind::class_) return {};
    auto const dot = path.find('.');
    at = detail::member(at.at, path.substr(0, dot), steps);
    if (at.is != presence::there || dot == path.npos) return at;
    path.remove_prefix(dot + 1);
  }
}

[[nodiscard]] inline auto own_signatures(entry const &it) -> signature_list {
  auto const uses = list_at(table::use_lists, it.signatures);
  return {uses.begin, uses.count};
}

/// What calls of a class call: none where that is not one thing.
[[nodiscard]] inline auto constructor_of(entry const &of) -> std::optional<entry> {
  auto const made = api::member(of, "__new__");
  auto const filled = api::member(of, "__init__");
  if ((made.is == presence::there) == (filled.is == presence::there)) return std::nullopt;
  return made.is == presence::there ? made.at : filled.at;
}

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

PRODREVIEW_INLINE auto entry_at(std::uint32_t row) -> entry {
  auto it = read_entry(row_text<entry>(table::entries, row));
  if (it.gap_first == no_release) return it;
  for (auto const &gap : table::gaps)
    if (gap.name == it.name) it.gap_first = gap.first, it.gap_last = gap.last;
  return it;
}

PRODREVIEW_INLINE auto signature_use_at(std::uint32_t row) -> signature_use {
  return read_signature_use(row_text<signature_use>(table::use_items, row));
}

PRODREVIEW_INLINE auto children_of(entry const &it) -> entry_list {
  return {it.children, it.child_count};
}

PRODREVIEW_INLINE auto called_of(entry const &it) -> entry {
  if (it.kind != entry_kind::class_) return it;
  return detail::constructor_of(it).value_or(it);
}

PRODREVIEW_INLINE auto signatures_of(entry const &it) -> signature_list {
  auto const called = called_of(it);
  return called.kind == entry_kind::class_ ? signature_list{} : detail::own_signatures(called);
}

PRODREVIEW_INLINE auto parameters_of(signature_use const &of, parameter_buffer &into) -> signature {
  auto const numbers = detail::list_at(table::signature_lists, of.signature);
  auto const count = std::min<std::size_t>(numbers.count, into.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const number = detail::number_at(table::signature_items, numbers.begin + i);
    auto const it = detail::parameter_at(number);
    into[i] = {detail::text_of(it.name), parameter_kind{it.kind}, it.has_default};
  }
  return {into.data(), count};
}

PRODREVIEW_INLINE auto default_of(signature_use const &of, std::size_t parameter)
    -> std::string_view {
  auto const numbers = detail::list_at(table::signature_lists, of.signature);
  if (parameter >= numbers.count) return {};
  auto const at = numbers.begin + static_cast<std::uint32_t>(parameter);
  return detail::text_of(detail::parameter_at(detail::number_at(table::signature_items, at)).value);
}

PRODREVIEW_INLINE auto releases_of(std::string_view qualified) -> std::span<release const> {
  auto const *const package = detail::package_of(qualified);
  if (package == nullptr) return {};
  return {table::releases + package->releases.begin, package->releases.count};
}

PRODREVIEW_INLINE auto span_of(std::string_view range, std::span<release const> releases)
    -> std::optional<release_span> {
  std::optional<release_span> found;
  for (std::uint8_t i = 0; i < releases.size(); ++i)
    if (detail::range_lets_in(range, releases[i])) found = {found ? found->first : i, i};
  return found;
}

} // namespace prodreview::flow::api
