// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/lexer.hpp>
#include <prodreview/python/scratch.hpp>
#include <prodreview/python/token.hpp>
#include <prodreview/tree/unit.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prodreview::python {

/// How deep expressions may be nested in each other (CPython's parser stack holds about as many),
/// and how high a tree may become. Whoever walks a tree can rely on it.
inline constexpr int maximum_nesting = 1000;
inline constexpr int maximum_height = 2000;
inline constexpr std::size_t maximum_elifs = 1000;

/// Recursive descent over Python's grammar, one function a rule, named as in the language
/// reference.
///
/// After the first error in a statement the cursor stands before tokens that fit nowhere, so every
/// rule returns at once, with a node that nobody looks at, and no rule has to check what another
/// gave it; the loop over statements does.
class grammar {
public:
  explicit grammar(tree::unit &into);

  /// The whole file.
  void file();

private:
  using expression = tree::expression;
  template <class T> using many = tree::many<T>;
  friend class nesting;

  // --- cursor
  [[nodiscard]] auto kind() const -> token_kind { return at_->kind; }
  [[nodiscard]] auto is(token_kind kind) const -> bool { return at_->kind == kind; }
  [[nodiscard]] auto begin() const -> std::uint32_t { return at_->begin; }
  /// Where the last token ended.
  [[nodiscard]] auto end() const -> std::uint32_t { return at_[-1].end; }
  void advance() { ++at_; }
  auto accept(token_kind kind) -> bool {
    if (!is(kind)) return false;
    advance();
    return true;
  }
  void expect(token_kind kind) {
    if (!accept(kind)) fail();
  }
  void next_line() { at_ = lexer_.next_line(); }
  /// Gives up the statement at the token under the cursor.
  void fail();
  void fail(text_range where, std::string message);
  [[nodiscard]] auto failed() const -> bool { return failure_.has_value(); }

  // --- making nodes
  template <class T> auto node(std::uint32_t begin, std::uint32_t end) -> T * {
    auto *const made = unit_.memory.make<T>();
    made->kind = T::is;
    made->range = {begin, end};
    return made;
  }
  template <class T> auto node(std::uint32_t begin) -> T * { return node<T>(begin, end()); }
  template <class T> auto keep(std::size_t mark) -> many<T> {
    return scratch_.take<T>(mark, unit_.memory);
  }
  auto use_name(tree::context use) -> expression *;

  // --- statements (statements.impl.hpp)
  auto statements(token_kind until) -> many<tree::statement>;
  void statement();
  auto compound_statement() -> tree::statement *;
  void recover(std::uint32_t start, std::size_t blocks);
  auto resynchronise(std::uint32_t start) -> std::uint32_t;
  [[nodiscard]] static auto is_first_of_line(token const &one) -> bool;
  [[nodiscard]] auto line_start(std::uint32_t at) const -> std::uint32_t;
  [[nodiscard]] auto next_line_start(std::uint32_t at) const -> std::uint32_t;
  [[nodiscard]] auto next_sane_line(std::uint32_t from) const -> std::uint32_t;
  void check_height(std::size_t mark);

  // --- simple statements (simple_statements.impl.hpp)
  void simple_statements(std::uint32_t &start);
  auto simple_statement() -> tree::statement *;
  auto expression_statement() -> tree::statement *;
  auto assignment(expression *value, std::uint32_t begin) -> tree::statement *;
  auto augmented_assignment(expression *target, std::uint32_t begin) -> tree::statement *;
  auto annotated_assignment(expression *target, std::uint32_t begin) -> tree::statement *;
  auto annotated_value() -> expression *;
  void end_of_statement();
  auto return_statement() -> tree::statement *;
  auto raise_statement() -> tree::statement *;
  auto del_statement() -> tree::statement *;
  auto assert_statement() -> tree::statement *;
  template <class T> auto scope_statement() -> tree::statement *;
  template <class T> auto word_statement() -> tree::statement *;
  auto type_alias() -> tree::statement *;

  // --- imports (imports.impl.hpp)
  void enter_future(tree::import_from const &import);
  auto import_statement() -> tree::statement *;
  auto import_from_statement() -> tree::statement *;
  auto imported_names() -> many<tree::alias>;
  auto star_import() -> many<tree::alias>;
  auto import_name() -> tree::alias *;
  auto dotted_import_name() -> tree::alias *;
  void import_as(tree::alias &alias);
  auto dotted_name() -> tree::named_place;
  auto plain_name() -> tree::named_place;

