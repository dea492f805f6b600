// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

#include <array>

namespace prodreview::rules {

struct graph_kept_alive {
  static constexpr rule_info info{
      .name = "graph-kept-alive",
      .topic = topic::correctness,
      .area = area::gradients,
      .item = "C8",
      .severity = severity::high,
      .title = "A loss is kept with its graph",
      .problem = "The loss of each step is kept beyond the step with its graph.",
      .impact = "What the graph holds is not freed until the sum or list is: memory grows with the "
                "number of steps, and the run ends out of memory.",
      .fix = "Keep `loss.item()`, or `loss.detach()` where waiting for the device costs too much.",
      .silent = "what is kept is a number or detached, or is itself differentiated later, or no "
                "`backward` of the loss stands in the loop.",
      .bad = R"py(def train(model, batches, optimizer, criterion):
    total = 0.0
    for inputs, target in batches:
        loss = criterion(model(inputs), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss  # !
    return total
)py",
      .good = R"py(def train(model, batches, optimizer, criterion):
    total = 0.0
    for inputs, target in batches:
        loss = criterion(model(inputs), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach()
    return total
)py",
  };
  static constexpr std::array kinds{tree::node_kind::aug_assign, tree::node_kind::expr};

  [[nodiscard]] static auto check(site<tree::statement> const &at) -> verdict {
    auto const kept = kept_by(at);
    if (kept.loss == nullptr) return verdict::irrelevant();
    auto const *const loop = outermost_loop(at);
    auto const *const variable = at.in.bindings.variable_of(*kept.loss);
    if (loop == nullptr || variable == nullptr) return verdict::irrelevant();
    auto const *const backward = find_backward(at.in, *loop, variable);
    if (backward == nullptr) return verdict::irrelevant();
    if (is_made_in(at.in, *loop, kept.keeper)) return verdict::holds();
    if (is_rebound_after(at.in, *variable, *backward, at.node)) return verdict::holds();
    if (is_differentiated(at.in, kept.keeper)) return verdict::holds();
    return is_product_code(at) ? verdict::violated(*kept.loss, backward) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::statement> const &, verdict const &found)
      -> explanation {
    return {.evidence = {{found.subject->range, "the graph that it is kept with belongs to this"}}};
  }

  [[nodiscard]] static auto mend(site<tree::statement> const &, verdict const &found) -> edits {
    return safe_edit(just_after(*found.at), ".detach()");
  }

private:
  /// What keeps a loss, and the loss.
  struct keeping {
    tree::name const *keeper = nullptr;
    tree::name const *loss = nullptr;
  };

  /// `total += loss` and `losses.append(loss)`.
  [[nodiscard]] static auto kept_by(site<tree::statement> const &at) -> keeping {
    if (auto const *it = tree::as<tree::aug_assign>(&at.node)) {
      auto const is_sum = it->op == tree::binary_operator::add;
      return {tree::as<tree::name>(it->target), is_sum ? tree::as<tree::name>(it->value) : nullptr};
    }
    auto const *const alone = tree::as<tree::expr>(&at.node);
    auto const *const call = tree::as<tree::call>(alone == nullptr ? nullptr : alone->value);
    auto const *const method = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
    if (method == nullptr || call->args.size() != 1 || at.in.spelling(method->attr) != "append")
      return {};
    auto const *const list = tree::as<tree::name>(method->value);
    return {list, list == nullptr ? nullptr : tree::as<tree::name>(call->args[0])};
  }

  /// The outermost loop of the function that the statement stands in.
  [[nodiscard]] static auto outermost_loop(site<tree::statement> const &at) -> tree::node const * {
    tree::node const *outermost = nullptr;
    for (auto i = at.ancestors.size(); i-- > 0;) {
      auto const kind = at.ancestors[i]->kind;
      if (tree::as_function(at.ancestors[i]) != nullptr) break;
      if (kind == tree::node_kind::for_ || kind == tree::node_kind::while_)
        outermost = at.ancestors[i];
    }
    return outermost;
  }

  /// `loss.backward()` in a loop.
  [[nodiscard]] static auto find_backward(tree::unit const &in, tree::node const &loop,
                                          tree::variable const *loss) -> tree::node const * {
    return tree::find_node(loop, [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      auto const *const method = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
      return method != nullptr && in.spelling(method->attr) == "backward" &&
             is_variable(in, method->value, loss);
    });
  }

  /// Whether what keeps the loss begins anew within the loop.
  [[nodiscard]] static auto is_made_in(tree::unit const &in, tree::node const &loop,
                                       tree::name const *keeper) -> bool {
    auto const *const variable = keeper == nullptr ? nullptr : in.bindings.variable_of(*keeper);
    if (variable == nullptr) return true;
    for (auto const index : variable->bound_at) {
      auto const &by = in.bindings.all[index];
      if (by.kind == tree::binding_kind::augmented) continue;
      if (loop.range.contains(by.place)) return true;
    }
    return false;
  }

  /// `loss = loss.item()` between the two.
  [[nodiscard]] static auto is_rebound_after(tree::unit const &in, tree::variable const &loss,
                                             tree::node const &backward, tree::node const &kept)
      -> bool {
    for (auto const index : loss.bound_at) {
      auto const place = in.bindings.all[index].place.begin;
      if (backward.range.begin < place && place < kept.range.begin) return true;
    }
    return false;
  }

  /// Whether a gradient is asked of what keeps the loss, in any way that has its name in it.
  [[nodiscard]] static auto is_differentiated(tree::unit const &in, tree::name const *keeper)
      -> bool {
    auto const *const variable = in.bindings.variable_of(*keeper);
    auto const &within = scope_of(in, *variable);
    return tree::find_node(within, [&](tree::node const &any) {
             auto const *const call = tree::as<tree::call>(&any);
             if (call == nullptr) return false;
             auto const *const method = tree::as<tree::attribute>(call->func);
             auto const is_gradient =
                 method != nullptr && tree::is_one_of(in.spelling(method->attr),
                                                      {"backward", "grad", "stack", "cat", "step"});
             return is_gradient && tree::find_node(*call, [&](tree::node const &part) {
                                     auto const *const name = tree::as<tree::name>(&part);
                                     return name != nullptr &&
                                            in.bindings.variable_of(*name) == variable;
                                   }) != nullptr;
           }) != nullptr;
  }
};

} // namespace prodreview::rules
