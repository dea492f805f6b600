// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/callee_parameter.hpp>
#include <prodreview/rules/support/default_value.hpp>
#include <prodreview/rules/support/interface_method.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/parameter_documentation.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct option_ignored {
  static constexpr rule_info info{
      .name = "option-ignored",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::high,
      .title = "An option is accepted and ignored",
      .problem = "The function never reads the parameter.",
      .impact = "Whoever sets it gets the behaviour of the default, and no error says so.",
      .fix = "Use it, or take it out of the signature.",
      .silent = "the signature may be given from outside (an override, a protocol, a callback, an "
                "unknown decorator), the body is a stub, or the name or a comment says that it is "
                "unused.",
      .bad = R"py(def normalise(x, eps=1e-6):
    return x / (x.norm() + eps)

def attend(query, key, eps=1e-6):
    """Scores of a query; `eps` guards the norms."""
    return normalise(query) @ normalise(key).mT  # !
)py",
      .good = R"py(def normalise(x, eps=1e-6):
    return x / (x.norm() + eps)

def attend(query, key, eps=1e-6):
    """Scores of a query; `eps` guards the norms."""
    return normalise(query, eps=eps) @ normalise(key, eps=eps).mT
)py",
  };

  [[nodiscard]] static auto check(site<tree::arg> const &at) -> verdict {
    auto const *const function = function_of(at);
    if (function == nullptr || !at.module.fact<flow::unread_parameters>().has(at.node))
      return verdict::irrelevant();
    if (!is_option(at, *function)) return verdict::irrelevant();
    if (is_meant_to_be_unread(at, *function)) return verdict::unknown();
    auto const *const call = forgetful_call(at, *function);
    if (call == nullptr && is_interface(at, *function)) return verdict::unknown();
    auto const *const instead = given_instead(at, *function);
    if (call == nullptr && instead != nullptr && !is_literal(*instead)) return verdict::unknown();
    if (!is_product_code(at)) return verdict::irrelevant();
    if (call != nullptr) return verdict::violated(*call, &at.node);
    if (instead != nullptr) return verdict::violated(*instead, &at.node);
    return documents(documentation_of(at, *function), at.in.spelling(at.node.name))
               ? verdict::violated(at.node)
               : verdict::likely(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::arg> const &at, verdict const &found)
      -> explanation {
    auto const name = at.in.spelling(at.node.name);
    if (found.subject == nullptr && found.tier == tier::proved)
      return {.problem = joined({"The documentation says what `", name,
                                 "` is for, and the function never reads it."})};
    if (found.subject == nullptr)
      return {.problem = joined({"The function never reads `", name,
                                 "`. We assume that nothing outside gives the signature."})};
    auto const *const call = tree::as<tree::call>(found.at);
    if (call == nullptr)
      return {.title = "An option is replaced by a constant",
              .problem = joined({"The function takes `", name, "` and never reads it; `",
                                 at.in.text(*found.at), "` is passed under that name instead."}),
              .fix = joined({"Pass `", name, "` on, or take it out of the signature."}),
              .evidence = {{at.node.range, joined({"`", name, "` is accepted here"})}}};
    return {.title = "An option is not passed on",
            .problem = joined({"The function takes `", name, "` and never reads it; `",
                               at.in.text(*call->func), "` takes it too, and is not given it."}),
            .fix = joined({"Pass `", name, "=", name, "` on, or take it out of the signature."}),
            .evidence = {{at.node.range, joined({"`", name, "` is accepted here"})}}};
  }

private:
  /// The names that are passed by keyword anywhere in a unit: a fact of a view.
  class keyword_names {
  public:
    explicit keyword_names(tree::unit const &in) : is_passed_(in.names.size()) {
      (void)tree::find_node(*in.root, [this](tree::node const &any) {
        if (auto const *it = tree::as<tree::keyword>(&any))
          is_passed_[static_cast<std::size_t>(it->name)] = true;
        return false;
      });
    }
    [[nodiscard]] auto has(name_id name) const -> bool {
      return is_passed_[static_cast<std::size_t>(name)];
    }

  private:
    std::vector<bool> is_passed_;
  };

  [[nodiscard]] static auto function_of(site<tree::arg> const &at) -> tree::function const * {
    auto const size = at.ancestors.size();
    auto const *const function = size < 2 ? nullptr : tree::as_function(at.ancestors[size - 2]);
    return function != nullptr && function->args == at.parent() ? function : nullptr;
  }

  /// A parameter with a default, whose name does not say that it is unused.
  [[nodiscard]] static auto is_option(site<tree::arg> const &at, tree::function const &function)
      -> bool {
    auto const name = at.in.spelling(at.node.name);
    if (name.starts_with('_') || name.find("unused") != name.npos) return false;
    return default_of(*function.args, at.node) != nullptr;
  }

  [[nodiscard]] static auto is_meant_to_be_unread(site<tree::arg> const &at,
                                                  tree::function const &function) -> bool {
    return at.in.bindings.has_unseen_bindings || !at.in.errors.empty() ||
           has_comment_on_line(at.in, at.node) ||
           at.module.fact<function_remarks>().excuses_options(function) ||
           flow::call_form_of(at.in, function) == flow::call_form::opaque;
  }

  /// What the function passes as a keyword of the option's name, although it never reads the
  /// option.
  [[nodiscard]] static auto given_instead(site<tree::arg> const &at, tree::function const &function)
      -> tree::expression const * {
    if (!at.module.fact<keyword_names>().has(at.node.name)) return nullptr;
    for (auto const *statement : function.body) {
      auto const *const found =
          tree::as<tree::keyword>(tree::find_node(*statement, [&](tree::node const &any) {
            auto const *const it = tree::as<tree::keyword>(&any);
            return it != nullptr && it->name == at.node.name;
          }));
      if (found != nullptr) return found->value;
    }
    return nullptr;
  }
  [[nodiscard]] static auto is_literal(tree::expression const &any) -> bool {
    return any.kind == tree::node_kind::constant && !is_none(&any);
  }

  /// A call in the function whose callee takes the same option, and is not given it.
  [[nodiscard]] static auto forgetful_call(site<tree::arg> const &at,
                                           tree::function const &function) -> tree::node const * {
    auto const name = at.in.spelling(at.node.name);
    auto const &unread = at.module.fact<flow::unread_parameters>();
    for (auto const *statement : function.body) {
      auto const *const found = tree::find_node(
          *statement,
          [&](tree::node const &any) {
            auto const *const call = tree::as<tree::call>(&any);
            if (call == nullptr) return false;
            auto const callee = callee_known(at, *call->func);
            if (!callee.is_known() || callee.function == &function) return false;
            if (!leaves_default(at.in, *call, callee, name)) return false;
            return callee.function == nullptr ||
                   !is_unread_in(at.in, *callee.function, name, unread);
          },
          [](tree::node const &any) {
            return tree::as_function(&any) != nullptr || any.kind == tree::node_kind::class_def;
          });
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  [[nodiscard]] static auto is_unread_in(tree::unit const &in, tree::function const &function,
                                         std::string_view name,
                                         flow::unread_parameters const &unread) -> bool {
    for (auto const list :
         {function.args->posonlyargs, function.args->args, function.args->kwonlyargs})
      for (auto const *it : list)
        if (in.spelling(it->name) == name) return unread.has(*it);
    return false;
  }
};

} // namespace prodreview::rules
