// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/fact_bytes.hpp>
#include <prodreview/flow/kept_facts.hpp>
#include <prodreview/flow/operators/operator.hpp>

#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>
#include <vector>

namespace prodreview::flow {
namespace detail {

/// `It` is const where it is written. Each description takes its type apart, so that a member that
/// is added and not described does not compile.
template <class It, class What>
concept is_a = std::is_same_v<std::remove_const_t<It>, What>;

template <class To> void describe(To &to, is_a<std::string_view> auto &it) { to.text(it); }

template <class To> void describe(To &to, is_a<position_range> auto &it) {
  auto &[start, end] = it;
  to.number(start.line);
  to.number(start.column);
  to.number(end.line);
  to.number(end.column);
}

template <class To> void describe(To &to, is_a<parameter> auto &it) {
  auto &[name, kind, has_default] = it;
  to.text(name);
  to.choice(kind, parameter_kind::var_keyword);
  to.flag(has_default);
}

template <class To> void describe(To &to, is_a<field> auto &it) {
  auto &[name, has_default, is_keyword_only, is_parameter] = it;
  to.text(name);
  to.flag(has_default);
  to.flag(is_keyword_only);
  to.flag(is_parameter);
}

template <class To> void describe(To &to, is_a<exported> auto &it) {
  auto &[name, kind, is_conditional, index, origin, place] = it;
  to.text(name);
  to.choice(kind, export_kind::value);
  to.flag(is_conditional);
  to.number(index);
  to.text(origin);
  describe(to, place);
}

inline void describe(fact_writer &to, arities const &it) { to.number(it.bits()); }
inline void describe(fact_reader &from, arities &it) {
  std::uint32_t bits = 0;
  from.number(bits);
  it = arities::of_bits(bits);
}

template <class To> void describe(To &to, is_a<function_interface> auto &it) {
  auto &[name, place, parameters, form, is_stub, never_returns, returns, gives_none] = it;
  to.text(name);
  describe(to, place);
  to.list(parameters);
  to.choice(form, call_form::opaque);
  to.flag(is_stub);
  to.flag(never_returns);
  describe(to, returns);
  to.flag(gives_none);
}

template <class To> void describe(To &to, is_a<class_interface> auto &it) {
  auto &[name, place, bases, members, fields, constructor, is_keyword_only, is_open] = it;
  to.text(name);
  describe(to, place);
  to.list(bases);
  to.list(members);
  to.list(fields);
  to.choice(constructor, constructor_kind::opaque);
  to.flag(is_keyword_only);
  to.flag(is_open);
}

template <class To> void describe(To &to, is_a<unpacked_elsewhere> auto &it) {
  auto &[callee, count, place] = it;
  to.text(callee);
  to.number(count);
  describe(to, place);
}

template <class To> void describe(To &to, is_a<module_interface> auto &it) {
  auto &[memory, names, functions, classes, stars, imports, unpackings, all, has_all, is_open] = it;
  static_cast<void>(memory);
  to.list(names);
  to.list(functions);
  to.list(classes);
  to.list(stars);
  to.list(imports);
  to.list(unpackings);
  to.list(all);
  to.flag(has_all);
  to.flag(is_open);
}

template <class To> void describe(To &to, is_a<portable_sort> auto &it) {
  auto &[is, meant, name, elements] = it;
  to.choice(is, kind::parent);
  auto means = static_cast<meaning>(meant);
  to.choice(means, last_meaning);
  if constexpr (std::is_same_v<To, fact_reader>) meant = static_cast<std::uint32_t>(means);
  to.text(name);
  to.list(elements);
}
template <class To> void describe(To &to, is_a<portable_kind> auto &it) { to.list(it); }

template <class To> void describe(To &to, is_a<module_values::entry> auto &it) {
  auto &[name, kind] = it;
  to.text(name);
  to.list(kind);
}

template <class To> void describe(To &to, is_a<module_values> auto &it) {
  auto &[results, attributes] = it;
  to.list(results);
  to.list(attributes);
}

/// Whether what names point to is there.
[[nodiscard]] inline auto are_whole(std::span<exported const> all, module_interface const &in)
    -> bool {
  for (auto const &it : all) {
    if (it.kind == export_kind::function && it.index >= in.functions.size()) return false;
    if (it.kind == export_kind::class_ && it.index >= in.classes.size()) return false;
  }
  return true;
}

} // namespace detail

PRODREVIEW_INLINE auto to_bytes(module_interface const &it) -> std::string {
  detail::fact_writer to;
  describe(to, it);
  return to.bytes();
}

PRODREVIEW_INLINE auto interface_from(std::string_view bytes) -> std::optional<module_interface> {
  module_interface made;
  detail::fact_reader from{bytes, made.memory};
  describe(from, made);
  if (!from.is_complete() || !detail::are_whole(made.names, made)) return std::nullopt;
  for (auto const &it : made.classes)
    if (!detail::are_whole(it.members, made)) return std::nullopt;
  return made;
}

PRODREVIEW_INLINE auto to_bytes(module_values const &it, std::string_view path) -> std::string {
  detail::fact_writer to;
  to.text(path);
  describe(to, it);
  return to.bytes();
}

PRODREVIEW_INLINE auto values_from(std::string_view bytes, std::string_view path)
    -> std::optional<module_values> {
  arena texts;
  detail::fact_reader from{bytes, texts};
  std::string_view own;
  from.text(own);
  module_values made;
  describe(from, made);
  if (!from.is_complete() || own != path) return std::nullopt;
  return made;
}

PRODREVIEW_INLINE auto to_bytes(name_filter const &it) -> std::string {
  std::string bytes(it.bits().size_bytes(), '\0');
  if (!bytes.empty()) std::memcpy(bytes.data(), it.bits().data(), bytes.size());
  return bytes;
}

PRODREVIEW_INLINE auto names_from(std::string_view bytes) -> std::optional<name_filter> {
  std::vector<std::uint64_t> bits(bytes.size() / sizeof(std::uint64_t));
  if (bits.size() * sizeof(std::uint64_t) != bytes.size() || !std::has_single_bit(bits.size()))
    return std::nullopt;
  std::memcpy(bits.data(), bytes.data(), bytes.size());
  return name_filter::of_bits(std::move(bits));
}

} // namespace prodreview::flow
