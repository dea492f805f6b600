// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/module_values.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace prodreview::flow {

/// What the other modules of the project say of the names that a module uses.
class outside {
public:
  virtual ~outside() = default;

  /// What a call of a function of another module gives (`.edges.score`), or the instance that a
  /// call of its class makes; null when unknown.
  [[nodiscard]] virtual auto result_of(std::string_view qualified) -> portable_kind const * = 0;
  /// What a method of a class of another module gives (`path.py:Net`).
  [[nodiscard]] virtual auto method_result(std::string_view of_class, std::string_view method)
      -> portable_kind const * = 0;
  /// What an instance keeps in an attribute.
  [[nodiscard]] virtual auto attribute_of(std::string_view of_class, std::string_view attribute)
      -> portable_kind const * = 0;
  /// Whether instances are modules of torch.
  [[nodiscard]] virtual auto is_module(std::string_view of_class) -> bool = 0;
  /// `path.py:Net` for the qualified name of a class; empty when it is none.
  [[nodiscard]] virtual auto class_named(std::string_view qualified) -> std::string = 0;
};

} // namespace prodreview::flow
