// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/never_returns.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

/// Follows the statements of a function to see whether its end can be reached.
class exit_search {
public:
  explicit exit_search(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto of(tree::function const &any) const -> bool {
    if (any.returns != nullptr &&
        tree::is_named(in_, *any.returns,
                       {"typing.NoReturn", "typing.Never", "typing_extensions.NoReturn",
                        "typing_extensions.Never"}))
      return true;
    if (!any.decorator_list.empty() || any.kind == tree::node_kind::async_function_def ||
        is_stub(any))
      return false;
    return ends(any.body) && !may_answer(any);
  }

  [[nodiscard]] auto of(tree::call const &call) const -> bool {
    if (tree::is_named(in_, *call.func,
                       {"sys.exit", "builtins.exit", "builtins.quit", "os._exit", "os.abort",
                        "os.execv", "os.execve", "os.execvp", "os.execvpe", "pytest.fail",
                        "pytest.skip", "pytest.exit", "pytest.xfail", "typing.assert_never",
                        "typing_extensions.assert_never", "_pytest.outcomes.skip",
                        "_pytest.outcomes.fail", "_pytest.outcomes.exit",
                        "_pytest.outcomes.xfail"}))
      return true;
    auto const *const method = tree::as<tree::attribute>(call.func);
    if (method == nullptr) return false;
    auto const name = in_.spelling(method->attr);
    // Of a test case, under whatever name.
    if (name == "fail" || name == "skipTest") return true;
    return (name == "error" || name == "exit") && is_argument_parser(*method->value);
  }

private:
  /// By what people call one.
  [[nodiscard]] auto is_argument_parser(tree::expression const &any) const -> bool {
    auto const *const name = tree::as<tree::name>(&any);
    auto const *const part = tree::as<tree::attribute>(&any);
    auto const spelling = name != nullptr   ? in_.spelling(name->id)
                          : part != nullptr ? in_.spelling(part->attr)
                                            : std::string_view{};
    return spelling.ends_with("parser");
  }

  [[nodiscard]] auto is_stub(tree::function const &any) const -> bool {
    auto const *const raised = tree::as<tree::raise>(any.body.empty() ? nullptr : any.body.back());
    if (raised == nullptr || raised->exc == nullptr) return false;
    auto const *const call = tree::as<tree::call>(raised->exc);
    return tree::is_named(in_, call == nullptr ? *raised->exc : *call->func,
                          {"builtins.NotImplementedError"});
  }

  /// A `return` or a `yield` anywhere.
  [[nodiscard]] static auto may_answer(tree::function const &any) -> bool {
    auto const is_answer = [](tree::node const &it) {
      return it.kind == tree::node_kind::return_ || it.kind == tree::node_kind::yield ||
             it.kind == tree::node_kind::yield_from;
    };
    auto const is_closed = [](tree::node const &it) {
      return tree::as_function(&it) != nullptr || it.kind == tree::node_kind::lambda;
    };
    return std::any_of(any.body.begin(), any.body.end(), [&](tree::statement const *it) {
      return tree::find_node(*it, is_answer, is_closed) != nullptr;
    });
  }

  /// Whether no path leads past these statements.
  [[nodiscard]] auto ends(tree::many<tree::statement> body) const -> bool {
    return std::any_of(body.begin(), body.end(),
                       [&](tree::statement const *it) { return ends(*it); });
  }

  [[nodiscard]] auto ends(tree::statement const &any) const -> bool {
    using tree::node_kind;
    switch (any.kind) {
    case node_kind::raise: return true;
    case node_kind::expr: {
      auto const *const call = tree::as<tree::call>(static_cast<tree::expr const &>(any).value);
      return call != nullptr && of(*call);
    }
    case node_kind::if_: {
      auto const &it = static_cast<tree::if_ const &>(any);
      return ends(it.body) && ends(it.orelse);
    }
    case node_kind::with:
    case node_kind::async_with: return ends(static_cast<tree::with_block const &>(any).body);
    case node_kind::try_: {
      auto const &it = static_cast<tree::try_block const &>(any);
      auto const all_end =
          std::all_of(it.handlers.begin(), it.handlers.end(),
                      [&](tree::except_handler const *one) { return ends(one->body); });
      return ends(it.finalbody) || (all_end && (ends(it.body) || ends(it.orelse)));
    }
    default: return false;
    }
  }

  tree::unit const &in_;
};

} // namespace detail

PRODREVIEW_INLINE auto is_exit(tree::unit const &in, tree::call const &call) -> bool {
  return detail::exit_search{in}.of(call);
}

PRODREVIEW_INLINE auto never_returns(tree::unit const &in, tree::function const &any) -> bool {
  return detail::exit_search{in}.of(any);
}

} // namespace prodreview::flow
