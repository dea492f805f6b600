// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/project.hpp>

#include <string>
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
  [[nodiscard]] auto resolve(std::string qualified) const -> target;
  /// Whether the first name of a dotted expression leads into the project.
  [[nodiscard]] auto leads_inside(tree::expression const &named) const -> bool;

private:
  module_view const &of_;
  /// By variable.
  std::vector<bool> is_inside_;
  mutable std::unordered_map<std::string, target> known_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/project_names.impl.hpp>
#endif
