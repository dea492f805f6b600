// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>

#include <optional>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto gradient(memory &in, gradient_state state, tree::node const *at = nullptr)
    -> gradient_id {
  return in.store<gradient_domain>().intern({state, at});
}

/// `requires_grad=…` as it is written; nothing where it is not known.
[[nodiscard]] inline auto wants_gradient(memory const &in, operand said, bool otherwise)
    -> std::optional<bool> {
  if (!said) return otherwise;
  auto const *const constant = in.constant(said.value);
  auto const *const truth = constant == nullptr ? nullptr : std::get_if<bool>(constant);
  return truth == nullptr ? std::nullopt : std::optional{*truth};
}

[[nodiscard]] inline auto gradient_of_factory(memory &in, operation::tensor_operation const &it)
    -> gradient_id {
  if (it.given.is_open) return gradient_id::unknown;
  auto const wants = wants_gradient(in, it.given.named_as("requires_grad"), false);
  if (!wants) return gradient_id::unknown;
  return gradient(in, *wants ? gradient_state::leaf : gradient_state::none);
}

/// What flows into the result of a differentiable operation.
[[nodiscard]] inline auto gradient_of_inputs(memory &in, operation::tensor_operation const &it)
    -> gradient_id {
  auto result = gradient_fact{gradient_state::none, nullptr};
  auto is_unknown = false;
  for (auto const &input : it.inputs) {
    auto const of = in.kinds(input.value);
    if (!of.has(kind::tensor) && !of.has(kind::unknown)) continue;
    auto const fact = in.store<gradient_domain>()[in.get<gradient_domain>(input.value)];
    switch (fact.state) {
    case gradient_state::leaf:
    case gradient_state::recorded: return gradient(in, gradient_state::recorded);
    case gradient_state::none: break;
    case gradient_state::detached:
      if (result.state == gradient_state::none) result = fact;
      break;
    case gradient_state::of:
      is_unknown = is_unknown || (result.state == gradient_state::of && !(result == fact));
      result = fact;
      break;
    case gradient_state::unknown: is_unknown = true;
    }
  }
  return is_unknown ? gradient_id::unknown : in.store<gradient_domain>().intern(result);
}

[[nodiscard]] inline auto recorded_gradient(memory &in, operation::tensor_operation const &it)
    -> gradient_id {
  if (it.during.gradient == modes::recording::off) return gradient(in, gradient_state::none);
  if (it.during.gradient == modes::recording::unknown) return gradient_id::unknown;
  auto const flows = gradient_of_inputs(in, it);
  // A layer has parameters of its own, which may be frozen.
  auto const is_layer = it.row.places == 0 || it.row.of == family::layer;
  auto const is_certain =
      in.store<gradient_domain>()[flows].state == gradient_state::recorded || !is_layer;
  return is_certain ? flows : gradient_id::unknown;
}

} // namespace detail

PRODREVIEW_INLINE auto gradient_domain::describe(memory const &in, gradient_id it) -> std::string {
  switch (in.store<gradient_domain>()[it].state) {
  case gradient_state::unknown:
  case gradient_state::of:
  case gradient_state::none: return {};
  case gradient_state::detached: return "detached";
  case gradient_state::leaf: return "a leaf that requires grad";
  case gradient_state::recorded: return "requires grad";
  }
  return {};
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::tensor_operation const &it,
                                                 components const &) -> gradient_id {
  return detail::recorded_gradient(in, it);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::creation const &it,
                                                 components const &) -> gradient_id {
  return detail::gradient_of_factory(in, it);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::like const &it,
                                                 components const &) -> gradient_id {
  return detail::gradient_of_factory(in, it);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::cast const &it,
                                                 components const &) -> gradient_id {
  if (it.row.name != "requires_grad_") return detail::recorded_gradient(in, it);
  auto const wants = detail::wants_gradient(in, it.given.at(1, "requires_grad"), true);
  if (!wants || it.inputs.empty()) return gradient_id::unknown;
  auto const before = in.store<gradient_domain>()[in.get<gradient_domain>(it.inputs[0].value)];
  if (before.state == gradient_state::recorded || before.state == gradient_state::unknown ||
      before.state == gradient_state::of)
    return gradient_id::unknown;
  return detail::gradient(in, *wants ? gradient_state::leaf : gradient_state::none);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::discrete const &,
                                                 components const &) -> gradient_id {
  return detail::gradient(in, gradient_state::none);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::detach const &it,
                                                 components const &) -> gradient_id {
  return detail::gradient(in, gradient_state::detached, it.at);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &, operation::host_read const &,
                                                 components const &) -> gradient_id {
  return gradient_id::unknown;
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &, operation::query const &,
                                                 components const &) -> gradient_id {
  return gradient_id::unknown;
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::passed const &it,
                                                 components const &) -> gradient_id {
  return detail::gradient(in, gradient_state::of, it.parameter);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::parameter const &it,
                                                 components const &) -> gradient_id {
  auto const wants = detail::wants_gradient(in, it.requires_grad, true);
  if (!wants) return gradient_id::unknown;
  return detail::gradient(in, *wants ? gradient_state::leaf : gradient_state::none);
}

PRODREVIEW_INLINE auto gradient_domain::transfer(memory &in, operation::tensor_attribute const &it,
                                                 components const &) -> gradient_id {
  if (it.name == "data") return detail::gradient(in, gradient_state::detached, it.of.at);
  auto const before = in.get<gradient_domain>(it.of.value);
  auto const state = in.store<gradient_domain>()[before].state;
  return state == gradient_state::leaf ? detail::gradient(in, gradient_state::recorded) : before;
}

} // namespace prodreview::flow
