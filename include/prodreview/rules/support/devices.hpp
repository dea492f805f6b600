// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

#include <array>
#include <string>
#include <string_view>

namespace prodreview::rules {

/// Whether all operands of an operation have to lie on one device. An index may lie on the CPU, and
/// `copy_` is there to cross.
[[nodiscard]] inline auto needs_one_device(flow::operation::tensor_operation const &what) -> bool {
  using flow::family;
  // The lengths of `ctc_loss` may lie on the CPU.
  if (what.row.name == "copy" || what.row.name == "ctc_loss") return false;
  switch (what.row.of) {
  case family::pointwise:
  case family::discrete:
  case family::contraction:
  case family::join:
  case family::loss: return true;
  default: return false;
  }
}

/// Whether an operand is a tensor that lies somewhere for certain: one without dims may lie on the
/// CPU whatever it meets.
template <class Event>
[[nodiscard]] auto has_place(happening<Event> const &at, flow::operand it) -> bool {
  return at.is(it.value, flow::kind::tensor) && at.meaning_of(it.value) != flow::meaning::scalar;
}

/// The factory of an operand that was told no device, or null.
[[nodiscard]] inline auto left_on_default(happening<flow::operation_event> const &at)
    -> tree::call const * {
  for (auto const &it : at.event.what.inputs) {
    auto const lies = at.device_of(it.value);
    if (has_place(at, it) && lies.place == flow::device_place::implicit)
      return tree::as<tree::call>(lies.at);
  }
  return nullptr;
}

/// An operand that lies where a caller or a module's owner puts it, or nothing.
[[nodiscard]] inline auto chosen_elsewhere(happening<flow::operation_event> const &at)
    -> flow::operand {
  for (auto const &it : at.event.what.inputs) {
    if (!has_place(at, it)) continue;
    auto const place = at.device_of(it.value).place;
    if (place == flow::device_place::of || place == flow::device_place::cuda ||
        place == flow::device_place::chosen)
      return it;
  }
  return {};
}

/// `()` and `[]`: no dims.
[[nodiscard]] inline auto is_empty_size(tree::expression const &any) -> bool {
  auto const *const tuple = tree::as<tree::tuple>(&any);
  auto const *const list = tree::as<tree::list>(&any);
  return (tuple != nullptr && tuple->elts.empty()) || (list != nullptr && list->elts.empty());
}

/// Whether a factory makes a tensor that has dims, as far as its arguments show.
[[nodiscard]] inline auto makes_dims(tree::unit const &in, tree::call const &factory) -> bool {
  auto const qualified = tree::qualified_name(in, *factory.func);
  auto const name = flow::last_part(qualified);
  if (tree::is_one_of(name, {"arange", "linspace", "logspace", "eye", "randperm", "hann_window"}))
    return true;
  if (tree::is_one_of(name, {"zeros", "ones", "empty", "full", "rand", "randn", "randint"}))
    return !factory.args.empty() && !is_empty_size(*factory.args[0]);
  return name == "tensor" && !factory.args.empty() &&
         (factory.args[0]->kind == tree::node_kind::list ||
          factory.args[0]->kind == tree::node_kind::list_comp);
}

namespace detail {

/// Whether a name speaks of preparing data, which happens on the CPU.
[[nodiscard]] inline auto speaks_of_data(std::string_view name) -> bool {
  std::string lower{name};
  for (auto &byte : lower)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  constexpr std::array<std::string_view, 11> words{
      "collat",     "dataset", "loader",     "datamodule", "dataparser", "transforms",
      "preprocess", "augment", "processing", "tokeniz",    "sampler"};
  for (auto const it : words)
    if (lower.find(it) != lower.npos) return true;
  return false;
}

} // namespace detail

/// Data sets, collators and the like: their tensors lie on the CPU on purpose.
template <class Node> [[nodiscard]] auto is_about_host(site<Node> const &at) -> bool {
  if (detail::speaks_of_data(at.in.path)) return true;
  for (auto const *it : at.ancestors)
    if (detail::speaks_of_data(at.in.spelling(tree::defined_name(it)))) return true;
  return false;
}

} // namespace prodreview::rules
