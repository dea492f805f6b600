// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/outside.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/flow/project_names.hpp>

#include <deque>
#include <string>

namespace prodreview::flow {

/// The other modules as a project sees them from one file.
class project_outside : public outside {
public:
  /// The names must belong to a project.
  explicit project_outside(project_names const &from) : in_{*from.project()}, from_{from} {}

  [[nodiscard]] auto result_of(std::string_view qualified) -> portable_kind const * override;
  [[nodiscard]] auto method_result(std::string_view of_class, std::string_view method)
      -> portable_kind const * override;
  [[nodiscard]] auto attribute_of(std::string_view of_class, std::string_view attribute)
      -> portable_kind const * override;
  [[nodiscard]] auto is_module(std::string_view of_class) -> bool override;
  [[nodiscard]] auto class_named(std::string_view qualified) -> std::string override;

private:
  [[nodiscard]] auto result_of(target const &function) -> portable_kind const *;
  [[nodiscard]] auto find_class(std::string_view of_class) -> class_place;
  /// What the interpreter does not know of its own module, such as a class that is bound twice, is
  /// open: it is not read again.
  [[nodiscard]] auto is_own(std::uint32_t file) const -> bool;

  project &in_;
  project_names const &from_;
  /// Instances of classes that were called.
  std::deque<portable_kind> made_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/project_outside.impl.hpp>
#endif
