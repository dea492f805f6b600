// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>

/// api_facts CACHE FILE: reads what `fetch.py` put into CACHE and writes the table to FILE.
namespace prodreview::api_facts {

namespace {

/// A package that has all its names listed, or only those that went.
struct wanted {
  std::string_view name;
  bool is_whole;
};
constexpr std::array wanted_packages{wanted{"einops", true}, wanted{"numpy", false},
                                     wanted{"torch", true}, wanted{"triton", false}};

struct fetched {
  std::filesystem::path folder;
  std::array<int, 3> version{};

  [[nodiscard]] auto release() const -> std::string {
    return std::to_string(version[0]) + "." + std::to_string(version[1]);
  }
};

/// The folders `NAME-VERSION`, oldest first.
[[nodiscard]] auto versions_of(std::filesystem::path const &cache, std::string_view name)
    -> std::vector<fetched> {
  std::vector<fetched> all;
  auto const start = std::string{name} + "-";
  for (auto const &it : std::filesystem::directory_iterator{cache}) {
    auto const folder = it.path().filename().string();
    if (!folder.starts_with(start)) continue;
    fetched made{.folder = it.path()};
    auto const numbers = folder.substr(start.size());
    std::sscanf(numbers.c_str(), "%d.%d.%d", &made.version[0], &made.version[1], &made.version[2]);
    all.push_back(made);
  }
  std::sort(all.begin(), all.end(),
            [](fetched const &a, fetched const &b) { return a.version < b.version; });
  return all;
}

[[nodiscard]] auto read(std::filesystem::path const &cache, wanted const &of) -> package_history {
  package_history made{.name = std::string{of.name}, .releases = {}, .whole = {}};
  for (auto const &it : versions_of(cache, of.name)) {
    auto const number = static_cast<std::uint8_t>(made.releases.size());
    package one{it.folder, made.name};
    add_release(facts_of(one, made.name), number, made.whole);
    made.releases.push_back(it.release());
    std::cerr << made.name << ' ' << made.releases.back() << '\n';
  }
  if (made.releases.empty()) return made;
  auto const last = static_cast<std::uint8_t>(made.releases.size() - 1);
  if (of.is_whole)
    settle(made.whole, made.name, last);
  else
    keep_what_goes(made.whole, last);
  return made;
}

[[nodiscard]] auto run(std::filesystem::path const &cache, std::filesystem::path const &file)
    -> int {
  std::vector<package_history> all;
  for (auto const &it : wanted_packages) {
    all.push_back(read(cache, it));
    if (all.back().releases.empty()) {
      std::cerr << "no " << it.name << " in " << cache << ": fetch it with tools/api/fetch.py\n";
      return 2;
    }
  }
  std::ofstream out{file, std::ios::binary};
  out << table{all}.text();
  return out.good() ? 0 : 2;
}

} // namespace

} // namespace prodreview::api_facts

auto main(int count, char **given) -> int {
  if (count != 3) {
    std::cerr << "usage: api_facts CACHE FILE\n";
    return 2;
  }
  return prodreview::api_facts::run(given[1], given[2]);
}
