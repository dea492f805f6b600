// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include "output.hpp"
#include <prodreview/rule_table.hpp>

#include <cerrno>
#include <fstream>
#include <iterator>

namespace prodreview {
auto read_disk_file(std::string const &path) -> outcome<std::optional<std::string>> {
  std::ifstream file{path, std::ios::binary};
  if (!file && errno == ENOENT) return std::optional<std::string>{};
  std::string content{std::istreambuf_iterator<char>{file}, {}};
  if (!file)
    return problem{"The file " + quoted(path) + " cannot be read.",
                   "Make it a readable file, or remove it."};
  return std::optional{std::move(content)};
}

auto rule_names() -> std::vector<std::string_view> const & {
  static auto const names = [] {
    std::vector<std::string_view> all;
    for (auto const *info : all_rule_infos()) all.push_back(info->name);
    return all;
  }();
  return names;
}

void session::load() {
  auto const read = [this](std::string const &path) -> std::optional<std::string> {
    auto content = read_(path);
    if (content) return std::move(*content);
    unreadable_ = content.why();
    return std::nullopt;
  };
  auto const read_given = [](std::string const &path) {
    auto content = read_disk_file(path);
    return content ? *content : std::nullopt;
  };
  loaded_ = load_configuration({asked_.config, asked_.isolated, rule_names(), read, read_given});
  settings_ = loaded_->values;
  apply(asked_, settings_);
}

auto session::configuration() -> prodreview::configuration const & {
  if (!loaded_) load();
  return *loaded_;
}

auto session::settings() -> prodreview::settings const & {
  if (!loaded_) load();
  return settings_;
}

auto session::complains() const -> bool {
  if (unreadable_) {
    print_problem(*unreadable_);
    return true;
  }
  if (!loaded_ || loaded_->is_valid()) return false;
  write_error(loaded_->problem_text());
  return true;
}

} // namespace prodreview
