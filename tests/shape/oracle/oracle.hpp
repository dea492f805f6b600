// SPDX-License-Identifier: Apache-2.0
// Compares what the algebra says of an operation with what libtorch does on the CPU.
#pragma once

#include <prodreview/shape/evaluation.hpp>
#include <prodreview/shape/outcome.hpp>
#include <prodreview/shape/result_type.hpp>

#include <ATen/ATen.h>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace oracle {

namespace algebra = prodreview::shape;

using sizes = std::vector<std::int64_t>;
/// The sizes of all operands, and of arguments that are lists of sizes.
using operands = std::vector<sizes>;
using shapes = std::vector<algebra::shape>;

/// Random, and the same in every run.
class dice {
public:
  auto below(int count) -> int {
    return static_cast<int>(engine_() % static_cast<unsigned>(count));
  }
  auto between(int first, int last) -> int { return first + below(last - first + 1); }
  auto once_in(int count) -> bool { return below(count) == 0; }
  /// Mostly small, sometimes 0 or 1.
  auto size() -> std::int64_t;
  auto some_sizes(int least_rank, int most_rank) -> sizes;
  /// The same with an axis more or less, or with one size or another changed.
  auto nearly(sizes of) -> sizes;
  /// Mostly in range.
  auto axis(std::size_t rank) -> std::int64_t;
  auto axes(std::size_t rank) -> sizes;

private:
  std::mt19937 engine_{20261125};
};

/// How often the algebra and libtorch agreed on a shape, and on refusing; how often the algebra did
/// not know, and was wrong. `symbolic` counts comparisons with names in place of sizes.
struct tally {
  int same{};
  int refused{};
  int unsure{};
  int wrong{};
  int symbolic{};
  bool depends_on_data{};
};

/// What libtorch says.
struct answer;

class book {
public:
  using of_shapes = std::function<algebra::outcome(shapes const &)>;
  using in_torch = std::function<at::Tensor()>;

  /// Compares once with the sizes as they are, and several times with names for some of them.
  auto compare(std::string const &operation, operands const &given, of_shapes const &ours,
               in_torch const &theirs) -> void;
  /// The same for the type of the result.
  auto compare_types(std::string const &operation, std::string const &given,
                     algebra::typing const &ours, in_torch const &theirs) -> void;
  /// Its result depends on the values in its operands: the algebra need not know.
  auto depends_on_data(std::string const &operation) -> void;

  /// Prints the tallies; whether all is well: the operations that differ are the expected ones.
  [[nodiscard]] auto report(std::set<std::string> const &differing) const -> bool;

private:
  auto compare_named(std::string const &operation, operands const &given, of_shapes const &ours,
                     answer const &answered, dice &roll) -> void;

  std::map<std::string, tally> tallies_;
};

[[nodiscard]] auto text_of(operands const &given) -> std::string;
[[nodiscard]] auto type_of(at::ScalarType type) -> algebra::dtype;
/// Nothing where this version of torch does not have it.
[[nodiscard]] auto type_of(algebra::dtype type) -> std::optional<at::ScalarType>;

inline constexpr int rounds = 400;

auto compare_views(book &into) -> void;
auto compare_reductions(book &into) -> void;
auto compare_products(book &into) -> void;
auto compare_windows(book &into) -> void;
auto compare_types(book &into) -> void;

} // namespace oracle
