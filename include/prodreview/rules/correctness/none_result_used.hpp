// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/rules/support/plain_type.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct none_result_used {
  static constexpr rule_info info{
      .name = "none-result-used",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "The result of a call that gives nothing is used",
      .problem = "What is called changes its argument or acts otherwise, and returns None.",
      .impact = "The name holds None from here on, or the line raises.",
      .fix = "Let the call stand alone and use what it changed, or return a value from it.",
      .silent =
          "the function is a stub or may be overridden, a decorator may change what it gives, "
          "`return None` is written, or the result is only passed through.",
      .bad = R"py(import random
import numpy as np

def zero_diagonal(distances):
    return np.zeros(3) + np.fill_diagonal(distances, 0)  # !

def order(batches):
    batches = random.shuffle(batches)  # !
    return batches
)py",
      .good = R"py(import random
import numpy as np

def zero_diagonal(distances):
    np.fill_diagonal(distances, 0)
    return np.zeros(3) + distances

def order(batches):
    random.shuffle(batches)
    return batches
)py",
      .asks_project = true,
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (!is_used(at) || !gives_none(at)) return verdict::irrelevant();
    if (expects_failure(at.in, at.ancestors, {"builtins.TypeError", "builtins.AttributeError"}))
      return verdict::unknown();
    // A name that holds None may do no harm.
    return is_only_bound(at) ? verdict::violated(at.node).milder_by(2) : verdict::violated(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &) -> explanation {
    explanation said{.problem = joined({"`", at.in.text(*at.node.func), "` returns None."})};
    if (auto const called = own_callee(at); called && called.function != nullptr)
      said.evidence.push_back(
          {{},
           "it is defined here, and no `return` of it gives a value",
           place_elsewhere{at.module.project()->path(called.file), called.function->place}});
    return said;
  }

private:
  /// Bound to a name, taken apart, an operand, or asked for a part. To return it or to pass it on
  /// may be how the code is written.
  [[nodiscard]] static auto is_used(site<tree::call> const &at) -> bool {
    auto const *const parent = at.parent();
    switch (parent->kind) {
    case tree::node_kind::assign:
      return !is_dropped(at.in, static_cast<tree::assign const &>(*parent));
    case tree::node_kind::attribute:
    case tree::node_kind::bin_op:
    case tree::node_kind::aug_assign: return true;
    case tree::node_kind::subscript:
      return static_cast<tree::subscript const &>(*parent).value == &at.node;
    case tree::node_kind::for_:
      return static_cast<tree::for_loop const &>(*parent).iter == &at.node;
    default: return false;
    }
  }

  [[nodiscard]] static auto is_only_bound(site<tree::call> const &at) -> bool {
    auto const *const assign = tree::as<tree::assign>(at.parent());
    return assign != nullptr && assign->targets[0]->kind != tree::node_kind::tuple;
  }

  [[nodiscard]] static auto is_dropped(tree::unit const &in, tree::assign const &any) -> bool {
    auto const *const name = tree::as<tree::name>(any.targets[0]);
    return name != nullptr && in.spelling(name->id).starts_with('_');
  }

  [[nodiscard]] static auto gives_none(site<tree::call> const &at) -> bool {
    return names_silent_function(at) || is_silent_method(at) || is_own_silent_function(at);
  }

  [[nodiscard]] static auto names_silent_function(site<tree::call> const &at) -> bool {
    return at.names(at.node.func,
                    {"random.shuffle", "random.seed", "numpy.random.shuffle", "numpy.random.seed",
                     "numpy.fill_diagonal", "numpy.copyto", "numpy.put", "numpy.place",
                     "numpy.putmask", "builtins.print", "builtins.setattr", "torch.save",
                     "torch.cuda.empty_cache", "torch.cuda.synchronize", "time.sleep"});
  }

  /// A method of a list or dict that changes it.
  [[nodiscard]] static auto is_silent_method(site<tree::call> const &at) -> bool {
    auto const *const method = tree::as<tree::attribute>(at.node.func);
    if (method == nullptr) return false;
    auto const name = at.in.spelling(method->attr);
    auto const changes_list =
        tree::is_one_of(name, {"append", "extend", "insert", "remove", "reverse", "sort"});
    if (!changes_list && name != "clear" && name != "update") return false;
    auto const of = plain_type_of(at.in, *method->value);
    return (of == plain_type::list && name != "update") ||
           (of == plain_type::dict && !changes_list);
  }

  [[nodiscard]] static auto own_callee(site<tree::call> const &at) -> flow::callee {
    auto called = flow::callee_of(at.module, at.node, at.ancestors);
    return called.of_class == nullptr ? called : flow::callee{};
  }

  [[nodiscard]] static auto is_own_silent_function(site<tree::call> const &at) -> bool {
    auto const called = own_callee(at);
    if (!called || called.function == nullptr || !called.function->gives_none ||
        called.function->is_stub || called.function->never_returns)
      return false;
    auto const around = flow::method_around(at.module, at.ancestors);
    auto const is_method = at.node.func->kind == tree::node_kind::attribute;
    return !is_method || around.method == nullptr ||
           !flow::is_overridden(*at.module.project(), around.of, called.function->name);
  }
};

} // namespace prodreview::rules
