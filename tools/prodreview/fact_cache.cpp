// SPDX-License-Identifier: Apache-2.0
#include "fact_cache.hpp"

#include "fact_file.hpp"
#include "version.hpp"
#include "write_all.hpp"

#include <git2.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace prodreview {
namespace {

constexpr std::string_view suffix = ".facts";
/// More files are put together into one.
constexpr std::size_t most_files = 12;
/// What is larger when it is put together is forgotten.
constexpr std::uint64_t largest_cache = std::uint64_t{1} << 27U;

[[nodiscard]] auto hex(std::uint64_t number) -> std::string {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(number));
  return digits.data();
}

[[nodiscard]] auto hash_of(std::string_view bytes) -> std::uint64_t {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (auto const byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return hash;
}

/// The names in a folder that begin and end so, sorted; none where it cannot be read.
[[nodiscard]] auto names_in(std::string const &folder, std::string_view begin)
    -> std::vector<std::string> {
  std::vector<std::string> names;
  auto *const open = ::opendir(folder.c_str());
  if (open == nullptr) return names;
  while (auto const *entry = ::readdir(open)) {
    std::string_view const name = entry->d_name;
    if (name.starts_with(begin) && name.ends_with(suffix)) names.emplace_back(name);
  }
  ::closedir(open);
  std::sort(names.begin(), names.end());
  return names;
}

/// Puts a file in its place whole, or not at all.
[[nodiscard]] auto place_file(std::string const &path, std::string_view bytes) -> bool {
  auto const made = path + '.' + std::to_string(::getpid());
  auto const file = ::open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return false;
  auto const is_written = write_all(file, bytes) == 0;
  if (::close(file) == 0 && is_written && ::rename(made.c_str(), path.c_str()) == 0) return true;
  ::unlink(made.c_str());
  return false;
}

class cache_in_folder final : public fact_cache {
public:
  cache_in_folder(std::string folder, std::string const &tool)
      : folder_{std::move(folder)}, begin_{hex(hash_of(tool)) + '-'}, names_{names_in(folder_,
                                                                                      begin_)} {
    for (auto const &name : names_) files_.emplace_back(folder_ + name);
  }

  [[nodiscard]] auto find(flow::kept_fact what, std::string_view identity) -> std::string override {
    auto const key = fact_key::of(what, identity);
    std::string found;
    for (auto const &file : files_)
      if (file.read(key, found)) return found;
    return {};
  }

  void keep(flow::kept_fact what, std::string_view identity, std::string bytes) override {
    std::lock_guard const lock{mutex_};
    fresh_.try_emplace(fact_key::of(what, identity), std::move(bytes));
  }

  void save() override {
    if (fresh_.empty()) return;
    if (::mkdir(folder_.c_str(), 0777) != 0 && errno != EEXIST) return;
    auto const is_full = names_.size() >= most_files;
    if (is_full) take_older();
    auto const bytes = fact_file::bytes_of({fresh_.begin(), fresh_.end()});
    auto const name = begin_ + hex(hash_of(bytes)) + std::string{suffix};
    if (!place_file(folder_ + name, bytes)) return;
    if (is_full) remove(names_, name);
    remove_of_other_builds();
  }

private:
  void remove(std::vector<std::string> const &names, std::string_view but) const {
    for (auto const &it : names)
      if (it != but) ::unlink((folder_ + it).c_str());
  }
  /// Builds that take turns leave each other alone.
  void remove_of_other_builds() const {
    auto others = names_in(folder_, "");
    std::erase_if(others, [&](std::string const &it) { return it.starts_with(begin_); });
    if (others.size() > most_files) remove(others, "");
  }
  void take_older() {
    std::uint64_t size = 0;
    for (auto const &file : files_) size += file.size();
    if (size > largest_cache) return;
    for (auto const &file : files_)
      for (auto &[key, value] : file.all()) fresh_.try_emplace(key, std::move(value));
  }

  std::string folder_;
  /// What the names of this build's files begin with.
  std::string begin_;
  std::vector<std::string> names_;
  std::vector<fact_file> files_;
  std::mutex mutex_;
  std::map<fact_key, std::string> fresh_;
};

/// Names the build that runs; empty when that cannot be told.
[[nodiscard]] auto name_of_build() -> std::string {
  struct stat found {};
  if (::stat("/proc/self/exe", &found) != 0) return {};
  return std::string{version_number()} + ' ' + std::to_string(found.st_size) + ' ' +
         std::to_string(found.st_mtim.tv_sec) + '.' + std::to_string(found.st_mtim.tv_nsec);
}

} // namespace

auto open_fact_cache(std::string folder, std::string const &tool) -> std::unique_ptr<fact_cache> {
  return std::make_unique<cache_in_folder>(std::move(folder), tool);
}

auto open_fact_cache(repository const &in) -> std::unique_ptr<fact_cache> {
  auto const build = name_of_build();
  auto const *const folder = git_repository_commondir(in.handle());
  if (build.empty() || folder == nullptr) return nullptr;
  return open_fact_cache(std::string{folder} + "prodreview/", build);
}

} // namespace prodreview
