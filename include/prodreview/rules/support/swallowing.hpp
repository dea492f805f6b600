// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <cstdint>
#include <span>

namespace prodreview::rules {

[[nodiscard]] inline auto as_try(tree::node const *any) -> tree::try_block const * {
  auto const is_one = any != nullptr && (any->kind == tree::node_kind::try_ ||
                                         any->kind == tree::node_kind::try_star);
  return is_one ? static_cast<tree::try_block const *>(any) : nullptr;
}

/// `all`: KeyboardInterrupt and SystemExit too. `errors`: `Exception`. `some`: what is named.
enum class caught_exceptions : std::uint8_t { all, errors, some };

[[nodiscard]] inline auto what_is_caught(tree::unit const &in, tree::expression const *type)
    -> caught_exceptions {
  if (type == nullptr) return caught_exceptions::all;
  auto const name = tree::qualified_name(in, *type);
  if (name == "builtins.BaseException") return caught_exceptions::all;
  return name == "builtins.Exception" ? caught_exceptions::errors : caught_exceptions::some;
}

[[nodiscard]] inline auto what_is_caught(tree::unit const &in, tree::except_handler const &handler)
    -> caught_exceptions {
  auto const *const types = tree::as<tree::tuple>(handler.type);
  if (types == nullptr) return what_is_caught(in, handler.type);
  auto widest = caught_exceptions::some;
  for (auto const *type : types->elts) widest = std::min(widest, what_is_caught(in, type));
  return widest;
}

/// `pass`, `continue`, `...` and strings only.
[[nodiscard]] inline auto does_nothing(tree::statement const &it) -> bool {
  auto const *const value = tree::as<tree::expr>(&it);
  return it.kind == tree::node_kind::pass || it.kind == tree::node_kind::continue_ ||
         (value != nullptr && value->value->kind == tree::node_kind::constant);
}
[[nodiscard]] inline auto does_nothing(tree::many<tree::statement> body) -> bool {
  for (auto const *it : body)
    if (!does_nothing(*it)) return false;
  return true;
}

/// The same, or `print` of a text that cannot say what was caught.
[[nodiscard]] inline auto tells_nothing(tree::unit const &in, tree::many<tree::statement> body)
    -> bool {
  for (auto const *it : body) {
    auto const *const value = tree::as<tree::expr>(it);
    auto const *const call = value == nullptr ? nullptr : tree::as<tree::call>(value->value);
    auto const is_print = call != nullptr && call->args.size() == 1 &&
                          is_constant(call->args[0], tree::constant_kind::string) &&
                          tree::is_named(in, *call->func, {"builtins.print"});
    if (!is_print && !does_nothing(*it)) return false;
  }
  return true;
}

/// A comment or a string between `except` and the end of the handler, or beside its last line; our
/// own suppressions explain themselves elsewhere.
[[nodiscard]] inline auto is_explained(tree::unit const &in, tree::except_handler const &handler)
    -> bool {
  auto const &lines = in.source.lines();
  auto const last = lines.range_of(lines.line_of(handler.range.end - 1));
  for (auto const *it : handler.body)
    if (auto const *value = tree::as<tree::expr>(it);
        value != nullptr && is_constant(value->value, tree::constant_kind::string))
      return true;
  return has_comment_in(in, {handler.range.begin, last.end}, "");
}

/// The methods and functions that people call to clean up, or to ask whether something works.
[[nodiscard]] inline auto is_cleanup_name(std::string_view name) -> bool {
  for (auto const word :
       {"close",    "cleanup",  "clean_up",  "shutdown", "stop",       "terminate", "kill",
        "__del__",  "__exit__", "__aexit__", "teardown", "unlink",     "rmtree",    "remove",
        "join",     "release",  "cancel",    "flush",    "disconnect", "has_",      "is_",
        "supports", "can_",     "available", "destroy",  "version",    "import"})
    if (name.find(word) != name.npos) return true;
  return false;
}

namespace detail {

[[nodiscard]] inline auto is_probe(tree::unit const &in, tree::node const &any) -> bool {
  if (any.kind == tree::node_kind::import_ || any.kind == tree::node_kind::import_from ||
      any.kind == tree::node_kind::return_ || any.kind == tree::node_kind::break_)
    return true;
  auto const *const call = tree::as<tree::call>(&any);
  if (call == nullptr) return false;
  if (auto const *method = tree::as<tree::attribute>(call->func))
    return is_cleanup_name(in.spelling(method->attr));
  auto const *const name = tree::as<tree::name>(call->func);
  return name != nullptr &&
         (is_cleanup_name(in.spelling(name->id)) || in.spelling(name->id) == "__import__");
}

} // namespace detail

/// The guarded code holds an import, a call whose name says that it cleans up or asks, or a
/// `return`: then what follows is the other way to an answer.
[[nodiscard]] inline auto probes_or_cleans_up(tree::unit const &in, tree::try_block const &guarded)
    -> bool {
  for (auto const *it : guarded.body)
    if (tree::find_node(*it, [&](tree::node const &any) { return detail::is_probe(in, any); }))
      return true;
  return false;
}

/// Within another handler or a `finally`: what fails there must not hide the first error.
[[nodiscard]] inline auto is_within_handling(std::span<tree::node const *const> ancestors) -> bool {
  for (std::size_t i = 0; i + 1 < ancestors.size(); ++i) {
    if (ancestors[i]->kind == tree::node_kind::except_handler) return true;
    auto const *const outer = as_try(ancestors[i]);
    if (outer == nullptr) continue;
    for (auto const *it : outer->finalbody)
      if (it == ancestors[i + 1]) return true;
  }
  return false;
}

} // namespace prodreview::rules
