// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "project/files.hpp"
#include <prodreview/review/review.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::testing {

/// The files of one side of a change: path → text.
using files = std::map<std::string, std::string>;

/// Reads blobs whose id is their text.
class text_reader final : public blob_reader {
public:
  auto read(blob const &which, std::string &content, std::string &problem) -> bool override {
    problem.clear();
    content = which.id;
    return true;
  }
};

inline auto blob_of(files const &side, std::string const &path) -> std::optional<blob> {
  auto const at = side.find(path);
  return at == side.end() ? std::nullopt : std::optional{blob{path, at->second}};
}

/// The change from one or several old sides to the new side, file by file with equal paths.
inline auto change_of(std::vector<files> const &olds, files const &now) -> change {
  std::map<std::string, file_change> all;
  for (auto const &[path, text] : now) all[path].now = blob{path, text};
  for (auto const &old : olds)
    for (auto const &[path, text] : old) all[path];
  change made;
  for (auto &[path, file] : all) {
    for (auto const &old : olds) file.before.push_back(blob_of(old, path));
    made.files.push_back(file);
  }
  return made;
}

/// The files of the change alone, as projects of its sides.
class sides_of_change {
public:
  explicit sides_of_change(change const &what) {
    std::map<std::string, std::string> now;
    for (auto const &file : what.files)
      if (file.now) now[file.now->path] = file.now->id;
    all_.push_back(std::make_unique<files_in_memory>(std::move(now)));
    auto const olds = what.files.empty() ? 0 : what.files.front().before.size();
    for (std::size_t side = 0; side < olds; ++side) {
      std::map<std::string, std::string> old;
      for (auto const &file : what.files)
        if (auto const &before = file.before[side]) old[before->path] = before->id;
      all_.push_back(std::make_unique<files_in_memory>(std::move(old)));
    }
  }

  [[nodiscard]] auto all() const -> side_files {
    side_files sides{all_.front().get(), {}};
    for (std::size_t i = 1; i < all_.size(); ++i) sides.before.push_back(all_[i].get());
    return sides;
  }

private:
  std::vector<std::unique_ptr<files_in_memory>> all_;
};

inline auto review_of(change const &what, settings const &in = {}, unsigned threads = 1) -> review {
  text_reader reader;
  sides_of_change const sides{what};
  return review_change(what, reader, in, {threads, {}, sides.all()});
}

/// The review of a change of one file.
inline auto review_texts(std::string const &before, std::string const &after,
                         settings const &in = {}) -> review {
  return review_of(change_of({{{"model.py", before}}}, {{"model.py", after}}), in);
}

/// The review of a text that has no old side.
inline auto check_text(std::string const &text, settings const &in = {}) -> review {
  return review_of(change_of({}, {{"model.py", text}}), in);
}

/// `rule:line:state`, in report order.
inline auto summary_of(std::vector<finding> const &all) -> std::vector<std::string> {
  std::vector<std::string> lines;
  for (auto const &one : all)
    lines.push_back(one.rule + ":" + std::to_string(one.where.range.start.line) + ":" +
                    std::string{to_string(one.state)});
  return lines;
}

} // namespace prodreview::testing
