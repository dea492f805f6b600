// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/domains/kind/kind.hpp>
#include <prodreview/tree/unit.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview::flow {

class memory;
struct portable_sort;

/// A kind that outlives the analysis that found it: nothing in it points anywhere. Empty: unknown.
using portable_kind = std::vector<portable_sort>;

struct portable_sort {
  flow::kind is = flow::kind::unknown;
  /// The meaning of a tensor.
  std::uint32_t detail = 0;
  /// The class of an instance: qualified, or `path.py:Class` for one of the project.
  std::string name = {};
  /// Of a tuple all, of a list the one that stands for all.
  std::vector<portable_kind> elements = {};
};

/// What a module's functions give back and its classes keep in `self`, whoever calls them.
struct module_values {
  using entry = std::pair<std::string, portable_kind>;
  /// `f` and `Net.forward`; sorted by name.
  std::vector<entry> results;
  /// `Net.fc`; sorted by name.
  std::vector<entry> attributes;

  [[nodiscard]] static auto find(std::vector<entry> const &in, std::string_view name)
      -> portable_kind const *;
};

/// Runs a unit alone: of what other modules give, nothing is known.
[[nodiscard]] auto values_of_module(tree::unit const &in) -> module_values;

[[nodiscard]] auto to_portable(memory const &in, value_id of, std::string_view path)
    -> portable_kind;
[[nodiscard]] auto from_portable(memory &in, portable_kind const &it) -> value_id;

} // namespace prodreview::flow
