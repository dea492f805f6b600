// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/condition_reader.hpp>
#include <prodreview/flow/paths/subject_hash.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow::paths {

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
    auto const value = is_short ? constant_of(*part) : std::optional<known_value>{};
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

/// Whether a loop over something has a round is a test of it, where that is a name or the bound of
/// a `range`.
PRODREVIEW_INLINE void condition_reader::read_rounds(tree::expression const &over,
                                                     conjunction &to) {
  if (over.kind == tree::node_kind::name || over.kind == tree::node_kind::attribute)
    return to.add(atoms_.literal_of(asked(over, question::truth, over)));
  auto const *const call = tree::as<tree::call>(&over);
  if (call == nullptr) return;
  auto const *const method = tree::as<tree::attribute>(call->func);
  if (call->args.empty() && method != nullptr &&
      tree::is_one_of(in_.spelling(method->attr), {"items", "keys", "values"}))
    return read_rounds(*method->value, to);
  // A star import may bring any name: it will not be another `range`.
  auto const *const name = tree::as<tree::name>(call->func);
  if (call->args.empty() || name == nullptr) return;
  auto const called = in_.spelling(name->id);
  if (called == "range") return read_range(*call, to);
  if (!tree::is_one_of(called, {"zip", "enumerate", "reversed", "sorted", "list", "tqdm"})) return;
  auto const count = called == "zip" ? call->args.size() : 1;
  for (auto const *it : call->args.first(count)) read_rounds(*it, to);
}

PRODREVIEW_INLINE void condition_reader::read_range(tree::call const &range, conjunction &to) {
  if (range.args.size() == 1)
    return to.add(atoms_.literal_of(asked(*range.args[0], question::truth, range)));
  auto const from = constant_of(*range.args[0]);
  if (!from || !from->is_number || range.args.size() != 2) return;
  auto limit = asked(*range.args[1], question::below, range, true);
  limit.is_inclusive = true;
  limit.number = from->number;
  to.add(!atoms_.literal_of(limit));
}

} // namespace prodreview::flow::paths
