// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/compound_statements.impl.hpp>
#include <prodreview/python/definitions.impl.hpp>
#include <prodreview/python/displays.impl.hpp>
#include <prodreview/python/expressions.impl.hpp>
#include <prodreview/python/grammar.hpp>
#include <prodreview/python/imports.impl.hpp>
#include <prodreview/python/parameters.impl.hpp>
#include <prodreview/python/pattern_values.impl.hpp>
#include <prodreview/python/patterns.impl.hpp>
#include <prodreview/python/primaries.impl.hpp>
#include <prodreview/python/simple_statements.impl.hpp>
#include <prodreview/python/statements.impl.hpp>
#include <prodreview/python/strings.impl.hpp>
#include <prodreview/python/targets.impl.hpp>

#include <utility>

namespace prodreview::python {

namespace detail {
/// What the cursor stands before after an error: tokens that fit nowhere.
inline constexpr std::array<token, 4> dead_tokens{{{0, 0, 0, token_kind::error},
                                                   {0, 0, 0, token_kind::error},
                                                   {0, 0, 0, token_kind::error},
                                                   {0, 0, 0, token_kind::error}}};
} // namespace detail

PRODREVIEW_INLINE grammar::grammar(tree::unit &into)
    : unit_{into}, lexer_{into.source, into.names, into.comments} {}

PRODREVIEW_INLINE void grammar::file() {
  next_line();
  auto *const module =
      node<tree::module>(0, static_cast<std::uint32_t>(unit_.source.text().size()));
  module->body = statements(token_kind::end_of_file);
  unit_.root = module;
}

PRODREVIEW_INLINE void grammar::fail() {
  if (failed()) return;
  if (is(token_kind::error))
    failure_ = lexer_.error_of(*at_);
  else
    failure_ = {at_->range(), "invalid syntax"};
  failed_at_ = at_;
  at_ = detail::dead_tokens.data() + 1;
}

PRODREVIEW_INLINE void grammar::fail(text_range where, std::string message) {
  if (failed()) return;
  failure_ = {where, std::move(message)};
  failed_at_ = at_;
  at_ = detail::dead_tokens.data() + 1;
}

} // namespace prodreview::python
