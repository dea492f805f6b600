// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/rules/support/lookup.hpp>

#include <array>

namespace prodreview::rules {

/// Whether a name says that it is about what is installed: `TORCH_2_1`, `has_flash`,
/// `is_torch_available`, `version`.
[[nodiscard]] inline auto speaks_of_release(std::string_view name) -> bool {
  std::string small{name};
  for (auto &c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  static constexpr std::array<std::string_view, 12> words{"version", "torch",  "avail", "support",
                                                          "compat",  "legacy", "has_",  "numpy",
                                                          "triton",  "einops", "newer", "_ge_"};
  for (auto const word : words)
    if (small.find(word) != small.npos) return true;
  return false;
}

/// Whether an expression asks which release is installed, or whether a name is there. What torch
/// itself answers about the machine (`torch.cuda.is_available()`) does not.
[[nodiscard]] inline auto asks_for_release(tree::unit const &in, tree::node const &test) -> bool {
  auto const is_asked = [&](tree::node const &any) {
    if (auto const *part = tree::as<tree::attribute>(&any)) {
      auto const name = in.spelling(part->attr);
      if (name == "__version__" || name == "version") return true;
      return tree::qualified_name(in, *part).empty() && speaks_of_release(name);
    }
    auto const *const name = tree::as<tree::name>(&any);
    if (name == nullptr) return false;
    auto const spelling = in.spelling(name->id);
    if (spelling == "hasattr" || spelling == "getattr") return true;
    auto const *const variable = in.bindings.variable_of(*name);
    auto const is_package = variable != nullptr && variable->stands_for == spelling;
    return !is_package && speaks_of_release(spelling);
  };
  return tree::find_node(test, is_asked) != nullptr;
}

/// Whether control that gets past a statement has asked for a release: `if … : raise`, `assert …`.
[[nodiscard]] inline auto lets_some_releases_past(tree::unit const &in, tree::statement const &it)
    -> bool {
  if (auto const *check = tree::as<tree::assert_>(&it)) return asks_for_release(in, *check->test);
  auto const *const branch = tree::as<tree::if_>(&it);
  if (branch == nullptr || branch->body.empty()) return false;
  auto const last = branch->body[branch->body.size() - 1]->kind;
  auto const leaves = last == tree::node_kind::return_ || last == tree::node_kind::raise ||
                      last == tree::node_kind::continue_ || last == tree::node_kind::expr;
  return leaves && asks_for_release(in, *branch->test);
}

[[nodiscard]] inline auto has_guard_before(tree::unit const &in, tree::many<tree::statement> block,
                                           tree::node const &until) -> bool {
  for (auto const *it : block) {
    if (it->range.begin >= until.range.begin) return false;
    if (lets_some_releases_past(in, *it)) return true;
  }
  return false;
}

/// Whether a node that stands around some code lets it run under some releases only.
[[nodiscard]] inline auto is_release_guard(tree::unit const &in, tree::node const &around,
                                           tree::node const &inner) -> bool {
  using tree::as;
  if (auto const *it = as<tree::if_>(&around)) return asks_for_release(in, *it->test);
  if (auto const *it = as<tree::if_exp>(&around)) return asks_for_release(in, *it->test);
  if (auto const *it = as<tree::bool_op>(&around)) return asks_for_release(in, *it);
  auto const is_for_some = [&](tree::many<tree::expression> decorators) {
    for (auto const *it : decorators)
      if (asks_for_release(in, *it)) return true;
    return false;
  };
  if (auto const *it = tree::as_function(&around))
    return is_for_some(it->decorator_list) || has_guard_before(in, it->body, inner);
  if (auto const *it = as<tree::class_def>(&around)) return is_for_some(it->decorator_list);
  if (auto const *it = as<tree::module>(&around)) return has_guard_before(in, it->body, inner);
  return false;
}

/// Whether the code around a name says that the name may not be there: a test of the version, a
/// handler, the name as a string (`hasattr`, `getattr`).
[[nodiscard]] inline auto is_version_guarded(tree::unit const &in,
                                             std::span<tree::node const *const> around,
                                             tree::node const &at, std::string_view name) -> bool {
  if (expects_failure(in, around,
                      {"builtins.ImportError", "builtins.ModuleNotFoundError",
                       "builtins.AttributeError", "builtins.TypeError", "builtins.NameError"}))
    return true;
  for (auto const *it : around)
    if (is_release_guard(in, *it, at)) return true;
  return tests_for(in, name);
}

/// Whether a test is of a plain name, attribute or own function: a flag, which may say what is
/// installed.
[[nodiscard]] inline auto tests_flag(tree::unit const &in, tree::expression const &test) -> bool {
  if (auto const *it = tree::as<tree::unary_op>(&test)) return tests_flag(in, *it->operand);
  if (auto const *it = tree::as<tree::bool_op>(&test)) {
    for (auto const *value : it->values)
      if (tests_flag(in, *value)) return true;
    return false;
  }
  auto const *const call = tree::as<tree::call>(&test);
  auto const &named = call == nullptr ? test : *call->func;
  if (named.kind != tree::node_kind::name && named.kind != tree::node_kind::attribute) return false;
  auto const qualified = tree::qualified_name(in, named);
  return !qualified.starts_with("torch.") && !qualified.starts_with("builtins.");
}

[[nodiscard]] inline auto has_flag_exit_before(tree::unit const &in,
                                               tree::many<tree::statement> block,
                                               tree::node const &until) -> bool {
  for (auto const *it : block) {
    if (it->range.begin >= until.range.begin) return false;
    auto const *const branch = tree::as<tree::if_>(it);
    if (branch == nullptr || branch->body.empty() || !tests_flag(in, *branch->test)) continue;
    auto const last = branch->body[branch->body.size() - 1]->kind;
    if (last == tree::node_kind::return_ || last == tree::node_kind::raise) return true;
  }
  return false;
}

/// Whether some code runs only where a flag lets it.
[[nodiscard]] inline auto is_behind_flag(tree::unit const &in,
                                         std::span<tree::node const *const> around,
                                         tree::node const &at) -> bool {
  auto const is_within = [&](tree::expression const &test) {
    return test.range.begin <= at.range.begin && at.range.end <= test.range.end;
  };
  for (auto const *it : around) {
    if (auto const *branch = tree::as<tree::if_>(it))
      if (!is_within(*branch->test) && tests_flag(in, *branch->test)) return true;
    if (auto const *choice = tree::as<tree::if_exp>(it))
      if (!is_within(*choice->test) && tests_flag(in, *choice->test)) return true;
    if (auto const *function = tree::as_function(it))
      if (has_flag_exit_before(in, function->body, at)) return true;
  }
  return false;
}

} // namespace prodreview::rules
