// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {

struct quadratic_concatenation {
  static constexpr rule_info info{
      .name = "quadratic-concatenation",
      .topic = topic::scalability,
      .area = area::complexity,
      .item = "S10",
      .severity = severity::high,
      .title = "Tensor grows by concatenation in a loop",
      .problem = "Each pass of the loop copies everything that the passes before have gathered.",
      .impact = "The work grows with the square of the number of passes: 4,000 rows of 256 take "
                "679 ms where one concatenation takes 3 ms.",
      .fix = "Append to a list in the loop, and concatenate once after it.",
      .silent = "the loop reads the tensor on the way, or begins it anew in each pass.",
      .bad = R"py(import torch

def gather(batches, encode):
    rows = torch.empty(0, 16)
    for batch in batches:
        rows = torch.cat([rows, encode(batch)])  # !
    return rows
)py",
      .good = R"py(import torch

def gather(batches, encode):
    rows = []
    for batch in batches:
        rows.append(encode(batch))
    return torch.cat(rows)
)py",
  };

  [[nodiscard]] static auto check(site<tree::assign> const &at) -> verdict {
    auto const *const target =
        tree::as<tree::name>(at.node.targets.size() == 1 ? at.node.targets[0] : nullptr);
    auto const *const call = tree::as<tree::call>(at.node.value);
    if (target == nullptr || call == nullptr || call->args.empty()) return verdict::irrelevant();
    if (!at.names(call->func,
                  {"torch.cat", "torch.concat", "torch.concatenate", "torch.vstack", "torch.hstack",
                   "numpy.concatenate", "numpy.append", "numpy.vstack"}))
      return verdict::irrelevant();
    auto const *const variable = at.in.bindings.variable_of(*target);
    auto const *const loop = innermost_loop(at);
    if (loop == nullptr || variable == nullptr || !joins(at.in, *call, variable))
      return verdict::irrelevant();
    if (is_begun_in(at, *variable, *loop) || is_read(at, *variable, *loop) || leaves(at))
      return verdict::holds();
    return is_product_code(at) ? verdict::likely(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::assign> const &, verdict const &) -> explanation {
    return {.problem = "Each pass of the loop copies everything that the passes before have "
                       "gathered; we assume that it has many."};
  }

private:
  [[nodiscard]] static auto innermost_loop(site<tree::assign> const &at) -> tree::node const * {
    for (auto i = at.ancestors.size(); i-- > 0;) {
      auto const kind = at.ancestors[i]->kind;
      if (tree::as_function(at.ancestors[i]) != nullptr) return nullptr;
      if (kind == tree::node_kind::for_ || kind == tree::node_kind::while_) return at.ancestors[i];
    }
    return nullptr;
  }

  /// Whether the variable is one of the tensors that are joined.
  [[nodiscard]] static auto joins(tree::unit const &in, tree::call const &call,
                                  tree::variable const *variable) -> bool {
    if (is_variable(in, call.args[0], variable)) return true;
    auto const *const list = tree::as<tree::list>(call.args[0]);
    auto const *const tuple = tree::as<tree::tuple>(call.args[0]);
    if (list == nullptr && tuple == nullptr) return false;
    for (auto const *it : list != nullptr ? list->elts : tuple->elts)
      if (is_variable(in, it, variable)) return true;
    return false;
  }

  /// Another binding within the loop: it may be small again.
  [[nodiscard]] static auto is_begun_in(site<tree::assign> const &at, tree::variable const &it,
                                        tree::node const &loop) -> bool {
    for (auto const index : it.bound_at) {
      auto const &place = at.in.bindings.all[index].place;
      if (loop.range.contains(place) && !at.node.range.contains(place)) return true;
    }
    return false;
  }

  /// Read elsewhere in the loop than where it is joined: what was gathered is needed on the way.
  [[nodiscard]] static auto is_read(site<tree::assign> const &at, tree::variable const &it,
                                    tree::node const &loop) -> bool {
    auto reads = 0;
    return tree::find_node(loop, [&](tree::node const &any) {
             auto const *const name = tree::as<tree::name>(&any);
             return name != nullptr && name->use == tree::context::load &&
                    at.in.bindings.variable_of(*name) == &it && ++reads > 1;
           }) != nullptr;
  }

  /// The loop ends right after it.
  [[nodiscard]] static auto leaves(site<tree::assign> const &at) -> bool {
    auto const *const branch = tree::as<tree::if_>(at.parent());
    if (branch == nullptr || branch->body.empty()) return false;
    auto const kind = branch->body.back()->kind;
    return kind == tree::node_kind::break_ || kind == tree::node_kind::return_;
  }
};

} // namespace prodreview::rules
