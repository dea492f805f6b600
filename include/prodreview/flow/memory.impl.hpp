// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>

namespace prodreview::flow {

PRODREVIEW_INLINE auto memory::intern(components const &it) -> value_id {
  std::uint32_t hash = 0;
  for (auto const one : it.of) hash = hash_index::mix(hash, one);
  auto const known = index_.find(hash, [&](std::uint32_t number) { return values_[number] == it; });
  if (known != hash_index::none) return value_id{known};
  auto const number = static_cast<std::uint32_t>(values_.size());
  values_.push_back(it);
  index_.add(hash, number);
  return value_id{number};
}

PRODREVIEW_INLINE auto memory::join(value_id a, value_id b) -> value_id {
  if (a == b || b == value_id::unbound) return a;
  if (a == value_id::unbound) return b;
  components result;
  all_domains::for_each([&]<class D>() { result.set<D>(D::join(*this, get<D>(a), get<D>(b))); });
  return intern(result);
}

PRODREVIEW_INLINE auto memory::widen(value_id a, value_id b) -> value_id {
  if (a == b || b == value_id::unbound) return a;
  if (a == value_id::unbound) return b;
  components result;
  all_domains::for_each([&]<class D>() { result.set<D>(D::widen(*this, get<D>(a), get<D>(b))); });
  return intern(result);
}

PRODREVIEW_INLINE auto memory::describe(value_id of) const -> std::string {
  if (of == value_id::unbound) return "not bound";
  std::string text;
  all_domains::for_each([&]<class D>() {
    auto const part = D::describe(*this, get<D>(of));
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  });
  return text;
}

PRODREVIEW_INLINE auto memory::any_element(sort tuple) -> value_id {
  auto joined = store<kind_domain>().repeated(tuple);
  auto const elements = store<kind_domain>().elements(tuple);
  for (auto const it : std::vector<value_id>(elements.begin(), elements.end()))
    joined = join(joined, it);
  return joined;
}

} // namespace prodreview::flow
