// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/operators/layers.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <array>

namespace prodreview::flow {
namespace detail {

/// Methods of a module that give the module back.
inline constexpr std::array<std::string_view, 16> module_conversions{
    "apply", "bfloat16",       "cpu",          "cuda", "double",   "eval",  "float", "half", "mps",
    "npu",   "requires_grad_", "share_memory", "to",   "to_empty", "train", "type"};

[[nodiscard]] inline auto is_conversion(std::string_view method) -> bool {
  return std::find(module_conversions.begin(), module_conversions.end(), method) !=
         module_conversions.end();
}

} // namespace detail

/// `self.register_buffer("name", tensor)` stores to an attribute.
PRODREVIEW_INLINE void interpreter::register_state(std::string_view method, operand receiver,
                                                   call_operands const &given) {
  auto const is_buffer = method == "register_buffer";
  auto const *const self = tree::as<tree::name>(receiver.at);
  if ((!is_buffer && method != "register_parameter") || self == nullptr || given.placed.empty() ||
      own_slot(*self) != current().self || !current().self)
    return;
  auto const *const name = known_.constant(given.placed[0].value);
  auto const *const text = name == nullptr ? nullptr : std::get_if<std::string>(name);
  auto const attribute = text == nullptr ? name_id::none : in_.names.find(*text);
  auto const value = given.view().at(1, is_buffer ? "tensor" : "param");
  if (attribute == name_id::none || !value) return;
  state_.write(place_of_attribute(*current().self, attribute), {value.value, value.at});
}

/// What `parameters()`, `named_buffers()`, `modules()` and their like run over; unbound for others.
PRODREVIEW_INLINE auto interpreter::part_of_modules(std::string_view method, value_id parameter)
    -> value_id {
  auto const what = method.substr(method.starts_with("named_") ? 6 : 0);
  if (what == "parameters") return parameter;
  if (what == "buffers") return known_.of_kind({kind::tensor, 0});
  if (what != "modules" && what != "children") return value_id::unbound;
  auto const any = known_.named.named("torch.nn.Module");
  return known_.of_kind({kind::instance, static_cast<std::uint32_t>(any)});
}

PRODREVIEW_INLINE auto interpreter::call_module_method(sort of, operand receiver, name_id method,
                                                       call_operands const &given)
    -> std::optional<value_id> {
  auto const id = symbol_id{of.detail};
  auto const *const own = own_class(id);
  auto const name = in_.spelling(method);
  if (own != nullptr && find_method(*own, method).first != nullptr) return std::nullopt;
  if (auto const known = call_standard_method(known_.named[id].name, name)) return known;
  if (is_outside_class(id)) {
    auto const result = call_outside_method(id, name);
    if (!known_.kinds(result).has(kind::unknown)) return result;
    if (!others_->is_module(known_.named[id].name)) return std::nullopt;
  } else if (own != nullptr ? !is_module(*own) : !is_torch_layer(known_.named[id].name)) {
    return std::nullopt;
  }
  if (auto const held = call_module_container(of, receiver, name, given)) return *held;
  auto const parameter = known_.apply(operation::parameter{});
  if (detail::is_conversion(name)) return moved_module(name, receiver, given);
  if (auto const part = part_of_modules(name, parameter); part != value_id::unbound) {
    if (!name.starts_with("named_")) return iterator_over(part);
    std::array const pair{known_.of_kind({kind::string, 0}), part};
    return iterator_over(known_.of_kind(known_.store<kind_domain>().tuple_of(pair)));
  }
  if (name == "state_dict") return known_.of_kind({kind::dict, 0});
  if (name == "zero_grad") return known_.apply(operation::literal{none_constant{}});
  return std::nullopt;
}

/// A module whose parameters a factory left where the default says.
PRODREVIEW_INLINE auto interpreter::left_on_default(tree::call const &it, value_id made)
    -> value_id {
  if (modes_.has_device) return made;
  return known_.with<device_domain>(
      made, known_.store<device_domain>().intern({device_place::implicit, &it}));
}

/// Whether the code says itself where a module lies.
PRODREVIEW_INLINE auto interpreter::is_placed(value_id module) const -> bool {
  auto const place = known_.store<device_domain>()[known_.get<device_domain>(module)].place;
  return place == device_place::cpu || place == device_place::cuda || place == device_place::chosen;
}

PRODREVIEW_INLINE auto interpreter::lying_at(value_id of, value_id where) -> value_id {
  return known_.with<device_domain>(of, known_.get<device_domain>(where));
}

/// What a module gives lies where its parameters do, where nothing else is known of it.
PRODREVIEW_INLINE auto interpreter::lying_with(value_id module, value_id result) -> value_id {
  auto const is_open = is_tensor(result) && known_.get<device_domain>(result) == device_id::unknown;
  return is_open && is_placed(module) ? lying_at(result, module) : result;
}

/// Where a module lies after one of the methods that convert it. Modules move in place.
PRODREVIEW_INLINE auto interpreter::moved_module(std::string_view method, operand module,
                                                 call_operands const &given) -> value_id {
  auto const at = [&](device_place place) {
    return known_.with<device_domain>(module.value,
                                      known_.store<device_domain>().intern({place, nullptr}));
  };
  auto after = module.value;
  if (method == "cuda") after = at(device_place::cuda);
  if (method == "cpu") after = at(device_place::cpu);
  if (method == "mps" || method == "npu" || method == "to_empty" || method == "apply")
    after = at(device_place::unknown);
  if (auto const to = given.view().at(0, "device");
      method == "to" && !known_.is(to.value, kind::dtype))
    after = to ? lying_at(module.value, to.value) : at(device_place::unknown);
  auto const place = place_of(static_cast<tree::expression const &>(*module.at));
  if (place && after != module.value) state_.write(*place, {after, state_[*place].origin});
  return after;
}

/// A call of a module is a call of its `forward`.
PRODREVIEW_INLINE auto interpreter::call_layer(tree::call const &it, symbol_id of_class,
                                               operand module, call_operands &given) -> value_id {
  if (auto const *own = own_class(of_class)) {
    auto const [method, owner] = find_method(*own, in_.names.find("forward"));
    if (method == nullptr || method->form != method_form::plain || !is_module(*own))
      return known_.unknown(cause::call);
    auto const symbol = known_.named.defined(*method->function, own_name(*owner) + ".forward");
    auto self = known_.of_kind({kind::instance, static_cast<std::uint32_t>(of_class)});
    if (is_placed(module.value)) self = lying_at(self, module.value);
    given.placed.push_front({self, it.func});
    return call_function(symbol, given.placed, given.view());
  }
  if (is_outside_class(of_class))
    return others_->is_module(known_.named[of_class].name)
               ? call_outside_method(of_class, "forward")
               : known_.unknown(cause::call);
  auto const name = known_.named[of_class].name;
  if (name == "torch.nn.Sequential") return run_sequence(it, of_class, given);
  if (name == "torch.nn.Identity" && !given.placed.empty()) return given.placed[0].value;
  auto const *const row = layer_row(name);
  return row == nullptr ? known_.unknown(cause::call) : apply_row(it, *row, given.view());
}

} // namespace prodreview::flow
