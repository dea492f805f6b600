// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/api.hpp>
#include <prodreview/flow/api/fit.hpp>
#include <prodreview/flow/api/names.hpp>
#include <prodreview/flow/callee.hpp>
#include <prodreview/flow/stored_attributes.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/text/joined.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Values whose class is torch's own: tensors, layers, optimizers.
namespace prodreview::rules {

/// The class of a value, `torch.Tensor` or `torch.nn.Linear`, whether it may be None or not; empty
/// where it is none of torch's, or not certain.
[[nodiscard]] inline auto torch_class_of(flow::memory const &known, flow::value_id of)
    -> std::string_view {
  std::string_view found;
  for (auto const &it : known.kinds(of)) {
    if (it.is == flow::kind::none) continue;
    auto const is_first = found.empty();
    if (it.is == flow::kind::tensor)
      found = "torch.Tensor";
    else if (it.is == flow::kind::instance)
      found = known.named[flow::symbol_id{it.detail}].name;
    else
      return {};
    if (!is_first) return {};
  }
  auto const is_own =
      found == "torch.Tensor" || flow::is_torch_layer(found) || flow::is_torch_optimizer(found);
  return is_own ? found : std::string_view{};
}

/// Whether `self.name` may be something else in a class that derives from the one around.
template <class Event>
[[nodiscard]] auto is_replaced_below(happening<Event> const &at, tree::attribute const &part)
    -> bool {
  auto const around = flow::method_around(at.module, at.when.around);
  return at.module.project() != nullptr && around.of.it != nullptr &&
         flow::is_overridden(*at.module.project(), around.of, at.in().spelling(part.attr));
}

/// Whether a value is exactly of its class: what a function or method of torch gives, or the call
/// of the class makes. What is declared, tested, or stored by others may be of a class that derives
/// from it.
template <class Event>
[[nodiscard]] auto is_exactly_that(happening<Event> const &at, flow::operand of) -> bool {
  if (of.at == nullptr || !tree::is_expression(of.at->kind)) return false;
  auto const &named = static_cast<tree::expression const &>(*of.at);
  auto const *const part = tree::as<tree::attribute>(&named);
  if (part != nullptr && is_replaced_below(at, *part)) return false;
  auto const is_named = part != nullptr || named.kind == tree::node_kind::name;
  auto const *made = is_named ? at.when.from.origin_of(named) : of.at;
  // `.data` and `.T` are of the tensor that they are read from.
  if (auto const *read = tree::as<tree::attribute>(made)) made = read->value;
  return made != nullptr && made->kind == tree::node_kind::call;
}

/// Whether a class has no more members than torch writes down: modules that are named as they are
/// made, and weights that are numbered, are not among them.
[[nodiscard]] inline auto has_plain_members(std::string_view of_class) -> bool {
  auto const name = flow::last_part(of_class);
  auto const is_recurrent =
      name.starts_with("LSTM") || name.starts_with("GRU") || name.starts_with("RNN");
  return name != "Module" && name != "Optimizer" && !is_recurrent &&
         !flow::is_module_container(of_class);
}

/// What torch's classes have, as far as a module asks: a fact of a view.
class torch_members {
public:
  explicit torch_members(tree::unit const &in) : in_{in}, of_tensor_(in.names.size()) {}

  /// Whether no release gives the class a member of this name. What begins with an underscore may
  /// be anywhere.
  [[nodiscard]] auto lacks(std::string_view of_class, name_id name) const -> bool {
    auto &known = of_class == "torch.Tensor" ? of_tensor_[static_cast<std::size_t>(name)]
                                             : of(of_class).members[name];
    if (known == answer_of::open)
      known = asks_lacking(of_class, name) ? answer_of::lacks : answer_of::has;
    return known == answer_of::lacks;
  }

  /// How the `forward` of a layer is called; none when that is not known.
  [[nodiscard]] auto forward_of(std::string_view layer) const
      -> std::vector<flow::api::known_signature> const & {
    auto &known = of(layer).forward;
    if (!known) known = look_up_forward(layer);
    return *known;
  }

private:
  enum class answer_of : std::uint8_t { open, has, lacks };
  struct class_facts {
    std::unordered_map<name_id, answer_of> members;
    std::optional<std::vector<flow::api::known_signature>> forward;
  };

  [[nodiscard]] auto of(std::string_view qualified) const -> class_facts & {
    auto const known = classes_.find(qualified);
    return known != classes_.end() ? known->second : classes_[std::string{qualified}];
  }

  [[nodiscard]] static auto look_up_forward(std::string_view layer)
      -> std::vector<flow::api::known_signature> {
    auto const found = flow::api::find(joined({layer, ".forward"}));
    auto const is_own = found.within.name != flow::api::find("torch.nn.Module").at.name;
    auto const is_there = found.is == flow::api::presence::there && is_own;
    return is_there ? flow::api::known_signatures(found.at)
                    : std::vector<flow::api::known_signature>{};
  }

  [[nodiscard]] auto asks_lacking(std::string_view of_class, name_id name) const -> bool {
    auto const spelling = in_.spelling(name);
    if (spelling.starts_with('_') || is_unlisted(spelling)) return false;
    auto const of = flow::api::find(of_class);
    return of.is == flow::api::presence::there &&
           flow::api::member(of.at, spelling).is != flow::api::presence::there;
  }

  /// Names that torch's stubs leave out, and what reparametrised layers get.
  [[nodiscard]] static auto is_unlisted(std::string_view name) -> bool {
    return name == "cfloat" || name == "cdouble" || name == "chalf" ||
           name.starts_with("weight_") || name.starts_with("bias_") || name == "parametrizations" ||
           flow::api::find(joined({"torch.distributed.tensor.DTensor.", name})).is ==
               flow::api::presence::there;
  }

  tree::unit const &in_;
  /// By name.
  mutable std::vector<answer_of> of_tensor_;
  mutable std::map<std::string, class_facts, std::less<>> classes_;
};

/// How the call of a layer of torch fits its `forward`.
template <class Event>
[[nodiscard]] auto fit_of_layer(happening<Event> const &at, std::string_view layer,
                                tree::call const &call) -> flow::api::fit {
  auto const &forward = at.module.template fact<torch_members>().forward_of(layer);
  if (forward.empty()) return {};
  auto const newest = static_cast<std::uint8_t>(flow::api::releases_of(layer).size() - 1);
  return flow::api::fit_of(forward, flow::shape_of(at.in(), call),
                           flow::api::supported_in(at.module).of(layer), newest);
}

} // namespace prodreview::rules
