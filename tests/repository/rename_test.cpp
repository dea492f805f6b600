// SPDX-License-Identifier: Apache-2.0
#include <prodreview/repository_rename.hpp>

#include <catch2/catch.hpp>

#include <map>

namespace {

using namespace prodreview;

class renames {
public:
  void remove(std::string const &path, std::string const &content) {
    deltas_.push_back({path, stored(content), std::nullopt, ""});
  }
  void add(std::string const &path, std::string const &content) {
    deltas_.push_back({path, std::nullopt, stored(content), ""});
  }
  auto join() -> std::vector<delta> const & {
    join_renames(deltas_, [&](std::string const &, file_version const &version, std::string &into) {
      into = contents_.at(version.id);
      return true;
    });
    return deltas_;
  }

private:
  auto stored(std::string const &content) -> file_version {
    object_id id;
    auto const number = std::hash<std::string>{}(content);
    for (std::size_t i = 0; i < 8; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    contents_[id] = content;
    return {id, file_version::kind::regular, false};
  }

  std::vector<delta> deltas_;
  std::map<object_id, std::string> contents_;
};

auto numbered(int first, int count) -> std::string {
  std::string text;
  for (int i = first; i < first + count; ++i) text += "line " + std::to_string(100 + i) + "\n";
  return text;
}

} // namespace

TEST_CASE("an equal file is renamed") {
  renames change;
  change.add("b.py", numbered(0, 3));
  change.remove("a.py", numbered(0, 3));
  auto const &found = change.join();
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "b.py");
  CHECK(found[0].old_path() == "a.py");
  CHECK(found[0].old);
}

TEST_CASE("half of the bytes make a rename, less do not") {
  renames half;
  half.add("b.py", numbered(5, 10));
  half.remove("a.py", numbered(0, 10));
  CHECK(half.join().size() == 1);
  renames less;
  less.add("b.py", numbered(6, 10));
  less.remove("a.py", numbered(0, 10));
  CHECK(less.join().size() == 2);
}

TEST_CASE("line ends do not hide a rename") {
  std::string windows;
  for (char const byte : numbered(0, 10))
    windows += byte == '\n' ? std::string{"\r\n"} : std::string{byte};
  renames change;
  change.add("b.py", windows);
  change.remove("a.py", numbered(0, 10));
  CHECK(change.join().size() == 1);
}

TEST_CASE("each file is renamed once, the most similar one first, the same name preferred") {
  renames change;
  change.add("new/a.py", numbered(0, 10));
  change.add("new/b.py", numbered(0, 10));
  change.remove("old/b.py", numbered(0, 10));
  auto const &found = change.join();
  REQUIRE(found.size() == 2);
  CHECK(found[0].renamed_from.empty());
  CHECK(found[1].renamed_from == "old/b.py");
}

TEST_CASE("code of other languages is not followed") {
  renames change;
  change.add("b.cpp", numbered(0, 3));
  change.remove("a.cpp", numbered(0, 3));
  CHECK(change.join().size() == 2);
}
