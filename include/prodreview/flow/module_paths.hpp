// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/interface.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace prodreview::flow {

/// A module by its place among the paths of a side: a file, or a folder of files.
struct module_place {
  /// The `.py` file, a package's `__init__.py`, or `no_index` for a folder without one.
  std::uint32_t file = no_index;
  /// Of a package or folder: its path with a `/` at the end (empty at the root); where submodules
  /// lie.
  std::string folder = {};
  bool is_package = false;
};

/// The folder of a path, with a `/` at its end; empty at the root.
[[nodiscard]] constexpr auto folder_of(std::string_view path) -> std::string_view {
  auto const slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash + 1);
}

/// The folder around a folder; both as `folder_of` gives them.
[[nodiscard]] constexpr auto folder_around(std::string_view folder) -> std::string_view {
  if (!folder.empty()) folder.remove_suffix(1);
  return folder_of(folder);
}

/// Where Python would look for modules: packages, `src` layouts, scripts beside each other and
/// folders without `__init__.py`, by the paths of the files alone.
class module_paths {
public:
  explicit module_paths(std::span<std::string const> sorted);

  /// The index of a path, or `no_index`.
  [[nodiscard]] auto file(std::string_view path) const -> std::uint32_t;

  /// The module called `name` in a folder (with a `/` at its end, or empty).
  [[nodiscard]] auto within(std::string_view folder, std::string_view name) const
      -> std::optional<module_place>;

  /// The module that `import name` means in the file, for a name without dots. Nothing where none
  /// of the project's is certain to be meant.
  [[nodiscard]] auto top_level(std::string_view importer, std::string_view name) const
      -> std::optional<module_place>;

  /// The package that `level` dots name in the file.
  [[nodiscard]] auto relative(std::string_view importer, std::size_t level) const
      -> std::optional<module_place>;

  /// The folder of the outermost package that the package in a folder is part of.
  [[nodiscard]] auto outermost_package(std::string_view folder) const -> std::string_view;
  /// Whether that package lies below another, with folders between that are none: it may be a copy
  /// of one that is installed, and be reached as that one.
  [[nodiscard]] auto may_be_copied(std::string_view folder) const -> bool;

private:
  /// The module that a file in this folder, or one below, may find here.
  [[nodiscard]] auto beside(std::string_view folder, std::string_view name) const
      -> std::optional<module_place>;
  [[nodiscard]] auto has_folder(std::string_view folder) const -> bool;
  /// Takes down the folders of a path, up to one that is known.
  void add_folders(std::string_view path);
  /// Whether some file or folder could be the module `name`, wherever it lies.
  [[nodiscard]] auto is_name_of_any(std::string_view name) const -> bool {
    return last_parts_.contains(name);
  }

  std::span<std::string const> paths_;
  std::unordered_map<std::string_view, std::uint32_t> file_of_path_;
  std::unordered_set<std::string_view> folders_;
  /// The names of files without `.py`, and of folders.
  std::unordered_set<std::string_view> last_parts_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/module_paths.impl.hpp>
#endif
