// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/builtins.hpp>
#include <prodreview/tree/search.hpp>
#include <prodreview/tree/unit.hpp>

#include <algorithm>
#include <string_view>

namespace prodreview::rules {

/// A name that is there although no file binds it: every module has it, the class body that it
/// stands in has it, only some platforms have it, or the program that runs the file puts it there.
[[nodiscard]] inline auto is_ambient_name(std::string_view name) -> bool {
  return tree::is_builtin(name) || tree::is_one_of(name, {"__annotations__",
                                                          "__builtins__",
                                                          "__cached__",
                                                          "__class__",
                                                          "__doc__",
                                                          "__file__",
                                                          "__loader__",
                                                          "__module__",
                                                          "__name__",
                                                          "__package__",
                                                          "__path__",
                                                          "__qualname__",
                                                          "__spec__",
                                                          "__static_attributes__",
                                                          "WindowsError",
                                                          "copyright",
                                                          "credits",
                                                          "help",
                                                          "license",
                                                          "_",
                                                          "dbutils",
                                                          "display",
                                                          "get_config",
                                                          "get_ipython",
                                                          "profile",
                                                          "reveal_type",
                                                          "snakemake",
                                                          "spark",
                                                          "tags"});
}

namespace detail {

/// `__name__`, or the dotted name of a module as a string.
[[nodiscard]] inline auto is_own_name(tree::unit const &in, tree::expression const &any) -> bool {
  auto const *const name = tree::as<tree::name>(&any);
  if (name != nullptr) return in.spelling(name->id) == "__name__";
  auto const text = plain_string(in, &any).value_or("");
  auto const dot = text.find('.');
  auto const is_dotted = dot != text.npos && dot > 0 && text.find('/') == text.npos;
  return is_dotted && in.path.find(joined({text.substr(0, dot), "/"})) != in.path.npos;
}

/// A module hands its own name to a function that may fill it: `_init_api("dgl.sampling")`.
[[nodiscard]] inline auto registers_itself(tree::unit const &in) -> bool {
  for (auto const *it : in.root->body) {
    auto const *const statement = tree::as<tree::expr>(it);
    auto const *const call =
        statement == nullptr ? nullptr : tree::as<tree::call>(statement->value);
    if (call == nullptr) continue;
    for (auto const *passed : call->args)
      if (is_own_name(in, *passed)) return true;
  }
  return false;
}

[[nodiscard]] inline auto has_part(std::string_view dotted, std::string_view part) -> bool {
  for (std::size_t at = 0; at <= dotted.size();) {
    auto const end = std::min(dotted.find('.', at), dotted.size());
    if (dotted.substr(at, end - at) == part) return true;
    at = end + 1;
  }
  return false;
}

} // namespace detail

/// Whether names of the unit can come from where no binding shows it: the text that `exec` runs,
/// the dictionary of a module, an added builtin. A file in which a thousand names are missing is no
/// program of its own.
[[nodiscard]] inline auto may_bind_unseen(tree::unit const &in) -> bool {
  return in.bindings.has_unseen_bindings || in.bindings.first_unbound.size() > 1000 ||
         in.names.find("builtins") != name_id::none ||
         in.names.find("__builtin__") != name_id::none ||
         in.source.text().find("sys.modules") != std::string_view::npos ||
         detail::registers_itself(in);
}

/// Whether a star import of the unit may bind `name`: it does not where its module is one of the
/// project and is known to lack the name.
[[nodiscard]] inline auto may_come_by_star(flow::module_view const &of, std::string_view name)
    -> bool {
  auto const &in = of.unit();
  if (!in.bindings.has_star_import) return false;
  if (of.project() == nullptr) return true;
  for (auto const &by : in.bindings.all) {
    if (by.kind != tree::binding_kind::star_import) continue;
    auto const dot = by.origin.ends_with('.') ? std::string_view{} : std::string_view{"."};
    auto const found = of.project()->resolve(in.path, joined({by.origin, dot, name}));
    if (found.what != flow::target_kind::missing) return true;
    // A module whose list of exports is not written down fills it when it runs.
    auto const &lacks_it = of.project()->interface_of(found.file);
    auto const lists_exports = !flow::definitions_of(lacks_it.names, "__all__").empty();
    if (lists_exports && lacks_it.all.empty()) return true;
  }
  return false;
}

/// Whether `name` is a submodule that an import binds in its package on the way: in `a/__init__.py`
/// both `import a.b` and `from .b import c` bind `b`.
[[nodiscard]] inline auto is_imported_submodule(tree::unit const &in, std::string_view name)
    -> bool {
  if (!in.path.ends_with("__init__.py")) return false;
  return tree::find_node(*in.root, [&](tree::node const &any) {
           if (auto const *it = tree::as<tree::import_from>(&any))
             return detail::has_part(in.spelling(it->module_name), name);
           auto const *const it = tree::as<tree::alias>(&any);
           return it != nullptr && detail::has_part(in.spelling(it->name), name);
         }) != nullptr;
}

} // namespace prodreview::rules
