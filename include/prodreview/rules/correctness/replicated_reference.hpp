// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/element_change.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct replicated_reference {
  static constexpr rule_info info{
      .name = "replicated-reference",
      .topic = topic::correctness,
      .area = area::aliasing,
      .item = "C10",
      .severity = severity::critical,
      .title = "A list repeats one object",
      .problem =
          "`[value] * n` holds n references to one value, and the elements are changed later.",
      .impact =
          "Every element shows every change: gathered tensors overwrite each other, rows of a "
          "table become the same row.",
      .fix = "Make each element: `[value for _ in range(n)]`.",
      .silent =
          "the elements cannot be changed (numbers, strings, tuples), or are only replaced or "
          "read.",
      .bad = R"py(import torch
import torch.distributed as dist

def gather(local, world_size):
    parts = [torch.empty_like(local)] * world_size  # !
    dist.all_gather(parts, local)
    return parts

def count(edges, nodes):
    neighbours = [[]] * nodes  # !
    for source, target in edges:
        neighbours[source].append(target)
    return neighbours
)py",
      .good = R"py(import torch
import torch.distributed as dist

def gather(local, world_size):
    parts = [torch.empty_like(local) for _ in range(world_size)]
    dist.all_gather(parts, local)
    return parts

def count(edges, nodes):
    neighbours = [[] for _ in range(nodes)]
    for source, target in edges:
        neighbours[source].append(target)
    return neighbours
)py",
  };

  [[nodiscard]] static auto check(site<tree::bin_op> const &at) -> verdict {
    auto const *const element = repeated_element(at.node);
    if (element == nullptr) return verdict::irrelevant();
    if (are_layers(at, *element))
      return is_product_code(at) ? verdict::violated(at.node) : verdict::irrelevant();
    if (!is_mutable_value(at.in, *element)) return verdict::irrelevant();
    auto const *const statement = tree::as<tree::assign>(at.parent());
    if (statement == nullptr || statement->targets.size() != 1) return verdict::unknown();
    auto const *const name = tree::as<tree::name>(statement->targets[0]);
    if (name == nullptr || tree::only_value(at.in, *name) != &at.node) return verdict::unknown();
    auto const *const change = find_element_change(at.in, *name);
    if (change == nullptr) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, change) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::bin_op> const &, verdict const &found)
      -> explanation {
    if (found.subject != nullptr)
      return {.evidence = {{found.subject->range, "an element is changed here"}}};
    return {.problem = "`[layer] * n` holds one layer n times.",
            .impact = "All positions share the weights of the one layer: the network is as deep as "
                      "meant, but has a fraction of its parameters."};
  }

  [[nodiscard]] static auto mend(site<tree::bin_op> const &at, verdict const &) -> edits {
    auto const *const count = repetitions(at.node);
    if (count == nullptr || movable_text(at.in, at.node).empty()) return {};
    auto const element = std::string{at.in.text(*repeated_element(at.node))};
    auto const times = std::string{at.in.text(*count)};
    return safe_edit(at.node.range, joined({"[", element, " for _ in range(", times, ")]"}));
  }

private:
  /// The element of the one-element list in `[element] * n` or `n * [element]`, or null.
  [[nodiscard]] static auto repeated_element(tree::bin_op const &it) -> tree::expression const * {
    if (it.rest.size() != 1 || it.rest[0].op != tree::binary_operator::mult) return nullptr;
    auto const *const left = tree::as<tree::list>(it.first);
    auto const *const list = left != nullptr ? left : tree::as<tree::list>(it.rest[0].value);
    return list != nullptr && list->elts.size() == 1 ? list->elts[0] : nullptr;
  }
  /// A layer in a list that is passed to `Sequential` or `ModuleList`.
  [[nodiscard]] static auto are_layers(site<tree::bin_op> const &at,
                                       tree::expression const &element) -> bool {
    auto const *const made = tree::as<tree::call>(&element);
    if (made == nullptr || !makes_layer(at.in, *made)) return false;
    auto const *const parent = at.parent();
    auto const is_unpacked = parent != nullptr && parent->kind == tree::node_kind::starred;
    auto const depth = is_unpacked ? std::size_t{2} : std::size_t{1};
    if (at.ancestors.size() < depth) return false;
    auto const *const call = tree::as<tree::call>(at.ancestors[at.ancestors.size() - depth]);
    return call != nullptr && at.names(call->func, {"torch.nn.Sequential", "torch.nn.ModuleList"});
  }

  [[nodiscard]] static auto repetitions(tree::bin_op const &it) -> tree::expression const * {
    return it.first->kind == tree::node_kind::list ? it.rest[0].value : it.first;
  }
};

} // namespace prodreview::rules
