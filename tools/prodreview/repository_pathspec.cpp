// SPDX-License-Identifier: Apache-2.0
#include "repository_pathspec.hpp"

#include "wildmatch.hpp"

#include <algorithm>

namespace prodreview {
namespace {

[[nodiscard]] auto outside(std::string_view path) -> problem {
  return {"The path " + quoted(path) + " is outside the repository.",
          "Name a path inside it, or review the file with `prodreview check`."};
}

[[nodiscard]] auto unknown_magic(std::string_view written) -> problem {
  return {
      "The path " + quoted(written) + " uses pathspec magic that prodreview does not know.",
      "Use `top`, `exclude`, `icase`, `literal` and `glob` only, or put `./` before a name that "
      "starts with a colon."};
}

[[nodiscard]] auto is_at_or_below(std::string_view path, std::string_view folder) -> bool {
  return path.starts_with(folder) &&
         (path.size() == folder.size() || path[folder.size()] == '/' || folder.empty());
}

[[nodiscard]] auto lower(std::string_view text) -> std::string {
  std::string result{text};
  for (char &byte : result)
    if ('A' <= byte && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  return result;
}

/// The signs and words before the path itself: `:(exclude,top)src`, `:!src`, `:/src`.
class magic_reader {
public:
  explicit magic_reader(std::string_view written) : rest_{written} {}

  [[nodiscard]] auto read(pathspec &into) -> bool {
    is_literal_ = false;
    auto const is_read =
        !rest_.starts_with(':') || (rest_.starts_with(":(") ? read_words(into) : read_signs(into));
    into.is_pattern = !is_literal_ && has_wildcard(rest_);
    return is_read;
  }
  [[nodiscard]] auto rest() const -> std::string_view { return rest_; }
  [[nodiscard]] auto is_from_top() const -> bool { return is_from_top_; }

private:
  [[nodiscard]] auto read_signs(pathspec &into) -> bool {
    rest_.remove_prefix(1);
    while (!rest_.empty() && (rest_[0] == '/' || rest_[0] == '!' || rest_[0] == '^')) {
      (rest_[0] == '/' ? is_from_top_ : into.is_exclusion) = true;
      rest_.remove_prefix(1);
    }
    if (rest_.starts_with(':')) rest_.remove_prefix(1);
    return true;
  }

  [[nodiscard]] auto read_words(pathspec &into) -> bool {
    auto const end = rest_.find(')');
    if (end == rest_.npos) return false;
    auto words = rest_.substr(2, end - 2);
    rest_.remove_prefix(end + 1);
    while (!words.empty()) {
      auto const word = words.substr(0, words.find(','));
      words.remove_prefix(std::min(word.size() + 1, words.size()));
      if (!apply(word, into)) return false;
    }
    return true;
  }

  [[nodiscard]] auto apply(std::string_view word, pathspec &into) -> bool {
    if (word == "top") return is_from_top_ = true;
    if (word == "exclude") return into.is_exclusion = true;
    if (word == "icase") return into.ignores_case = true;
    if (word == "literal") return is_literal_ = true;
    if (word == "glob") return !(into.star_crosses_slash = false);
    return word.empty();
  }

  std::string_view rest_;
  bool is_from_top_ = false;
  bool is_literal_ = false;
};

[[nodiscard]] auto parse_one(repository const &in, std::string const &written)
    -> outcome<pathspec> {
  pathspec result;
  result.written = written;
  magic_reader magic{written};
  if (!magic.read(result)) return unknown_magic(written);
  auto path = magic.rest();
  auto folder = std::string_view{in.prefix()};
  if (magic.is_from_top()) folder = {};
  if (path.starts_with('/') && !magic.is_from_top()) {
    auto const root = std::string_view{in.work_tree()};
    auto const is_root = !root.empty() && path == root.substr(0, root.size() - 1);
    if (!is_root && (root.empty() || !path.starts_with(root))) return outside(written);
    path.remove_prefix(is_root ? path.size() : root.size());
    folder = {};
  }
  auto const inside = resolved_path(folder, path);
  if (!inside) return outside(written);
  result.pattern = *inside;
  return result;
}

} // namespace

auto pathspec::matches(std::string_view path) const -> bool {
  if (ignores_case ? is_at_or_below(lower(path), lower(pattern)) : is_at_or_below(path, pattern))
    return true;
  return is_pattern && wildmatch(pattern, path, {star_crosses_slash, ignores_case});
}

auto pathspecs::parse(repository const &in, std::span<std::string const> words)
    -> outcome<pathspecs> {
  pathspecs result;
  for (auto const &word : words) {
    auto spec = parse_one(in, word);
    if (!spec) return spec.why();
    result.specs_.push_back(std::move(*spec));
  }
  return result;
}

auto pathspecs::matches(std::string_view path) const -> bool {
  bool has_positive = false;
  bool is_wanted = false;
  for (auto const &spec : specs_) {
    has_positive = has_positive || !spec.is_exclusion;
    if (!spec.matches(path)) continue;
    if (spec.is_exclusion) return false;
    is_wanted = true;
  }
  return is_wanted || !has_positive;
}

auto resolved_path(std::string_view folder, std::string_view path) -> std::optional<std::string> {
  std::vector<std::string_view> parts;
  auto const append = [&](std::string_view text) {
    while (!text.empty()) {
      auto const part = text.substr(0, text.find('/'));
      text.remove_prefix(std::min(part.size() + 1, text.size()));
      if (part == ".." && parts.empty()) return false;
      if (part == "..") parts.pop_back();
      if (!part.empty() && part != "." && part != "..") parts.push_back(part);
    }
    return true;
  };
  if (!append(folder) || !append(path)) return std::nullopt;
  std::string result;
  for (auto const part : parts) result.append(result.empty() ? "" : "/").append(part);
  return result;
}

} // namespace prodreview
