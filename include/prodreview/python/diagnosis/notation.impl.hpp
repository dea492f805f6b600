// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/diagnosis/expression_rules.hpp>
#include <prodreview/python/diagnosis/notation.hpp>
#include <prodreview/python/diagnosis/pattern_rules.hpp>
#include <prodreview/python/diagnosis/spelling.hpp>
#include <prodreview/python/diagnosis/statement_rules.hpp>

#include <algorithm>
#include <cstddef>

namespace prodreview::python::diagnosis {

namespace detail {

/// Reads the notation. Groups become rules without a name.
class notation_reader {
public:
  explicit notation_reader(program &into) : into_{into} {}

  /// The names of all rules come first, so that each can refer to any other.
  void declare(std::string_view text) {
    at_ = text;
    for (next_rule(); !at_.empty(); next_rule()) {
      rule declared;
      declared.name = word();
      declared.keeps = accept("memo");
      declared.is_left_recursive = accept("left");
      declared.hides_errors = declared.name.ends_with("_without_invalid");
      into_.rules.push_back(declared);
    }
  }

  void define(std::string_view text) {
    at_ = text;
    for (next_rule(); !at_.empty(); next_rule()) {
      auto const number = number_of(word());
      at_.remove_prefix(at_.find(':') + 1);
      define_rule(number);
    }
  }

private:
  /// Blank space ends before a line that begins with a rule's name.
  void skip_space() {
    while (!at_.empty() && (at_[0] == ' ' || (at_[0] == '\n' && at_.size() > 1 && at_[1] == ' ')))
      at_.remove_prefix(1);
  }
  void next_rule() {
    auto const is_before_rule = [&] {
      return at_[0] == '\n' && at_.size() > 1 && is_word_byte(at_[1]);
    };
    while (!at_.empty() && !is_before_rule()) at_.remove_prefix(1);
  }
  [[nodiscard]] static auto is_word_byte(char c) -> bool {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_';
  }
  auto word() -> std::string_view {
    while (!at_.empty() && (at_[0] == '\n' || at_[0] == ' ')) at_.remove_prefix(1);
    auto const size = static_cast<std::size_t>(
        std::find_if_not(at_.begin(), at_.end(), is_word_byte) - at_.begin());
    auto const read = at_.substr(0, size);
    at_.remove_prefix(size);
    return read;
  }
  auto accept(std::string_view mark) -> bool {
    skip_space();
    if (!at_.starts_with(mark)) return false;
    at_.remove_prefix(mark.size());
    return true;
  }
  auto until(char end) -> std::string_view {
    auto const read = at_.substr(0, at_.find(end));
    at_.remove_prefix(read.size() + 1);
    return read;
  }

  [[nodiscard]] auto number_of(std::string_view name) -> std::uint16_t {
    for (std::size_t i = 0; i < into_.rules.size(); ++i)
      if (into_.rules[i].name == name) return static_cast<std::uint16_t>(i);
    into_.unknown.push_back(name);
    return 0;
  }

  /// Alternatives are read before those of the groups in them are done, so they wait in lists of
  /// their own.
  void define_rule(std::uint16_t number) {
    std::vector<alternative> read;
    accept("|");
    do read.push_back(read_alternative());
    while (accept("|"));
    into_.rules[number].first = static_cast<std::uint16_t>(into_.alternatives.size());
    into_.rules[number].count = static_cast<std::uint16_t>(read.size());
    into_.alternatives.insert(into_.alternatives.end(), read.begin(), read.end());
  }

  [[nodiscard]] auto ends_alternative() -> bool {
    skip_space();
    return at_.empty() || at_[0] == '|' || at_[0] == ')' || at_[0] == ']' || at_[0] == '\n' ||
           at_.starts_with("->");
  }

  auto read_alternative() -> alternative {
    std::vector<item> read;
    alternative made;
    while (!ends_alternative()) read.push_back(read_item());
    made.is_for_errors = read.size() == 1 && is_error_rule(read.front());
    if (accept("->")) made.then = read_action();
    made.first = static_cast<std::uint16_t>(into_.items.size());
    made.count = static_cast<std::uint16_t>(read.size());
    into_.items.insert(into_.items.end(), read.begin(), read.end());
    return made;
  }
  [[nodiscard]] auto is_error_rule(item const &one) const -> bool {
    return one.kind == item_kind::rule && into_.rules[one.argument].name.starts_with("invalid_");
  }

