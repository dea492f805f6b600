// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// What `.gitattributes` say of who wrote a file. They are read from the side under review, not
/// from wherever git would look first.
class authorship_attributes {
public:
  /// Gives the content of a file of that side; nothing where it is not there.
  using file_reader = std::function<auto(std::string const &path)->std::optional<std::string>>;

  explicit authorship_attributes(file_reader read) : read_{std::move(read)} {}

  /// `generated`, `vendored`, or empty: by `linguist-generated` and `linguist-vendored`.
  [[nodiscard]] auto reason_to_skip(std::string_view path) -> std::string;

private:
  struct line {
    std::string pattern;
    /// Nothing: the line does not speak of it.
    std::optional<bool> is_generated;
    std::optional<bool> is_vendored;
  };

  [[nodiscard]] auto lines_of(std::string const &folder) -> std::vector<line> const &;
  [[nodiscard]] static auto parse(std::string_view content) -> std::vector<line>;
  [[nodiscard]] static auto parse_line(std::string_view text) -> std::optional<line>;
  static void apply(std::string_view word, line &into);

  file_reader read_;
  /// By folder: empty, or with a `/` at its end.
  std::map<std::string, std::vector<line>, std::less<>> known_;
};

} // namespace prodreview
