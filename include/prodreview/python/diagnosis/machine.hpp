// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/diagnosis/notation.hpp>
#include <prodreview/python/lexer.hpp>
#include <prodreview/tree/unit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::python::diagnosis {

/// How deep rules may be in each other, so that no input exhausts the stack.
inline constexpr int maximum_level = 3000;

/// How much the machine may remember of one statement: some 150 MB. A text with a longer statement
/// that has an error is given up.
inline constexpr std::size_t maximum_values = 2'000'000;

/// Runs the grammar over a text as CPython's parser does: with its order of alternatives, its kept
/// results, its reading of tokens one by one. So it finds the same error.
class machine {
public:
  machine(source const &text, program const &grammar);

  /// The error of the text; nothing when there is none or the text is too deep to tell.
  [[nodiscard]] auto run() -> std::optional<tree::syntax_error>;

private:
  /// What a rule has read. 0 is nothing at all: it did not fit; 1 is what may be absent and is.
  enum class value_id : std::uint32_t { misfit = 0, absent = 1 };
  struct value {
    tree::node_kind kind = tree::node_kind::module;
    bool is_sequence = false;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t parts = 0;
    std::uint32_t part_count = 0;
  };
  struct kept_result {
    std::uint16_t rule;
    value_id result;
    std::uint32_t mark;
    std::uint32_t next;
  };
  using labels = std::array<value_id, label_count>;
  using function = auto(machine::*)(labels const &, std::uint32_t start) -> value_id;

  // --- rules (machine.impl.hpp)
  auto run_rule(std::uint16_t number) -> value_id;
  auto run_left_recursive(std::uint16_t number) -> value_id;
  auto run_alternatives(rule const &of) -> value_id;
  auto run_alternative(alternative const &one, bool &is_final) -> value_id;
  auto run_item(item const &one) -> value_id;
  auto run_once(item const &one) -> value_id;
  auto run_repeated(item const &one) -> value_id;
  auto run_statements(item const &one) -> value_id;
  void forget(std::uint32_t from);
  auto look_ahead(item const &one) -> value_id;
  auto run_forced(item const &one) -> value_id;
  auto finish(alternative const &one, labels const &read, value_id only, std::uint32_t start)
      -> value_id;
  auto error(action const &then, labels const &read) -> value_id;
  [[nodiscard]] auto sentence(std::string_view text, labels const &read) const -> std::string;

  // --- kept results
  [[nodiscard]] auto kept(std::uint16_t number) const -> std::uint32_t;
  [[nodiscard]] auto kept_result_at(std::uint32_t mark, std::uint16_t number) const
      -> std::uint32_t;
  void keep(std::uint32_t mark, std::uint16_t number, value_id result);

  // --- values
  auto make(value const &made) -> value_id;
  auto make_node(tree::node_kind kind, bool is_sequence, std::uint32_t start,
                 std::span<value_id const> parts) -> value_id;
  void flatten(value_id one, std::vector<value_id> &into) const;
  [[nodiscard]] auto get(value_id id) const -> value const & {
    return values_[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] auto parts_of(value const &of) const -> std::span<value_id const> {
    return std::span{parts_}.subspan(of.parts, of.part_count);
  }

  // --- tokens (tokens.impl.hpp)
  auto has_token() -> bool;
  auto fetch() -> bool;
  void read_line();
  [[nodiscard]] auto next() const -> token const & { return tokens_[mark_]; }
  [[nodiscard]] auto last_significant() const -> std::uint32_t;
  [[nodiscard]] auto place_of(token const &one) const -> text_range;
  [[nodiscard]] auto line_of(std::uint32_t offset) const -> std::uint32_t;
  void check_rest();
  [[nodiscard]] auto unclosed_bracket() const -> tree::syntax_error;

  // --- errors
  auto raise(text_range where, std::string message) -> value_id;
  auto raise_at_last(std::string message) -> value_id;
  void raise_generic(token const &at);
  [[nodiscard]] auto range_of(value_id first, value_id last) const -> text_range;
  [[nodiscard]] auto failed() const -> bool { return error_.has_value() || gave_up_; }

  // --- what alternatives say with @ (actions.impl.hpp)
  [[nodiscard]] static auto function_named(std::string_view name) -> function;
  auto enter_future(labels const &read, std::uint32_t start) -> value_id;
  auto check_unequal(labels const &read, std::uint32_t start) -> value_id;
  auto check_conversion(labels const &read, std::uint32_t start) -> value_id;
  auto check_string(labels const &read, std::uint32_t start) -> value_id;
  auto check_format(labels const &read, std::uint32_t start) -> value_id;
  auto concatenate(labels const &read, std::uint32_t start) -> value_id;
  auto check_real(labels const &read, std::uint32_t start) -> value_id;
  auto check_imaginary(labels const &read, std::uint32_t start) -> value_id;
  auto cannot_assign(labels const &read, std::uint32_t start) -> value_id;
  auto cannot_delete(labels const &read, std::uint32_t start) -> value_id;
  auto cannot_loop(labels const &read, std::uint32_t start) -> value_id;
  auto no_bound_of_tuple(labels const &read, std::uint32_t start) -> value_id;
  auto no_bound_of_spec(labels const &read, std::uint32_t start) -> value_id;
  auto bare_generator(labels const &read, std::uint32_t start) -> value_id;
  auto positional_after_keyword(labels const &read, std::uint32_t start) -> value_id;
  auto missing_call(labels const &read, std::uint32_t start) -> value_id;
  auto missing_comma(labels const &read, std::uint32_t start) -> value_id;
  auto missing_colon(labels const &read, std::uint32_t start) -> value_id;
  enum class target : std::uint8_t { assigned, deleted, of_loop };
  [[nodiscard]] auto invalid_target(value_id in, target as) const -> value_id;
  auto refuse_target(value_id in, target as) -> value_id;
  auto no_bound(labels const &read, std::string_view of) -> value_id;
  [[nodiscard]] auto spoken(value_id of) const -> std::string;
  [[nodiscard]] auto is_imaginary(value_id number) const -> bool;
  [[nodiscard]] auto is_legacy_call(value_id name) const -> bool;
  auto check_number(token const &number) -> bool;

  source const *source_;
  program const *program_;
  names names_;
  std::vector<text_range> comments_;
  lexer lexer_;
  std::vector<token> tokens_;
  /// Of each token: how many brackets are open after it, and its kept results.
  std::vector<std::uint16_t> depths_;
  std::vector<std::uint32_t> first_kept_;
  std::vector<kept_result> kept_;
  std::vector<value> values_;
  std::vector<value_id> parts_;
  std::uint32_t mark_ = 0;
  /// How many tokens have been looked at.
  std::uint32_t fill_ = 0;
  int level_ = 0;
  bool for_errors_ = false;
  bool flufl_ = false;
  bool gave_up_ = false;
  /// Nothing that the lexer finds later overrules the error.
  bool is_final_ = false;
  std::optional<tree::syntax_error> error_;
};

} // namespace prodreview::python::diagnosis

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/diagnosis/machine.impl.hpp>
#endif
