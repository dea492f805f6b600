// SPDX-License-Identifier: Apache-2.0
#include "texts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace prodreview;
using namespace prodreview::testing;

namespace {

auto many_files(std::string const &extra) -> files {
  files all;
  for (int i = 0; i < 40; ++i)
    all["package/module_" + std::to_string(i) + ".py"] =
        "def check(x):\n    ValueError('lost " + std::to_string(i % 3) + "')\n    return x\n" +
        (i % 2 == 0 ? extra : "");
  return all;
}

auto everything(review const &of) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (auto const *list : {&of.findings, &of.fixed, &of.suppressed})
    for (auto const &one : *list) all.push_back(one.where.path + one.rule + one.fingerprint);
  return all;
}

} // namespace

TEST_CASE("a review is the same for any number of threads and any order of files") {
  auto what = change_of({many_files("")}, many_files("ValueError('new')\n"));
  auto const expected = everything(review_of(what, {}, 1));
  CHECK(expected.size() == 20);
  for (unsigned threads : {2U, 5U}) CHECK(everything(review_of(what, {}, threads)) == expected);
  std::reverse(what.files.begin(), what.files.end());
  CHECK(everything(review_of(what, {}, 3)) == expected);
}
