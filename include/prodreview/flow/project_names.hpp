// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/project.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace prodreview::flow {

/// Which names of a module lead into its project: a fact of a view. It spares the rules from asking
/// the project about every `torch.…`.
class project_names {
public:
  explicit project_names(module_view const &of);

  /// What a dotted expression leads to; unknown where its first name is none of the project's.
  [[nodiscard]] auto resolve(tree::expression const &named) const -> target;
  /// What a qualified name leads to, as seen from the module.
  [[nodiscard]] auto resolve(std::string_view qualified) const -> target const &;
  /// Whether the first name of a dotted expression leads into the project.
  [[nodiscard]] auto leads_inside(tree::expression const &named) const -> bool;
  /// Whether `import name` in the module means a module of the project.
  [[nodiscard]] auto has_top_level(std::string_view name) const -> bool;

  [[nodiscard]] auto project() const -> flow::project * { return of_.project(); }
  [[nodiscard]] auto path() const -> std::string const & { return of_.path(); }

private:
  /// Looks names up by what they are spelt, without making a string of it.
  struct by_spelling {
    using is_transparent = void;
    [[nodiscard]] auto operator()(std::string_view name) const -> std::size_t {
      return std::hash<std::string_view>{}(name);
    }
  };
  template <class Value>
  using by_name = std::unordered_map<std::string, Value, by_spelling, std::equal_to<>>;

  [[nodiscard]] auto walk_to(std::string_view qualified) const -> name_walk const &;

  module_view const &of_;
  /// By variable.
  std::vector<bool> is_inside_;
  mutable by_name<bool> tops_;
  /// A name is one step from what it is a part of.
  mutable by_name<name_walk> known_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/project_names.impl.hpp>
#endif
