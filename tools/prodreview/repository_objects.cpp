// SPDX-License-Identifier: Apache-2.0
#include "repository_objects.hpp"

#include "git_handle.hpp"

namespace prodreview {

repository_objects::repository_objects(repository const &in) {
  if (git_repository_odb(&objects_, in.handle()) < 0) objects_ = nullptr;
}

repository_objects::~repository_objects() { git_odb_free(objects_); }

auto repository_objects::size(object_id const &id) const -> std::optional<std::size_t> {
  auto const oid = to_git(id);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (objects_ == nullptr || git_odb_read_header(&size, &type, objects_, &oid) < 0 ||
      type != GIT_OBJECT_BLOB)
    return std::nullopt;
  return size;
}

auto repository_objects::read(object_id const &id, std::size_t largest, std::string &content) const
    -> bool {
  auto const known = size(id);
  if (!known || *known > largest) return false;
  auto const oid = to_git(id);
  auto const object =
      taken<git_handle<git_odb_object, git_odb_object_free>>(git_odb_read, objects_, &oid);
  if (!object) return false;
  content.assign(static_cast<char const *>(git_odb_object_data(object.get())),
                 git_odb_object_size(object.get()));
  return true;
}

} // namespace prodreview
