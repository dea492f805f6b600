// SPDX-License-Identifier: Apache-2.0
#include "repository_reader.hpp"

#include "git_handle.hpp"
#include "repository_change.hpp"
#include "repository_delta.hpp"
#include "repository_objects.hpp"
#include "worktree.hpp"

namespace prodreview {
namespace {

class version_reader_of_repository final : public blob_reader {
public:
  version_reader_of_repository(repository const *in, std::size_t largest)
      : in_{in}, largest_{largest} {
    if (in == nullptr) return;
    objects_.emplace(*in);
    if (!in->is_bare()) files_.emplace(in->work_tree());
  }

  [[nodiscard]] auto read(blob const &which, std::string &content, std::string &problem)
      -> bool override {
    std::string_view const id = which.id;
    if (id.starts_with(blob_handle::stored))
      return read_object(id.substr(blob_handle::stored.size()), content, problem);
    if (id.starts_with(blob_handle::in_work_tree) && files_)
      return files_->read(id.substr(blob_handle::in_work_tree.size()), largest_, content, problem);
    if (id.starts_with(blob_handle::elsewhere))
      return read_file(std::string{id.substr(blob_handle::elsewhere.size())}, content, problem);
    problem = "not a file of this change";
    return false;
  }

private:
  [[nodiscard]] auto read_object(std::string_view hex, std::string &content, std::string &problem)
      -> bool {
    git_oid oid;
    if (!objects_ || git_oid_fromstrn(&oid, hex.data(), hex.size()) < 0) {
      problem = "not an object of this repository";
      return false;
    }
    if (objects_->read(from_git(oid), largest_, content)) return true;
    auto const missing = missing_object(*in_, from_git(oid));
    problem = missing.what + " " + missing.remedy;
    return false;
  }

  [[nodiscard]] auto read_file(std::string const &path, std::string &content,
                               std::string &problem) const -> bool {
    if (!read_whole_file(path, content, problem)) return false;
    if (content.size() > largest_) problem = reason_of_size(content.size(), largest_);
    return content.size() <= largest_;
  }

  repository const *in_;
  std::size_t largest_;
  std::optional<repository_objects> objects_;
  std::optional<work_tree_files> files_;
};

} // namespace

auto make_reader(repository const *in, std::size_t largest) -> std::unique_ptr<blob_reader> {
  return std::make_unique<version_reader_of_repository>(in, largest);
}

} // namespace prodreview
