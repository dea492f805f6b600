// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace prodreview::api_facts {

/// One file of a package: its tree, and where the scope of each class is.
struct source_module {
  std::string name;
  bool is_package = false;
  tree::unit unit;
  /// The variables of the module by name, and those of each class.
  std::map<std::string, std::uint32_t, std::less<>> variables;
  std::unordered_map<tree::class_def const *, std::vector<std::uint32_t>> of_class;
};

/// The Python files of one version of a package, each read when it is first asked for.
class package {
public:
  /// `root` holds the folder `name`.
  package(std::filesystem::path const &root, std::string const &name);

  /// The module by its qualified name, or null. `stub` asks for the .pyi beside it.
  [[nodiscard]] auto find(std::string_view module, bool stub = false) -> source_module const *;
  [[nodiscard]] auto has(std::string_view module) const -> bool;
  [[nodiscard]] auto modules() const -> std::vector<std::string>;
  /// The last parts of the names of the modules right below one.
  [[nodiscard]] auto below(std::string const &module) const -> std::vector<std::string>;

private:
  struct entry {
    std::filesystem::path file;
    std::filesystem::path stub;
    bool is_package = false;
    std::unique_ptr<source_module> read;
    std::unique_ptr<source_module> read_stub;
  };

  std::map<std::string, entry, std::less<>> entries_;
};

} // namespace prodreview::api_facts
