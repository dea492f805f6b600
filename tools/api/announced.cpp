// SPDX-License-Identifier: Apache-2.0
#include "announced.hpp"

#include <prodreview/tree/search.hpp>

namespace prodreview::api_facts {

namespace {

/// The value of the first assignment to a name, anywhere in the module.
[[nodiscard]] auto first_value(source_module const &in, std::string_view name)
    -> tree::expression const * {
  auto const is_it = [&](tree::node const &any) {
    auto const *const it = tree::as<tree::assign>(&any);
    return it != nullptr && in.unit.text(*it->targets[0]) == name;
  };
  auto const *const found = tree::as<tree::assign>(tree::find_node(*in.unit.root, is_it));
  return found == nullptr ? nullptr : found->value;
}

[[nodiscard]] auto unquoted(std::string_view text) -> std::string {
  return text.size() < 2 ? std::string{} : std::string{text.substr(1, text.size() - 2)};
}

/// `{"name": "what to do", …}`
void add_dict(source_module const &in, tree::expression const *value,
              std::map<std::string, std::string> &to) {
  auto const *const all = tree::as<tree::dict>(value);
  if (all == nullptr) return;
  for (std::size_t i = 0; i < all->values.size(); ++i)
    if (all->keys[i] != nullptr)
      to.emplace(unquoted(in.unit.text(*all->keys[i])), in.unit.text(*all->values[i]));
}

/// `[("name", …), …]`
void add_tuples(source_module const &in, tree::expression const *value,
                std::map<std::string, std::string> &to) {
  auto const *const all = tree::as<tree::list>(value);
  if (all == nullptr) return;
  for (auto const *it : all->elts)
    if (auto const *row = tree::as<tree::tuple>(it); row != nullptr && !row->elts.empty())
      to.emplace(unquoted(in.unit.text(*row->elts[0])), in.unit.text(*row));
}

} // namespace

auto announced_in(package &of) -> std::map<std::string, std::string> {
  std::map<std::string, std::string> gone;
  if (auto const *in = of.find("numpy"); in != nullptr && first_value(*in, "__former_attrs__"))
    add_tuples(*in, first_value(*in, "_type_info"), gone);
  if (auto const *in = of.find("numpy._expired_attrs_2_0"))
    add_dict(*in, first_value(*in, "__expired_attributes__"), gone);
  return gone;
}

} // namespace prodreview::api_facts
