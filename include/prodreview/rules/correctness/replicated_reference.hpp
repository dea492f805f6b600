// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/element_change.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

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

def collect(losses, names):
    history = dict.fromkeys(names, [])  # !
    for name, loss in losses:
        history[name].append(loss)
    return history
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

def collect(losses, names):
    history = {key: [] for key in names}
    for name, loss in losses:
        history[name].append(loss)
    return history
)py",
  };

  static constexpr std::array kinds{tree::node_kind::bin_op, tree::node_kind::call};

  [[nodiscard]] static auto check(site<tree::expression> const &at) -> verdict {
    auto const *const value = repeated_value(at.in, at.node);
    if (value == nullptr) return verdict::irrelevant();
    if (are_layers(at, *value))
      return is_shipped_path(at.in.path) ? verdict::violated(at.node) : verdict::irrelevant();
    if (!is_mutable_value(at.in, *value)) return verdict::irrelevant();
    auto const *const statement = tree::as<tree::assign>(at.parent());
    if (statement == nullptr || statement->targets.size() != 1) return verdict::unknown();
    auto const *const name = tree::as<tree::name>(statement->targets[0]);
    if (name == nullptr || tree::only_value(at.in, *name) != &at.node) return verdict::unknown();
    auto const *const change = find_element_change(at.in, *name);
    if (change == nullptr) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, change) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::expression> const &at, verdict const &found)
      -> explanation {
    auto const is_dict = at.node.kind == tree::node_kind::call;
    auto said = is_dict ? about_dict() : explanation{};
    if (found.subject != nullptr) {
      said.evidence = {{found.subject->range, "an element is changed here"}};
      return said;
    }
    said.problem = is_dict ? "`dict.fromkeys(keys, layer)` holds one layer under every key."
                           : "`[layer] * n` holds one layer n times.";
    said.impact = "All positions share the weights of the one layer: the network is as deep as "
                  "meant, but has a fraction of its parameters.";
    return said;
  }

  [[nodiscard]] static auto mend(site<tree::expression> const &at, verdict const &) -> edits {
    if (movable_text(at.in, at.node).empty()) return {};
    auto const value = std::string{at.in.text(*repeated_value(at.in, at.node))};
    if (auto const *call = tree::as<tree::call>(&at.node)) {
      if (mentions(at.in, at.node, "key")) return {};
      auto const keys = std::string{at.in.text(*call->args[0])};
      return safe_edit(at.node.range, joined({"{key: ", value, " for key in ", keys, "}"}));
    }
    auto const *const count = repetitions(static_cast<tree::bin_op const &>(at.node));
    if (count == nullptr) return {};
    auto const times = std::string{at.in.text(*count)};
    return safe_edit(at.node.range, joined({"[", value, " for _ in range(", times, ")]"}));
  }

private:
  /// The one object of `[value] * n` or `dict.fromkeys(keys, value)`, or null.
  [[nodiscard]] static auto repeated_value(tree::unit const &in, tree::expression const &any)
      -> tree::expression const * {
    if (auto const *it = tree::as<tree::bin_op>(&any)) return repeated_element(*it);
    auto const &call = static_cast<tree::call const &>(any);
    auto const is_it =
        call.args.size() == 2 && call.keywords.empty() && !passes_unpacked(call) &&
        tree::is_named(in, *call.func,
                       {"builtins.dict.fromkeys", "collections.OrderedDict.fromkeys"});
    return is_it ? call.args[1] : nullptr;
  }
  /// The element of the one-element list in `[element] * n` or `n * [element]`, or null.
  [[nodiscard]] static auto repeated_element(tree::bin_op const &it) -> tree::expression const * {
    if (it.rest.size() != 1 || it.rest[0].op != tree::binary_operator::mult) return nullptr;
    auto const *const left = tree::as<tree::list>(it.first);
    auto const *const list = left != nullptr ? left : tree::as<tree::list>(it.rest[0].value);
    return list != nullptr && list->elts.size() == 1 ? list->elts[0] : nullptr;
  }
  /// A layer in a list or dict that is passed to `Sequential`, `ModuleList` or `ModuleDict`.
  [[nodiscard]] static auto are_layers(site<tree::expression> const &at,
                                       tree::expression const &element) -> bool {
    auto const *const made = tree::as<tree::call>(&element);
    if (made == nullptr || !makes_layer(at.in, *made)) return false;
    auto const *const parent = at.parent();
    auto const is_unpacked = parent != nullptr && parent->kind == tree::node_kind::starred;
    auto const depth = is_unpacked ? std::size_t{2} : std::size_t{1};
    if (at.ancestors.size() < depth) return false;
    auto const *const call = tree::as<tree::call>(at.ancestors[at.ancestors.size() - depth]);
    return call != nullptr && at.names(call->func, {"torch.nn.Sequential", "torch.nn.ModuleList",
                                                    "torch.nn.ModuleDict"});
  }

  [[nodiscard]] static auto repetitions(tree::bin_op const &it) -> tree::expression const * {
    return it.first->kind == tree::node_kind::list ? it.rest[0].value : it.first;
  }

  [[nodiscard]] static auto about_dict() -> explanation {
    return {.title = "All keys hold one object",
            .problem = "`dict.fromkeys(keys, value)` puts one value under every key, and it is "
                       "changed later.",
            .impact = "A change under one key shows under all of them.",
            .fix = "Make each value: `{key: value for key in keys}`."};
  }
};

} // namespace prodreview::rules
