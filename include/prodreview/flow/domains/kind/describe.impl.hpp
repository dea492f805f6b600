// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>

#include <array>
#include <string>
#include <string_view>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto words_for(cause why) -> std::string {
  switch (why) {
  case cause::none: return "unknown";
  case cause::parameter: return "unknown: a parameter that does not say what it is";
  case cause::call: return "unknown: the result of a call that is not known";
  case cause::attribute: return "unknown: an attribute that is not known";
  case cause::element: return "unknown: an element of a container";
  case cause::join: return "unknown: different things on different paths";
  case cause::import: return "unknown: from another module";
  case cause::limit: return "unknown: a loop that does not settle";
  }
  return "unknown";
}

[[nodiscard]] inline auto words_for(meaning it) -> std::string_view {
  switch (it) {
  case meaning::none: return "tensor";
  case meaning::softmax: return "tensor of probabilities (softmax)";
  case meaning::sigmoid: return "tensor of probabilities (sigmoid)";
  case meaning::log_softmax: return "tensor of log probabilities (log_softmax)";
  case meaning::log_sigmoid: return "tensor of log probabilities (logsigmoid)";
  case meaning::logits: return "tensor from a linear layer";
  case meaning::exponent: return "tensor of exponentials";
  case meaning::logarithm: return "tensor of logarithms";
  case meaning::parameter: return "parameter";
  case meaning::scalar: return "tensor without dims";
  case meaning::indices: return "tensor of indices";
  }
  return "tensor";
}

[[nodiscard]] inline auto plain_word_for(kind it) -> std::string_view {
  constexpr std::array<std::string_view, 27> words{
      "unknown",   "None",  "bool",   "int",      "float",       "complex", "str",
      "bytes",     "...",   "slice",  "tensor",   "numpy array", "dtype",   "device",
      "generator", "tuple", "list",   "set",      "iterator",    "dict",    "name",
      "function",  "class", "method", "instance", "super()"};
  return words[static_cast<std::size_t>(it)];
}

[[nodiscard]] auto words_for(memory const &in, sort it, int depth) -> std::string;

[[nodiscard]] inline auto words_for_value(memory const &in, value_id of, int depth) -> std::string {
  if (depth == 0) return "...";
  std::string text;
  for (auto const &it : in.kinds(of))
    text += (text.empty() ? "" : " or ") + words_for(in, it, depth - 1);
  return text;
}

[[nodiscard]] inline auto words_for_tuple(memory const &in, sort it, int depth) -> std::string {
  if (it.detail == 0) return "tuple";
  if (auto const each = in.store<kind_domain>().repeated(it); each != value_id::unbound) {
    auto const word = words_for_value(in, each, depth);
    return "tuple of " + (word == "int" ? "ints" : word);
  }
  std::string text;
  for (auto const element : in.store<kind_domain>().elements(it))
    text += (text.empty() ? "" : ", ") + words_for_value(in, element, depth);
  return "tuple (" + text + ")";
}

/// `here:Net.forward` is `Net.forward`.
[[nodiscard]] inline auto shown_name(memory const &in, std::uint32_t symbol) -> std::string {
  auto name = in.named[symbol_id{symbol}].name;
  if (name.starts_with("here:")) name.remove_prefix(5);
  return name.empty() ? "lambda" : std::string{name};
}

inline auto words_for(memory const &in, sort it, int depth) -> std::string {
  switch (it.is) {
  case kind::unknown: return words_for(static_cast<cause>(it.detail));
  case kind::tensor: return std::string{words_for(static_cast<meaning>(it.detail))};
  case kind::tuple: return words_for_tuple(in, it, depth);
  case kind::list:
  case kind::set:
  case kind::iterator:
  case kind::dict: {
    auto const word = std::string{plain_word_for(it.is)};
    if (it.detail == no_element) return "empty " + word;
    return it.detail == 0 ? word : word + " of " + words_for_value(in, value_id{it.detail}, depth);
  }
  case kind::name: return shown_name(in, it.detail);
  case kind::function: return "function " + shown_name(in, it.detail);
  case kind::class_: return "class " + shown_name(in, it.detail);
  case kind::method: {
    auto const bound = in.store<kind_domain>().bound(it);
    return "method " + shown_name(in, static_cast<std::uint32_t>(bound.function));
  }
  case kind::instance: return "a " + shown_name(in, it.detail);
  default: return std::string{plain_word_for(it.is)};
  }
}

} // namespace detail

PRODREVIEW_INLINE auto kind_domain::describe(memory const &in, kind_id it) -> std::string {
  std::string text;
  for (auto const &one : in.store<kind_domain>().alternatives(it))
    text += (text.empty() ? "" : " or ") + detail::words_for(in, one, 4);
  return text;
}

} // namespace prodreview::flow
