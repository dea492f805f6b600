// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"
#include "repository.hpp"

#include <cstddef>
#include <optional>
#include <string>

struct git_odb;

namespace prodreview {

/// The blobs of a repository. May be used from several threads at once.
class repository_objects {
public:
  explicit repository_objects(repository const &in);
  repository_objects(repository_objects const &) = delete;
  auto operator=(repository_objects const &) -> repository_objects & = delete;
  ~repository_objects();

  /// Nothing where there is no such object.
  [[nodiscard]] auto size(object_id const &id) const -> std::optional<std::size_t>;
  /// False where there is no such blob or it is larger.
  [[nodiscard]] auto read(object_id const &id, std::size_t largest, std::string &content) const
      -> bool;

private:
  git_odb *objects_ = nullptr;
};

} // namespace prodreview
