// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/project_names.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>

#include <string>

namespace prodreview::rules {

/// The symbol of the class that a value is an instance of, whether it may be None or not.
[[nodiscard]] inline auto class_symbol(flow::memory const &known, flow::value_id of)
    -> flow::symbol_id {
  auto found = flow::symbol_id::none;
  for (auto const &it : known.kinds(of)) {
    if (it.is == flow::kind::none) continue;
    if (it.is != flow::kind::instance || found != flow::symbol_id::none)
      return flow::symbol_id::none;
    found = flow::symbol_id{it.detail};
  }
  return found;
}

/// The class of the project that a value is an instance of, unless it is None; nothing where that
/// is not certain.
[[nodiscard]] inline auto class_of_value(flow::module_view const &in, flow::memory const &known,
                                         flow::value_id of) -> flow::class_place {
  auto const symbol = class_symbol(known, of);
  if (symbol == flow::symbol_id::none || in.project() == nullptr) return {};
  auto const &named = known.named[symbol];
  if (named.definition == nullptr) return in.project()->class_at(named.name);
  auto const *const own = tree::as<tree::class_def>(named.definition);
  return own == nullptr ? flow::class_place{}
                        : flow::class_defined_by(in, *own, std::string{named.name});
}

/// Whether the only value that an operand can have is one that the call of a class made. What an
/// annotation says is no more than that.
template <class Event>
[[nodiscard]] auto is_made_by_class(happening<Event> const &at, flow::operand of) -> bool {
  if (of.at == nullptr || !tree::is_expression(of.at->kind)) return false;
  auto const *made = tree::as<tree::call>(of.at);
  if (made == nullptr)
    made =
        tree::as<tree::call>(at.when.from.origin_of(static_cast<tree::expression const &>(*of.at)));
  return made != nullptr &&
         at.module.template fact<flow::project_names>().resolve(*made->func).what ==
             flow::target_kind::class_;
}

/// A violation by a value of a known class: as certain as that the value is of this class.
template <class Event>
[[nodiscard]] auto violated_by(happening<Event> const &at, flow::operand of,
                               tree::node const &where, tree::node const *subject = nullptr)
    -> verdict {
  return is_made_by_class(at, of) ? verdict::violated(where, subject)
                                  : verdict::likely(where, subject).milder_by(1);
}

/// What `likely` rests on, to end the sentence that says what is wrong.
template <class Event>
[[nodiscard]] auto assumed_class(happening<Event> const &at, flow::operand of) -> std::string {
  auto const place = class_of_value(at.module, at.when.known, of.value);
  return joined({" We assume that `", at.in().text(static_cast<tree::expression const &>(*of.at)),
                 "` is a `", place.it->name, "`, as the code around it says."});
}

/// Whether an expression is the first parameter of the method around: `self`.
[[nodiscard]] inline auto is_self(flow::module_view const &in, tree::node const *any,
                                  std::span<tree::node const *const> around) -> bool {
  auto const *const method = flow::method_around(in, around).method;
  return method != nullptr && flow::is_first_parameter(in.unit(), any, *method);
}

} // namespace prodreview::rules
