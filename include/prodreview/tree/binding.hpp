// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/names.hpp>
#include <prodreview/text/position.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::tree {

enum class scope_id : std::uint32_t { module = 0, none = 0xFFFFFFFF };
enum class variable_id : std::uint32_t { none = 0xFFFFFFFF };

enum class scope_kind : std::uint8_t {
  module,
  class_,
  function,
  lambda,
  comprehension,
  /// The scope that holds the type parameters of a function, class or alias.
  type_parameters,
};

/// A region in which names are looked up, as the language has it.
struct scope {
  scope_kind kind = scope_kind::module;
  scope_id parent = scope_id::none;
  /// What opens it: the module, class, function, lambda, comprehension expression, …
  node const *opened_by = nullptr;
};

/// How a name comes to stand for a value.
enum class binding_kind : std::uint8_t {
  assignment, ///< `x = …`, an unpacking, a `for` target, `with … as x`, `:=`
  annotation, ///< `x: T` without a value: declares, binds nothing
  augmented,  ///< `x += …`
  parameter,
  function,
  class_,
  import_,   ///< `origin` is what it stands for
  exception, ///< `except … as x`
  capture,   ///< in a pattern
  type_parameter,
  deletion,    ///< `del x`
  star_import, ///< not one name: every name of the module may be bound by `from m import *`
};

/// One place that binds a variable.
struct binding {
  variable_id variable = variable_id::none;
  /// The scope in which it stands; another than the variable's after `global` or `nonlocal`.
  scope_id scope = scope_id::module;
  binding_kind kind = binding_kind::assignment;
  /// The name alone.
  text_range place;
  /// The statement, parameter, alias, handler or pattern that binds.
  node const *by = nullptr;
  /// The value where it is assigned whole and alone (`x = value`, `x := value`), else null.
  expression const *value = nullptr;
  /// For an import: the qualified name, with leading dots where it is relative (`torch.nn`,
  /// `.edges`).
  std::string_view origin = {};
};

/// One variable of one scope, with all its bindings in source order. The name is the mangled one
/// where the language mangles private names.
struct variable {
  name_id name = name_id::none;
  scope_id scope = scope_id::module;
  /// The indices of its bindings in `bindings::all`.
  std::span<std::uint32_t const> bound_at = {};
  /// Some other scope binds it through `global` or `nonlocal`.
  bool bound_elsewhere = false;
  /// What all bindings agree that it stands for, as `qualified_name` spells it; or empty.
  std::string stands_for = {};
};

/// Every name of a unit, resolved by the language's own rules.
struct bindings {
  std::vector<scope> scopes;
  std::vector<variable> variables;
  std::vector<binding> all;
  /// What `variable::bound_at` points into.
  std::vector<std::uint32_t> by_variable;
  /// By `name::occurrence`: the variable that the name means; `none` for a builtin or unknown name.
  std::vector<variable_id> of_occurrence;
  /// By `name::occurrence`: the scope in which the name stands.
  std::vector<scope_id> scope_of_occurrence;
  /// The first occurrence of each name that nothing of the unit binds or declares: builtins,
  /// what a star import may bind, and names that do not exist. Ascending.
  std::vector<std::uint32_t> first_unbound;
  /// A star import can bind any name of the module.
  bool has_star_import = false;
  /// `exec`, `globals()` and the like can bind names that no binding shows.
  bool has_unseen_bindings = false;

  [[nodiscard]] auto variable_of(name const &occurrence) const -> variable const * {
    auto const id = of_occurrence[occurrence.occurrence];
    return id == variable_id::none ? nullptr : &variables[static_cast<std::uint32_t>(id)];
  }
};

} // namespace prodreview::tree
