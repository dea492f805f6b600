// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project.hpp>
#include <prodreview/python/front_end.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace prodreview::testing {

/// A project in memory: paths and texts.
class files_in_memory final : public flow::file_source {
public:
  explicit files_in_memory(std::map<std::string, std::string> all) : all_{std::move(all)} {
    for (auto const &[path, text] : all_)
      if (path.ends_with(".py")) paths_.push_back(path);
  }

  [[nodiscard]] auto paths() -> std::span<std::string const> override { return paths_; }
  [[nodiscard]] auto identity(std::uint32_t) -> std::string override { return {}; }
  [[nodiscard]] auto read(std::uint32_t file, std::string &content) -> bool override {
    content = all_.at(paths_[file]);
    return true;
  }
  [[nodiscard]] auto exists(std::string_view path) -> bool override {
    return all_.contains(std::string{path});
  }

private:
  std::map<std::string, std::string> all_;
  std::vector<std::string> paths_;
};

/// A project with what a test asks of it, in words.
class project_in_memory {
public:
  explicit project_in_memory(std::map<std::string, std::string> all)
      : files_{std::move(all)}, project_{files_, &python::read_unit} {}

  [[nodiscard]] auto operator()(std::string_view importer, std::string_view name) -> std::string {
    auto const found = project_.resolve(importer, name);
    switch (found.what) {
    case flow::target_kind::unknown: return "unknown";
    case flow::target_kind::external: return "external";
    case flow::target_kind::module:
      return "module " + (found.file == flow::no_index ? "folder" : project_.path(found.file));
    case flow::target_kind::function: return "function in " + project_.path(found.file);
    case flow::target_kind::class_: return "class in " + project_.path(found.file);
    case flow::target_kind::value: return "value in " + project_.path(found.file);
    case flow::target_kind::missing: return "missing in " + project_.path(found.file);
    }
    return {};
  }
  [[nodiscard]] auto get() -> flow::project & { return project_; }

private:
  files_in_memory files_;
  flow::project project_;
};

} // namespace prodreview::testing
