// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/module_paths.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::flow {
namespace detail {

/// Folders that hold packages without being one.
inline constexpr std::array<std::string_view, 4> source_folders{"src/", "python/", "lib/",
                                                                "source/"};

/// Packages that folders of data and scripts are often called after.
[[nodiscard]] inline auto is_often_installed(std::string_view name) -> bool {
  for (auto const known : {"datasets", "evaluate", "wandb", "torch", "tensorboard", "docs", "test",
                           "tests", "onnx", "ray", "mlflow", "hydra", "clip", "apex", "triton"})
    if (name == known) return true;
  return false;
}

} // namespace detail

PRODREVIEW_INLINE module_paths::module_paths(std::span<std::string const> sorted) : paths_{sorted} {
  constexpr std::string_view suffix = ".py";
  file_of_path_.reserve(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    std::string_view const path = sorted[i];
    file_of_path_.emplace(path, static_cast<std::uint32_t>(i));
    add_folders(path);
    auto name = path.substr(folder_of(path).size());
    if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
    last_parts_.insert(name);
  }
}

PRODREVIEW_INLINE void module_paths::add_folders(std::string_view path) {
  for (auto folder = folder_of(path); !folder.empty(); folder = folder_around(folder)) {
    if (!folders_.insert(folder).second) return;
    auto const outer = folder_around(folder);
    last_parts_.insert(folder.substr(outer.size(), folder.size() - outer.size() - 1));
  }
}

PRODREVIEW_INLINE auto module_paths::file(std::string_view path) const -> std::uint32_t {
  auto const at = file_of_path_.find(path);
  return at == file_of_path_.end() ? no_index : at->second;
}

PRODREVIEW_INLINE auto module_paths::has_folder(std::string_view folder) const -> bool {
  return folders_.contains(folder);
}

PRODREVIEW_INLINE auto module_paths::within(std::string_view folder, std::string_view name) const
    -> std::optional<module_place> {
  if (!is_name_of_any(name)) return std::nullopt;
  auto inner = joined({folder, name, "/"});
  if (auto const init = file(joined({inner, "__init__.py"})); init != no_index)
    return module_place{init, std::move(inner), true};
  if (auto const plain = file(joined({folder, name, ".py"})); plain != no_index)
    return module_place{plain, std::string{folder}, false};
  if (has_folder(inner)) return module_place{no_index, std::move(inner), true};
  return std::nullopt;
}

PRODREVIEW_INLINE auto module_paths::top_level(std::string_view importer,
                                               std::string_view name) const
    -> std::optional<module_place> {
  if (!is_name_of_any(name)) return std::nullopt;
  std::optional<module_place> without_init;
  for (auto folder = folder_of(importer);; folder = folder_around(folder)) {
    auto found = beside(folder, name);
    if (found && found->file != no_index) return found;
    if (!without_init) without_init = std::move(found);
    if (folder.empty() || folder == "/") break;
  }
  // A folder without `__init__.py` never wins over what is installed.
  return detail::is_often_installed(name) ? std::nullopt : without_init;
}

PRODREVIEW_INLINE auto module_paths::beside(std::string_view folder, std::string_view name) const
    -> std::optional<module_place> {
  // The modules of a package are reached through it alone.
  if (file(joined({folder, "__init__.py"})) != no_index) return std::nullopt;
  auto found = within(folder, name);
  for (auto const source : detail::source_folders)
    if (!found || found->file == no_index)
      if (auto inner = within(joined({folder, source}), name)) found = std::move(inner);
  return found;
}

PRODREVIEW_INLINE auto module_paths::relative(std::string_view importer, std::size_t level) const
    -> std::optional<module_place> {
  auto folder = folder_of(importer);
  for (std::size_t i = 1; i < level; ++i) {
    if (folder.empty()) return std::nullopt;
    folder = folder_around(folder);
  }
  return module_place{file(joined({folder, "__init__.py"})), std::string{folder}, true};
}

PRODREVIEW_INLINE auto module_paths::outermost_package(std::string_view folder) const
    -> std::string_view {
  while (!folder.empty() && file(joined({folder_around(folder), "__init__.py"})) != no_index)
    folder = folder_around(folder);
  return folder;
}

PRODREVIEW_INLINE auto module_paths::may_be_copied(std::string_view folder) const -> bool {
  for (auto around = folder_around(outermost_package(folder)); !around.empty();
       around = folder_around(around))
    if (file(joined({folder_around(around), "__init__.py"})) != no_index) return true;
  return false;
}

} // namespace prodreview::flow
