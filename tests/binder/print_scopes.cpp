// SPDX-License-Identifier: Apache-2.0
/// Prints the scopes and names of Python files, for `symtable_test.py`: reads paths from the
/// standard input, one a line. Per file a line `file PATH`; per scope `scope ID PARENT KIND LINE
/// NAME`; per name of a scope `name SCOPE SPELLING local|free|global FLAGS`, with the flags `p` for
/// a parameter, `i` for an import, `-` for none.
#include <prodreview/python/front_end.hpp>
#include <prodreview/tree/visit.hpp>

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace {

using namespace prodreview;

auto read_file(std::string const &path) -> std::string {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

auto name_of(tree::unit const &in, tree::scope const &scope) -> std::string {
  if (auto const *it = tree::as_function(scope.opened_by))
    return std::string{in.spelling(it->name)};
  if (auto const *it = tree::as<tree::class_def>(scope.opened_by))
    return std::string{in.spelling(it->name)};
  switch (scope.opened_by->kind) {
  case tree::node_kind::module: return "top";
  case tree::node_kind::lambda: return "lambda";
  case tree::node_kind::list_comp: return "listcomp";
  case tree::node_kind::set_comp: return "setcomp";
  case tree::node_kind::dict_comp: return "dictcomp";
  default: return "genexpr";
  }
}

auto kind_of(tree::scope_kind kind) -> char const * {
  switch (kind) {
  case tree::scope_kind::module: return "module";
  case tree::scope_kind::class_: return "class";
  case tree::scope_kind::type_parameters: return "type-parameters";
  default: return "function";
  }
}

/// What is printed of the names of all scopes, sorted.
class name_table {
public:
  explicit name_table(tree::unit const &in) : in_{in} {
    see(*in.root);
    for (auto const &it : in.bindings.all) add(it);
  }

  void print() const {
    for (auto const &[key, what] : found_)
      std::cout << "name " << key.first << ' ' << key.second << ' ' << what.meaning << ' '
                << (what.flags.empty() ? "-" : what.flags) << '\n';
  }

private:
  struct entry {
    std::string meaning;
    std::string flags;
  };

  [[nodiscard]] auto meaning_of(tree::variable const *it, tree::scope_id seen_from) const
      -> std::string {
    if (it == nullptr) return "global";
    if (it->scope == seen_from) return "local";
    return it->scope == tree::scope_id::module ? "global" : "free";
  }

  void see(tree::node const &any) {
    if (auto const *it = tree::as<tree::name>(&any)) {
      auto const *const variable = in_.bindings.variable_of(*it);
      auto const scope = in_.bindings.scope_of_occurrence[it->occurrence];
      auto const spelling = in_.spelling(variable == nullptr ? it->id : variable->name);
      entry_of(scope, spelling).meaning = meaning_of(variable, scope);
    }
    tree::for_each_child(any, [this](tree::node const &child) { see(child); });
  }

  void add(tree::binding const &it) {
    if (it.variable == tree::variable_id::none) return;
    auto const &scope = in_.bindings.scopes[static_cast<std::size_t>(it.scope)];
    if (scope.opened_by == it.by && it.kind == tree::binding_kind::class_) return;
    auto const &variable = in_.bindings.variables[static_cast<std::size_t>(it.variable)];
    auto &made = entry_of(it.scope, in_.spelling(variable.name));
    made.meaning = meaning_of(&variable, it.scope);
    auto const flag = it.kind == tree::binding_kind::parameter ? "p"
                      : it.kind == tree::binding_kind::import_ ? "i"
                                                               : "";
    if (made.flags.find(flag) == std::string::npos) made.flags += flag;
  }

  auto entry_of(tree::scope_id scope, std::string_view spelling) -> entry & {
    return found_[{static_cast<std::uint32_t>(scope), std::string{spelling}}];
  }

  tree::unit const &in_;
  std::map<std::pair<std::uint32_t, std::string>, entry> found_;
};

void print(std::string const &path) {
  auto const unit = python::read_unit(path, read_file(path));
  std::cout << "file " << path << '\n';
  for (std::size_t i = 0; i < unit.bindings.scopes.size(); ++i) {
    auto const &scope = unit.bindings.scopes[i];
    std::cout << "scope " << i << ' ' << static_cast<std::int32_t>(scope.parent) << ' '
              << kind_of(scope.kind) << ' '
              << unit.source.lines().line_of(scope.opened_by->range.begin) << ' '
              << name_of(unit, scope) << '\n';
  }
  name_table{unit}.print();
}

} // namespace

auto main() -> int {
  for (std::string path; std::getline(std::cin, path);) print(path);
}
