// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/condition_reader.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow::paths {
namespace detail {

[[nodiscard]] constexpr auto mix(std::uint64_t hash, std::uint64_t more) -> std::uint64_t {
  hash = (hash ^ more) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

[[nodiscard]] inline auto hash_of(std::string_view text) -> std::uint64_t {
  std::uint64_t hash = text.size();
  for (char const c : text) hash = mix(hash, static_cast<unsigned char>(c));
  return hash;
}

/// What `len(x)` and `bool(x)` ask about: `x` itself.
[[nodiscard]] inline auto asked_about(tree::unit const &in, tree::expression const &any)
    -> tree::expression const & {
  auto const *const call = tree::as<tree::call>(&any);
  auto const is_wrapped = call != nullptr && call->args.size() == 1 && call->keywords.empty() &&
                          tree::is_named(in, *call->func, {"builtins.len", "builtins.bool"});
  if (is_wrapped) return *call->args[0];
  auto const *const named = tree::as<tree::named_expr>(&any);
  return named == nullptr ? any : *named->target;
}

} // namespace detail

// What is asked about.

PRODREVIEW_INLINE auto condition_reader::subject_of(tree::variable_id variable,
                                                    std::uint32_t version) -> std::uint64_t {
  return detail::mix(detail::mix(1, static_cast<std::uint32_t>(variable)), version);
}

PRODREVIEW_INLINE void condition_reader::identify(tree::name const &any, identity &to) const {
  auto const variable = in_.bindings.of_occurrence[any.occurrence];
  if (variable == tree::variable_id::none) {
    to.hash = detail::mix(to.hash, static_cast<std::uint32_t>(any.id) + 0x100000000U);
    return;
  }
  auto const version = current_[static_cast<std::uint32_t>(variable)];
  to.hash = detail::mix(to.hash, subject_of(variable, version));
  to.newest = std::max(to.newest, version);
}

PRODREVIEW_INLINE void condition_reader::identify(tree::node const &any, identity &to) const {
  if (++to.nodes > most_nodes) {
    // Too long to compare: it equals nothing but itself.
    to.hash = detail::mix(to.hash, any.range.begin);
    return;
  }
  to.hash = detail::mix(to.hash, static_cast<std::uint64_t>(any.kind) + 0x200);
  switch (any.kind) {
  case tree::node_kind::name: return identify(static_cast<tree::name const &>(any), to);
  case tree::node_kind::constant:
    to.hash = detail::mix(to.hash, detail::hash_of(in_.text(any)));
    return;
  case tree::node_kind::attribute:
    to.hash = detail::mix(
        to.hash, static_cast<std::uint32_t>(static_cast<tree::attribute const &>(any).attr));
    break;
  case tree::node_kind::keyword:
    to.hash = detail::mix(to.hash,
                          static_cast<std::uint32_t>(static_cast<tree::keyword const &>(any).name));
    break;
  case tree::node_kind::compare:
    for (auto const op : static_cast<tree::compare const &>(any).ops)
      to.hash = detail::mix(to.hash, static_cast<std::uint64_t>(op));
    break;
  case tree::node_kind::bin_op:
    for (auto const &step : static_cast<tree::bin_op const &>(any).rest)
      to.hash = detail::mix(to.hash, static_cast<std::uint64_t>(step.op));
    break;
  case tree::node_kind::unary_op:
    to.hash = detail::mix(to.hash,
                          static_cast<std::uint64_t>(static_cast<tree::unary_op const &>(any).op));
    break;
  case tree::node_kind::bool_op:
    to.hash = detail::mix(to.hash,
                          static_cast<std::uint64_t>(static_cast<tree::bool_op const &>(any).op));
    break;
  case tree::node_kind::call:
    to.is_steady = to.is_steady && tree::is_named(in_, *static_cast<tree::call const &>(any).func,
                                                  {"builtins.isinstance", "builtins.hasattr",
                                                   "builtins.len", "builtins.callable"});
    break;
  case tree::node_kind::await:
  case tree::node_kind::yield:
  case tree::node_kind::lambda: to.is_steady = false; break;
  default: break;
  }
  tree::for_each_child(any, [&](tree::node const &child) { identify(child, to); });
  to.hash = detail::mix(to.hash, 0x300);
}

PRODREVIEW_INLINE auto condition_reader::asked(tree::expression const &subject, question what,
                                               tree::node const &at, bool is_turned) -> atom {
  auto const &about = detail::asked_about(in_, subject);
  atom made;
  made.asks = what;
  made.at = &at;
  made.is_turned = is_turned;
  if (auto const *name = tree::as<tree::name>(&about)) {
    auto const variable = in_.bindings.of_occurrence[name->occurrence];
    if (variable != tree::variable_id::none) {
      made.is_version = true;
      made.newest = current_[static_cast<std::uint32_t>(variable)];
      made.subject = subject_of(variable, made.newest);
      return made;
    }
  }
  identity id;
  identify(about, id);
  made.subject = id.hash;
  made.newest = id.newest;
  made.is_steady = id.is_steady;
  return made;
}

PRODREVIEW_INLINE auto condition_reader::of_version(tree::variable_id variable,
                                                    std::uint32_t version, atom asked, bool holds)
    -> literal {
  asked.subject = subject_of(variable, version);
  asked.newest = version;
  asked.is_version = true;
  asked.is_steady = true;
  return atoms_.literal_of(asked, holds);
}

// Constants.

PRODREVIEW_INLINE auto condition_reader::constant_of(tree::expression const &any) const
    -> std::optional<known_constant> {
  if (auto const *sign = tree::as<tree::unary_op>(&any)) {
    auto value = sign->op == tree::unary_operator::minus ? constant_of(*sign->operand)
                                                         : std::optional<known_constant>{};
    if (!value || !value->is_number) return {};
    value->number = -value->number;
    value->hash = detail::mix(value->hash, 1);
    return value;
  }
  auto const *const literal = tree::as<tree::constant>(&any);
  if (literal == nullptr) return {};
  using tree::constant_kind;
  auto const text = in_.text(any);
  known_constant made{literal->what, detail::mix(2, static_cast<std::uint64_t>(literal->what))};
  switch (literal->what) {
  case constant_kind::none:
  case constant_kind::false_: made.truth = -1; return made;
  case constant_kind::true_:
  case constant_kind::ellipsis: made.truth = 1; return made;
  case constant_kind::integer:
  case constant_kind::floating:
    if (text.find_first_not_of("0123456789.") != text.npos || in_.literals == nullptr) break;
    made.number = in_.literals->floating_value(text);
    made.is_number = true;
    made.truth = made.number == 0 ? -1 : 1;
    break;
  default: {
    std::size_t size = 0;
    for (auto const &piece : literal->pieces) size += piece.range.end - piece.range.begin;
    made.truth = size == 0 ? -1 : 1;
    for (auto const &piece : literal->pieces)
      made.hash = detail::mix(made.hash, detail::hash_of(in_.text(piece.range)));
    return made;
  }
  }
  made.hash = detail::mix(made.hash, detail::hash_of(text));
  return made;
}

/// A question whether something is a constant.
PRODREVIEW_INLINE auto condition_reader::asked_of(known_constant const &value) const -> atom {
  atom made;
  made.asks = value.what == tree::constant_kind::none ? question::none : question::equals;
  if (made.asks == question::none) return made;
  made.constant = value.hash;
  made.truth = value.truth;
  made.is_number = value.is_number;
  made.number = value.number;
  return made;
}

PRODREVIEW_INLINE auto condition_reader::equals(tree::expression const &subject,
                                                known_constant const &value, tree::node const &at,
                                                bool is_turned) -> literal {
  auto made = asked_of(value);
  auto const of = asked(subject, made.asks, at, is_turned);
  made.subject = of.subject;
  made.newest = of.newest;
  made.is_version = of.is_version;
  made.is_steady = of.is_steady;
  made.at = &at;
  made.is_turned = is_turned;
  return atoms_.literal_of(made);
}

// Tests.

/// What asks for a name that is a constant here is decided.
PRODREVIEW_INLINE auto condition_reader::known(literal it) const -> condition {
  auto const &asked = atoms_[it];
  auto const &value = known_.constant(asked.newest);
  if (value && asked.is_version) {
    auto answer = asked_of(*value);
    answer.subject = asked.subject;
    if (exclude(answer, true, asked, it.holds)) return {{}, {conjunction{}}};
    if (exclude(answer, true, asked, !it.holds)) return {{conjunction{}}, {}};
  }
  return {{conjunction_of(it)}, {conjunction_of(!it)}};
}

PRODREVIEW_INLINE auto condition_reader::read(tree::expression const &test) -> condition {
  return read(test, 4);
}

PRODREVIEW_INLINE auto condition_reader::read(tree::expression const &test, int depth)
    -> condition {
  if (auto const value = constant_of(test); value && value->truth != 0)
    return value->truth > 0 ? condition{{conjunction{}}, {}} : condition{{}, {conjunction{}}};
  if (auto const *several = tree::as<tree::bool_op>(&test)) return read_all(*several, depth);
  if (auto const *compared = tree::as<tree::compare>(&test)) return read_comparison(*compared);
  if (auto const *not_it = tree::as<tree::unary_op>(&test);
      not_it != nullptr && not_it->op == tree::unary_operator::not_) {
    auto inner = read(*not_it->operand, depth);
    return {std::move(inner.when_false), std::move(inner.when_true)};
  }
  auto result = whole(test, true);
  auto const *const flag = tree::as<tree::name>(&test);
  auto const *const meant = flag == nullptr || depth <= 0 ? nullptr : definition_of(*flag);
  if (meant == nullptr) return result;
  auto const more = read(*meant, depth - 1);
  if (auto all = both(result.when_true, more.when_true)) result.when_true = std::move(*all);
  if (auto all = both(result.when_false, more.when_false)) result.when_false = std::move(*all);
  return result;
}

PRODREVIEW_INLINE auto condition_reader::whole(tree::expression const &test, bool holds)
    -> condition {
  auto const it = atoms_.literal_of(asked(test, question::truth, test), holds);
  return known(it);
}

/// Both hold: each of the one with each of the other; nothing where that is too many.
PRODREVIEW_INLINE auto condition_reader::both(alternatives const &a, alternatives const &b) const
    -> std::optional<alternatives> {
  alternatives all;
  for (auto const &left : a)
    for (auto const &right : b) {
      if (atoms_.exclude(left, right)) continue;
      if (all.size() == most_alternatives) return {};
      all.push_back(left);
      for (auto const it : right.all()) all.back().add(it);
    }
  return all;
}

/// `a and b` fails where `a` fails, or where `a` holds and `b` fails.
PRODREVIEW_INLINE auto condition_reader::read_all(tree::bool_op const &test, int depth)
    -> condition {
  auto const is_and = test.op == tree::boolean_operator::and_;
  alternatives all{conjunction{}};
  alternatives any;
  auto is_long = false;
  for (auto const *value : test.values) {
    if (is_long) break;
    auto one = read(*value, depth);
    if (!is_and) std::swap(one.when_true, one.when_false);
    auto more = both(all, one.when_true);
    is_long = !more || any.size() + one.when_false.size() > most_alternatives;
    if (is_long) break;
    all = std::move(*more);
    any.insert(any.end(), one.when_false.begin(), one.when_false.end());
  }
  if (is_long) {
    auto only = whole(test, true);
    // Every part of a long `and` holds where it holds.
    if (!is_and) std::swap(only.when_true, only.when_false);
    for (auto const *value : test.values) {
      auto one = read(*value, 0);
      if (!is_and) std::swap(one.when_true, one.when_false);
      if (one.when_true.size() != 1) continue;
      for (auto const it : one.when_true[0].all()) only.when_true[0].add(it);
    }
    all = std::move(only.when_true);
    any = std::move(only.when_false);
  }
  if (!is_and) std::swap(all, any);
  return {std::move(all), std::move(any)};
}

PRODREVIEW_INLINE auto condition_reader::read_comparison(tree::compare const &test) -> condition {
  using tree::comparison;
  if (test.ops.size() != 1) return whole(test, true);
  auto const op = test.ops[0];
  if (op == comparison::in || op == comparison::not_in) return read_membership(test);
  auto const is_equality = op == comparison::eq || op == comparison::not_eq_ ||
                           op == comparison::is || op == comparison::is_not;
  if (!is_equality) return read_order(test);
  auto const *subject = test.left;
  auto value = constant_of(*test.comparators[0]);
  if (!value) {
    value = constant_of(*test.left);
    subject = test.comparators[0];
  }
  auto const is_turned = op == comparison::not_eq_ || op == comparison::is_not;
  auto result = [&] {
    if (value && value->is_number && value->number == 0)
      return known(!atoms_.literal_of(asked(*subject, question::truth, test, !is_turned)));
    if (value) return known(equals(*subject, *value, test, is_turned));
    // Two names of values, as of an enumeration: which they are is not known, but what equals the
    // one does not equal the other.
    identity right;
    identify(*test.comparators[0], right);
    auto of = asked(*test.left, question::equals, test, is_turned);
    of.constant = right.hash;
    of.newest = std::max(of.newest, right.newest);
    of.is_steady = of.is_steady && right.is_steady;
    return known(atoms_.literal_of(of));
  }();
  if (is_turned) std::swap(result.when_true, result.when_false);
  return result;
}

/// `x in ("a", "b")`.
PRODREVIEW_INLINE auto condition_reader::read_membership(tree::compare const &test) -> condition {
  tree::many<tree::expression> parts;
  auto const &of = *test.comparators[0];
  if (auto const *it = tree::as<tree::tuple>(&of)) parts = it->elts;
  if (auto const *it = tree::as<tree::list>(&of)) parts = it->elts;
  if (auto const *it = tree::as<tree::set>(&of)) parts = it->elts;
  auto const is_not = test.ops[0] == tree::comparison::not_in;
  condition result{{}, {conjunction{}}};
  auto const is_short = !parts.empty() && parts.size() <= most_alternatives;
  for (auto const *part : parts) {
    auto const value = is_short ? constant_of(*part) : std::optional<known_constant>{};
    if (!value) {
      result.when_true.clear();
      break;
    }
    auto const it = equals(*test.left, *value, test);
    result.when_true.push_back(conjunction_of(it));
    result.when_false[0].add(!it);
  }
  if (result.when_true.empty()) {
    identity id;
    identify(*test.left, id);
    id.hash = detail::mix(id.hash, 7);
    identify(of, id);
    atom made;
    made.subject = id.hash;
    made.newest = id.newest;
    made.is_steady = id.is_steady;
    made.at = &test;
    made.is_turned = is_not;
    made.is_membership = constant_of(*test.left).has_value();
    result = known(atoms_.literal_of(made));
  }
  if (is_not) std::swap(result.when_true, result.when_false);
  return result;
}

/// `x < 3`; `x > 0` asks whether `x` is there, as `len(x) >= 1` does.
PRODREVIEW_INLINE auto condition_reader::read_order(tree::compare const &test) -> condition {
  using tree::comparison;
  auto op = test.ops[0];
  auto const *left = test.left;
  auto const *right = test.comparators[0];
  if (op == comparison::gt || op == comparison::gt_e) {
    std::swap(left, right);
    op = op == comparison::gt ? comparison::lt : comparison::lt_e;
  }
  auto is_negated = false;
  auto limit = constant_of(*right);
  auto const *subject = left;
  if (!limit || !limit->is_number) {
    limit = constant_of(*left);
    subject = right;
    // `3 < x` is not `x <= 3`.
    is_negated = true;
    op = op == comparison::lt ? comparison::lt_e : comparison::lt;
  }
  if (limit && limit->is_number) {
    auto const asks_for_any = is_negated && ((op == comparison::lt_e && limit->number == 0) ||
                                             (op == comparison::lt && limit->number == 1));
    if (asks_for_any) return known(atoms_.literal_of(asked(*subject, question::truth, test)));
    auto made = asked(*subject, question::below, test, is_negated);
    made.is_inclusive = op == comparison::lt_e;
    made.number = limit->number;
    return known(atoms_.literal_of(made, !is_negated));
  }
  // `a < b` is not `b <= a`.
  auto const is_strict = test.ops[0] == comparison::lt || test.ops[0] == comparison::gt;
  identity id{.hash = 9};
  identify(is_strict ? *left : *right, id);
  id.hash = detail::mix(id.hash, 8);
  identify(is_strict ? *right : *left, id);
  atom made;
  made.subject = id.hash;
  made.newest = id.newest;
  made.is_steady = id.is_steady;
  made.at = &test;
  made.is_turned = !is_strict;
  return known(atoms_.literal_of(made, is_strict));
}

// Flags.

/// The test whose result a name keeps: `is_given = mask is not None`.
PRODREVIEW_INLINE auto condition_reader::definition_of(tree::name const &flag) const
    -> tree::expression const * {
  auto const *const value = tree::only_value(in_, flag);
  if (value == nullptr) return nullptr;
  auto const *const not_it = tree::as<tree::unary_op>(value);
  auto const is_test = value->kind == tree::node_kind::compare ||
                       value->kind == tree::node_kind::bool_op ||
                       (not_it != nullptr && not_it->op == tree::unary_operator::not_);
  return is_test && is_settled(*value) ? value : nullptr;
}

/// All its names are bound once: they are now what they were then.
PRODREVIEW_INLINE auto condition_reader::is_settled(tree::expression const &any) const -> bool {
  identity id;
  identify(any, id);
  if (!id.is_steady || id.nodes > most_nodes) return false;
  auto settled = true;
  auto const look = [&](auto const &self, tree::node const &part) -> void {
    if (auto const *name = tree::as<tree::name>(&part)) {
      auto const *const variable = in_.bindings.variable_of(*name);
      settled = settled && (variable == nullptr || variable->bound_at.size() <= 1);
    }
    tree::for_each_child(part, [&](tree::node const &child) { self(self, child); });
  };
  look(look, any);
  return settled;
}

} // namespace prodreview::flow::paths
