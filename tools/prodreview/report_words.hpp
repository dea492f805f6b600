// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What every report says in the same words. Paths in them are as they are: a report escapes the
/// whole for its format.
namespace prodreview::words {

/// `1 file`, `2 files`.
[[nodiscard]] auto count(std::uint64_t number, std::string_view noun) -> std::string;

/// `src/edges.py:18:12`; in a notebook `nb.ipynb:cell 3:line 5`.
[[nodiscard]] auto place(location const &where) -> std::string;

/// The same without the column.
[[nodiscard]] auto line_place(location const &where) -> std::string;

/// The place as seen from another one: `line 16` in the same file, else `line_place`.
[[nodiscard]] auto place_near(location const &where, location const &from) -> std::string;

/// `HEAD~1..work tree`; the head alone where there is no old side, empty where there is neither.
[[nodiscard]] auto versions(review_scope const &scope) -> std::string;

/// `2 files, 5 hunks, 41 lines`.
[[nodiscard]] auto extent(review_scope const &scope) -> std::string;

/// The findings that gate, by severity: `1 critical, 2 high`; empty where there are none.
[[nodiscard]] auto gating(review_summary const &summary) -> std::string;

/// The closing line in its parts: what was reviewed, what gates, what does not, what is gone. Each
/// stands for itself.
[[nodiscard]] auto closing(review const &of) -> std::vector<std::string>;

/// `introduced`; with `likely` where a premise is assumed, and how its metric grew.
[[nodiscard]] auto standing(finding const &of) -> std::string;

/// Why the whole cannot be trusted to be complete; empty where it can.
[[nodiscard]] auto incomplete(review const &of) -> std::string;

} // namespace prodreview::words
