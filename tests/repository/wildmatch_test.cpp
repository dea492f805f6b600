// SPDX-License-Identifier: Apache-2.0
#include <prodreview/repository_attributes.hpp>
#include <prodreview/repository_pathspec.hpp>
#include <prodreview/wildmatch.hpp>

#include <catch2/catch.hpp>

using prodreview::wildmatch;

TEST_CASE("a star stays within a folder in a path pattern, and crosses folders in a pathspec") {
  CHECK(wildmatch("*.py", "a.py", {}));
  CHECK_FALSE(wildmatch("*.py", "src/a.py", {}));
  CHECK(wildmatch("*.py", "src/a.py", {.star_crosses_slash = true}));
  CHECK(wildmatch("src/*", "src/a.py", {}));
  CHECK_FALSE(wildmatch("src/*", "src/b/a.py", {}));
}

TEST_CASE("two stars are any number of folders") {
  CHECK(wildmatch("**/a.py", "a.py", {}));
  CHECK(wildmatch("**/a.py", "x/y/a.py", {}));
  CHECK(wildmatch("src/**/a.py", "src/a.py", {}));
  CHECK(wildmatch("src/**/a.py", "src/x/y/a.py", {}));
  CHECK_FALSE(wildmatch("src/**/a.py", "srca.py", {}));
  CHECK(wildmatch("src/**", "src/x/y.py", {}));
  CHECK_FALSE(wildmatch("src/**", "src2/x", {}));
}

TEST_CASE("single characters, sets and escapes") {
  CHECK(wildmatch("a?.py", "ab.py", {}));
  CHECK_FALSE(wildmatch("a?.py", "a/.py", {}));
  CHECK(wildmatch("[a-c]x", "bx", {}));
  CHECK_FALSE(wildmatch("[!a-c]x", "bx", {}));
  CHECK(wildmatch("[]]x", "]x", {}));
  CHECK(wildmatch("[ax", "[ax", {}));
  CHECK(wildmatch("\\*x", "*x", {}));
  CHECK_FALSE(wildmatch("\\*x", "ax", {}));
  CHECK(wildmatch("A*", "abc", {.ignores_case = true}));
  CHECK(wildmatch("", "", {}));
  CHECK_FALSE(wildmatch("", "a", {}));
}

TEST_CASE("a hostile pattern ends soon") {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  CHECK_FALSE(wildmatch(pattern + "b", std::string(4000, 'a'), {}));
}

TEST_CASE("a path of the command line becomes one relative to the root") {
  using prodreview::resolved_path;
  CHECK(resolved_path("", "a.py") == "a.py");
  CHECK(resolved_path("src/", "a.py") == "src/a.py");
  CHECK(resolved_path("src/", "../a.py") == "a.py");
  CHECK(resolved_path("src/", "./x//../b/") == "src/b");
  CHECK(resolved_path("src/", "..") == "");
  CHECK(resolved_path("src/", "../../a.py") == std::nullopt);
}

TEST_CASE("attributes are read from the folders above a file, the deeper one last") {
  prodreview::authorship_attributes attributes{
      [](std::string const &path) -> std::optional<std::string> {
        if (path == ".gitattributes")
          return "# comment\n*.gen.py linguist-generated\n/top.py linguist-generated=true\n"
                 "\"a b.py\" -diff linguist-generated\nlib/** linguist-vendored\n";
        if (path == "src/.gitattributes") return "own.gen.py -linguist-generated\n";
        return std::nullopt;
      }};
  CHECK(attributes.reason_to_skip("src/x.gen.py") == "generated");
  CHECK(attributes.reason_to_skip("src/own.gen.py").empty());
  CHECK(attributes.reason_to_skip("top.py") == "generated");
  CHECK(attributes.reason_to_skip("src/top.py").empty());
  CHECK(attributes.reason_to_skip("a b.py") == "generated");
  CHECK(attributes.reason_to_skip("lib/x/y.py") == "vendored");
  CHECK(attributes.reason_to_skip("src/x.py").empty());
}
