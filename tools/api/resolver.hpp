// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "package.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace prodreview::api_facts {

enum class entity_kind : std::uint8_t {
  module,
  function,
  class_,
  value,
  /// Is there, and nothing is known of it: from another package, or made by C++.
  other,
};

/// What a name of a module stands for, followed through imports and assignments to where it is
/// defined.
struct entity {
  entity_kind kind = entity_kind::other;
  source_module const *in = nullptr;
  /// `torch.nn.modules.linear.Linear`: equal for every name of the same thing.
  std::string defined_as = {};
  std::vector<tree::function const *> functions = {};
  tree::class_def const *class_ = nullptr;
  tree::expression const *annotation = nullptr;
  /// Where the name is the deprecated one of two: the other, by its module.
  std::string used_instead = {};
};

/// The names of a module, and whether there can be others.
struct name_list {
  std::set<std::string, std::less<>> names;
  bool is_closed = true;
};

/// Follows names through a package.
class resolver {
public:
  explicit resolver(package &of) : package_{of} {}

  /// Nothing when the module has no such name.
  [[nodiscard]] auto find(std::string const &module, std::string const &name, int depth = 0)
      -> std::optional<entity>;
  /// An expression that stands in a module.
  [[nodiscard]] auto find(source_module const &in, tree::expression const &named, int depth = 0)
      -> std::optional<entity>;
  [[nodiscard]] auto names_of(std::string const &module) -> name_list const &;
  [[nodiscard]] auto whole() -> package & { return package_; }

private:
  [[nodiscard]] auto look_up(std::string const &module, std::string const &name, int depth)
      -> std::optional<entity>;
  [[nodiscard]] auto find_in(source_module const &in, std::string const &name, int depth)
      -> std::optional<entity>;
  [[nodiscard]] auto find_bound(source_module const &in, tree::variable const &of,
                                std::string const &name, int depth) -> std::optional<entity>;
  [[nodiscard]] auto find_imported(source_module const &in, std::string_view origin, int depth)
      -> entity;
  [[nodiscard]] auto find_assigned(source_module const &in, tree::expression const &value,
                                   int depth) -> std::optional<entity>;
  void add_names(source_module const &in, name_list &to);
  [[nodiscard]] auto exported_by(std::string const &module)
      -> std::set<std::string, std::less<>> const &;

  package &package_;
  /// A name that is being looked up counts as there: imports may go round.
  std::map<std::string, std::optional<entity>, std::less<>> found_;
  std::map<std::string, name_list, std::less<>> lists_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> exports_;
};

/// A relative import made absolute.
[[nodiscard]] auto absolute(source_module const &in, std::string_view origin) -> std::string;

} // namespace prodreview::api_facts
