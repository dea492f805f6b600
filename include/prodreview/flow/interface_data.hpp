// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/decorators.hpp>
#include <prodreview/flow/returned.hpp>
#include <prodreview/flow/signature.hpp>
#include <prodreview/text/arena.hpp>
#include <prodreview/text/position.hpp>

#include <cstdint>
#include <span>
#include <string_view>

/// What a module offers to others: compact, and independent of its tree.
namespace prodreview::flow {

inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

struct function_interface {
  std::string_view name;
  position_range place;
  flow::signature parameters;
  call_form form = call_form::plain;
  /// Nothing but a docstring, `pass`, `...` or `raise`: others are meant to override it.
  bool is_stub = false;
  /// Every path through it raises (`flow/never_returns.hpp`).
  bool never_returns = false;
  /// How many values it returns (`flow/returned.hpp`).
  arities returns = {};
  /// It has no `return` of a value, not even of None, and is neither a generator nor a coroutine.
  bool gives_none = false;
};

/// `a, b = f(x)` somewhere in a module.
struct unpacked_elsewhere {
  /// What is called, as `tree::qualified_name` spells it.
  std::string_view callee;
  std::uint32_t count = 0;
  position_range place;
};

enum class export_kind : std::uint8_t {
  function, ///< `index` is its place among the functions
  class_,   ///< `index` is its place among the classes
  /// Another name for what `origin` names, as `tree::qualified_name` spells it: an import, or
  /// `f = module.g`.
  alias,
  /// `self.x = …` in a method, or a call that registers it
  instance,
  value, ///< anything else
};

/// One definition of a name, in a module or a class.
struct exported {
  std::string_view name;
  export_kind kind = export_kind::value;
  /// It stands under a condition, in a `try`, or is taken back: other code may decide.
  bool is_conditional = false;
  std::uint32_t index = no_index;
  std::string_view origin = {};
  position_range place = {};
};

/// What makes a class's `__init__` where none is written.
enum class constructor_kind : std::uint8_t { written, dataclass, named_tuple, opaque };

/// A field of a dataclass or NamedTuple, in order.
struct field {
  std::string_view name;
  bool has_default = false;
  bool is_keyword_only = false;
  /// `field(init=False)` and `ClassVar` are no parameters.
  bool is_parameter = true;
};

struct class_interface {
  /// `Outer.Inner` for a nested one.
  std::string_view name;
  position_range place;
  /// As `tree::qualified_name` spells them; empty where one is not known.
  std::span<std::string_view const> bases;
  /// Sorted by name; several definitions of one name in source order.
  std::span<exported const> members;
  std::span<field const> fields;
  constructor_kind constructor = constructor_kind::written;
  bool is_keyword_only = false;
  /// Attributes come from where we cannot see: `__getattr__`, `setattr` of any name, a metaclass,
  /// an unknown decorator.
  bool is_open = false;
};

/// What a module offers.
struct module_interface {
  arena memory{1024};
  /// Sorted by name; several definitions of one name in source order.
  std::span<exported const> names;
  std::span<function_interface const> functions;
  std::span<class_interface const> classes;
  /// The modules of `from m import *`, with leading dots where relative.
  std::span<std::string_view const> stars;
  /// Everything that is imported anywhere in the file, as `binding::origin` spells it; sorted,
  /// each once.
  std::span<std::string_view const> imports;
  /// Where results of functions that the module or its imports define are taken apart.
  std::span<unpacked_elsewhere const> unpackings;
  /// The names of `__all__` where it is a plain list; empty where there is none.
  std::span<std::string_view const> all;
  bool has_all = false;
  /// Names come from where we cannot see: a module's `__getattr__`, `globals()[…]`,
  /// `sys.modules`, `exec`, a text that does not parse.
  bool is_open = false;
};

} // namespace prodreview::flow
