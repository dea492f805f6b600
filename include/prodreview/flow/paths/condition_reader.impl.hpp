// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/condition_reader.hpp>

#include <utility>

namespace prodreview::flow::paths {

/// What asks for a name that is a constant here is decided.
PRODREVIEW_INLINE auto condition_reader::known(literal it) const -> condition {
  auto const &asked = atoms_[it];
  auto const &value = known_.value(asked.newest);
  if (value && asked.is_version) {
    auto answer = asked_of(*value);
    answer.subject = asked.subject;
    auto const holds = !value->is_object;
    if (exclude(answer, holds, asked, it.holds)) return {{}, {conjunction{}}};
    if (exclude(answer, holds, asked, !it.holds)) return {{conjunction{}}, {}};
  }
  return {{conjunction_of(it)}, {conjunction_of(!it)}};
}

PRODREVIEW_INLINE auto condition_reader::read(tree::expression const &test) -> condition {
  if (auto const value = constant_of(test); value && value->truth != 0)
    return value->truth > 0 ? condition{{conjunction{}}, {}} : condition{{}, {conjunction{}}};
  if (auto const *several = tree::as<tree::bool_op>(&test)) return read_all(*several);
  if (auto const *compared = tree::as<tree::compare>(&test)) return read_comparison(*compared);
  if (auto const *not_it = tree::as<tree::unary_op>(&test);
      not_it != nullptr && not_it->op == tree::unary_operator::not_) {
    auto inner = read(*not_it->operand);
    return {std::move(inner.when_false), std::move(inner.when_true)};
  }
  auto result = whole(test, true);
  auto const *const flag = tree::as<tree::name>(&test);
  auto const *const meant = flag == nullptr ? nullptr : meaning_of(*flag);
  if (meant == nullptr) return result;
  if (auto all = both(result.when_true, meant->when_true)) result.when_true = std::move(*all);
  if (auto all = both(result.when_false, meant->when_false)) result.when_false = std::move(*all);
  return result;
}

/// `is_given = mask is not None`: what the flag says.
PRODREVIEW_INLINE auto condition_reader::meaning_of(tree::name const &flag) const
    -> condition const * {
  auto const variable = in_.bindings.of_occurrence[flag.occurrence];
  if (variable == tree::variable_id::none) return nullptr;
  return known_.meaning(current_[static_cast<std::uint32_t>(variable)]);
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
PRODREVIEW_INLINE auto condition_reader::read_all(tree::bool_op const &test) -> condition {
  auto const is_and = test.op == tree::boolean_operator::and_;
  alternatives all{conjunction{}};
  alternatives any;
  auto is_long = false;
  for (auto const *value : test.values) {
    if (is_long) break;
    auto one = read(*value);
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
      auto one = read(*value);
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

} // namespace prodreview::flow::paths
