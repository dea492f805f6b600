// SPDX-License-Identifier: Apache-2.0
#include <prodreview/revision.hpp>

#include <catch2/catch.hpp>

namespace {

using kind = prodreview::revision_word::kind;

auto check(std::string_view word, kind what, std::string_view left, std::string_view right) {
  auto const parsed = prodreview::parse_revision(word);
  CAPTURE(word);
  REQUIRE(parsed);
  CHECK(parsed->what == what);
  CHECK(parsed->left == left);
  CHECK(parsed->right == right);
}

} // namespace

TEST_CASE("a word is one revision, a range, or one commit") {
  check("HEAD~1", kind::single, "HEAD~1", "");
  check("a..b", kind::range, "a", "b");
  check("a...b", kind::from_merge_base, "a", "b");
  check("@{u}...", kind::from_merge_base, "@{u}", "HEAD");
  check("..b", kind::range, "HEAD", "b");
  check("v1.0..v1.1", kind::range, "v1.0", "v1.1");
  check("HEAD^!", kind::commit, "HEAD", "");
  check("HEAD^-", kind::range, "HEAD^", "HEAD");
  check("x^-2", kind::range, "x^2", "x");
  check("@", kind::single, "HEAD", "");
  check("@~2..@", kind::range, "HEAD~2", "HEAD");
  check("release.v1", kind::single, "release.v1", "");
}

TEST_CASE("what names a set of commits or nothing is refused") {
  for (auto const *const word : {"^a", "HEAD^@", "..", "..."}) {
    CAPTURE(word);
    CHECK_FALSE(prodreview::parse_revision(word));
  }
}
