// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project.hpp>
#include <prodreview/python/front_end.hpp>
#include <prodreview/review/file_review.hpp>
#include <prodreview/review/settings.hpp>
#include <prodreview/review/side_files.hpp>

#include <memory>
#include <string>
#include <vector>

namespace prodreview {

/// The projects of the sides of a change, made of their files under one configuration.
class side_projects {
public:
  side_projects(side_files const &files, settings const &in) : torch_{in.torch} {
    all_.now = made_of(files.now, {files.kept, nullptr});
    for (auto *const side : files.before)
      all_.before.push_back(made_of(side, {files.kept, all_.now}));
  }

  [[nodiscard]] auto all() const -> projects_of_sides const & { return all_; }

private:
  [[nodiscard]] auto made_of(flow::file_source *files, flow::known_elsewhere known)
      -> flow::project * {
    if (files == nullptr) return nullptr;
    owned_.push_back(std::make_unique<flow::project>(*files, &python::read_unit, torch_, known));
    return owned_.back().get();
  }

  std::string torch_;
  std::vector<std::unique_ptr<flow::project>> owned_;
  projects_of_sides all_;
};

} // namespace prodreview
