// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/paths/atoms.hpp>
#include <prodreview/flow/paths/versions.hpp>
#include <prodreview/tree/unit.hpp>

#include <optional>
#include <span>

namespace prodreview::flow::paths {

/// Reads tests into what they say. `current` gives the version of each variable of the unit.
class condition_reader {
public:
  condition_reader(tree::unit const &in, std::span<std::uint32_t const> current,
                   versions const &known, atoms &to)
      : in_{in}, current_{current}, known_{known}, atoms_{to} {}

  [[nodiscard]] auto read(tree::expression const &test) -> condition;
  /// Adds what is so where a loop over this has a round.
  void read_rounds(tree::expression const &over, conjunction &to);
  [[nodiscard]] auto bound_to(tree::expression const &any) -> bound_value;
  /// `subject == value`, as a case of a `match` asks.
  [[nodiscard]] auto equals(tree::expression const &subject, known_value const &value,
                            tree::node const &at, bool is_turned = false) -> literal;
  /// What it says of a variable's version that it is this constant, or is none, or is true.
  [[nodiscard]] auto of_version(tree::variable_id variable, std::uint32_t version, atom asked,
                                bool holds) -> literal;
  [[nodiscard]] static auto subject_of(tree::variable_id variable, std::uint32_t version)
      -> std::uint64_t;
  [[nodiscard]] auto constant_of(tree::expression const &any) const -> std::optional<known_value>;
  [[nodiscard]] auto asked_of(known_value const &value) const -> atom;

private:
  /// What an expression is to tests: equal code over equal versions has an equal number.
  struct identity {
    std::uint64_t hash = 0;
    std::uint32_t newest = 0;
    bool is_steady = true;
    int nodes = 0;
  };
  static constexpr std::size_t most_alternatives = 4;
  static constexpr int most_nodes = 200;

  [[nodiscard]] auto read_all(tree::bool_op const &test) -> condition;
  [[nodiscard]] auto read_comparison(tree::compare const &test) -> condition;
  [[nodiscard]] auto read_membership(tree::compare const &test) -> condition;
  [[nodiscard]] auto read_order(tree::compare const &test) -> condition;
  void read_range(tree::call const &range, conjunction &to);
  [[nodiscard]] auto meaning_of(tree::name const &flag) const -> condition const *;
  [[nodiscard]] auto constant_of(tree::constant const &literal) const -> known_value;
  [[nodiscard]] auto asked(tree::expression const &subject, question what, tree::node const &at,
                           bool is_turned = false) -> atom;
  [[nodiscard]] auto whole(tree::expression const &test, bool holds) -> condition;
  [[nodiscard]] auto known(literal it) const -> condition;
  [[nodiscard]] static auto conjunction_of(literal it) -> conjunction {
    conjunction made;
    made.add(it);
    return made;
  }
  [[nodiscard]] auto both(alternatives const &a, alternatives const &b) const
      -> std::optional<alternatives>;
  void identify(tree::node const &any, identity &to) const;
  void identify(tree::name const &any, identity &to) const;

  tree::unit const &in_;
  std::span<std::uint32_t const> current_;
  versions const &known_;
  atoms &atoms_;
};

} // namespace prodreview::flow::paths
