// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// The rows of the table of what packages offer. Strings are numbers of the pool of names.
namespace prodreview::flow::api {

enum class entry_kind : std::uint8_t {
  module,
  function,
  class_,
  /// Of a class: bound to an instance, to the class, or to nothing.
  method,
  class_method,
  static_method,
  property,
  /// A value of a module or class, or of an instance.
  value,
  /// Is there, and nothing else is known: from another package, or made by C++.
  other,
};

/// What a call gives, as far as its annotation says it.
enum class return_kind : std::uint8_t {
  unknown,
  none,
  tensor,
  /// A tuple of tensors, named or not.
  tensor_tuple,
  tensor_list,
  boolean,
  integer,
  floating,
  number,
  string,
  size,
  dtype,
  device,
  /// The instance, or one of its class.
  self,
};

/// No release: of what is not deprecated.
inline constexpr std::uint8_t no_release = 255;

/// One name. `first` and `last` are numbers of the package's releases, both included. One that
/// raised in every release that was read has `no_release` for its first.
struct entry {
  static constexpr std::size_t width = 21;
  /// Its members are rows of the table of entries, sorted by name.
  std::uint32_t children = 0;
  std::uint32_t child_count = 0;
  std::uint32_t name = 0;
  /// Numbers of a list of signatures, of base classes, and of a name to use instead.
  std::uint32_t signatures = 0;
  std::uint32_t bases = 0;
  std::uint32_t replacement = 0;
  entry_kind kind = entry_kind::other;
  /// Of a module or class: every name in it is known, what is not listed is not there.
  bool is_closed = false;
  /// Of a function: bound by C++, which knows more spellings of some keywords (`axis` for `dim`).
  bool is_native = false;
  std::uint8_t first = no_release;
  std::uint8_t last = 0;
  /// The first release that calls it deprecated.
  std::uint8_t deprecated = no_release;
  /// The releases in between that said that it is gone, before it came back.
  std::uint8_t gap_first = no_release;
  std::uint8_t gap_last = 0;
};

/// A signature with the releases that have it.
struct signature_use {
  static constexpr std::size_t width = 6;
  std::uint32_t signature = 0;
  std::uint8_t first = 0;
  std::uint8_t last = 0;
  return_kind returns = return_kind::unknown;
};

/// A part of one of the tables.
struct table_slice {
  static constexpr std::size_t width = 5;
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

/// One number of a list.
struct table_number {
  static constexpr std::size_t width = 3;
  std::uint32_t number = 0;
};

/// A parameter; `kind` is a `parameter_kind` by number, `value` its default as it is written: none
/// where there is none or it is long.
struct table_parameter {
  static constexpr std::size_t width = 7;
  std::uint32_t name = 0;
  std::uint32_t value = 0;
  std::uint8_t kind = 0;
  bool has_default = false;
};

/// What is missing of the releases of a name that came back.
struct gap_row {
  std::uint32_t name;
  std::uint8_t first;
  std::uint8_t last;
};

/// A package, whose releases are a part of the releases of all.
struct package_row {
  std::uint32_t name;
  std::uint32_t entry;
  table_slice releases;
};

struct release {
  std::uint8_t major;
  std::uint8_t minor;
};

} // namespace prodreview::flow::api