  // --- compound statements (compound_statements.impl.hpp)
  auto block() -> many<tree::statement>;
  auto line_block() -> many<tree::statement>;
  auto indented_block() -> many<tree::statement>;
  void expect_indented_block();
  auto header_end() -> std::uint32_t;
  auto else_block() -> many<tree::statement>;
  auto if_statement() -> tree::statement *;
  auto if_branch() -> tree::if_ *;
  auto single(tree::statement const *one) -> many<tree::statement>;
  auto while_statement() -> tree::statement *;
  template <class T> auto for_statement(std::uint32_t begin) -> tree::statement *;
  template <class T> auto with_statement(std::uint32_t begin) -> tree::statement *;
  auto bracketed_with_items() -> std::optional<many<tree::with_item>>;
  [[nodiscard]] auto bracket_ends_header() const -> bool;
  auto with_items() -> many<tree::with_item>;
  auto with_item() -> tree::with_item *;
  auto try_statement() -> tree::statement *;
  auto except_handler(bool star) -> tree::except_handler *;

  // --- definitions (definitions.impl.hpp)
  auto decorated() -> tree::statement *;
  auto async_statement() -> tree::statement *;
  template <class T>
  auto function_definition(std::uint32_t begin, many<expression> decorators) -> tree::statement *;
  auto class_definition(many<expression> decorators) -> tree::statement *;
  void class_arguments(std::size_t keywords);
  auto type_parameters() -> many<tree::type_parameter>;
  auto type_parameter() -> tree::type_parameter *;
  template <class T> auto starred_type_parameter() -> tree::type_parameter *;

  // --- parameters (parameters.impl.hpp)
  struct parameter_list;
  auto parameters(token_kind closing, bool annotated) -> tree::arguments *;
  void end_positional_only(parameter_list &list);
  void begin_keyword_only(parameter_list &list, bool annotated);
  void last_parameter(parameter_list &list, token_kind closing, bool annotated);
  void next_parameter(parameter_list &list, bool annotated);
  void finish_parameters(parameter_list &list);
  auto parameter(bool annotated) -> tree::arg *;
  auto star_parameter(bool annotated) -> tree::arg *;

  // --- patterns (patterns.impl.hpp)
  [[nodiscard]] auto is_match_statement() const -> bool;
  auto match_statement() -> tree::statement *;
  auto match_subject() -> expression *;
  auto match_case() -> tree::match_case *;
  auto patterns() -> tree::pattern *;
  auto pattern() -> tree::pattern *;
  auto or_pattern() -> tree::pattern *;
  auto closed_pattern() -> tree::pattern *;
  auto star_pattern() -> tree::pattern *;
  auto maybe_star_pattern() -> tree::pattern *;
  auto bracketed_pattern() -> tree::pattern *;
  auto mapping_pattern() -> tree::pattern *;
  auto name_pattern() -> tree::pattern *;
  auto class_pattern(expression *cls, std::uint32_t begin) -> tree::pattern *;
  auto capture_target() -> tree::named_place;

  // --- values in patterns (pattern_values.impl.hpp)
  auto mapping_key() -> expression *;
  auto value_pattern(expression *value, std::uint32_t begin) -> tree::pattern *;
  auto singleton_pattern(tree::constant_kind value) -> tree::pattern *;
  auto literal() -> expression *;
  auto signed_number() -> expression *;
  auto no_number() -> expression *;
  [[nodiscard]] static auto is_imaginary(expression const &number) -> bool;
  auto dotted_value() -> expression *;

  // --- expressions (expressions.impl.hpp)
  auto star_expressions() -> expression *;
  auto star_expression() -> expression *;
  auto more_expressions(expression *first, std::uint32_t begin) -> expression *;
  auto expression_() -> expression *;
  auto named_expression() -> expression *;
  auto star_named_expression() -> expression *;
  auto starred(int level) -> expression *;
  auto conditional(expression *body, std::uint32_t begin) -> expression *;
  auto operation(int level) -> expression *;
  auto first_operand(int level) -> expression *;
  auto extend(expression *left, int level, std::uint32_t begin) -> expression *;
  auto boolean(expression *left, int level, std::uint32_t begin) -> expression *;
  auto comparison(expression *left, std::uint32_t begin) -> expression *;
  auto comparison_operator() -> tree::comparison;
  auto chain(expression *left, int level, std::uint32_t begin) -> expression *;
  auto factor() -> expression *;
  auto unary(tree::unary_operator op) -> expression *;
  auto power(expression *base, std::uint32_t begin) -> expression *;
  auto await() -> expression *;
  auto lambda() -> expression *;
  auto yield() -> expression *;
  auto tuple_from(std::size_t mark, std::uint32_t begin) -> expression *;

