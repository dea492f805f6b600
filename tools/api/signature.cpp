// SPDX-License-Identifier: Apache-2.0
#include "facts.hpp"
#include <prodreview/flow/signature.hpp>

#include <algorithm>
#include <array>

namespace prodreview::api_facts {

namespace {

constexpr std::size_t longest_default = 16;

/// Decorators that leave the parameters as they are.
constexpr auto transparent = std::to_array<std::string_view>({"overload",
                                                              "staticmethod",
                                                              "classmethod",
                                                              "property",
                                                              "abstractmethod",
                                                              "no_grad",
                                                              "deprecated",
                                                              "contextmanager",
                                                              "lru_cache",
                                                              "cache",
                                                              "_overload",
                                                              "_overload_method",
                                                              "unused",
                                                              "ignore",
                                                              "export",
                                                              "final",
                                                              "override",
                                                              "cached_property",
                                                              "setter",
                                                              "enable_grad",
                                                              "inference_mode",
                                                              "disable",
                                                              "_copy_to_script_wrapper",
                                                              "compatibility",
                                                              "_disable_dynamo",
                                                              "functools.wraps",
                                                              "exposed_in",
                                                              "_use_grad_for_differentiable",
                                                              "_disable_dynamo_if_unsupported",
                                                              "_exception_logger",
                                                              "_time_logger",
                                                              "record"});

/// `lru_cache` of `@functools.lru_cache(maxsize=None)`.
[[nodiscard]] auto last_part(source_module const &in, tree::expression const &decorator)
    -> std::string_view {
  auto const *at = &decorator;
  if (auto const *call = tree::as<tree::call>(at)) at = call->func;
  auto const text = in.unit.text(*at);
  auto const dot = text.rfind('.');
  return dot == text.npos ? text : text.substr(dot + 1);
}

[[nodiscard]] auto keeps_parameters(source_module const &in, tree::function const &of) -> bool {
  return std::all_of(of.decorator_list.begin(), of.decorator_list.end(), [&](auto const *it) {
    auto const name = last_part(in, *it);
    return std::find(transparent.begin(), transparent.end(), name) != transparent.end();
  });
}

struct spelled_kind {
  std::string_view text;
  api::return_kind kind;
};
constexpr auto spelled_kinds = std::to_array<spelled_kind>({
    {"None", api::return_kind::none},
    {"Tensor", api::return_kind::tensor},
    {"torch.Tensor", api::return_kind::tensor},
    {"bool", api::return_kind::boolean},
    {"_bool", api::return_kind::boolean},
    {"builtins.bool", api::return_kind::boolean},
    {"int", api::return_kind::integer},
    {"_int", api::return_kind::integer},
    {"builtins.int", api::return_kind::integer},
    {"float", api::return_kind::floating},
    {"_float", api::return_kind::floating},
    {"builtins.float", api::return_kind::floating},
    {"Number", api::return_kind::number},
    {"str", api::return_kind::string},
    {"Size", api::return_kind::size},
    {"torch.Size", api::return_kind::size},
    {"_size", api::return_kind::size},
    {"_dtype", api::return_kind::dtype},
    {"dtype", api::return_kind::dtype},
    {"torch.dtype", api::return_kind::dtype},
    {"_device", api::return_kind::device},
    {"device", api::return_kind::device},
    {"torch.device", api::return_kind::device},
    {"Self", api::return_kind::self},
    {"T", api::return_kind::unknown},
});

[[nodiscard]] auto without_blanks(std::string_view text) -> std::string {
  std::string kept;
  for (auto const c : text)
    if (c != ' ' && c != '\n' && c != '\t' && c != '"' && c != '\'') kept += c;
  return kept;
}

/// `Tuple[Tensor, …]` holds nothing but tensors.
[[nodiscard]] auto holds_tensors(std::string_view text, std::string_view opening) -> bool {
  if (!text.starts_with(opening) || !text.ends_with(']')) return false;
  text = text.substr(opening.size(), text.size() - opening.size() - 1);
  for (;;) {
    auto const comma = text.find(',');
    auto const one = text.substr(0, comma);
    if (one != "Tensor" && one != "torch.Tensor" && one != "...") return false;
    if (comma == text.npos) return true;
    text.remove_prefix(comma + 1);
  }
}

[[nodiscard]] auto kind_of(source_module const &in, tree::expression const *annotation)
    -> api::return_kind {
  if (annotation == nullptr) return api::return_kind::unknown;
  auto const text = without_blanks(in.unit.text(*annotation));
  for (auto const &it : spelled_kinds)
    if (it.text == text) return it.kind;
  if (holds_tensors(text, "Tuple[") || holds_tensors(text, "tuple[") ||
      text.starts_with("torch.return_types.") || text.starts_with("return_types."))
    return api::return_kind::tensor_tuple;
  if (holds_tensors(text, "List[") || holds_tensors(text, "list["))
    return api::return_kind::tensor_list;
  return api::return_kind::unknown;
}

[[nodiscard]] auto default_of(tree::arguments const &args, std::size_t place,
                              std::size_t positional) -> tree::expression const * {
  if (place < positional) {
    auto const from_end = positional - place;
    return from_end > args.defaults.size() ? nullptr
                                           : args.defaults[args.defaults.size() - from_end];
  }
  auto const at = place - positional - (args.vararg != nullptr ? 1 : 0);
  return at < args.kw_defaults.size() ? args.kw_defaults[at] : nullptr;
}

} // namespace

auto signature_of(source_module const &in, tree::function const &of, bool is_bound)
    -> std::optional<signature_facts> {
  if (!keeps_parameters(in, of)) return std::nullopt;
  signature_facts made{.parameters = {}, .returns = kind_of(in, of.returns)};
  auto const positional = of.args->posonlyargs.size() + of.args->args.size();
  auto const all = flow::parameters_of(in.unit, *of.args);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const *const value = default_of(*of.args, i, positional);
    std::string text{value == nullptr ? "" : in.unit.text(*value)};
    if (text.size() > longest_default || text == "...") text.clear();
    made.parameters.push_back({std::string{all[i].name}, static_cast<std::uint8_t>(all[i].kind),
                               all[i].has_default, text});
  }
  auto const takes_first =
      !all.empty() && (all[0].kind == flow::parameter_kind::positional_only ||
                       all[0].kind == flow::parameter_kind::positional_or_keyword);
  if (is_bound && takes_first) made.parameters.erase(made.parameters.begin());
  return made;
}

} // namespace prodreview::api_facts
