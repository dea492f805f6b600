// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>

namespace prodreview::flow::detail {

/// Decorators that leave the result of a call as it is.
[[nodiscard]] inline auto is_transparent(tree::unit const &in, tree::expression const &decorator)
    -> bool {
  return tree::is_named(in, decorator,
                        {"torch.no_grad",
                         "torch.inference_mode",
                         "torch.enable_grad",
                         "torch.jit.export",
                         "torch.jit.ignore",
                         "torch.jit.unused",
                         "torch.jit.script_method",
                         "torch.jit.script",
                         "torch.compile",
                         "torch.compiler.disable",
                         "torch._dynamo.disable",
                         "torch.autocast",
                         "torch.cuda.amp.autocast",
                         "torch.amp.autocast",
                         "torch.cuda.amp.custom_fwd",
                         "torch.cuda.amp.custom_bwd",
                         "torch.amp.custom_fwd",
                         "torch.amp.custom_bwd",
                         "torch.autograd.function.once_differentiable",
                         "functools.cache",
                         "functools.lru_cache",
                         "functools.wraps",
                         "abc.abstractmethod",
                         "typing.override",
                         "typing.final",
                         "typing.no_type_check",
                         "typing_extensions.override"});
}

/// The function that a decorator calls, or what it names.
[[nodiscard]] inline auto called_or_named(tree::expression const &decorator)
    -> tree::expression const & {
  auto const *const call = tree::as<tree::call>(&decorator);
  return call == nullptr ? decorator : *call->func;
}

/// Decorators after which a function is called as it is written.
[[nodiscard]] inline auto keeps_signature(tree::unit const &in, tree::expression const &named)
    -> bool {
  return is_transparent(in, named) ||
         tree::is_named(in, named,
                        {"contextlib.contextmanager", "contextlib.asynccontextmanager",
                         "torch.fx.wrap", "torch.jit.script_if_tracing"});
}

} // namespace prodreview::flow::detail
