// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/text/joined.hpp>

#include <vector>

namespace prodreview::rules {

/// Where the value of an operand was made, as evidence; empty where the operand itself says it.
template <class Event>
[[nodiscard]] auto origin_of(happening<Event> const &at, flow::operand of) -> std::vector<fact> {
  if (of.at == nullptr || !tree::is_expression(of.at->kind)) return {};
  auto const &named = static_cast<tree::expression const &>(*of.at);
  auto const *const origin = at.when.from.origin_of(named);
  if (origin == nullptr || at.event.node.range.contains(origin->range)) return {};
  return {{origin->range,
           joined({"`", at.in().text(named), "` is a ", at.described(of.value), " from here"})}};
}

} // namespace prodreview::rules
