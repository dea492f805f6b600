// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/tree/resolve.hpp>

namespace prodreview::rules {
namespace detail {

/// A factory whose first argument is a size, an end or a number of rows.
[[nodiscard]] inline auto makes_axes(tree::unit const &in, tree::call const &call) -> bool {
  return tree::is_named(in, *call.func,
                        {"torch.ones", "torch.zeros", "torch.full", "torch.empty", "torch.rand",
                         "torch.randn", "torch.arange", "torch.linspace", "torch.logspace",
                         "torch.eye", "torch.hann_window", "torch.hamming_window"});
}

/// `torch.tensor([…])`
[[nodiscard]] inline auto holds_list(tree::unit const &in, tree::call const &call) -> bool {
  if (call.args.empty()) return false;
  auto const kind = call.args[0]->kind;
  return (kind == tree::node_kind::list || kind == tree::node_kind::list_comp ||
          kind == tree::node_kind::tuple) &&
         tree::is_named(in, *call.func,
                        {"torch.tensor", "torch.as_tensor", "torch.FloatTensor", "torch.LongTensor",
                         "torch.Tensor"});
}

/// A method that leaves a tensor where it is, with its axes.
[[nodiscard]] inline auto stays_in_place(std::string_view method) -> bool {
  return tree::is_one_of(
      method,
      {"float",      "double",    "half",       "long",      "int",           "bool",   "view",
       "reshape",    "unsqueeze", "unsqueeze_", "transpose", "permute",       "repeat", "expand",
       "t",          "exp",       "log",        "sqrt",      "abs",           "clone",  "detach",
       "contiguous", "fill_",     "mul_",       "div_",      "add_",          "neg",    "triu",
       "tril",       "flip",      "cumsum",     "pow",       "requires_grad_"});
}

} // namespace detail

/// Whether an expression makes a tensor of at least one axis on the default device, which is the
/// CPU unless someone changed it.
[[nodiscard]] inline auto is_host_tensor(tree::unit const &in, tree::expression const &any)
    -> bool {
  auto const *call = tree::as<tree::call>(&any);
  while (call != nullptr) {
    if (passes_unpacked(*call) || keyword_of(in, *call, "device") != nullptr) return false;
    if (detail::makes_axes(in, *call)) return !call->args.empty();
    if (detail::holds_list(in, *call)) return true;
    auto const *const method = tree::as<tree::attribute>(call->func);
    if (method == nullptr || !detail::stays_in_place(in.spelling(method->attr))) return false;
    call = tree::as<tree::call>(method->value);
  }
  return false;
}

} // namespace prodreview::rules
