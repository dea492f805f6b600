// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/stored_attributes.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/plain_type.hpp>
#include <prodreview/rules/support/swallowing.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct method_not_called {
  static constexpr rule_info info{
      .name = "method-not-called",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "A function is tested instead of called",
      .problem = "The test reads the function itself, which is always true, not what it returns.",
      .impact = "The branch is always taken, or the comparison never holds: the other case is "
                "never handled.",
      .fix = "Call it: put `()` after the name.",
      .silent = "it may be a property, an attribute that something stores, or a function that is "
                "missing on some path.",
      .bad = R"py(from pathlib import Path
import torch

class Cache:
    def __init__(self, folder: Path):
        self.folder = folder

    def is_ready(self):
        return self.folder is not None

    def load(self, file: Path):
        if not self.is_ready:  # !
            return None
        if file.exists:  # !
            return torch.load(file, weights_only=True)
        return torch.is_grad_enabled and file.parent  # !
)py",
      .good = R"py(from pathlib import Path
import torch

class Cache:
    def __init__(self, folder: Path):
        self.folder = folder

    def is_ready(self):
        return self.folder is not None

    def load(self, file: Path):
        if not self.is_ready():
            return None
        if file.exists():
            return torch.load(file, weights_only=True)
        return torch.is_grad_enabled() and file.parent
)py",
      .asks_project = true,
  };

  static constexpr std::array kinds{tree::node_kind::attribute, tree::node_kind::name};

  [[nodiscard]] static auto check(site<tree::expression> const &at) -> verdict {
    if (at.node.use != tree::context::load || !is_asked(at)) return verdict::irrelevant();
    return names_function(at) ? verdict::violated(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::expression> const &at, verdict const &)
      -> explanation {
    return {.problem = joined({"`", at.in.text(at.node),
                               "` is a function, and it is not called here: what it returns is "
                               "never looked at."})};
  }

  [[nodiscard]] static auto mend(site<tree::expression> const &at, verdict const &) -> edits {
    return changing_edit(just_after(at.node), "()");
  }

private:
  /// Whether an expression decides which way control goes, or is an operand of a comparison or an
  /// operation.
  [[nodiscard]] static auto is_asked(site<tree::expression> const &at) -> bool {
    tree::node const *child = &at.node;
    for (auto i = at.ancestors.size(); i-- > 0; child = at.ancestors[i]) {
      auto const &parent = *at.ancestors[i];
      switch (parent.kind) {
      case tree::node_kind::bool_op:
        // The last operand may be what the whole stands for: `custom or default`.
        if (is_last(static_cast<tree::bool_op const &>(parent), *child)) continue;
        if (static_cast<tree::bool_op const &>(parent).op == tree::boolean_operator::or_) continue;
        return true;
      case tree::node_kind::unary_op:
        return static_cast<tree::unary_op const &>(parent).op == tree::unary_operator::not_;
      case tree::node_kind::if_: return static_cast<tree::if_ const &>(parent).test == child;
      case tree::node_kind::while_: return static_cast<tree::while_ const &>(parent).test == child;
      case tree::node_kind::if_exp: return static_cast<tree::if_exp const &>(parent).test == child;
      case tree::node_kind::assert_:
        return static_cast<tree::assert_ const &>(parent).test == child;
      case tree::node_kind::compare:
        return child == &at.node && compares_values(static_cast<tree::compare const &>(parent));
      case tree::node_kind::bin_op: return child == &at.node;
      default: return false;
      }
    }
    return false;
  }

  [[nodiscard]] static auto is_last(tree::bool_op const &of, tree::node const &operand) -> bool {
    return of.values.back() == &operand;
  }

  /// An order, or equality with a literal: functions may be compared with functions.
  [[nodiscard]] static auto compares_values(tree::compare const &it) -> bool {
    if (it.ops.size() != 1) return false;
    using op = tree::comparison;
    auto const is_order = it.ops[0] == op::lt || it.ops[0] == op::lt_e || it.ops[0] == op::gt ||
                          it.ops[0] == op::gt_e;
    auto const is_equality = it.ops[0] == op::eq || it.ops[0] == op::not_eq_;
    return is_order || (is_equality && (is_literal(*it.left) || is_literal(*it.comparators[0])));
  }
  [[nodiscard]] static auto is_literal(tree::expression const &any) -> bool {
    auto const *const it = tree::as<tree::constant>(&any);
    return it != nullptr && it->what != tree::constant_kind::none;
  }

  [[nodiscard]] static auto names_function(site<tree::expression> const &at) -> bool {
    if (is_named_question(at.in, at.node)) return true;
    auto const *const attribute = tree::as<tree::attribute>(&at.node);
    if (attribute == nullptr)
      return is_own_function(at.in, static_cast<tree::name const &>(at.node));
    auto const *const receiver = tree::as<tree::name>(attribute->value);
    if (receiver != nullptr && is_own_method(at, *attribute, *receiver)) return true;
    return is_plain_method(plain_type_of(at.in, *attribute->value),
                           at.in.spelling(attribute->attr));
  }

  /// A function of the module, that nothing else is bound to.
  [[nodiscard]] static auto is_own_function(tree::unit const &in, tree::name const &it) -> bool {
    auto const *const by = tree::only_binding(in, it);
    auto const *const function = by == nullptr || by->kind != tree::binding_kind::function
                                     ? nullptr
                                     : tree::as_function(by->by);
    return function != nullptr && function->decorator_list.empty() &&
           stands_in_module(in, *function);
  }
  /// A function under a condition may be missing; the test may ask for that.
  [[nodiscard]] static auto stands_in_module(tree::unit const &in, tree::function const &it)
      -> bool {
    auto const begins_before = [&](tree::statement const *one) {
      return one->range.begin < it.range.begin;
    };
    auto const body = in.root->body;
    auto const at = std::partition_point(body.begin(), body.end(), begins_before);
    return at != body.end() && *at == &it;
  }

  [[nodiscard]] static auto is_named_question(tree::unit const &in, tree::expression const &it)
      -> bool {
    return tree::is_named(in, it,
                          {"torch.cuda.is_available", "torch.is_grad_enabled",
                           "torch.distributed.is_available", "torch.distributed.is_initialized",
                           "torch.backends.mps.is_available", "torch.cuda.is_bf16_supported",
                           "torch.cuda.device_count", "torch.distributed.get_rank",
                           "torch.distributed.get_world_size"});
  }

  /// `self.is_ready`, where the class defines it as a plain method and nothing stores it.
  [[nodiscard]] static auto is_own_method(site<tree::expression> const &at,
                                          tree::attribute const &it, tree::name const &receiver)
      -> bool {
    auto const *const owner = enclosing_class(at);
    auto const *const by = tree::only_binding(at.in, receiver);
    if (owner == nullptr || by == nullptr || by->kind != tree::binding_kind::parameter)
      return false;
    auto const *const method = method_around(at, *owner);
    if (method == nullptr || flow::first_parameter_of(*method) != by->by) return false;
    if (flow::form_of(at.in, *method) != flow::method_form::plain) return false;
    if (at.module.fact<flow::stored_attributes>().has(it.attr)) return false;
    auto const *const found = at.module.fact<flow::class_layouts>().of(*owner).method(it.attr);
    if (found == nullptr) return is_method_elsewhere(at, at.in.spelling(it.attr));
    return found->form == flow::method_form::plain && !is_abstract(*found->function) &&
           is_only_definition(*owner, it.attr);
  }

  /// A plain method of a base in another file, which neither another base nor a derived class has
  /// as something else.
  [[nodiscard]] static auto is_method_elsewhere(site<tree::expression> const &at,
                                                std::string_view name) -> bool {
    auto const around = flow::method_around(at.module, at.ancestors);
    if (around.method == nullptr || name.starts_with("__")) return false;
    auto &project = *at.module.project();
    auto const &line = at.module.fact<flow::method_places>().line_of(around.of);
    auto const found = project.member(line, name);
    if (found.what != flow::target_kind::function || found.owner == nullptr) return false;
    auto const &function = *found.function;
    if (function.form != flow::call_form::plain || function.is_stub || function.never_returns)
      return false;
    auto count = std::size_t{0};
    for (auto const &it : line.classes) count += flow::definitions_of(it.it->members, name).size();
    return count == 1 && !flow::is_overridden(project, {found.file, found.owner}, name);
  }

  /// A method that subclasses write, perhaps as a property.
  [[nodiscard]] static auto is_abstract(tree::function const &it) -> bool {
    for (auto const *one : it.body)
      if (one->kind != tree::node_kind::raise && !does_nothing(*one)) return false;
    return true;
  }

  /// The method of the class that a site stands in.
  [[nodiscard]] static auto method_around(site<tree::expression> const &at,
                                          tree::class_def const &owner) -> tree::function const * {
    for (auto const *it : at.ancestors)
      if (auto const *function = tree::as_function(it);
          function != nullptr && is_method_of(owner, *function))
        return function;
    return nullptr;
  }

  /// The body of the class binds the name once, and by a definition directly in it.
  [[nodiscard]] static auto is_only_definition(tree::class_def const &owner, name_id name) -> bool {
    auto count = 0;
    for (auto const *it : owner.body) {
      if (tree::defined_name(it) == name) ++count;
      auto const *const assigned = tree::as<tree::assign>(it);
      if (assigned == nullptr) continue;
      for (auto const *target : assigned->targets) {
        auto const *const bound = tree::as<tree::name>(target);
        if (bound != nullptr && bound->id == name) return false;
      }
    }
    return count == 1;
  }
};

} // namespace prodreview::rules