  auto read_item() -> item {
    if (accept("~")) return {item_kind::cut};
    auto const ahead = accept("&&")  ? look::forced
                       : accept("&") ? look::ahead
                       : accept("!") ? look::not_ahead
                                     : look::none;
    auto const label = read_label();
    auto made = read_part();
    made.look = ahead;
    made.label = label;
    return made;
  }

  auto read_label() -> std::int8_t {
    skip_space();
    if (at_.size() < 2 || at_[1] != '=' || at_[0] < 'a' || at_[0] > 'd') return no_label;
    auto const label = static_cast<std::int8_t>(at_[0] - 'a');
    at_.remove_prefix(2);
    return label;
  }

  auto read_part() -> item {
    auto made = read_simple_part();
    if (at_.starts_with('.')) {
      at_.remove_prefix(1);
      auto const separator = static_cast<token_kind>(made.argument);
      made = read_simple_part();
      made.repeat = repetition::separated;
      made.separator = separator;
      at_.remove_prefix(1); // the +
    } else if (at_.starts_with('?')) {
      made.repeat = repetition::optional;
      at_.remove_prefix(1);
    } else if (at_.starts_with('*')) {
      made.repeat = repetition::any;
      at_.remove_prefix(1);
    } else if (at_.starts_with('+')) {
      made.repeat = repetition::some;
      at_.remove_prefix(1);
    }
    return made;
  }

  auto read_simple_part() -> item {
    item made;
    if (accept("'")) {
      made.argument = static_cast<std::uint16_t>(token_spelled(until('\'')));
    } else if (accept("\"")) {
      made.kind = item_kind::soft_keyword;
      made.argument = static_cast<std::uint16_t>(soft_keyword_spelled(until('"')));
    } else if (accept("(")) {
      made = read_group(')');
    } else if (accept("[")) {
      made = read_group(']');
      made.repeat = repetition::optional;
    } else {
      made = named_part(word());
    }
    return made;
  }

  auto read_group(char closing) -> item {
    auto const number = static_cast<std::uint16_t>(into_.rules.size());
    into_.rules.emplace_back();
    define_rule(number);
    accept(std::string_view{&closing, 1});
    item made;
    made.kind = item_kind::rule;
    made.argument = number;
    return made;
  }

  auto named_part(std::string_view name) -> item {
    item made;
    if (name == "SOFT_KEYWORD") {
      made.kind = item_kind::any_soft_keyword;
    } else if (auto const kind = token_named(name); kind != token_kind::error) {
      made.argument = static_cast<std::uint16_t>(kind);
    } else {
      made.kind = item_kind::rule;
      made.argument = number_of(name);
    }
    return made;
  }

  auto read_action() -> action {
    action made;
    if (accept("=")) {
      made.what = outcome::label;
      made.labels[0] = read_bare_label();
    } else if (accept("!`")) {
      made.what = outcome::error;
      made.text = until('`');
      read_place(made);
    } else if (accept("@")) {
      made.what = outcome::function;
      made.text = word();
    } else {
      read_node(made);
    }
    return made;
  }

  auto read_bare_label() -> std::int8_t {
    skip_space();
    auto const label = static_cast<std::int8_t>(at_[0] - 'a');
    at_.remove_prefix(1);
    return label;
  }
  [[nodiscard]] auto is_bare_label() -> bool {
    skip_space();
    return !at_.empty() && 'a' <= at_[0] && at_[0] <= 'd' &&
           (at_.size() == 1 || !is_word_byte(at_[1]));
  }

  void read_place(action &made) {
    if (accept("^")) {
      made.place = error_place::next_token;
    } else if (is_bare_label()) {
      made.place = error_place::labels;
      made.labels[0] = read_bare_label();
      if (accept(".."))
        made.place = error_place::from_label;
      else
        made.labels[1] = is_bare_label() ? read_bare_label() : made.labels[0];
    }
  }

  void read_node(action &made) {
    auto const name = word();
    made.what = name == "sequence" ? outcome::sequence : outcome::node;
    made.kind = node_named(name);
    if (!accept("[")) return;
    for (auto &label : made.labels)
      if (is_bare_label()) label = read_bare_label();
    accept("]");
  }

  program &into_;
  std::string_view at_;
};

} // namespace detail

PRODREVIEW_INLINE auto python_program() -> program const & {
  static program const made = [] {
    program read;
    detail::notation_reader reader{read};
    constexpr std::array texts{statement_rules,       expression_rules,       pattern_rules,
                               statement_error_rules, expression_error_rules, pattern_error_rules};
    for (auto const text : texts) reader.declare(text);
    for (auto const text : texts) reader.define(text);
    return read;
  }();
  return made;
}

} // namespace prodreview::python::diagnosis
