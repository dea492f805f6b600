// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/position.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace prodreview {

/// As the checklist defines them. Lower is graver.
enum class severity : std::uint8_t { critical, high, medium, low };
inline constexpr std::array<std::string_view, 4> severity_names{"critical", "high", "medium",
                                                                "low"};

/// `proved`: the facts entail it. `likely`: one premise is assumed, and the finding says which.
enum class tier : std::uint8_t { proved, likely };
inline constexpr std::array<std::string_view, 2> tier_names{"proved", "likely"};

/// The headings of the checklist, and the two languages that need a front end of their own: the
/// folders of `rules/`.
enum class topic : std::uint8_t {
  correctness,
  scalability,
  production,
  quality,
  pytorch,
  triton,
  cpp
};
inline constexpr std::array<std::string_view, 7> topic_names{
    "correctness", "scalability", "production", "quality", "pytorch", "triton", "cpp"};

/// What `--focus` takes.
enum class area : std::uint8_t {
  names,
  numerics,
  edges,
  shapes,
  dtypes,
  devices,
  gradients,
  aliasing,
  layout,
  memory,
  complexity,
  scaling,
  errors,
  robustness,
  observability,
  api,
  readability,
  documentation,
  testing,
  training,
  compile,
  kernels,
  security,
};
inline constexpr std::array<std::string_view, 23> area_names{
    "names",     "numerics",   "edges",         "shapes",  "dtypes",      "devices",
    "gradients", "aliasing",   "layout",        "memory",  "complexity",  "scaling",
    "errors",    "robustness", "observability", "api",     "readability", "documentation",
    "testing",   "training",   "compile",       "kernels", "security"};

/// How a finding relates to the change (DESIGN.md "States").
enum class state : std::uint8_t { introduced, worsened, touched, existing, fixed, present };
inline constexpr std::array<std::string_view, 6> state_names{"introduced", "worsened", "touched",
                                                             "existing",   "fixed",    "present"};

/// The states that can make the exit status 1.
[[nodiscard]] constexpr auto gates(state of) -> bool {
  return of == state::introduced || of == state::worsened || of == state::present;
}

template <class Enum, std::size_t N>
[[nodiscard]] constexpr auto name_of(std::array<std::string_view, N> const &names, Enum value)
    -> std::string_view {
  return names[static_cast<std::size_t>(value)];
}
[[nodiscard]] constexpr auto to_string(severity value) { return name_of(severity_names, value); }
[[nodiscard]] constexpr auto to_string(tier value) { return name_of(tier_names, value); }
[[nodiscard]] constexpr auto to_string(topic value) { return name_of(topic_names, value); }
[[nodiscard]] constexpr auto to_string(area value) { return name_of(area_names, value); }
[[nodiscard]] constexpr auto to_string(state value) { return name_of(state_names, value); }

/// A place in a file: the path is relative to the repository's root. In a notebook `cell` is
/// 1-based and lines count within the cell; 0 elsewhere.
struct location {
  std::string path;
  position_range range;
  std::uint32_t cell = 0;

  friend auto operator==(location const &, location const &) -> bool = default;
};

/// One replacement of source text. `safe`: it keeps the meaning wherever the finding is right.
struct edit {
  location where;
  std::string replacement;
  bool safe = false;
};

/// What to do. `before` and `after` are source code, several lines at most; empty where there is
/// nothing to show.
struct remedy {
  std::string text;
  std::string before;
  std::string after;
  std::vector<edit> edits;
};

/// A fact behind a finding, and where it stands.
struct evidence {
  location where;
  std::string text;
};

/// An integer that a finding is about (a count, a size): before and after the change.
struct metric {
  std::int64_t before = 0;
  std::int64_t after = 0;
};

/// One thing that is wrong, complete: every report format prints it without knowing the rule.
struct finding {
  std::string rule;
  prodreview::severity severity = severity::medium;
  prodreview::tier tier = tier::proved;
  prodreview::topic topic = topic::correctness;
  prodreview::area area = area::names;
  /// A bullet of the checklist (`C3`, `T5`) or `names`.
  std::string item;
  prodreview::state state = state::present;
  location where;
  /// The qualified name of the innermost function or class; empty at module level.
  std::string symbol;
  std::string title;
  std::string problem;
  std::string impact;
  remedy fix;
  std::vector<prodreview::evidence> evidence;
  std::optional<location> cause;
  std::optional<prodreview::metric> metric;
  /// Other rules that named the same cause.
  std::vector<std::string> also;
  /// Hash of rule, path, symbol and anchor, `:` and the occurrence number: no line number goes into
  /// it.
  std::string fingerprint;
  /// The reason given where it is suppressed.
  std::string suppression_reason;
  /// The lines around it for a terminal: the first and its number, without line ends. Not part of
  /// the JSON.
  std::vector<std::string> excerpt;
  std::uint32_t excerpt_first_line = 0;
};

/// The order of every report: severity, path, line, column, rule, problem.
[[nodiscard]] inline auto precedes(finding const &a, finding const &b) -> bool {
  auto const key = [](finding const &f) {
    return std::tie(f.severity, f.where.path, f.where.cell, f.where.range.start, f.rule, f.problem);
  };
  return key(a) < key(b);
}

} // namespace prodreview
