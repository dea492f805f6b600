// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history.hpp"
#include "rows.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace prodreview::api_facts {

/// A package with its releases, as `2.6`, and what they offer.
struct package_history {
  std::string name;
  std::vector<std::string> releases;
  history whole;
};

/// The constant arrays, each row once. Equal input gives equal bytes.
class table {
public:
  explicit table(std::vector<package_history> const &of);
  /// A header in the form of `flow/api/table.hpp`.
  [[nodiscard]] auto text() const -> std::string;

private:
  using slice = api::table_slice;
  /// Lists of rows, each list once, list 0 empty.
  struct pool {
    std::vector<std::string> items;
    std::vector<std::string> lists{written(slice{})};
    std::map<std::vector<std::string>, std::uint32_t> numbers{{{}, 0}};
    [[nodiscard]] auto number_of(std::vector<std::string> const &list) -> std::uint32_t;
  };

  void collect_names(std::string const &name, history const &of);
  void number_names();
  [[nodiscard]] auto entry_of(std::string const &name, history const &of) -> std::string;
  [[nodiscard]] auto children_of(history const &of) -> slice;
  [[nodiscard]] auto signatures_of(history const &of) -> std::uint32_t;
  [[nodiscard]] auto signature_number(signature_facts const &of) -> std::uint32_t;
  [[nodiscard]] auto parameter_number(parameter_facts const &of) -> std::uint32_t;
  [[nodiscard]] auto bases_of(history const &of) -> std::uint32_t;
  void note_gap(api::entry const &of);

  std::map<std::string, std::uint32_t> names_;
  std::vector<std::string> entries_;
  std::map<std::vector<std::string>, std::uint32_t> child_lists_;
  std::vector<std::string> parameters_;
  std::map<std::string, std::uint32_t> parameter_numbers_;
  std::vector<std::string> packages_;
  std::vector<std::string> releases_;
  /// By name, so that each has one at most.
  std::map<std::uint32_t, std::string> gaps_;
  pool signatures_;
  pool uses_;
  pool bases_;
  std::string head_;
};

} // namespace prodreview::api_facts
