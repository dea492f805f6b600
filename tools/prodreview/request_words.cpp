// SPDX-License-Identifier: Apache-2.0
#include "request_words.hpp"

#include "command_line_verbs.hpp"
#include "repository_history.hpp"
#include "revision.hpp"
#include "worktree.hpp"
#include <prodreview/text/nearest.hpp>

#include <span>

namespace prodreview {
namespace {

[[nodiscard]] auto names_both(std::string const &word) -> problem {
  return {quoted(word) + " is both a revision and a file.",
          "Put `--` after a revision, or before a path."};
}

[[nodiscard]] auto two_revisions(std::string const &a, std::string const &b) -> problem {
  return {"Two revisions are named, " + quoted(a) + " and " + quoted(b) + ".",
          "Write them as a range: " + quoted(a + ".." + b) + "."};
}

[[nodiscard]] auto names_file(repository const &in, std::string const &word) -> bool {
  if (in.is_bare()) return false;
  auto const path = resolved_path(in.prefix(), word);
  return path && (path->empty() || work_tree_files{in.work_tree()}.status(*path).has_value());
}

} // namespace

auto names_revision(repository const &in, std::string const &word) -> bool {
  auto const parsed = parse_revision(word);
  return parsed && find_commit(in, parsed->left) &&
         (parsed->right.empty() || find_commit(in, parsed->right));
}

auto names_neither(std::string const &word) -> problem {
  auto const verb = nearest(verb_words(), word);
  auto const meant = verb.empty() ? std::string{}
                                  : "Did you mean `prodreview " + std::string{verb} + "`? If not: ";
  return {quoted(word) + " is neither a revision nor a file of the work tree.",
          meant +
              "`git branch --all` and `git log --oneline` list what there is; `git fetch` brings "
              "what is only on a remote."};
}

auto sort_words(repository const &in, change_request const &request) -> outcome<sorted_words> {
  sorted_words result;
  auto words = std::span{request.words};
  if (!words.empty()) {
    auto const is_file = !request.has_separator && names_file(in, words[0]);
    if (is_file && names_revision(in, words[0])) return names_both(words[0]);
    if (!is_file) {
      result.revision = words[0];
      words = words.subspan(1);
    }
  }
  for (auto const &word : words) {
    auto const is_file = !request.has_separator && names_file(in, word);
    if (request.has_separator || (!is_file && names_revision(in, word)))
      return two_revisions(result.revision, word);
    result.paths.push_back(word);
  }
  result.paths.insert(result.paths.end(), request.paths.begin(), request.paths.end());
  return result;
}

} // namespace prodreview
