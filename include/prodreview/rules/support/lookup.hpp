// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project_names.hpp>
#include <prodreview/flow/stored_attributes.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <array>

namespace prodreview::rules {

/// The module of `from module import …`, with its leading dots.
[[nodiscard]] inline auto module_of(tree::unit const &in, tree::import_from const &import)
    -> std::string {
  return joined({std::string(import.level, '.'), in.spelling(import.module_name)});
}

/// What one name of `from module import name` leads to; unknown for a star.
[[nodiscard]] inline auto imported(flow::module_view const &in, tree::import_from const &import,
                                   tree::alias const &alias) -> flow::target {
  auto const name = in.unit().spelling(alias.name);
  auto const module = module_of(in.unit(), import);
  if (name == "*") return {};
  auto const &names = in.fact<flow::project_names>();
  if (import.level == 0) {
    auto const first = std::string_view{module}.substr(0, module.find('.'));
    if (!names.has_top_level(first)) return {flow::target_kind::external};
  }
  auto const owner = names.resolve(module);
  if (owner.what == flow::target_kind::unknown) {
    auto &project = *in.project();
    auto const file = project.imported_file(in.path(), module);
    return file == flow::no_index ? flow::target{}
                                  : project.resolve(project.path(file), joined({"here:", name}));
  }
  if (owner.what != flow::target_kind::module || owner.file == flow::no_index) return {};
  auto const dot = import.module_name == name_id::none ? "" : ".";
  return names.resolve(joined({module, dot, name}));
}

/// A module that does not exist: `name` is the first part of its dotted name that is not there, and
/// `in` the file of the module that it would have to be in.
struct absent_module {
  std::string name;
  std::uint32_t in = flow::no_index;

  [[nodiscard]] explicit operator bool() const { return in != flow::no_index; }
};

[[nodiscard]] inline auto is_package(flow::project &in, std::uint32_t file) -> bool {
  return in.path(file).ends_with("__init__.py");
}

/// Where the project lacks a module that a dotted name leads to; nothing where it may be there.
[[nodiscard]] inline auto absent_part(flow::module_view const &in, std::string_view module)
    -> absent_module {
  auto const level = std::min(module.find_first_not_of('.'), module.size());
  if (level == 0 && !in.project()->has_top_level(in.path(), module.substr(0, module.find('.'))))
    return {};
  auto const &names = in.fact<flow::project_names>();
  for (auto begin = level; begin < module.size();) {
    auto const end = std::min(module.find('.', begin), module.size());
    auto const found = names.resolve(std::string{module.substr(0, end)});
    // A plain module has no modules in it: another one of its name is meant.
    if (found.what == flow::target_kind::missing && is_package(*in.project(), found.file))
      return {std::string{module.substr(begin, end - begin)}, found.file};
    if (found.what != flow::target_kind::module) return {};
    begin = end + 1;
  }
  return {};
}

/// Whether a place in the text lies in a list that is bound to `__all__`. That a module offers a
/// name does not give it one.
[[nodiscard]] inline auto is_in_exports(tree::unit const &in, std::size_t place) -> bool {
  auto const all = in.names.find("__all__");
  for (auto const &it : in.bindings.all) {
    if (it.value == nullptr || it.variable == tree::variable_id::none) continue;
    auto const &of = in.bindings.variables[static_cast<std::size_t>(it.variable)];
    if (of.name == all && it.value->range.begin <= place && place < it.value->range.end)
      return true;
  }
  return false;
}

/// Whether the name occurs as a string in the unit: in `hasattr`, `getattr`, `setattr`, a table.
[[nodiscard]] inline auto tests_for(tree::unit const &in, std::string_view name) -> bool {
  auto const text = in.source.text();
  for (auto const quote : {"\"", "'"}) {
    auto const quoted = joined({quote, name, quote});
    for (auto at = text.find(quoted); at != text.npos; at = text.find(quoted, at + 1))
      if (!is_in_exports(in, at)) return true;
  }
  return false;
}

/// The methods and attributes of `torch.nn.Module`, sorted.
inline constexpr std::array<std::string_view, 54> module_members{
    "T_destination",
    "add_module",
    "apply",
    "bfloat16",
    "buffers",
    "call_super_init",
    "children",
    "compile",
    "cpu",
    "cuda",
    "double",
    "dump_patches",
    "eval",
    "extra_repr",
    "float",
    "forward",
    "get_buffer",
    "get_extra_state",
    "get_parameter",
    "get_submodule",
    "half",
    "ipu",
    "load_state_dict",
    "modules",
    "mtia",
    "named_buffers",
    "named_children",
    "named_modules",
    "named_parameters",
    "parameters",
    "register_backward_hook",
    "register_buffer",
    "register_forward_hook",
    "register_forward_pre_hook",
    "register_full_backward_hook",
    "register_full_backward_pre_hook",
    "register_load_state_dict_post_hook",
    "register_load_state_dict_pre_hook",
    "register_module",
    "register_parameter",
    "register_state_dict_post_hook",
    "register_state_dict_pre_hook",
    "requires_grad_",
    "set_extra_state",
    "set_submodule",
    "share_memory",
    "state_dict",
    "to",
    "to_empty",
    "train",
    "training",
    "type",
    "xpu",
    "zero_grad"};

/// Whether a class is a module of torch, and all its other bases are classes of the project.
[[nodiscard]] inline auto is_torch_module(flow::class_line const &line) -> bool {
  auto const is_module = [](std::string const &base) { return base == "torch.nn.Module"; };
  return !line.outside.empty() && std::all_of(line.outside.begin(), line.outside.end(), is_module);
}

/// A member of a class, where `torch.nn.Module` may stand among its bases: what that one has is
/// known.
[[nodiscard]] inline auto member_with_torch(flow::project &in, flow::class_place of,
                                            flow::class_line const &line, std::string_view name)
    -> flow::target {
  auto const found = in.member(line, name);
  if (found.what != flow::target_kind::unknown) return found;
  auto const is_closed = std::none_of(line.classes.begin(), line.classes.end(),
                                      [](flow::class_place const &it) { return it.it->is_open; });
  if (!is_closed || !is_torch_module(line)) return {};
  auto const has_own = std::find(module_members.begin(), module_members.end(), name);
  if (has_own != module_members.end() || name.starts_with('_')) return {};
  return {flow::target_kind::missing, of.file, nullptr, of.it, nullptr};
}

/// A class that is made to be derived from, perhaps outside the repository: by its name.
[[nodiscard]] inline auto is_meant_as_base(std::string_view name) -> bool {
  for (auto const word : {"Mixin", "MixIn", "Base", "Abstract", "Interface"})
    if (name.find(word) != name.npos) return true;
  return false;
}

/// Whether something other than the module or class itself may set the attribute: code anywhere
/// that stores to one of that name, or a class that derives from it, with all that it inherits.
[[nodiscard]] inline auto is_set_elsewhere(site<tree::node> const &at, tree::attribute const &part,
                                           flow::target const &lacks) -> bool {
  if (at.module.fact<flow::stored_attributes>().has_or_deletes(part.attr)) return true;
  auto &project = *at.module.project();
  auto const name = at.in.spelling(part.attr);
  if (project.assigns_attribute(name)) return true;
  if (lacks.owner == nullptr) return false;
  if (is_meant_as_base(lacks.owner->name)) return true;
  auto const derived = project.derived_from({lacks.file, lacks.owner});
  return std::any_of(derived.begin(), derived.end(), [&](flow::class_place const &it) {
    auto const line = project.line_of(it);
    return member_with_torch(project, it, line, name).what != flow::target_kind::missing;
  });
}

} // namespace prodreview::rules
