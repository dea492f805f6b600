// SPDX-License-Identifier: Apache-2.0
#include "configuration_merge.hpp"

namespace prodreview {

namespace {

[[nodiscard]] auto says_something(yaml_node const &node) -> bool {
  return node.kind != yaml_kind::null && node.kind != yaml_kind::broken;
}

[[nodiscard]] auto merges(option const &of) -> bool {
  return of.shape.type == value_type::map || of.shape.type == value_type::record;
}

void put(yaml_node &into, yaml_member const &member) {
  if (auto *const known = into.find(member.key))
    *known = member.value;
  else
    into.members.push_back(member);
}

void merge_value(yaml_node &into, yaml_member const &member, option const &of) {
  auto *const known = into.find(of.key);
  if (known != nullptr && merges(of)) {
    for (auto const &inner : member.value.members)
      if (says_something(inner.value)) put(*known, inner);
  } else if (known != nullptr && of.appends) {
    auto const &items = member.value.items;
    known->items.insert(known->items.end(), items.begin(), items.end());
  } else {
    put(into, member);
  }
}

} // namespace

void merge_layer(yaml_node &into, yaml_node const &layer, std::span<option const> known) {
  into.kind = yaml_kind::mapping;
  for (auto const &member : layer.members)
    if (auto const *of = find_option(known, member.key);
        of != nullptr && says_something(member.value))
      merge_value(into, member, *of);
}

} // namespace prodreview
