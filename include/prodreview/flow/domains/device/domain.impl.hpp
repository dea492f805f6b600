// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>

#include <algorithm>
#include <string_view>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto device_named(std::string_view name) -> device_fact {
  auto const kind = name.substr(0, name.find(':'));
  if (kind == "cpu") return {device_place::cpu, nullptr};
  if (kind == "cuda") return {device_place::cuda, nullptr};
  if (kind == "meta") return {device_place::meta, nullptr};
  return {};
}

/// Where an operand says that something shall lie: a device, its name, or a
/// tensor there.
[[nodiscard]] inline auto device_of(memory const &in, operand it) -> device_id {
  return it ? in.get<device_domain>(it.value) : device_id::unknown;
}

[[nodiscard]] inline auto is_none(memory const &in, operand it) -> bool {
  return in.is(it.value, kind::none);
}

/// A number, and a tensor made from one, may lie anywhere.
[[nodiscard]] inline auto lies_somewhere(memory const &in, operand it) -> bool {
  auto const of = in.kinds(it.value);
  return of.is_only(kind::tensor) && static_cast<meaning>(of.all[0].detail) != meaning::scalar;
}

/// Whether a factory reads a value that may be a tensor, whose device it would
/// take.
[[nodiscard]] inline auto may_follow(memory const &in, operation::creation const &it) -> bool {
  if (it.row.name != "tensor" && it.row.name != "as_tensor") return false;
  if (it.given.placed.empty()) return true;
  auto const from = in.kinds(it.given.placed[0].value);
  return from.has(kind::unknown) || from.has(kind::tensor);
}

[[nodiscard]] inline auto is_on_cpu(device_place it) -> bool {
  return it == device_place::cpu || it == device_place::implicit;
}

/// Whichever of the two it is.
[[nodiscard]] inline auto is_cpu_or_cuda(device_place it) -> bool {
  return is_on_cpu(it) || it == device_place::cuda || it == device_place::chosen;
}

/// Whether the first operand alone decides where the result lies.
[[nodiscard]] inline auto reads_one_tensor(family of) -> bool {
  switch (of) {
  case family::view:
  case family::copy:
  case family::index:
  case family::reduction:
  case family::scan:
  case family::split:
  case family::random: return true;
  default: return false;
  }
}

} // namespace detail

PRODREVIEW_INLINE auto device_domain::join(memory &in, device_id a, device_id b) -> device_id {
  if (a == b) return a;
  auto &store = in.store<device_domain>();
  auto const left = store[a].place;
  auto const right = store[b].place;
  if (left == device_place::of && right == device_place::of)
    return store.intern({device_place::of, nullptr});
  if (left == right || !detail::is_cpu_or_cuda(left) || !detail::is_cpu_or_cuda(right))
    return device_id::unknown;
  auto const is_on_cpu = detail::is_on_cpu(left) && detail::is_on_cpu(right);
  return store.intern({is_on_cpu ? device_place::cpu : device_place::chosen, nullptr});
}

PRODREVIEW_INLINE auto device_domain::describe(memory const &in, device_id it) -> std::string {
  switch (in.store<device_domain>()[it].place) {
  case device_place::unknown:
  case device_place::of: return {};
  case device_place::cpu: return "on the CPU";
  case device_place::implicit: return "on the default device";
  case device_place::cuda: return "on CUDA";
  case device_place::chosen: return "on CUDA or the CPU";
  case device_place::meta: return "on meta";
  }
  return {};
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::tensor_operation const &it,
                                               components const &) -> device_id {
  auto first = device_id::unknown;
  // What else such an operator reads are sizes, axes and positions.
  auto const takes_one = it.is_in_place || detail::reads_one_tensor(it.row.of);
  for (auto const &input :
       takes_one ? it.inputs.first(std::min(it.inputs.size(), std::size_t{1})) : it.inputs) {
    if (!detail::lies_somewhere(in, input)) continue;
    auto const lies = detail::device_of(in, input);
    if (lies == device_id::unknown) return lies;
    // What a factory left on the CPU moves nothing: the other operand decides.
    auto const is_implicit = in.store<device_domain>()[lies].place == device_place::implicit;
    if (first == device_id::unknown || !is_implicit) first = lies;
    if (!is_implicit) return first;
  }
  return first;
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::creation const &it,
                                               components const &) -> device_id {
  if (auto const device = it.given.named_as("device"); device && !detail::is_none(in, device))
    return detail::device_of(in, device);
  if (auto const out = it.given.named_as("out")) return detail::device_of(in, out);
  if (it.given.is_open || detail::may_follow(in, it) || it.during.has_device)
    return device_id::unknown;
  return in.store<device_domain>().intern({device_place::implicit, it.at});
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::like const &it,
                                               components const &) -> device_id {
  if (auto const device = it.given.named_as("device"); device && !detail::is_none(in, device))
    return detail::device_of(in, device);
  return it.inputs.empty() ? device_id::unknown : detail::device_of(in, it.inputs[0]);
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::cast const &it,
                                               components const &) -> device_id {
  auto const as = [&](device_place place) {
    return in.store<device_domain>().intern({place, nullptr});
  };
  if (it.inputs.empty()) return device_id::unknown;
  auto const before = detail::device_of(in, it.inputs[0]);
  if (it.row.name == "cpu") return as(device_place::cpu);
  if (it.row.name == "cuda") return as(device_place::cuda);
  if (it.row.name == "type_as")
    return it.inputs.size() > 1 ? detail::device_of(in, it.inputs[1]) : device_id::unknown;
  if (it.row.name != "to") return before;
  if (auto const device = it.given.named_as("device")) return detail::device_of(in, device);
  if (it.given.is_open) return device_id::unknown;
  if (it.given.placed.size() < 2) return before;
  auto const to = it.given.placed[1];
  return in.is(to.value, kind::dtype) ? before : detail::device_of(in, to);
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &, operation::host_read const &,
                                               components const &) -> device_id {
  return device_id::unknown;
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::passed const &it,
                                               components const &) -> device_id {
  return in.store<device_domain>().intern({device_place::of, it.parameter});
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::literal const &it,
                                               components const &) -> device_id {
  auto const *const name = std::get_if<std::string>(&it.value);
  return name == nullptr ? device_id::unknown
                         : in.store<device_domain>().intern(detail::device_named(*name));
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::device_named const &it,
                                               components const &) -> device_id {
  return detail::device_of(in, it.name);
}

PRODREVIEW_INLINE auto device_domain::transfer(memory &in, operation::tensor_attribute const &it,
                                               components const &) -> device_id {
  return detail::device_of(in, it.of);
}

} // namespace prodreview::flow
