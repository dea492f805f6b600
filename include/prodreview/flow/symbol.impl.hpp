// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/symbol.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/text/names.hpp>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto hash_of_node(tree::node const &definition) -> std::uint32_t {
  return hash_index::mix(definition.range.begin, definition.range.end);
}

} // namespace detail

PRODREVIEW_INLINE auto symbols::add(std::uint32_t hash, symbol const &it) -> symbol_id {
  auto const number = static_cast<std::uint32_t>(all_.size());
  all_.push_back(it);
  index_.add(hash, number);
  return symbol_id{number};
}

PRODREVIEW_INLINE auto symbols::named(std::string_view qualified) -> symbol_id {
  auto const hash = names::hash_of(qualified);
  auto const known = index_.find(hash, [&](std::uint32_t number) {
    return all_[number].definition == nullptr && all_[number].name == qualified;
  });
  if (known != hash_index::none) return symbol_id{known};
  return add(hash, {text_.copy(qualified), nullptr, operator_of(qualified)});
}

PRODREVIEW_INLINE auto symbols::child(symbol_id parent, std::string_view attribute) -> symbol_id {
  return named(joined({(*this)[parent].name, ".", attribute}));
}

PRODREVIEW_INLINE auto symbols::defined(tree::node const &definition, std::string_view name)
    -> symbol_id {
  auto const hash = detail::hash_of_node(definition);
  auto const known = index_.find(
      hash, [&](std::uint32_t number) { return all_[number].definition == &definition; });
  if (known != hash_index::none) return symbol_id{known};
  return add(hash, {text_.copy(name), &definition, nullptr});
}

} // namespace prodreview::flow
