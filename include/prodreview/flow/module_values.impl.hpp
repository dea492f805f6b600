// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/memory.hpp>
#include <prodreview/flow/module_values.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

/// Tuples within tuples are told apart so deep.
inline constexpr int portable_depth = 3;

[[nodiscard]] inline auto name_of_class(memory const &in, sort it, std::string_view path)
    -> std::string {
  auto name = in.named[symbol_id{it.detail}].name;
  if (!name.starts_with("here:")) return std::string{name};
  name.remove_prefix(5);
  return joined({path, ":", name});
}

[[nodiscard]] inline auto make_portable(memory const &in, value_id of, std::string_view path,
                                        int depth) -> portable_kind;

[[nodiscard]] inline auto make_portable(memory const &in, sort it, std::string_view path, int depth)
    -> portable_sort {
  portable_sort made{it.is};
  switch (it.is) {
  case kind::tensor: made.detail = it.detail; break;
  case kind::instance: made.name = name_of_class(in, it, path); break;
  case kind::tuple:
    if (depth > 0)
      for (auto const element : in.store<kind_domain>().elements(it))
        made.elements.push_back(make_portable(in, element, path, depth - 1));
    break;
  case kind::list:
  case kind::iterator:
    if (depth > 0 && it.detail != 0 && it.detail != no_element)
      made.elements.push_back(make_portable(in, value_id{it.detail}, path, depth - 1));
    break;
  case kind::name:
  case kind::function:
  case kind::class_:
  case kind::method: made.is = kind::unknown; break;
  default: break;
  }
  return made;
}

inline auto make_portable(memory const &in, value_id of, std::string_view path, int depth)
    -> portable_kind {
  portable_kind all;
  for (auto const &it : in.kinds(of)) {
    all.push_back(make_portable(in, it, path, depth));
    if (all.back().is == kind::unknown) return {};
  }
  return all;
}

[[nodiscard]] inline auto from_portable_sort(memory &in, portable_sort const &it) -> sort {
  switch (it.is) {
  case kind::tensor: return {it.is, it.detail};
  case kind::instance: return {it.is, static_cast<std::uint32_t>(in.named.named(it.name))};
  case kind::tuple: {
    std::vector<value_id> elements;
    for (auto const &one : it.elements) elements.push_back(from_portable(in, one));
    if (elements.empty()) return {it.is, 0};
    return in.store<kind_domain>().alternatives(in.store<kind_domain>().tuple_of(elements)).all[0];
  }
  case kind::list:
  case kind::iterator:
    if (it.elements.empty()) return {it.is, 0};
    return container_of(it.is, from_portable(in, it.elements[0]));
  default: return {it.is, 0};
  }
}

} // namespace detail

PRODREVIEW_INLINE auto module_values::find(std::vector<entry> const &in, std::string_view name)
    -> portable_kind const * {
  auto const at =
      std::lower_bound(in.begin(), in.end(), name,
                       [](entry const &it, std::string_view wanted) { return it.first < wanted; });
  return at != in.end() && at->first == name ? &at->second : nullptr;
}

PRODREVIEW_INLINE auto to_portable(memory const &in, value_id of, std::string_view path)
    -> portable_kind {
  return detail::make_portable(in, of, path, detail::portable_depth);
}

PRODREVIEW_INLINE auto from_portable(memory &in, portable_kind const &it) -> value_id {
  sorts all;
  for (auto const &one : it)
    if (!all.add(detail::from_portable_sort(in, one))) return in.unknown(cause::join);
  if (all.count == 0) return in.unknown(cause::import);
  return in.apply(operation::of_kind{in.store<kind_domain>().any_of(all)});
}

PRODREVIEW_INLINE auto values_of_module(tree::unit const &in) -> module_values {
  memory known;
  observer nobody;
  return interpreter{in, known, nobody}.run_for_values();
}

} // namespace prodreview::flow
