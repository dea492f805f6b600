// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace prodreview::rules {

/// The name of a file that stands in none of these folders, at any depth; nothing where it does.
[[nodiscard]] inline auto file_name_outside(std::span<std::string_view const> folders,
                                            std::string_view path)
    -> std::optional<std::string_view> {
  for (auto slash = path.find('/'); slash != path.npos; slash = path.find('/')) {
    for (auto const folder : folders)
      if (path.substr(0, slash) == folder) return std::nullopt;
    path.remove_prefix(slash + 1);
  }
  return path;
}

/// Tests, benchmarks, examples and documentation, by the file's path.
[[nodiscard]] inline auto is_product_path(std::string_view path) -> bool {
  static constexpr std::array<std::string_view, 14> folders{
      "test",     "tests", "testing", "benchmark", "benchmarks", "bench", "example",
      "examples", "doc",   "docs",    "tutorial",  "tutorials",  "demo",  "demos"};
  auto const file = file_name_outside(folders, path);
  if (!file) return false;
  auto const stem = file->substr(0, file->rfind('.'));
  for (auto const begin : {"test_", "bench_", "benchmark", "conftest", "naive", "reference"})
    if (stem.starts_with(begin)) return false;
  for (auto const end : {"_test", "_tests", "_bench", "_benchmark", "_naive", "_reference"})
    if (stem.ends_with(end)) return false;
  return true;
}

/// What others copy or run: examples and tutorials too, but no tests, benchmarks or documentation.
[[nodiscard]] inline auto is_shipped_path(std::string_view path) -> bool {
  static constexpr std::array<std::string_view, 8> folders{
      "test", "tests", "testing", "benchmark", "benchmarks", "bench", "doc", "docs"};
  auto const file = file_name_outside(folders, path);
  return file && !file->starts_with("test_") && !file->starts_with("conftest") &&
         file->find("_test.") == file->npos;
}

/// Documentation: its programs may be fragments.
[[nodiscard]] inline auto is_documentation_path(std::string_view path) -> bool {
  return path.starts_with("doc/") || path.starts_with("docs/") || path.find("/doc/") != path.npos ||
         path.find("/docs/") != path.npos;
}

/// `if __name__ == "__main__":`
[[nodiscard]] inline auto is_main_guard(tree::unit const &in, tree::node const &any) -> bool {
  auto const *const branch = tree::as<tree::if_>(&any);
  auto const *const test = branch == nullptr ? nullptr : tree::as<tree::compare>(branch->test);
  if (test == nullptr || test->comparators.size() != 1) return false;
  auto const *const name = tree::as<tree::name>(test->left);
  return name != nullptr && in.spelling(name->id) == "__name__" &&
         plain_string(in, test->comparators[0]) == "__main__";
}

/// A slow twin that a test compares the real implementation with.
[[nodiscard]] inline auto is_reference_name(std::string_view name) -> bool {
  return name.find("_reference") != name.npos || name.find("_naive") != name.npos ||
         name.starts_with("reference_") || name.starts_with("naive_");
}

/// Code that a Triton, Numba or TorchScript-like compiler reads: it is no ordinary Python.
[[nodiscard]] inline auto is_kernel(tree::unit const &in, tree::function const &any) -> bool {
  for (auto const *decorator : any.decorator_list) {
    auto const *const call = tree::as<tree::call>(decorator);
    auto const name = tree::qualified_name(in, call == nullptr ? *decorator : *call->func);
    if (name.starts_with("triton.") || name.starts_with("numba.")) return true;
  }
  return false;
}

[[nodiscard]] inline auto is_in_kernel(tree::unit const &in,
                                       std::span<tree::node const *const> ancestors) -> bool {
  for (auto const *it : ancestors)
    if (auto const *function = tree::as_function(it); function && is_kernel(in, *function))
      return true;
  return false;
}

/// Code that runs in production: no test, benchmark, example, script part, reference twin or
/// kernel. Most rules are about such code only, and ask last, when they have found something.
template <class Node> [[nodiscard]] auto is_product_code(site<Node> const &at) -> bool {
  if (!is_product_path(at.in.path) || is_in_kernel(at.in, at.ancestors)) return false;
  for (auto const *it : at.ancestors) {
    if (is_main_guard(at.in, *it)) return false;
    if (is_reference_name(at.in.spelling(tree::defined_name(it)))) return false;
  }
  return true;
}

} // namespace prodreview::rules
