// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>

#include <cstdint>

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

namespace prodreview::flow {

/// How the decorators of a function change the way in which it is called.
enum class call_form : std::uint8_t {
  plain,
  static_,
  class_method,
  property,
  /// One of several `typing.overload`s.
  overload,
  /// A decorator that we do not know makes something else of it.
  opaque,
};

/// How a function is called, by its decorators.
[[nodiscard]] inline auto call_form_of(tree::unit const &in, tree::function const &any)
    -> call_form {
  auto form = call_form::plain;
  for (auto const *it : any.decorator_list) {
    auto const &named = detail::called_or_named(*it);
    if (tree::is_named(in, named, {"builtins.staticmethod"}))
      form = call_form::static_;
    else if (tree::is_named(in, named, {"builtins.classmethod"}))
      form = call_form::class_method;
    else if (tree::is_named(in, named, {"builtins.property", "functools.cached_property"}))
      form = call_form::property;
    else if (tree::is_named(in, named, {"typing.overload", "typing_extensions.overload"}))
      form = call_form::overload;
    else if (!detail::keeps_signature(in, named))
      return call_form::opaque;
  }
  return form;
}

} // namespace prodreview::flow
