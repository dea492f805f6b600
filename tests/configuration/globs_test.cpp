// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/glob.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using prodreview::glob_matches;
using prodreview::glob_problem;

static_assert(glob_matches("src/*.py", "src/a.py"));
static_assert(!glob_matches("src/*.py", "src/deep/a.py"));
static_assert(glob_matches("**/test_*.py", "tests/unit/test_a.py"));
static_assert(glob_problem("src/[a").size() > 0);

namespace {

using texts = std::vector<std::string>;

auto split(std::string const &text) -> texts {
  texts parts{""};
  for (auto const c : text)
    if (c == '/')
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

/// The obvious, exponential definition, for the few characters that the generator below writes.
auto name_matches(std::string_view pattern, std::string_view name) -> bool {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '*')
    return name_matches(pattern.substr(1), name) ||
           (!name.empty() && name_matches(pattern, name.substr(1)));
  if (name.empty()) return false;
  auto const hit = pattern.front() == '?' || pattern.front() == name.front();
  return hit && name_matches(pattern.substr(1), name.substr(1));
}

auto path_matches(texts const &pattern, std::size_t p, texts const &path, std::size_t n) -> bool {
  if (p == pattern.size()) return true;
  if (pattern[p] == "**") {
    if (p + 1 == pattern.size()) return n < path.size();
    return path_matches(pattern, p + 1, path, n) ||
           (n < path.size() && path_matches(pattern, p, path, n + 1));
  }
  return n < path.size() && name_matches(pattern[p], path[n]) &&
         path_matches(pattern, p + 1, path, n + 1);
}

auto expected(std::string const &pattern, std::string const &path) -> bool {
  auto parts = split(pattern);
  if (parts.size() == 1) parts.insert(parts.begin(), "**");
  return path_matches(parts, 0, split(path), 0);
}

auto random_text(std::mt19937 &random, std::string_view alphabet, std::size_t length)
    -> std::string {
  std::string text;
  while (text.size() < length) text += alphabet[random() % alphabet.size()];
  return text;
}

/// Names that are never empty, between slashes.
auto random_path(std::mt19937 &random, std::string_view alphabet) -> std::string {
  auto text = random_text(random, alphabet, 1 + random() % 3);
  for (auto depth = random() % 4; depth > 0; --depth)
    text += '/' + (random() % 4 == 0 && alphabet.find('*') != alphabet.npos
                       ? std::string{"**"}
                       : random_text(random, alphabet, 1 + random() % 3));
  return text;
}

} // namespace

TEST_CASE("patterns match as git's ignore files do") {
  struct row {
    char const *pattern;
    char const *path;
    bool matches;
  };
  auto const at = GENERATE(
      row{"tests", "tests/a.py", true}, row{"tests", "src/tests/a.py", true},
      row{"tests/", "src/tests/a.py", true}, row{"tests/", "src/tests", false},
      row{"/tests", "src/tests/a.py", false}, row{"/tests", "tests/a.py", true},
      row{"tests/**", "tests/a.py", true}, row{"tests/**", "tests", false},
      row{"*.py", "deep/er/a.py", true}, row{"*.py", "a.pyi", false},
      row{"src/**/a.py", "src/a.py", true}, row{"src/**/a.py", "src/x/y/a.py", true},
      row{"src/**/a.py", "src/x/y/b.py", false}, row{"**", "a", true}, row{"*", "a/b", true},
      row{"a?c.py", "abc.py", true},
      row{"a?c.py",
          "a\xC3\xA4"
          "c.py",
          true},
      row{"a?c.py", "a/c.py", false}, row{"[a-c].py", "b.py", true},
      row{"[!a-c].py", "b.py", false}, row{"[^a-c].py", "d.py", true}, row{"[]x].py", "].py", true},
      row{"[\xC3\xA4-\xC3\xB6].py", "\xC3\xA5.py", true}, row{"\\*.py", "*.py", true},
      row{"\\*.py", "a.py", false}, row{"[a.py", "[a.py", true}, row{"a/*/c", "a/b/c", true},
      row{"a/*/c", "a/b/b/c", false}, row{"", "a", false}, row{"**/x/**/y", "x/1/x/y/z", true},
      row{"src", "src2/a.py", false});
  CAPTURE(at.pattern, at.path);
  CHECK(glob_matches(at.pattern, at.path) == at.matches);
}

TEST_CASE("patterns of stars and names agree with the obvious definition") {
  std::mt19937 random{20240711};
  auto hits = 0;
  for (auto i = 0; i < 40'000; ++i) {
    auto const pattern = random_path(random, "ab*?");
    auto const path = random_path(random, "ab");
    CAPTURE(pattern, path);
    auto const wanted = expected(pattern, path);
    hits += wanted ? 1 : 0;
    REQUIRE(glob_matches(pattern, path) == wanted);
  }
  CHECK(hits > 2'000);
}

TEST_CASE("any bytes are a pattern and a path") {
  std::mt19937 random{7};
  for (auto i = 0; i < 20'000; ++i) {
    auto const pattern = random_text(random, "[]!^-\\*?/a\xC3\xA4\xFF.", random() % 9);
    auto const path = random_text(random, "[]!-\\/a\xC3\xA4\xFF.", random() % 9);
    (void)glob_matches(pattern, path);
    (void)glob_problem(pattern);
  }
  SUCCEED();
}

TEST_CASE("a pattern of many stars costs no more than the product of the lengths") {
  std::string stars;
  std::string folders;
  for (auto i = 0; i < 2'000; ++i) stars += "*a";
  for (auto i = 0; i < 500; ++i) folders += "**/a/";
  auto const name = std::string(4'000, 'a');
  CHECK_FALSE(glob_matches(stars + "b", name));
  std::string path;
  for (auto i = 0; i < 2'000; ++i) path += "a/";
  CHECK_FALSE(glob_matches(folders + "b", path + "c"));
}

TEST_CASE("what is wrong with a pattern is said") {
  CHECK(glob_problem("src/**/*.py").empty());
  CHECK(glob_problem("").size() > 0);
  CHECK(glob_problem("!a").size() > 0);
  CHECK(glob_problem("./a").size() > 0);
  CHECK(glob_problem("a/../b").size() > 0);
  CHECK(glob_problem("a\\").size() > 0);
  CHECK(glob_problem("[a").size() > 0);
  CHECK(glob_problem("[]").size() > 0);
  CHECK(glob_problem("[a\\]").size() > 0);
  CHECK(glob_problem("[a]").empty());
}
