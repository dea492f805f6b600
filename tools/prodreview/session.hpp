// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"
#include "configuration.hpp"
#include "problem.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// Reads a file relative to the repository's root, from the side that is reviewed. Nothing where
/// there is none.
using side_reader =
    std::function<auto(std::string const &path)->outcome<std::optional<std::string>>>;

/// The bytes of a file on disk; nothing where there is none.
[[nodiscard]] auto read_disk_file(std::string const &path) -> outcome<std::optional<std::string>>;

/// The names of all rules, sorted.
[[nodiscard]] auto rule_names() -> std::vector<std::string_view> const &;

/// The configuration of a run, read when it is first asked for.
class session {
public:
  session(command const &asked, side_reader read) : asked_{asked}, read_{std::move(read)} {}

  [[nodiscard]] auto configuration() -> prodreview::configuration const &;
  /// The settings, with what the command line adds.
  [[nodiscard]] auto settings() -> prodreview::settings const &;
  /// Whether `include` and `exclude` let a path in.
  [[nodiscard]] auto lets_in(std::string_view path) -> bool {
    return is_included(settings(), path);
  }
  /// Prints what is wrong with the configuration, if it was read. The exit status is then 2.
  [[nodiscard]] auto complains() const -> bool;

private:
  void load();

  command const &asked_;
  side_reader read_;
  std::optional<prodreview::configuration> loaded_;
  prodreview::settings settings_;
  /// Why the side that holds the configuration cannot be read.
  std::optional<problem> unreadable_;
};

} // namespace prodreview
