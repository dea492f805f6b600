// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// One name. `first` and `last` are numbers of the package's releases, both included; a name that
/// went and came back is taken as present in between. One that raised in every release that was
/// read has `no_release` for its first.
struct entry {
  std::uint32_t children;
  std::uint16_t child_count;
  std::uint16_t name;
  /// Numbers of a list of signatures, of base classes, and of a name to use instead.
  std::uint16_t signatures;
  std::uint16_t bases;
  std::uint16_t replacement;
  entry_kind kind;
  /// Every name in it is known: what is not listed is not there.
  bool is_closed;
  std::uint8_t first;
  std::uint8_t last;
  /// The first release that calls it deprecated.
  std::uint8_t deprecated;
  /// Bound by C++, which knows more spellings of some keywords (`axis` for `dim`).
  bool is_native;
};

/// A signature with the releases that have it.
struct signature_use {
  std::uint16_t signature;
  std::uint8_t first;
  std::uint8_t last;
  return_kind returns;
};

/// A part of one of the arrays.
struct table_slice {
  std::uint32_t begin;
  std::uint16_t count;
};

/// A parameter; `kind` is a `parameter_kind` by number, `value` its default as it is written: none
/// where there is none or it is long.
struct table_parameter {
  std::uint16_t name;
  std::uint16_t value;
  std::uint8_t kind;
  bool has_default;
};

/// A package, whose releases are a part of the releases of all.
struct package_row {
  std::uint16_t name;
  std::uint32_t entry;
  table_slice releases;
};

struct release {
  std::uint8_t major;
  std::uint8_t minor;
};

} // namespace prodreview::flow::api
