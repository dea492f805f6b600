// SPDX-License-Identifier: Apache-2.0
#include "package.hpp"

#include <prodreview/python/front_end.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace prodreview::api_facts {

namespace {

[[nodiscard]] auto bytes_of(std::filesystem::path const &file) -> std::string {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

[[nodiscard]] auto read_module(std::string const &name, std::filesystem::path const &file,
                               bool is_package) -> std::unique_ptr<source_module> {
  auto made = std::make_unique<source_module>();
  made->name = name;
  made->is_package = is_package;
  made->unit = python::read_unit(file.string(), bytes_of(file));
  auto const &known = made->unit.bindings;
  for (std::uint32_t i = 0; i < known.variables.size(); ++i) {
    auto const &variable = known.variables[i];
    auto const &scope = known.scopes[static_cast<std::size_t>(variable.scope)];
    if (scope.kind == tree::scope_kind::module)
      made->variables.emplace(made->unit.spelling(variable.name), i);
    else if (auto const *of = tree::as<tree::class_def>(scope.opened_by))
      made->of_class[of].push_back(i);
  }
  return made;
}

/// `torch.nn` for torch/nn/__init__.py.
[[nodiscard]] auto module_name(std::filesystem::path relative) -> std::string {
  relative.replace_extension();
  if (relative.filename() == "__init__") relative = relative.parent_path();
  auto name = relative.generic_string();
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

} // namespace

package::package(std::filesystem::path const &root, std::string const &name) {
  for (auto const &it : std::filesystem::recursive_directory_iterator{root / name}) {
    auto const extension = it.path().extension();
    if (!it.is_regular_file() || (extension != ".py" && extension != ".pyi")) continue;
    auto &entry = entries_[module_name(it.path().lexically_relative(root))];
    (extension == ".py" ? entry.file : entry.stub) = it.path();
    entry.is_package |= it.path().stem() == "__init__";
  }
}

auto package::find(std::string_view module, bool stub) -> source_module const * {
  auto const at = entries_.find(module);
  if (at == entries_.end()) return nullptr;
  auto &[name, entry] = *at;
  auto const &file = stub ? entry.stub : entry.file;
  auto &read = stub ? entry.read_stub : entry.read;
  if (!file.empty() && read == nullptr) read = read_module(name, file, entry.is_package);
  return read.get();
}

auto package::has(std::string_view module) const -> bool {
  return entries_.find(module) != entries_.end();
}

auto package::modules() const -> std::vector<std::string> {
  std::vector<std::string> all;
  for (auto const &[name, entry] : entries_) all.push_back(name);
  return all;
}

auto package::below(std::string const &module) const -> std::vector<std::string> {
  auto const start = module + ".";
  std::vector<std::string> all;
  for (auto at = entries_.lower_bound(start); at != entries_.end(); ++at) {
    if (!at->first.starts_with(start)) break;
    if (at->first.find('.', start.size()) == std::string::npos)
      all.push_back(at->first.substr(start.size()));
  }
  return all;
}

} // namespace prodreview::api_facts