  // --- primaries (primaries.impl.hpp)
  auto primary() -> expression *;
  auto trailers(expression *value, std::uint32_t begin) -> expression *;
  auto attribute(expression *value, std::uint32_t begin) -> expression *;
  auto call(expression *func, std::uint32_t begin) -> expression *;
  void more_arguments(std::size_t keywords);
  [[nodiscard]] auto ends_with_unpacking(std::size_t keywords) const -> bool;
  auto argument() -> expression *;
  auto keyword() -> tree::keyword *;
  auto subscript(expression *value, std::uint32_t begin) -> expression *;
  auto slices() -> expression *;
  auto slice() -> expression *;
  auto rest_of_slice(expression *lower, std::uint32_t begin) -> expression *;
  auto atom() -> expression *;
  auto no_expression() -> expression *;
  auto number() -> expression *;
  auto constant(tree::constant_kind what) -> expression *;

  // --- displays (displays.impl.hpp)
  auto bracketed() -> expression *;
  auto tuple(std::size_t mark, std::uint32_t begin) -> expression *;
  auto list() -> expression *;
  auto brace() -> expression *;
  auto dict(expression *key, std::uint32_t begin) -> expression *;
  auto dict_comprehension(expression *key, expression *value, std::uint32_t begin) -> expression *;
  auto set(expression *first, std::uint32_t begin) -> expression *;
  template <class T>
  auto comprehension(expression *element, token_kind closing, std::uint32_t begin) -> expression *;
  auto for_clauses() -> many<tree::comprehension>;
  auto for_clause() -> tree::comprehension *;
  [[nodiscard]] auto is_for_clause() const -> bool {
    return is(token_kind::for_) || is(token_kind::async);
  }

  // --- strings (strings.impl.hpp)
  struct string_parts;
  auto strings() -> expression *;
  auto only_string() -> expression *;
  auto concatenation() -> expression *;
  void check_mixture(string_parts const &parts, std::uint32_t start);
  template <class T> auto format_node(std::size_t mark, std::uint32_t begin) -> expression *;
  void plain_part(string_parts &parts);
  void add_text(string_parts &parts, tree::piece piece, text_range place);
  auto joined_constant(string_parts &parts) -> expression *;
  void flush(string_parts &parts);
  void format_part(string_parts &parts, bool is_template);
  void literal_text(string_parts &parts, tree::piece_form form);
  void field(string_parts &parts, bool is_template, bool raw);
  template <class T>
  auto add_field(std::uint32_t begin, expression *value, char conversion, expression *specification)
      -> T *;
  auto conversion() -> char;
  auto format_specification(bool raw) -> expression *;
  auto string_piece(token const &string) -> tree::piece;
  void refuse(std::string problem);
  [[nodiscard]] auto is_string() const -> bool;

  // --- targets (targets.impl.hpp)
  void set_use(expression const &of, tree::context use);
  void make_target(expression *target, tree::context use);
  [[nodiscard]] static auto is_target(expression const &any) -> bool;
  [[nodiscard]] static auto is_single_target(expression const &any) -> bool;
  [[nodiscard]] static auto is_deletable(expression const &any) -> bool;
  auto star_targets() -> expression *;
  auto star_target() -> expression *;

  tree::unit &unit_;
  lexer lexer_;
  token const *at_ = nullptr;
  scratch scratch_;
  /// Keyword arguments and keys of dictionaries, which grow beside other lists.
  scratch keywords_;
  std::vector<tree::piece> pieces_;
  std::vector<tree::operand> operands_;
  std::vector<tree::comparison> comparisons_;
  std::vector<tree::named_place> places_;
  std::optional<tree::syntax_error> failure_;
  token const *failed_at_ = nullptr;
  std::vector<tree::if_ *> branches_;
  /// The blocks of the statement that is open which are read.
  std::vector<many<tree::statement>> blocks_;
  std::uint32_t restarted_at_ = 0;
  int nesting_ = 0;
  /// Attributes, calls and subscripts in the statement so far.
  int trailers_ = 0;
  /// After `from __future__ import barry_as_FLUFL`, unequal is `<>`.
  bool flufl_ = false;
};

/// One level of expressions in each other, for as long as it lives. Past the limit the statement
/// fails, so no input exhausts the stack.
class nesting {
public:
  explicit nesting(grammar &of) : of_{of} {
    if (++of_.nesting_ > maximum_nesting) [[unlikely]]
      of_.fail(of_.at_->range(), "source too complex to parse: expressions are nested too deeply");
  }
  ~nesting() { --of_.nesting_; }
  nesting(nesting const &) = delete;
  auto operator=(nesting const &) -> nesting & = delete;

private:
  grammar &of_;
};

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/grammar.impl.hpp>
#endif
