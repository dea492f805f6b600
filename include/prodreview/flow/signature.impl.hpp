// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/signature.hpp>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] constexpr auto is_positional(parameter const &it) -> bool {
  return it.kind == parameter_kind::positional_only ||
         it.kind == parameter_kind::positional_or_keyword;
}

[[nodiscard]] inline auto has_kind(signature of, parameter_kind kind) -> bool {
  return std::any_of(of.begin(), of.end(), [&](parameter const &it) { return it.kind == kind; });
}

[[nodiscard]] inline auto count_positional(signature of) -> std::uint32_t {
  std::uint32_t count = 0;
  for (auto const &it : of) count += is_positional(it) ? 1 : 0;
  return count;
}

/// Finds names among many; few are found as quickly one by one.
class name_places {
public:
  template <class Name> name_places(std::size_t count, Name name) : count_{count} {
    for (std::size_t i = 0; i < count; ++i) all_.emplace_back(name(i), i);
    if (is_sorted()) std::sort(all_.begin(), all_.end());
  }
  /// The first place of a name, or how many there are.
  [[nodiscard]] auto of(std::string_view name) const -> std::size_t {
    auto const comes_before = [&](place const &it) { return it.first < name; };
    auto const is_it = [&](place const &it) { return it.first == name; };
    auto const at = is_sorted() ? std::partition_point(all_.begin(), all_.end(), comes_before)
                                : std::find_if(all_.begin(), all_.end(), is_it);
    return at != all_.end() && is_it(*at) ? at->second : count_;
  }

private:
  using place = std::pair<std::string_view, std::size_t>;
  [[nodiscard]] auto is_sorted() const -> bool { return count_ > 32; }

  std::size_t count_;
  std::vector<place> all_;
};

/// The places of parameters by name, but for `*args` and `**kwargs`, which nothing binds by name.
[[nodiscard]] inline auto places_of(signature of) -> name_places {
  return {of.size(), [&](std::size_t i) {
            auto const is_open = of[i].kind == parameter_kind::var_positional ||
                                 of[i].kind == parameter_kind::var_keyword;
            return is_open ? std::string_view{} : of[i].name;
          }};
}

[[nodiscard]] inline auto bind_keywords(signature of, call_shape const &call, std::uint32_t given)
    -> binding_result {
  auto const takes_any = has_kind(of, parameter_kind::var_keyword);
  if (call.keywords.empty()) return {};
  auto const places = places_of(of);
  for (std::uint32_t i = 0; i < call.keywords.size(); ++i) {
    auto const name = call.keywords[i];
    auto const at = places.of(name);
    auto const is_by_place = at < of.size() && of[at].kind == parameter_kind::positional_only;
    if (at < of.size() && !is_by_place) {
      if (is_positional(of[at]) && at < given) return {misfit::given_twice, name, 0, i};
    } else if (!takes_any) {
      return {is_by_place ? misfit::positional_only : misfit::unknown_keyword, name, 0, i};
    }
  }
  return {};
}

[[nodiscard]] inline auto first_missing(signature of, call_shape const &call, std::uint32_t given)
    -> binding_result {
  name_places const passed{call.keywords.size(), [&](std::size_t i) { return call.keywords[i]; }};
  for (std::size_t i = 0; i < of.size(); ++i) {
    auto const &it = of[i];
    if (it.has_default || it.kind == parameter_kind::var_positional ||
        it.kind == parameter_kind::var_keyword)
      continue;
    if (is_positional(it) && (i < given || call.has_star)) continue;
    auto const is_named = passed.of(it.name) < call.keywords.size();
    auto const by_name = it.kind != parameter_kind::positional_only;
    if (by_name && (is_named || call.has_double_star)) continue;
    return {misfit::missing, it.name};
  }
  return {};
}

} // namespace detail

PRODREVIEW_INLINE auto shape_of(tree::unit const &in, tree::call const &call) -> call_shape {
  call_shape shape;
  for (auto const *it : call.args)
    if (it->kind == tree::node_kind::starred)
      shape.has_star = true;
    else
      ++shape.positional;
  for (auto const *it : call.keywords)
    if (it->name == name_id::none)
      shape.has_double_star = true;
    else
      shape.keywords.push_back(in.spelling(it->name));
  return shape;
}

PRODREVIEW_INLINE auto bind(signature of, call_shape const &call, std::uint32_t skipped)
    -> binding_result {
  auto const given = call.positional + skipped;
  auto const most = detail::count_positional(of);
  if (given > most && !detail::has_kind(of, parameter_kind::var_positional))
    return {misfit::too_many_positional, {}, most - std::min(most, skipped)};
  if (auto const wrong = detail::bind_keywords(of, call, given); !wrong.binds()) return wrong;
  return detail::first_missing(of, call, given);
}

PRODREVIEW_INLINE auto parameters_of(tree::unit const &in, tree::arguments const &args)
    -> std::vector<parameter> {
  std::vector<parameter> all;
  auto const positional = args.posonlyargs.size() + args.args.size();
  auto const add = [&](tree::arg const *it, parameter_kind kind, bool has_default) {
    if (it != nullptr) all.push_back({in.spelling(it->name), kind, has_default});
  };
  auto const has_default = [&](std::size_t i) { return i + args.defaults.size() >= positional; };
  for (std::size_t i = 0; i < args.posonlyargs.size(); ++i)
    add(args.posonlyargs[i], parameter_kind::positional_only, has_default(i));
  for (std::size_t i = 0; i < args.args.size(); ++i)
    add(args.args[i], parameter_kind::positional_or_keyword,
        has_default(args.posonlyargs.size() + i));
  add(args.vararg, parameter_kind::var_positional, false);
  for (std::size_t i = 0; i < args.kwonlyargs.size(); ++i)
    add(args.kwonlyargs[i], parameter_kind::keyword_only,
        i < args.kw_defaults.size() && args.kw_defaults[i] != nullptr);
  add(args.kwarg, parameter_kind::var_keyword, false);
  return all;
}

} // namespace prodreview::flow
