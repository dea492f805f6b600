// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/token.hpp>
#include <prodreview/tree/kind.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

/// A grammar as data. The notation is that of parsing expression grammars:
///
///     rule: first 'word' | second? third*      alternatives are tried in order
///     ','.item+      items with commas between       [x y]   what may be absent
///     &x !x          looks ahead                     ~       no alternative after this point
///     &&':'          this or an error                a=x     names what x has read
///     "match"        a name that is a word here      NAME NUMBER …   a kind of token
///
/// `memo` after a rule's name keeps its results, `left` lets it begin with itself. An alternative
/// may say at its end what comes of it; without that it is its only part, or a plain piece of text:
///
///     -> kind  -> kind[a b]      a node, with its parts      -> =a     what `a` has read
///     -> !`sentence` a b         an error from `a` to `b`; `{a}` is what `a` is called, `{a#}` its
///                                line; `..`: to where the lexer is, `^`: at the next token,
///                                nothing: at the last token that has been looked at
///     -> @function               what a function of `actions.impl.hpp` makes of it
namespace prodreview::python::diagnosis {

enum class item_kind : std::uint8_t { token, soft_keyword, any_soft_keyword, rule, cut };
enum class repetition : std::uint8_t { once, optional, any, some, separated };
enum class look : std::uint8_t { none, ahead, not_ahead, forced };

/// Four labels, `a` to `d`, and none.
inline constexpr std::size_t label_count = 4;
inline constexpr std::int8_t no_label = -1;

struct item {
  item_kind kind = item_kind::token;
  repetition repeat = repetition::once;
  diagnosis::look look = look::none;
  std::int8_t label = no_label;
  /// The token's kind, the rule's number or the `name_id`.
  std::uint16_t argument = 0;
  token_kind separator = token_kind::comma;
};

enum class outcome : std::uint8_t { default_, node, sequence, label, error, function };
/// Where an error ends.
enum class error_place : std::uint8_t { labels, from_label, next_token, last_token };

struct action {
  outcome what = outcome::default_;
  tree::node_kind kind = tree::node_kind::module;
  error_place place = error_place::last_token;
  std::array<std::int8_t, 2> labels{no_label, no_label};
  /// The sentence of an error, the name of a function.
  std::string_view text;
};

struct alternative {
  std::uint16_t first = 0;
  std::uint16_t count = 0;
  /// It is an error rule alone: only in the second pass.
  bool is_for_errors = false;
  action then;
};

struct rule {
  std::string_view name;
  std::uint16_t first = 0;
  std::uint16_t count = 0;
  bool keeps = false;
  bool is_left_recursive = false;
  /// The second pass is like the first inside of it.
  bool hides_errors = false;
};

/// A grammar that is ready to run. Rule 0 is the start.
struct program {
  std::vector<rule> rules;
  std::vector<alternative> alternatives;
  std::vector<item> items;
  /// What the notation says that cannot be: names of rules that are not there. Empty in ours.
  std::vector<std::string_view> unknown;
};

/// The grammar of Python 3.14 with CPython's error rules.
[[nodiscard]] auto python_program() -> program const &;

} // namespace prodreview::python::diagnosis

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/diagnosis/notation.impl.hpp>
#endif
