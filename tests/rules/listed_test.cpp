// SPDX-License-Identifier: Apache-2.0
#include <prodreview/rule_table.hpp>
#include <prodreview/text/joined.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

using namespace prodreview;
namespace fs = std::filesystem;

namespace {

/// `topic/rule-name` of every header of a topic's folder; `support/` holds no rules.
auto headers() -> std::set<std::string> {
  std::set<std::string> found;
  for (auto const &folder : fs::directory_iterator{PRODREVIEW_SOURCE "/include/prodreview/rules"}) {
    if (!folder.is_directory() || folder.path().filename() == "support") continue;
    for (auto const &header : fs::directory_iterator{folder}) {
      auto name = header.path().stem().string();
      std::replace(name.begin(), name.end(), '_', '-');
      found.insert(joined({folder.path().filename().string(), "/", name}));
    }
  }
  return found;
}

} // namespace

TEST_CASE("every header in rules/ is listed in rules.hpp, under its file's name and topic") {
  std::set<std::string> listed;
  for (auto const *info : all_rule_infos())
    listed.insert(joined({to_string(info->topic), "/", info->name}));
  CHECK(listed == headers());
  CHECK(listed.size() >= 16);
}

TEST_CASE("every rule has its file of hard cases") {
  for (auto const &entry : all_entries()) {
    std::string name{entry.info->name};
    std::replace(name.begin(), name.end(), '-', '_');
    INFO(name);
    CHECK(fs::exists(joined(
        {PRODREVIEW_SOURCE "/tests/rules/", to_string(entry.info->topic), "/", name, ".md"})));
  }
}

TEST_CASE("the list of rules changes only on purpose") {
  std::string list;
  for (auto const *info : all_rule_infos())
    list += joined({info->name, "\t", to_string(info->severity), "\t", to_string(info->topic), "\t",
                    to_string(info->area), "\t", info->item, "\n"});
  std::ifstream file{PRODREVIEW_SOURCE "/tests/rules/golden.tsv"};
  std::ostringstream golden;
  golden << file.rdbuf();
  CHECK(list == golden.str());
}
