// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/diagnosis/actions.impl.hpp>
#include <prodreview/python/diagnosis/machine.hpp>
#include <prodreview/python/diagnosis/spelling.hpp>
#include <prodreview/python/diagnosis/tokens.impl.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::python::diagnosis {

/// `file` runs `statements`, and that the loop over them.
inline constexpr int level_of_statements = 2;

PRODREVIEW_INLINE machine::machine(source const &text, program const &grammar)
    : source_{&text}, program_{&grammar}, lexer_{text, names_, comments_}, values_(2) {
  intern_keywords(names_);
}

/// CPython's order: the grammar alone; then, from the beginning, with its error rules; then the
/// general sentence at the furthest token of the first pass.
PRODREVIEW_INLINE auto machine::run() -> std::optional<tree::syntax_error> {
  if (run_rule(0) != value_id::misfit || gave_up_) return std::nullopt;
  if (!error_) {
    auto const furthest = tokens_[fill_ - 1];
    mark_ = 0;
    for_errors_ = true;
    kept_.clear();
    std::fill(first_kept_.begin(), first_kept_.end(), 0);
    run_rule(0);
    if (gave_up_) error_.reset();
    if (!error_) raise_generic(furthest);
  }
  if (!is_final_) check_rest();
  return error_;
}

PRODREVIEW_INLINE auto machine::run_rule(std::uint16_t number) -> value_id {
  auto const &of = program_->rules[number];
  if (failed() || !has_token()) return value_id::misfit;
  if (++level_ > maximum_level || values_.size() > maximum_values) gave_up_ = true;
  auto result = value_id::misfit;
  if (of.is_left_recursive || of.keeps) {
    if (auto const known = kept(number); known != 0) {
      mark_ = kept_[known].mark;
      result = kept_[known].result;
    } else if (of.is_left_recursive) {
      result = run_left_recursive(number);
    } else {
      auto const start = mark_;
      result = run_alternatives(of);
      keep(start, number, result);
    }
  } else {
    result = run_alternatives(of);
  }
  --level_;
  return failed() ? value_id::misfit : result;
}

/// A rule that begins with itself: what it has read so far is what it finds there, for as long as
/// that lets it read more.
PRODREVIEW_INLINE auto machine::run_left_recursive(std::uint16_t number) -> value_id {
  auto const start = mark_;
  auto reached = mark_;
  auto result = value_id::misfit;
  keep(start, number, result);
  for (;;) {
    auto const known = kept_result_at(start, number);
    kept_[known].result = result;
    kept_[known].mark = reached;
    mark_ = start;
    auto const read = run_alternatives(program_->rules[number]);
    if (failed()) return value_id::misfit;
    if (read == value_id::misfit || mark_ <= reached) break;
    reached = mark_;
    result = read;
  }
  mark_ = reached;
  return result;
}

PRODREVIEW_INLINE auto machine::run_alternatives(rule const &of) -> value_id {
  auto const start = mark_;
  bool const for_errors = for_errors_;
  if (of.hides_errors) for_errors_ = false;
  auto result = value_id::misfit;
  bool is_final = false;
  for (std::uint16_t i = 0; i < of.count && !is_final && !failed(); ++i) {
    auto const &one = program_->alternatives[of.first + i];
    if (one.is_for_errors && !for_errors_) continue;
    mark_ = start;
    result = run_alternative(one, is_final);
  }
  if (result == value_id::misfit) mark_ = start;
  if (of.hides_errors) for_errors_ = for_errors;
  return result;
}

/// `is_final` when the alternative has been read to its end, or past its cut: then no other is
/// tried, whatever comes of it.
PRODREVIEW_INLINE auto machine::run_alternative(alternative const &one, bool &is_final)
    -> value_id {
  auto const start = mark_;
  labels read{};
  auto only = value_id::absent;
  int count = 0;
  for (std::uint16_t i = 0; i < one.count; ++i) {
    auto const &part = program_->items[one.first + i];
    if (part.kind == item_kind::cut) {
      is_final = true;
      continue;
    }
    auto const result = run_item(part);
    if (result == value_id::misfit || failed()) {
      if (is_final) mark_ = start;
      return value_id::misfit;
    }
    if (part.label != no_label) read[static_cast<std::size_t>(part.label)] = result;
    if (part.look == look::none || part.look == look::forced) {
      only = result;
      ++count;
    }
  }
  is_final = true;
  return finish(one, read, count == 1 ? only : value_id::absent, start);
}

PRODREVIEW_INLINE auto machine::run_item(item const &one) -> value_id {
  if (one.look == look::forced) return run_forced(one);
  if (one.look != look::none) return look_ahead(one);
  if (one.repeat == repetition::once) return run_once(one);
  if (level_ == level_of_statements) return run_statements(one);
  if (one.repeat != repetition::optional) return run_repeated(one);
  auto const result = run_once(one);
  return result == value_id::misfit && !failed() ? value_id::absent : result;
}

