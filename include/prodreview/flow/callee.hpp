// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/project.hpp>

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace prodreview::flow {

/// What a call of the project's code calls, where that is certain.
struct callee {
  /// The function that is called; null where the fields of a class make its constructor.
  function_interface const *function = nullptr;
  /// The class that is constructed.
  class_interface const *of_class = nullptr;
  /// The file that defines it.
  std::uint32_t file = no_index;
  std::vector<parameter> parameters = {};
  /// Positional parameters that the call does not pass: `self`.
  std::uint32_t skipped = 0;

  [[nodiscard]] explicit operator bool() const { return file != no_index; }
};

/// A function or class of the project called by its name, a method called through `self`, `cls`,
/// `super()` or its class. `ancestors` are the nodes around the call.
[[nodiscard]] auto callee_of(module_view const &in, tree::call const &call,
                             std::span<tree::node const *const> ancestors) -> callee;

/// What a call of a method of an instance of exactly this class calls.
[[nodiscard]] auto callee_of_instance(module_view const &in, class_place of, std::string_view name)
    -> callee;

/// Whether a class that derives from a class has a member of its own of this name.
[[nodiscard]] auto is_overridden(project &in, class_place of, std::string_view name) -> bool;

/// What a class of the module is in its project, under its qualified name (`here:Outer.Inner`);
/// nothing where that name leads to another definition.
[[nodiscard]] auto class_defined_by(module_view const &in, tree::class_def const &it,
                                    std::string const &qualified) -> class_place;

/// The class whose method is the innermost function around, where its first parameter is `self`:
/// the function stands directly in the class's body. Nothing within a nested function that has a
/// parameter of that name.
struct method_place {
  class_place of;
  tree::function const *method = nullptr;
};
[[nodiscard]] auto method_around(module_view const &in,
                                 std::span<tree::node const *const> ancestors) -> method_place;

/// The classes of a module's functions, and the lines of bases of the classes that were asked for:
/// a fact of a view.
class method_places {
public:
  explicit method_places(module_view const &of) : of_{of} {}

  /// What `method_around` says; `ancestors` go down to a function.
  [[nodiscard]] auto of(std::span<tree::node const *const> ancestors) const -> method_place;
  [[nodiscard]] auto line_of(class_place of) const -> class_line const &;

private:
  [[nodiscard]] auto find(std::span<tree::node const *const> ancestors) const -> method_place;

  module_view const &of_;
  mutable std::unordered_map<tree::node const *, method_place> places_;
  mutable std::unordered_map<class_interface const *, class_line> lines_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/callee.impl.hpp>
#endif
