// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/decorators.hpp>
#include <prodreview/flow/interface.hpp>
#include <prodreview/flow/interface/class_reader.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

/// Reads one unit into an interface.
class interface_reader {
public:
  explicit interface_reader(tree::unit const &in)
      : in_{in}, results_{in}, classes_{in, results_, into_.memory} {}

  [[nodiscard]] auto read() -> module_interface {
    classes_.begin_module();
    for (auto const *it : classes_.variables_of(tree::scope_id::module)) add_variable(*it);
    read_imports();
    read_unpackings();
    read_all();
    into_.is_open = is_open();
    into_.names = sorted(names_);
    into_.functions = into_.memory.copy(std::span<function_interface const>{classes_.functions()});
    into_.classes = into_.memory.copy(std::span<class_interface const>{classes_.classes()});
    return std::move(into_);
  }

private:
  void add_variable(tree::variable const &of) {
    for (auto const index : of.bound_at) {
      auto const &by = in_.bindings.all[index];
      if (by.kind == tree::binding_kind::annotation) continue;
      names_.push_back(classes_.definition(of, by, {}));
    }
  }

  [[nodiscard]] auto sorted(std::vector<exported> &all) -> std::span<exported const> {
    sort_by_name(all);
    return into_.memory.copy(std::span<exported const>{all});
  }

  void read_imports() {
    std::vector<std::string_view> stars;
    std::vector<std::string_view> imports;
    for (auto const &it : in_.bindings.all) {
      if (it.origin.empty()) continue;
      imports.push_back(into_.memory.copy(it.origin));
      if (it.kind == tree::binding_kind::star_import) stars.push_back(imports.back());
    }
    std::sort(imports.begin(), imports.end());
    imports.erase(std::unique(imports.begin(), imports.end()), imports.end());
    into_.imports = into_.memory.copy(std::span<std::string_view const>{imports});
    into_.stars = into_.memory.copy(std::span<std::string_view const>{stars});
  }

  void read_unpackings() {
    std::vector<unpacked_elsewhere> all;
    for (auto const &it : results_.unpackings()) {
      auto const callee = tree::qualified_name(in_, *it.call->func);
      if (callee.empty() || callee.starts_with("builtins.") || callee.starts_with("torch."))
        continue;
      all.push_back({into_.memory.copy(std::string_view{callee}), it.count,
                     in_.source.positions_of(it.at->range)});
    }
    into_.unpackings = into_.memory.copy(std::span<unpacked_elsewhere const>{all});
  }

  /// `__all__ = ["a", "b"]`, given once.
  void read_all() {
    auto const wanted = in_.names.find("__all__");
    if (wanted == name_id::none) return;
    for (auto const &it : in_.bindings.variables) {
      if (it.name != wanted || it.scope != tree::scope_id::module || it.bound_at.size() != 1)
        continue;
      auto const *const value = in_.bindings.all[it.bound_at[0]].value;
      into_.has_all = value != nullptr && add_all(*value);
    }
  }
  [[nodiscard]] auto add_all(tree::expression const &value) -> bool {
    auto const *const list = tree::as<tree::list>(&value);
    auto const *const tuple = tree::as<tree::tuple>(&value);
    if (list == nullptr && tuple == nullptr) return false;
    std::vector<std::string_view> all;
    for (auto const *it : list != nullptr ? list->elts : tuple->elts) {
      auto const text = literal_text(in_, it);
      if (text.empty()) return false;
      all.push_back(into_.memory.copy(text));
    }
    into_.all = into_.memory.copy(std::span<std::string_view const>{all});
    return true;
  }

  [[nodiscard]] auto is_open() const -> bool {
    if (!in_.errors.empty()) return true;
    for (auto const &it : names_)
      if (it.name == "__getattr__") return true;
    return mentions_any(in_, {"globals", "exec"}) || mentions_attribute_of(in_, "sys", "modules");
  }

  tree::unit const &in_;
  returned results_;
  module_interface into_;
  class_reader classes_;
  std::vector<exported> names_;
};

} // namespace detail

PRODREVIEW_INLINE auto definitions_of(std::span<exported const> sorted, std::string_view name)
    -> std::span<exported const> {
  auto const first =
      std::lower_bound(sorted.begin(), sorted.end(), name,
                       [](exported const &it, std::string_view key) { return it.name < key; });
  auto const last = std::find_if(first, first + std::min<std::ptrdiff_t>(sorted.end() - first, 8),
                                 [&](exported const &it) { return it.name != name; });
  if (last - first < 8) return {first, last};
  return {first,
          std::upper_bound(first, sorted.end(), name,
                           [](std::string_view key, exported const &it) { return key < it.name; })};
}

PRODREVIEW_INLINE auto interface_of(tree::unit const &in) -> module_interface {
  if (in.root == nullptr) {
    module_interface nothing;
    nothing.is_open = true;
    return nothing;
  }
  return detail::interface_reader{in}.read();
}

} // namespace prodreview::flow