PRODREVIEW_INLINE auto machine::run_once(item const &one) -> value_id {
  if (one.kind == item_kind::rule) return run_rule(one.argument);
  if (failed() || !has_token()) return value_id::misfit;
  auto const &token = next();
  auto const id = static_cast<std::uint32_t>(token.name());
  bool const is_name = token.kind == token_kind::name;
  bool const fits = one.kind == item_kind::token
                        ? token.kind == static_cast<token_kind>(one.argument)
                    : one.kind == item_kind::soft_keyword
                        ? is_name && id == one.argument
                        : is_name && soft::first <= id && token.name() <= soft::wildcard;
  if (!fits) return value_id::misfit;
  bool const is_number = token.kind == token_kind::number;
  if (is_number && !check_number(token)) return value_id::misfit;
  auto const at = mark_++;
  return make({is_name     ? tree::node_kind::name
               : is_number ? tree::node_kind::constant
                           : tree::node_kind::module,
               false, at, at});
}

PRODREVIEW_INLINE auto machine::run_repeated(item const &one) -> value_id {
  std::vector<value_id> read;
  auto const start = mark_;
  for (;;) {
    auto const before = mark_;
    if (one.repeat == repetition::separated && !read.empty()) {
      if (!has_token() || next().kind != one.separator) break;
      ++mark_;
    }
    auto const result = run_once(one);
    if (failed()) return value_id::misfit;
    if (result == value_id::misfit) {
      mark_ = before;
      break;
    }
    read.push_back(result);
  }
  if (failed() || (read.empty() && one.repeat != repetition::any)) return value_id::misfit;
  return read.empty() ? value_id::absent : make_node(tree::node_kind::module, true, start, read);
}

/// The statements of the file. Nothing goes back behind one that has been read, so what is known of
/// it can be forgotten.
PRODREVIEW_INLINE auto machine::run_statements(item const &one) -> value_id {
  auto const first = mark_;
  for (auto start = mark_; run_once(one) != value_id::misfit; start = mark_) forget(start);
  return failed() || mark_ == first ? value_id::misfit : value_id::absent;
}

PRODREVIEW_INLINE void machine::forget(std::uint32_t from) {
  values_.resize(2);
  parts_.clear();
  kept_.clear();
  auto const first = std::min<std::size_t>(from, first_kept_.size());
  std::fill(first_kept_.begin() + static_cast<std::ptrdiff_t>(first), first_kept_.end(), 0U);
}

PRODREVIEW_INLINE auto machine::look_ahead(item const &one) -> value_id {
  auto const start = mark_;
  bool const fits = run_once(one) != value_id::misfit;
  mark_ = start;
  if (failed()) return value_id::misfit;
  return fits == (one.look == look::ahead) ? value_id::absent : value_id::misfit;
}

PRODREVIEW_INLINE auto machine::run_forced(item const &one) -> value_id {
  auto const result = run_once(one);
  if (result != value_id::misfit || failed()) return result;
  auto const expected = spelling_of(static_cast<token_kind>(one.argument));
  return raise(place_of(next()), "expected '" + std::string{expected} + "'");
}

PRODREVIEW_INLINE auto machine::finish(alternative const &one, labels const &read, value_id only,
                                       std::uint32_t start) -> value_id {
  auto const &then = one.then;
  switch (then.what) {
  case outcome::label: return read[static_cast<std::size_t>(then.labels[0])];
  case outcome::error: return error(then, read);
  case outcome::function: return (this->*function_named(then.text))(read, start);
  case outcome::default_:
    return only != value_id::absent ? only : make_node(tree::node_kind::module, false, start, {});
  default: break;
  }
  std::vector<value_id> parts;
  for (auto const label : then.labels)
    if (label != no_label) flatten(read[static_cast<std::size_t>(label)], parts);
  return make_node(then.kind, then.what == outcome::sequence, start, parts);
}

PRODREVIEW_INLINE auto machine::kept_result_at(std::uint32_t mark, std::uint16_t number) const
    -> std::uint32_t {
  if (mark >= first_kept_.size()) return 0;
  for (auto at = first_kept_[mark]; at != 0; at = kept_[at].next)
    if (kept_[at].rule == number) return at;
  return 0;
}

PRODREVIEW_INLINE auto machine::kept(std::uint16_t number) const -> std::uint32_t {
  return kept_result_at(mark_, number);
}

PRODREVIEW_INLINE void machine::keep(std::uint32_t mark, std::uint16_t number, value_id result) {
  if (kept_.empty()) kept_.emplace_back();
  if (first_kept_.size() <= mark) first_kept_.resize(mark + 1);
  kept_.push_back({number, result, mark_, first_kept_[mark]});
  first_kept_[mark] = static_cast<std::uint32_t>(kept_.size() - 1);
}

PRODREVIEW_INLINE auto machine::make(value const &made) -> value_id {
  values_.push_back(made);
  return static_cast<value_id>(values_.size() - 1);
}

PRODREVIEW_INLINE auto machine::make_node(tree::node_kind kind, bool is_sequence,
                                          std::uint32_t start, std::span<value_id const> parts)
    -> value_id {
  auto const first = static_cast<std::uint32_t>(parts_.size());
  parts_.insert(parts_.end(), parts.begin(), parts.end());
  return make({kind, is_sequence, start, std::max(start, last_significant()), first,
               static_cast<std::uint32_t>(parts.size())});
}

/// Adds a value, or the parts of a sequence, to a list.
PRODREVIEW_INLINE void machine::flatten(value_id one, std::vector<value_id> &into) const {
  if (one == value_id::misfit || one == value_id::absent) return;
  auto const &of = get(one);
  if (!of.is_sequence && of.kind != tree::node_kind::arguments) return into.push_back(one);
  auto const parts = parts_of(of);
  into.insert(into.end(), parts.begin(), parts.end());
}

} // namespace prodreview::python::diagnosis
