// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolver.hpp"
#include <prodreview/flow/api/entry.hpp>

#include <compare>
#include <map>
#include <string>
#include <vector>

namespace prodreview::api_facts {

namespace api = flow::api;

struct parameter_facts {
  std::string name;
  /// A `parameter_kind`, by number.
  std::uint8_t kind = 0;
  bool has_default = false;
  std::string value;
  auto operator<=>(parameter_facts const &) const = default;
};

struct signature_facts {
  std::vector<parameter_facts> parameters;
  api::return_kind returns = api::return_kind::unknown;
  auto operator<=>(signature_facts const &) const = default;
};

/// One public name in one version.
struct facts {
  api::entry_kind kind = api::entry_kind::other;
  bool is_closed = false;
  bool is_native = false;
  bool is_deprecated = false;
  /// It does nothing but raise: the name is kept to say what to use.
  bool is_gone = false;
  std::string replacement = {};
  /// None: nothing is known of how it is called.
  std::vector<signature_facts> signatures = {};
  std::vector<std::string> bases = {};
  std::map<std::string, facts, std::less<>> members = {};
};

/// Everything public of a version, under the name of the package.
[[nodiscard]] auto facts_of(package &of, std::string const &name) -> facts;

/// How a function can be called; none when a decorator may change it. `is_bound`: the first
/// parameter is given.
[[nodiscard]] auto signature_of(source_module const &in, tree::function const &of, bool is_bound)
    -> std::optional<signature_facts>;

/// Whether a function or class says by a decorator or a warning at its head that it is deprecated,
/// and the name to use instead where one follows. `public_name` is how its documentation calls it.
struct deprecation {
  bool is_deprecated = false;
  bool is_gone = false;
  std::string replacement = {};
};
[[nodiscard]] auto deprecation_of(source_module const &in, tree::function const &of,
                                  std::string const &public_name) -> deprecation;
[[nodiscard]] auto deprecation_in(source_module const &in, tree::many<tree::expression> decorators)
    -> deprecation;
/// What the documentation of a name says.
[[nodiscard]] auto deprecation_said(std::string_view documentation, std::string const &public_name)
    -> deprecation;

/// The qualified name after "use" or "in favor of", or none.
[[nodiscard]] auto replacement_in(std::string_view said) -> std::string;

} // namespace prodreview::api_facts
