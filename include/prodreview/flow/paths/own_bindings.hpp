// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/search.hpp>
#include <prodreview/tree/unit.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace prodreview::flow::paths {

/// Where a function binds a variable of its own.
struct own_binding {
  tree::scope_id scope;
  std::uint32_t begin;
  std::uint32_t variable;
};

/// The bindings of a unit by the scope of their variable, and in it by place.
class own_bindings {
public:
  explicit own_bindings(tree::unit const &in) {
    for (auto const &by : in.bindings.all) {
      if (by.variable == tree::variable_id::none || by.kind == tree::binding_kind::annotation)
        continue;
      auto const variable = static_cast<std::uint32_t>(by.variable);
      all_.push_back({in.bindings.variables[variable].scope, by.place.begin, variable});
    }
    std::sort(all_.begin(), all_.end(), [](own_binding const &a, own_binding const &b) {
      return a.scope != b.scope ? a.scope < b.scope : a.begin < b.begin;
    });
  }

  [[nodiscard]] auto of(tree::scope_id scope) const -> std::span<own_binding const> {
    auto const first = std::partition_point(
        all_.begin(), all_.end(), [&](own_binding const &it) { return it.scope < scope; });
    auto const last = std::partition_point(
        first, all_.end(), [&](own_binding const &it) { return it.scope == scope; });
    return {first, last};
  }

private:
  std::vector<own_binding> all_;
};

[[nodiscard]] inline auto within(std::span<own_binding const> all, text_range where)
    -> std::span<own_binding const> {
  auto const first = std::partition_point(
      all.begin(), all.end(), [&](own_binding const &it) { return it.begin < where.begin; });
  auto const last = std::partition_point(
      first, all.end(), [&](own_binding const &it) { return it.begin < where.end; });
  return {first, last};
}

/// Which variables have to be followed: not those that a statement of the function's own body binds
/// before anything reads them.
class followed_variables {
public:
  explicit followed_variables(tree::unit const &in)
      : in_{in}, first_use_(in.bindings.variables.size(), none),
        is_followed_(in.bindings.variables.size()), is_of_module_(in.names.size()) {
    auto const &uses = in.bindings.of_occurrence;
    for (auto i = uses.size(); i-- > 0;)
      if (uses[i] != tree::variable_id::none)
        first_use_[static_cast<std::uint32_t>(uses[i])] = static_cast<std::uint32_t>(i);
    for (auto const &it : in.bindings.variables)
      if (it.scope == tree::scope_id::module)
        is_of_module_[static_cast<std::size_t>(it.name)] = true;
  }

  [[nodiscard]] auto has(std::uint32_t variable) const -> bool { return is_followed_[variable]; }

  /// Decides for the variables of one function; whether there are any.
  [[nodiscard]] auto follow(tree::function const &any, std::span<own_binding const> own) -> bool {
    for (auto const &it : own) is_followed_[it.variable] = may_lack_value(it.variable);
    for (auto const *it : any.body) settle(*it);
    return std::any_of(own.begin(), own.end(),
                       [&](own_binding const &it) { return is_followed_[it.variable]; });
  }

private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  [[nodiscard]] auto may_lack_value(std::uint32_t variable) const -> bool {
    auto const &it = in_.bindings.variables[variable];
    if (it.bound_elsewhere || first_use_[variable] == none) return false;
    auto is_parameter = false;
    auto is_taken_back = false;
    for (auto const index : it.bound_at) {
      auto const kind = in_.bindings.all[index].kind;
      is_parameter = is_parameter || kind == tree::binding_kind::parameter;
      is_taken_back = is_taken_back || kind == tree::binding_kind::deletion ||
                      kind == tree::binding_kind::exception;
    }
    return is_taken_back || !is_parameter;
  }

  /// A statement that every path comes through.
  void settle(tree::statement const &any) {
    if (auto const *it = tree::as<tree::assign>(&any)) {
      for (auto const *target : it->targets) settle_target(*target, it->value);
    } else if (auto const *it = tree::as<tree::ann_assign>(&any)) {
      if (it->value != nullptr) settle_target(*it->target, it->value);
    } else if (any.kind == tree::node_kind::for_) {
      settle_target(*static_cast<tree::for_loop const &>(any).target, nullptr);
    } else if (any.kind == tree::node_kind::with) {
      for (auto const *item : static_cast<tree::with_block const &>(any).items)
        if (item->optional_vars != nullptr) settle_target(*item->optional_vars, nullptr);
    }
  }

  void settle_target(tree::expression const &target, tree::expression const *value) {
    if (auto const *it = tree::as<tree::tuple>(&target)) {
      for (auto const *part : it->elts) settle_target(*part, value);
      return;
    }
    auto const *const name = tree::as<tree::name>(&target);
    if (name == nullptr) return;
    auto const id = in_.bindings.of_occurrence[name->occurrence];
    if (id == tree::variable_id::none) return;
    auto const variable = static_cast<std::uint32_t>(id);
    if (first_use_[variable] != name->occurrence || is_ever_unbound(variable)) return;
    if (value == nullptr || !is_read_in(*value, *name)) is_followed_[variable] = false;
  }

  [[nodiscard]] auto is_ever_unbound(std::uint32_t variable) const -> bool {
    for (auto const index : in_.bindings.variables[variable].bound_at) {
      auto const kind = in_.bindings.all[index].kind;
      if (kind == tree::binding_kind::deletion || kind == tree::binding_kind::exception)
        return true;
    }
    return false;
  }

  /// `count = count + 1` where the module has a `count` too: people forget `global`.
  [[nodiscard]] auto is_read_in(tree::expression const &value, tree::name const &name) const
      -> bool {
    if (!is_of_module_[static_cast<std::size_t>(name.id)]) return false;
    return tree::find_node(value, [&](tree::node const &any) {
             auto const *const it = tree::as<tree::name>(&any);
             return it != nullptr && it->id == name.id;
           }) != nullptr;
  }

  tree::unit const &in_;
  /// By variable: the first occurrence of its name.
  std::vector<std::uint32_t> first_use_;
  std::vector<bool> is_followed_;
  /// By name.
  std::vector<bool> is_of_module_;
};

} // namespace prodreview::flow::paths
