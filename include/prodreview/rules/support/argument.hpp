// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <cstddef>
#include <string_view>

namespace prodreview::rules {

/// `*args` or `**kwargs`: what the callee gets is not known.
[[nodiscard]] inline auto passes_unpacked(tree::call const &in) -> bool {
  for (auto const *it : in.args)
    if (it->kind == tree::node_kind::starred) return true;
  for (auto const *it : in.keywords)
    if (it->name == name_id::none) return true;
  return false;
}

/// The argument passed by keyword, or null.
[[nodiscard]] inline auto keyword_of(tree::unit const &in, tree::call const &to,
                                     std::string_view name) -> tree::expression const * {
  for (auto const *it : to.keywords)
    if (in.spelling(it->name) == name) return it->value;
  return nullptr;
}

/// The argument that a callee sees as its parameter `name`, number `position` from 0; null when it
/// is not passed.
[[nodiscard]] inline auto argument_of(tree::unit const &in, tree::call const &to,
                                      std::size_t position, std::string_view name)
    -> tree::expression const * {
  return position < to.args.size() ? to.args[position] : keyword_of(in, to, name);
}

/// `receiver` of `receiver.method(…)`, or null when the call is none or has another name.
[[nodiscard]] inline auto receiver_of(tree::unit const &in, tree::call const &call,
                                      std::string_view method) -> tree::expression const * {
  auto const *const callee = tree::as<tree::attribute>(call.func);
  return callee != nullptr && in.spelling(callee->attr) == method ? callee->value : nullptr;
}

} // namespace prodreview::rules
