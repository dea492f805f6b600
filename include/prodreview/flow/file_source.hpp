// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace prodreview::flow {

/// The files of one side of a change, or of a folder. Nothing is listed or read before it is asked
/// for. May be used from several threads at once; every answer stays the same.
class file_source {
public:
  virtual ~file_source() = default;

  /// The paths of the Python files, relative to the project's root, sorted bytewise, each once.
  [[nodiscard]] virtual auto paths() -> std::span<std::string const> = 0;

  /// What names the content of `paths()[file]`: equal identities, equal bytes. Empty where only
  /// reading tells.
  [[nodiscard]] virtual auto identity(std::uint32_t file) -> std::string = 0;

  /// The bytes of `paths()[file]`; false where they cannot be had.
  [[nodiscard]] virtual auto read(std::uint32_t file, std::string &content) -> bool = 0;

  /// The bytes of any other file of the project; false where there is none or it cannot be had.
  [[nodiscard]] virtual auto read_named(std::string const &, std::string &) -> bool {
    return false;
  }

  /// Whether there is any file or folder of this path, in whatever language, tracked or not.
  [[nodiscard]] virtual auto exists(std::string_view path) -> bool = 0;
};

} // namespace prodreview::flow
