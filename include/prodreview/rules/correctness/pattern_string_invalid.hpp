// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/einops_pattern.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct pattern_string_invalid {
  static constexpr rule_info info{
      .name = "pattern-string-invalid",
      .topic = topic::correctness,
      .area = area::shapes,
      .item = "C4",
      .severity = severity::critical,
      .title = "A pattern that einsum or einops refuses",
      .problem = "The pattern does not fit its own axes or operands.",
      .impact = "The call raises as soon as this line runs.",
      .fix = "Correct the pattern, or the operands and sizes passed beside it.",
      .silent = "the pattern is no literal, or operands or sizes are unpacked from a container.",
      .bad = R"py(import torch
from einops import rearrange, repeat

def attend(query, key, mask):
    weights = torch.einsum("bid,bjd->bik", query, key)  # !
    heads = rearrange(weights, "b (h i j -> b h i j", h=8)  # !
    return heads * repeat(mask, "b j -> b h i j", h=8)  # !
)py",
      .good = R"py(import torch
from einops import rearrange, repeat

def attend(query, key, mask):
    weights = torch.einsum("bid,bjd->bij", query, key)
    heads = rearrange(weights, "b (h i) j -> b h i j", h=8)
    return heads * repeat(mask, "b j -> b h i j", h=8, i=1)
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (!at.names(at.node.func,
                  {"torch.einsum", "numpy.einsum", "einops.einsum", "einops.rearrange",
                   "einops.reduce", "einops.repeat", "einops.pack", "einops.unpack",
                   "einops.layers.torch.Rearrange", "einops.layers.torch.Reduce"}))
      return verdict::irrelevant();
    auto const callee = at.named(at.node.func);
    auto const *const pattern = pattern_of(at.in, at.node, callee);
    if (pattern == nullptr) return verdict::irrelevant();
    if (!plain_string(at.in, pattern)) return verdict::unknown();
    if (problem_of(at.in, at.node, callee).empty()) return verdict::holds();
    return verdict::violated(*pattern);
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &) -> explanation {
    auto const callee = at.named(at.node.func);
    auto const function = callee.substr(callee.rfind('.') + 1);
    return {.problem = joined({"`", function, "` cannot use this pattern: ",
                               problem_of(at.in, at.node, callee), "."})};
  }

private:
  /// The argument that holds the pattern, or null when it is not passed by place or name.
  [[nodiscard]] static auto pattern_of(tree::unit const &in, tree::call const &call,
                                       std::string_view callee) -> tree::expression const * {
    if (tree::is_one_of(callee, {"torch.einsum", "numpy.einsum"}))
      return argument_of(in, call, 0, "equation");
    if (tree::is_one_of(callee,
                        {"einops.rearrange", "einops.reduce", "einops.repeat", "einops.pack"}))
      return argument_of(in, call, 1, "pattern");
    if (callee == "einops.unpack") return argument_of(in, call, 2, "pattern");
    if (callee == "einops.einsum") return call.args.empty() ? nullptr : call.args.back();
    return argument_of(in, call, 0, "pattern");
  }

  [[nodiscard]] static auto problem_of(tree::unit const &in, tree::call const &call,
                                       std::string_view callee) -> std::string {
    auto const pattern = *plain_string(in, pattern_of(in, call, callee));
    if (callee.ends_with("pack")) return einops_pack_problem(pattern);
    if (callee == "einops.einsum") return einops_einsum_problem(pattern, operands_of(in, call));
    if (callee.ends_with(".einsum")) return einsum_problem(pattern, operands_of(in, call));
    return einops_problem(operation_of(callee), pattern, sizes_of(in, call));
  }

  [[nodiscard]] static auto operation_of(std::string_view callee) -> einops_operation {
    if (callee == "einops.repeat") return einops_operation::repeat;
    auto const reduces = tree::is_one_of(callee, {"einops.reduce", "einops.layers.torch.Reduce"});
    return reduces ? einops_operation::reduce : einops_operation::rearrange;
  }

  /// How many tensors stand beside the pattern; torch also takes one list of them, NumPy does not.
  [[nodiscard]] static auto operands_of(tree::unit const &in, tree::call const &call)
      -> std::optional<std::size_t> {
    if (passes_unpacked(call) || call.args.size() < 2) return std::nullopt;
    if (call.args.size() > 2) return call.args.size() - 1;
    if (tree::is_named(in, *call.func, {"numpy.einsum"})) return 1;
    if (auto const *list = tree::as<tree::list>(call.args[1])) return count_of(list->elts);
    if (auto const *tuple = tree::as<tree::tuple>(call.args[1])) return count_of(tuple->elts);
    // What is not known to be a tensor may be a list of them.
    if (!is_tensor_expression(in, *call.args[1])) return std::nullopt;
    return 1;
  }
  [[nodiscard]] static auto count_of(tree::many<tree::expression> elements)
      -> std::optional<std::size_t> {
    for (auto const *it : elements)
      if (it->kind == tree::node_kind::starred) return std::nullopt;
    return elements.size();
  }

  [[nodiscard]] static auto sizes_of(tree::unit const &in, tree::call const &call) -> einops_sizes {
    einops_sizes sizes;
    for (auto const *it : call.keywords) {
      auto const name = in.spelling(it->name);
      if (name.empty())
        sizes.are_all_known = false;
      else if (!tree::is_one_of(name, {"pattern", "tensor", "reduction"}))
        sizes.axes.push_back(name);
    }
    return sizes;
  }
};

} // namespace prodreview::rules
