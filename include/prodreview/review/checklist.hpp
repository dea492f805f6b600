// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>
#include <prodreview/review/result.hpp>
#include <prodreview/rule.hpp>

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace prodreview {

/// One bullet of the checklist.
struct checklist_item {
  /// The letter of its heading and its number there: `C3`.
  std::string_view name;
  prodreview::area area;
  std::string_view text;
  /// Asked of a person where no program can decide; empty elsewhere.
  std::string_view question = {};
};

/// The checklist, bullet by bullet: Correctness, Scalability, Production readiness, code Quality,
/// PyTorch and CUDA.
inline constexpr std::array<checklist_item, 51> checklist_items{{
    {"C1", area::documentation, "Does the implementation match the documented algorithm/formula?",
     "Does each step agree with the formula in the paper or the docstring, term by term?"},
    {"C2", area::edges,
     "Are edge cases handled (empty inputs, single elements, boundary conditions)?"},
    {"C3", area::numerics,
     "Are mathematical operations numerically stable (log-space, overflow/underflow)?"},
    {"C4", area::shapes, "Are tensor shapes consistent throughout the computation?"},
    {"C5", area::dtypes,
     "Are dtypes explicitly specified where precision matters (float32 vs float64)?"},
    {"C6", area::devices, "Are device placements consistent (CPU/CUDA tensors not mixed)?"},
    {"C7", area::dtypes, "Are integer divisions handled correctly (// vs /)?"},
    {"C8", area::gradients, "Are tensors properly detached when needed to prevent gradient leaks?"},
    {"C9", area::gradients,
     "Are in-place operations used safely (not on leaf tensors requiring grad)?"},
    {"C10", area::aliasing, "Are views vs copies handled correctly?"},

    {"S1", area::memory, "What is the memory complexity? Document as O(?) in comments"},
    {"S2", area::memory, "Are large intermediate tensors avoided or cleared?"},
    {"S3", area::memory, "Is there unnecessary materialization of sparse/structured data?"},
    {"S4", area::memory, "Can computation be chunked/streamed for large inputs?"},
    {"S5", area::complexity, "What is the time complexity? Document as O(?) in comments"},
    {"S6", area::complexity, "Are there nested loops that could be vectorized?"},
    {"S7", area::complexity, "Are redundant computations cached/memoized?"},
    {"S8", area::complexity, "Are expensive operations (matmul, attention) optimized?"},
    {"S9", area::scaling,
     "How does memory scale with batch size? Sequence length? Feature dimension?"},
    {"S10", area::scaling, "Are there O(N²) or O(N³) operations that could bottleneck at scale?"},
    {"S11", area::scaling,
     "Is the implementation suitable for the target scale (e.g., T=400K sequences)?"},

    {"P1", area::errors, "Are inputs validated with informative error messages?"},
    {"P2", area::errors,
     "Are assertions used for internal invariants (not user-facing validation)?"},
    {"P3", area::errors, "Are exceptions specific and actionable?"},
    {"P4", area::robustness, "Does code handle NaN/Inf gracefully?"},
    {"P5", area::robustness, "Are there fallbacks for numerical instability?"},
    {"P6", area::robustness,
     "Is behavior deterministic (or explicitly documented as non-deterministic)?"},
    {"P7", area::observability,
     "Are warnings issued for suspicious inputs (e.g., non-zero-centered data)?"},
    {"P8", area::observability, "Can intermediate values be inspected for debugging?",
     "Which intermediate value would you want to see when a result is wrong, and can you get it "
     "without changing the code?"},
    {"P9", area::observability, "Are performance-critical paths identifiable for profiling?"},
    {"P10", area::api, "Is the public API minimal and well-documented?"},
    {"P11", area::api, "Are default values sensible for common use cases?",
     "Is each default what most callers would pass?"},
    {"P12", area::api, "Is the API consistent with similar functions in the codebase?"},

    {"Q1", area::readability,
     "Do variable names convey meaning (avoid single letters except in math)?",
     "Does each name tell a reader who does not know the code what it holds?"},
    {"Q2", area::readability, "Are complex computations broken into named intermediate steps?"},
    {"Q3", area::readability, "Are magic numbers extracted into named constants?"},
    {"Q4", area::documentation, "Do docstrings follow PyTorch conventions (see docstring skill)?"},
    {"Q5", area::documentation, "Are mathematical formulas documented with LaTeX notation?"},
    {"Q6", area::documentation, "Are tensor shapes documented in Args/Returns?"},
    {"Q7", area::testing,
     "Is the code structured to be testable (pure functions, minimal side effects)?"},
    {"Q8", area::testing, "Are there obvious test cases suggested by the implementation?",
     "Which cases does the code treat specially, and which test exercises each of them?"},
    {"Q9", area::testing, "Are edge cases documented for test coverage?"},

    {"T1", area::devices, "Are new tensors created on the correct device?"},
    {"T2", area::devices, "Is .to(device) used correctly without unnecessary transfers?"},
    {"T3", area::devices, "Are CUDA synchronization points minimized?"},
    {"T4", area::gradients, "Will gradients flow correctly through all necessary paths?"},
    {"T5", area::gradients, "Are torch.no_grad() contexts used appropriately?"},
    {"T6", area::gradients, "Are custom autograd Functions implemented correctly?"},
    {"T7", area::layout, "Are contiguous tensors used before view operations?"},
    {"T8", area::compile, "Is torch.compile compatible (no graph breaks)?"},
    {"T9", area::compile, "Are operations fusible by the compiler?",
     "Which pointwise chains does the compiler leave apart (see TORCH_LOGS=fusion), and why?"},
}};

/// The bullet of a name, or null.
[[nodiscard]] constexpr auto find_item(std::string_view name) -> checklist_item const * {
  for (auto const &item : checklist_items)
    if (item.name == name) return &item;
  return nullptr;
}

/// What the review can honestly say of every bullet. `rules` are those that looked at anything: a
/// bullet whose rules were all switched off is not checked. Where the rules looked and could decide
/// nowhere, or found something that is not shown, the bullet is a person's question.
[[nodiscard]] auto assess(std::span<rule_statistics const> counted,
                          std::span<rule_info const *const> rules) -> std::vector<checklist_entry>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/checklist.impl.hpp>
#endif
