// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/builtins.hpp>
#include <prodreview/tree/resolve.hpp>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace prodreview::tree {
namespace detail {

/// How many names are looked at to resolve one: aliases of aliases end there.
inline constexpr int most_steps = 64;

/// A dotted name that is deeper is no name.
inline constexpr std::size_t most_attributes = 16;

[[nodiscard]] inline auto is_none(expression const *value) -> bool {
  auto const *const it = as<constant>(value);
  return it != nullptr && it->what == constant_kind::none;
}

[[nodiscard]] inline auto gives_no_value(binding const &it) -> bool {
  return it.kind == binding_kind::annotation || it.kind == binding_kind::deletion;
}

/// `here:Edge.scores` for what is bound as `scores` in the class `Edge`.
[[nodiscard]] inline auto own_name(unit const &in, variable const &it) -> std::string {
  std::string path{in.spelling(it.name)};
  for (auto at = it.scope; at != scope_id::none;) {
    auto const &around = in.bindings.scopes[static_cast<std::size_t>(at)];
    if (around.kind == scope_kind::function || around.kind == scope_kind::class_)
      path = joined({in.spelling(defined_name(around.opened_by)), ".", path});
    at = around.parent;
  }
  return joined({"here:", path});
}

/// Where torch defines what it exports elsewhere. `torch.nn.modules.loss.L1Loss` loses its file as
/// well.
struct export_place {
  std::string_view defined;
  std::string_view exported;
  bool has_file = false;
  /// This one name, not all that begin so.
  bool is_whole = false;
};
inline constexpr std::array export_places{
    export_place{"torch.functional.", "torch."},
    export_place{"torch.serialization.load", "torch.load", false, true},
    export_place{"torch.serialization.save", "torch.save", false, true},
    export_place{"torch._tensor.", "torch."},
    export_place{"torch.nn.parameter.", "torch.nn."},
    export_place{"torch.nn.modules.", "torch.nn.", true},
    export_place{"torch.distributed.distributed_c10d.", "torch.distributed."},
    export_place{"einops.einops.", "einops."},
};

/// `loss.L1Loss`, not `L1Loss.forward`: files are in small letters.
[[nodiscard]] inline auto is_file_of_layers(std::string_view rest) -> bool {
  return rest.find('.') != rest.npos && rest.front() >= 'a' && rest.front() <= 'z';
}

[[nodiscard]] inline auto as_exported(std::string name) -> std::string {
  if (name.size() < 8 || (name[0] != 't' && name[0] != 'e')) return name;
  for (auto const &it : export_places) {
    if (it.is_whole ? name != it.defined : !name.starts_with(it.defined)) continue;
    auto rest = name.substr(it.defined.size());
    if (it.has_file && is_file_of_layers(rest)) rest.erase(0, rest.find('.') + 1);
    return joined({it.exported, rest});
  }
  return name;
}

[[nodiscard]] auto dotted_name(unit const &in, expression const &named, int &steps) -> std::string;

[[nodiscard]] inline auto name_given_by(unit const &in, variable const &to, binding const &by,
                                        int &steps) -> std::string {
  switch (by.kind) {
  case binding_kind::import_: return std::string{by.origin};
  case binding_kind::function:
  case binding_kind::class_: return own_name(in, to);
  case binding_kind::assignment:
    return by.value == nullptr ? std::string{} : dotted_name(in, *by.value, steps);
  default: return {};
  }
}

/// The name that all bindings agree on.
[[nodiscard]] inline auto name_of_variable(unit const &in, variable const &of, int &steps)
    -> std::string {
  std::string agreed;
  for (auto const index : of.bound_at) {
    auto const &by = in.bindings.all[index];
    if (gives_no_value(by) || is_none(by.value)) continue;
    auto name = name_given_by(in, of, by, steps);
    if (name.empty() || (!agreed.empty() && agreed != name)) return {};
    agreed = std::move(name);
  }
  return agreed;
}

[[nodiscard]] inline auto name_of_unbound(unit const &in, name const &root) -> std::string {
  auto const spelling = in.spelling(root.id);
  if (in.bindings.has_star_import || !is_builtin(spelling)) return {};
  return joined({"builtins.", spelling});
}

[[nodiscard]] inline auto name_of_root(unit const &in, name const &root, int &steps)
    -> std::string {
  auto const *const variable = in.bindings.variable_of(root);
  return variable != nullptr ? name_of_variable(in, *variable, steps) : name_of_unbound(in, root);
}

/// `root.a.b` taken apart: the attributes from the last to the first. No root: no dotted name.
struct dotted {
  name const *root = nullptr;
  std::array<name_id, most_attributes> attributes;
  std::size_t count = 0;
};

[[nodiscard]] inline auto take_apart(expression const &named) -> dotted {
  dotted parts;
  auto const *at = &named;
  for (; at->kind == node_kind::attribute; at = static_cast<attribute const &>(*at).value) {
    if (parts.count == most_attributes) return {};
    parts.attributes[parts.count++] = static_cast<attribute const &>(*at).attr;
  }
  parts.root = as<name>(at);
  return parts;
}

/// The parts under a root that stands for something; empty under one that does not.
[[nodiscard]] inline auto put_together(unit const &in, dotted const &parts, std::string root)
    -> std::string {
  if (root.empty()) return root;
  for (auto i = parts.count; i > 0; --i) {
    root.push_back('.');
    root.append(in.spelling(parts.attributes[i - 1]));
  }
  return as_exported(std::move(root));
}

inline auto dotted_name(unit const &in, expression const &named, int &steps) -> std::string {
  if (steps-- <= 0) return {};
  auto const parts = take_apart(named);
  return parts.root == nullptr ? std::string{}
                               : put_together(in, parts, name_of_root(in, *parts.root, steps));
}

[[nodiscard]] inline auto ends_in(std::string_view dotted, std::string_view part) -> bool {
  return dotted.size() > part.size() && dotted[dotted.size() - part.size() - 1] == '.' &&
         dotted.ends_with(part);
}

/// An attribute is the last part of its qualified name; a name that nothing binds is a builtin, and
/// a variable has a qualified name only where it stands for something.
[[nodiscard]] inline auto may_be_named(unit const &in, dotted const &parts,
                                       std::initializer_list<std::string_view> names) -> bool {
  if (parts.root == nullptr) return false;
  auto const *const variable = in.bindings.variable_of(*parts.root);
  if (variable != nullptr && variable->stands_for.empty()) return false;
  if (variable != nullptr && parts.count == 0) return true;
  auto const spelling = in.spelling(parts.count == 0 ? parts.root->id : parts.attributes[0]);
  for (auto const candidate : names)
    if (ends_in(candidate, spelling)) return true;
  return false;
}

[[nodiscard]] inline auto name_of(unit const &in, dotted const &parts) -> std::string {
  if (parts.root == nullptr) return {};
  auto const *const variable = in.bindings.variable_of(*parts.root);
  if (variable == nullptr) return put_together(in, parts, name_of_unbound(in, *parts.root));
  return put_together(in, parts, variable->stands_for);
}

} // namespace detail

