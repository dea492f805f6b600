// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>

namespace prodreview::python {

/// `a.b.c` as one name. With white space inside it is spelled without.
PRODREVIEW_INLINE auto grammar::dotted_name() -> tree::named_place {
  auto place = plain_name();
  if (!is(token_kind::dot)) return place;
  std::string spelling{unit_.spelling(place.name)};
  while (accept(token_kind::dot)) {
    auto const part = plain_name();
    spelling += '.';
    spelling += unit_.spelling(part.name);
    place.range.end = part.range.end;
  }
  place.name = unit_.names.intern(spelling);
  return place;
}

PRODREVIEW_INLINE void grammar::import_as(tree::alias &alias) {
  if (accept(token_kind::as)) {
    auto const place = plain_name();
    alias.asname = place.name;
    alias.asname_range = place.range;
  }
  alias.range.end = end();
}

PRODREVIEW_INLINE auto grammar::dotted_import_name() -> tree::alias * {
  auto *const made = node<tree::alias>(begin());
  auto const place = dotted_name();
  made->name = place.name;
  made->name_range = place.range;
  import_as(*made);
  return made;
}

PRODREVIEW_INLINE auto grammar::import_name() -> tree::alias * {
  auto *const made = node<tree::alias>(begin());
  auto const place = plain_name();
  made->name = place.name;
  made->name_range = place.range;
  import_as(*made);
  return made;
}

PRODREVIEW_INLINE auto grammar::import_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  auto const mark = scratch_.mark();
  do scratch_.push(dotted_import_name());
  while (accept(token_kind::comma));
  auto *const made = node<tree::import_>(start);
  made->names = keep<tree::alias>(mark);
  return made;
}

PRODREVIEW_INLINE auto grammar::import_from_statement() -> tree::statement * {
  auto const start = begin();
  advance();
  std::uint32_t level = 0;
  for (; is(token_kind::dot) || is(token_kind::ellipsis); advance())
    level += is(token_kind::dot) ? 1 : 3;
  bool const has_module = level == 0 || is(token_kind::name);
  auto const module = has_module ? dotted_name() : tree::named_place{};
  expect(token_kind::import_);
  auto const names = is(token_kind::star) ? star_import() : imported_names();
  auto *const made = node<tree::import_from>(start);
  made->module_name = module.name;
  made->names = names;
  made->level = level;
  if (level == 0) enter_future(*made);
  return made;
}

PRODREVIEW_INLINE auto grammar::star_import() -> many<tree::alias> {
  auto *const made = node<tree::alias>(begin(), at_->end);
  made->name = unit_.names.intern("*");
  made->name_range = at_->range();
  advance();
  auto const mark = scratch_.mark();
  scratch_.push(made);
  return keep<tree::alias>(mark);
}

PRODREVIEW_INLINE auto grammar::imported_names() -> many<tree::alias> {
  bool const bracketed = accept(token_kind::left_paren);
  auto const mark = scratch_.mark();
  do scratch_.push(import_name());
  while (accept(token_kind::comma) && !(bracketed && is(token_kind::right_paren)));
  if (bracketed) expect(token_kind::right_paren);
  return keep<tree::alias>(mark);
}

/// One future changes how the rest of the file is read.
PRODREVIEW_INLINE void grammar::enter_future(tree::import_from const &import) {
  if (unit_.spelling(import.module_name) != "__future__") return;
  for (auto const *const alias : import.names)
    if (unit_.spelling(alias->name) == "barry_as_FLUFL") flufl_ = true;
}

} // namespace prodreview::python
