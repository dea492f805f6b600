// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace prodreview {

/// What a value of the configuration may be.
enum class value_type : std::uint8_t {
  integer,  ///< decimal, from `least` to `most`
  word,     ///< one of `words`
  text,     ///< anything but nothing
  glob,     ///< a path pattern (`review/glob.hpp`)
  path,     ///< of a file or folder, relative to the repository's root
  profile,  ///< one of `words`, or the path of a `.yaml` or `.yml` file
  versions, ///< `any`, or comparisons such as `>=2.1,<2.8`
  symbol,   ///< an identifier
  list,     ///< of `element`
  map,      ///< from a name to `element`
  record,   ///< with the keys of `members`
};

/// What the keys of a map name.
enum class name_type : std::uint8_t { rule, symbol, any };

struct option;

/// The type of a value with its constraints.
struct value_shape {
  value_type type;
  std::span<std::string_view const> words{};
  std::int64_t least = 0;
  std::int64_t most = 0;
  value_shape const *element = nullptr;
  name_type names = name_type::any;
  std::span<option const> members{};
  /// A list that must not be empty.
  bool required_entries = false;
};

/// One option: everything that the reader, the schema, `config show`, `config init` and the
/// documentation know of it.
struct option {
  std::string_view key;
  value_shape shape;
  /// The value that holds when nobody sets it, as YAML; empty where there is none (keys of
  /// records).
  std::string_view initial{};
  /// Sentences, in Markdown.
  std::string_view doc{};
  /// A value as YAML, on one line.
  std::string_view example{};
  bool required = false;
  /// A list whose entries come after those of what the file extends, instead of replacing them.
  bool appends = false;
  /// Read and checked, but nothing in this version depends on it yet.
  bool planned = false;
};

inline constexpr std::string_view configuration_file = ".prodreview.yaml";

/// Every option of `.prodreview.yaml`, in the order of the documentation.
[[nodiscard]] auto options() -> std::span<option const>;
/// The options of one entry of `overrides`, of `references`, and of `cpp`.
[[nodiscard]] auto override_options() -> std::span<option const>;
[[nodiscard]] auto reference_options() -> std::span<option const>;
[[nodiscard]] auto cpp_options() -> std::span<option const>;

/// The option with this key, or null.
[[nodiscard]] auto find_option(std::span<option const> among, std::string_view key)
    -> option const *;

/// What the documentation and messages call a shape: `an integer`, `a list of patterns`.
[[nodiscard]] auto shape_name(value_shape const &shape) -> std::string_view;

} // namespace prodreview
