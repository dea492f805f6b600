// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/api/api.hpp>
#include <prodreview/flow/api/fit.hpp>
#include <prodreview/flow/hash_index.hpp>
#include <prodreview/flow/module_view.hpp>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace prodreview::flow::api {

/// A name of a package that the table knows, with the name around it: `torch.nn.functional` of
/// `torch.nn.functional.softmax`.
struct known_name {
  std::string qualified;
  lookup found = {};
  known_name const *around = nullptr;
  /// Every release has it and what is around it, and none calls it deprecated; or nothing is known.
  bool is_plain = false;
  /// How to call it, once somebody asked.
  mutable std::optional<std::vector<known_signature>> signatures = {};
};

/// What the names and attributes of a module mean in the packages that the table knows. Each dotted
/// name is looked up once.
class names {
public:
  explicit names(module_view const &in);

  /// What an expression names, by binding; null where that is no name of such a package, or where
  /// the project has a package of that name itself.
  [[nodiscard]] auto of(tree::expression const &named) const -> known_name const *;
  /// How a call of such a name fits it. Called through its class, a method gets its `self`.
  [[nodiscard]] auto fit_of(tree::call const &call) const -> fit const &;
  /// What an import of a qualified name brings.
  [[nodiscard]] auto of_import(std::string_view qualified) const -> known_name const *;

private:
  struct attribute_of {
    known_name const *owner;
    name_id part;
    known_name const *is;
  };
  [[nodiscard]] auto is_foreign(std::string_view qualified) const -> bool;
  [[nodiscard]] auto of_root(tree::name const &root) const -> known_name const *;
  [[nodiscard]] auto of_attribute(tree::attribute const &part) const -> known_name const *;
  [[nodiscard]] auto look_at(tree::call const &call) const -> fit;
  [[nodiscard]] auto add(std::string_view qualified) const -> known_name const *;
  [[nodiscard]] auto add(known_name const &owner, std::string_view part) const
      -> known_name const *;

  module_view const &in_;
  bool has_any_ = false;
  /// By variable; null: not a known package.
  std::vector<known_name const *> roots_;
  mutable std::deque<known_name> all_;
  mutable std::vector<attribute_of> attributes_;
  mutable hash_index index_;
  /// Several rules ask of one call, one after the other.
  mutable tree::call const *last_call_ = nullptr;
  mutable fit last_fit_;
};

/// Which releases the project around a module supports; every one where there is none.
[[nodiscard]] auto supported_in(module_view const &in) -> supported_releases const &;

} // namespace prodreview::flow::api

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/api/names.impl.hpp>
#endif