PRODREVIEW_INLINE void resolve_variables(unit &in) {
  std::vector<std::string> names;
  names.reserve(in.bindings.variables.size());
  for (auto const &it : in.bindings.variables) {
    auto steps = detail::most_steps;
    names.push_back(detail::name_of_variable(in, it, steps));
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    in.bindings.variables[i].stands_for = std::move(names[i]);
}

PRODREVIEW_INLINE auto qualified_name(unit const &in, expression const &named) -> std::string {
  return detail::name_of(in, detail::take_apart(named));
}

PRODREVIEW_INLINE auto is_named(unit const &in, expression const &named,
                                std::initializer_list<std::string_view> names) -> bool {
  auto const parts = detail::take_apart(named);
  return detail::may_be_named(in, parts, names) && is_one_of(detail::name_of(in, parts), names);
}

PRODREVIEW_INLINE auto leads_into(unit const &in, expression const &named, std::string_view package)
    -> bool {
  auto const *at = &named;
  while (auto const *part = as<attribute>(at)) at = part->value;
  auto const *const root = as<name>(at);
  auto const *const variable = root == nullptr ? nullptr : in.bindings.variable_of(*root);
  return variable != nullptr && variable->stands_for.starts_with(package);
}

PRODREVIEW_INLINE auto only_binding(unit const &in, name const &occurrence) -> binding const * {
  auto const *const variable = in.bindings.variable_of(occurrence);
  if (variable == nullptr || variable->bound_elsewhere) return nullptr;
  binding const *found = nullptr;
  for (auto const index : variable->bound_at) {
    auto const &by = in.bindings.all[index];
    if (detail::gives_no_value(by)) continue;
    if (found != nullptr) return nullptr;
    found = &by;
  }
  return found;
}

PRODREVIEW_INLINE auto only_value(unit const &in, name const &occurrence) -> expression const * {
  auto const *const by = only_binding(in, occurrence);
  return by != nullptr && by->kind == binding_kind::assignment ? by->value : nullptr;
}

PRODREVIEW_INLINE auto class_of(unit const &in, expression const &named) -> class_def const * {
  auto const *const root = as<name>(&named);
  if (root == nullptr) return nullptr;
  auto const *const by = only_binding(in, *root);
  return by != nullptr && by->kind == binding_kind::class_ ? as<class_def>(by->by) : nullptr;
}

} // namespace prodreview::tree
