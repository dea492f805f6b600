// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/module_state.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct zero_grad_missing {
  static constexpr rule_info info{
      .name = "zero-grad-missing",
      .topic = topic::pytorch,
      .area = area::training,
      .item = "T4",
      .severity = severity::critical,
      .title = "Gradients are never cleared between steps",
      .problem = "The loop calls `backward` and `step`, and nothing sets the gradients to zero.",
      .impact = "Each step uses the sum of all gradients so far: the steps grow with the number of "
                "batches, and training diverges.",
      .fix = "Call `optimizer.zero_grad()` before `backward`, or after `step`.",
      .silent =
          "it is not known that the object is an optimizer, the step is taken on a condition, "
          "or a function that is called may clear the gradients.",
      .bad = R"py(from torch import optim

def train(model, batches, loss_of):
    optimizer = optim.AdamW(model.parameters())
    for inputs, target in batches:
        loss = loss_of(model(inputs), target)
        loss.backward()
        optimizer.step()  # !
)py",
      .good = R"py(from torch import optim

def train(model, batches, loss_of):
    optimizer = optim.AdamW(model.parameters())
    for inputs, target in batches:
        optimizer.zero_grad()
        loss = loss_of(model(inputs), target)
        loss.backward()
        optimizer.step()
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    auto const *const optimizer = receiver_of(at.in, at.node, "step");
    if (optimizer == nullptr || !at.node.args.empty() || !at.node.keywords.empty())
      return verdict::irrelevant();
    auto const *const loop = loop_of(at);
    auto const *const function = at.enclosing_function();
    if (loop == nullptr || !is_optimizer(at.in, *optimizer)) return verdict::irrelevant();
    auto const *const backward = find_backward(at, *loop);
    if (backward == nullptr) return verdict::irrelevant();
    auto const &around =
        function == nullptr ? static_cast<tree::node const &>(*at.in.root) : *function;
    if (mentions(at.in, around, "zero_grad")) return verdict::holds();
    if (clears_in_other_way(at.in, around) || calls_clearing(at.in, *loop) ||
        is_passed_on(at.in, *loop, *optimizer))
      return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, backward) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::call> const &, verdict const &found) -> explanation {
    return {.evidence = {{found.subject->range, "gradients are added up here"}}};
  }

private:
  /// The innermost loop, when each of its rounds comes to the step.
  [[nodiscard]] static auto loop_of(site<tree::call> const &at) -> tree::node const * {
    for (auto i = at.ancestors.size(); i-- > 0;) {
      switch (at.ancestors[i]->kind) {
      case tree::node_kind::for_:
      case tree::node_kind::while_: return at.ancestors[i];
      case tree::node_kind::expr:
      case tree::node_kind::with: break;
      default: return nullptr;
      }
    }
    return nullptr;
  }

  [[nodiscard]] static auto makes_optimizer(tree::unit const &in, tree::expression const *value)
      -> bool {
    auto const *const call = tree::as<tree::call>(value);
    auto const name = call == nullptr ? std::string{} : tree::qualified_name(in, *call->func);
    static constexpr std::string_view package = "torch.optim.";
    return name.size() > package.size() && name.starts_with(package) &&
           name.find('.', package.size()) == name.npos;
  }

  /// What only ever holds an optimizer that the unit makes, or is declared as one.
  [[nodiscard]] static auto is_optimizer(tree::unit const &in, tree::expression const &any)
      -> bool {
    if (auto const *name = tree::as<tree::name>(&any)) {
      auto const *const by = tree::only_binding(in, *name);
      if (by == nullptr) return false;
      auto const *const declared = tree::as<tree::arg>(by->by);
      if (declared != nullptr && declared->annotation != nullptr)
        return tree::is_named(in, *declared->annotation, {"torch.optim.Optimizer"});
      return makes_optimizer(in, by->value);
    }
    auto const attribute = own_attribute_of(in, any);
    return attribute.owner != nullptr &&
           makes_optimizer(in, detail::only_stored(*attribute.owner, attribute.name));
  }

  [[nodiscard]] static auto find_backward(site<tree::call> const &at, tree::node const &loop)
      -> tree::node const * {
    return tree::find_node(loop, [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      return call != nullptr && call->range.begin < at.node.range.begin &&
             receiver_of(at.in, *call, "backward") != nullptr;
    });
  }

  /// `p.grad = None`, or a gradient that is written or computed apart.
  [[nodiscard]] static auto clears_in_other_way(tree::unit const &in, tree::node const &code)
      -> bool {
    return mentions(in, code, "grad") || mentions(in, code, "no_sync") ||
           mentions(in, code, "accumulate");
  }

  /// Whoever gets the optimizer may clear the gradients.
  [[nodiscard]] static auto is_passed_on(tree::unit const &in, tree::node const &loop,
                                         tree::expression const &optimizer) -> bool {
    auto const name = in.text(optimizer);
    return tree::find_node(loop, [&](tree::node const &any) {
             auto const *const call = tree::as<tree::call>(&any);
             if (call == nullptr) return false;
             for (auto const *it : call->args)
               if (in.text(*it) == name) return true;
             for (auto const *it : call->keywords)
               if (in.text(*it->value) == name) return true;
             return false;
           }) != nullptr;
  }

  /// Whether a function of the unit that mentions clearing is called in the loop.
  [[nodiscard]] static auto calls_clearing(tree::unit const &in, tree::node const &loop) -> bool {
    return tree::find_node(*in.root, [&](tree::node const &any) {
             auto const *const function = tree::as_function(&any);
             return function != nullptr && mentions(in, *function, "zero_grad") &&
                    mentions(in, loop, in.spelling(function->name));
           }) != nullptr;
  }
};

} // namespace prodreview::rules
