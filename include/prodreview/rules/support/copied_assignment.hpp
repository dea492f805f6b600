// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/same_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace prodreview::rules {

/// `w_out = pool(h_in)` directly after `h_out = pool(h_in)`, where `w_in` exists: a line that was
/// copied and changed on one side only.
struct copied_assignment {
  tree::assign const *first = nullptr;
  /// The name in the second value that was left as it was; null: there is no such copy.
  tree::name const *left_over = nullptr;
  /// What is bound under the name that was meant.
  tree::variable const *meant = nullptr;
};

namespace detail {

/// The statement of the block that stands directly before another one, or null.
[[nodiscard]] inline auto before_in(tree::many<tree::statement> block, tree::statement const &it)
    -> tree::statement const * {
  auto const begins_before = [&](tree::statement const *one) {
    return one->range.begin < it.range.begin;
  };
  auto const at = std::partition_point(block.begin(), block.end(), begins_before);
  return at != block.end() && *at == &it && at != block.begin() ? *(at - 1) : nullptr;
}

[[nodiscard]] inline auto statement_before(tree::node const &parent, tree::statement const &it)
    -> tree::statement const * {
  if (auto const *around = tree::as<tree::module>(&parent)) return before_in(around->body, it);
  if (auto const *around = tree::as_function(&parent)) return before_in(around->body, it);
  if (auto const *around = tree::as<tree::for_>(&parent)) return before_in(around->body, it);
  if (auto const *around = tree::as<tree::with>(&parent)) return before_in(around->body, it);
  if (auto const *around = tree::as<tree::if_>(&parent)) {
    auto const *const found = before_in(around->body, it);
    return found != nullptr ? found : before_in(around->orelse, it);
  }
  return nullptr;
}

/// The only target, if it is a plain name.
[[nodiscard]] inline auto target_name(tree::assign const &it) -> tree::name const * {
  return it.targets.size() == 1 ? tree::as<tree::name>(it.targets[0]) : nullptr;
}

/// What two names differ in: `h` and `w` in `h_out` and `w_out`, or nothing.
struct name_difference {
  std::string_view from;
  std::string_view to;
};
[[nodiscard]] inline auto difference_of(std::string_view a, std::string_view b) -> name_difference {
  auto const shorter = std::min(a.size(), b.size());
  std::size_t begin = 0;
  while (begin < shorter && a[begin] == b[begin]) ++begin;
  std::size_t end = 0;
  while (end < shorter - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  return {a.substr(begin, a.size() - begin - end), b.substr(begin, b.size() - begin - end)};
}

[[nodiscard]] inline auto is_boundary(std::string_view name, std::size_t at) -> bool {
  return at == 0 || at >= name.size() || name[at] == '_' || name[at - 1] == '_' ||
         ('0' <= name[at] && name[at] <= '9');
}

/// `w_in` for `h_in`: the name with one of its parts replaced; empty where it has no such part.
[[nodiscard]] inline auto replaced(std::string_view name, name_difference how) -> std::string {
  for (auto at = name.find(how.from); at != name.npos; at = name.find(how.from, at + 1))
    if (is_boundary(name, at) && is_boundary(name, at + how.from.size()))
      return joined({name.substr(0, at), how.to, name.substr(at + how.from.size())});
  return {};
}

/// One word of a name.
[[nodiscard]] inline auto is_part(std::string_view text) -> bool {
  return !text.empty() && text.find('_') == text.npos;
}

/// The variable of the same scope that has another name, or null.
[[nodiscard]] inline auto neighbour(tree::unit const &in, tree::variable const &of,
                                    std::string_view name) -> tree::variable const * {
  auto const id = name.empty() ? name_id::none : in.names.find(name);
  if (id == name_id::none) return nullptr;
  for (auto const &it : in.bindings.variables)
    if (it.name == id && it.scope == of.scope) return &it;
  return nullptr;
}

/// Whether something binds the variable before a place.
[[nodiscard]] inline auto is_bound_before(tree::unit const &in, tree::variable const &it,
                                          std::uint32_t place) -> bool {
  return !it.bound_at.empty() && in.bindings.all[it.bound_at.front()].place.begin < place;
}

} // namespace detail

/// The copy that an assignment is of the statement before it.
[[nodiscard]] inline auto find_copied_assignment(tree::unit const &in, tree::assign const &it,
                                                 tree::node const *parent) -> copied_assignment {
  auto const *const target = detail::target_name(it);
  if (target == nullptr || parent == nullptr || it.value->kind == tree::node_kind::constant)
    return {};
  auto const *const first = tree::as<tree::assign>(detail::statement_before(*parent, it));
  auto const *const before = first == nullptr ? nullptr : detail::target_name(*first);
  if (before == nullptr || !are_written_alike(in, *first->value, *it.value)) return {};
  auto const how = detail::difference_of(in.spelling(before->id), in.spelling(target->id));
  if (!detail::is_part(how.from) || !detail::is_part(how.to) ||
      detail::replaced(in.spelling(before->id), how) != in.spelling(target->id) ||
      !detail::replaced(in.spelling(target->id), how).empty())
    return {};
  copied_assignment found{.first = first};
  (void)tree::find_node(*it.value, [&](tree::node const &any) {
    auto const *const name = tree::as<tree::name>(&any);
    auto const *const variable = name == nullptr ? nullptr : in.bindings.variable_of(*name);
    if (variable == nullptr) return false;
    auto const *const meant =
        detail::neighbour(in, *variable, detail::replaced(in.spelling(name->id), how));
    if (meant == nullptr || !detail::is_bound_before(in, *meant, first->range.begin)) return false;
    found.left_over = name;
    found.meant = meant;
    return true;
  });
  return found;
}

} // namespace prodreview::rules
