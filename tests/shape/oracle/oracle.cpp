// SPDX-License-Identifier: Apache-2.0
#include "oracle.hpp"

#include <prodreview/shape/sentence.hpp>
#include <prodreview/text/inline_text.hpp>

#include <ATen/Parallel.h>
#include <cstdio>
#include <iostream>
#include <optional>
#include <set>

namespace oracle {

struct answer {
  bool raised{};
  std::string text{}; ///< why it raised
  at::Tensor result{};
};

auto dice::size() -> std::int64_t {
  static constexpr std::array<std::int64_t, 10> choice{0, 1, 1, 2, 2, 3, 3, 4, 5, 6};
  return choice[static_cast<std::size_t>(below(10))];
}

auto dice::some_sizes(int least_rank, int most_rank) -> sizes {
  sizes result(static_cast<std::size_t>(between(least_rank, most_rank)));
  for (auto &it : result) it = size();
  return result;
}

auto dice::nearly(sizes of) -> sizes {
  for (auto &it : of)
    if (once_in(5)) it = 1;
  if (once_in(4) && !of.empty()) of[static_cast<std::size_t>(below(int(of.size())))] = size();
  if (once_in(5) && !of.empty()) of.erase(of.begin());
  if (once_in(8)) of.insert(of.begin(), size());
  return of;
}

auto dice::axis(std::size_t rank) -> std::int64_t {
  auto const bound = static_cast<int>(rank) + (once_in(6) ? 2 : 0);
  return bound == 0 ? between(-1, 0) : between(-bound, bound - 1);
}

auto dice::axes(std::size_t rank) -> sizes {
  sizes result;
  for (std::size_t i = 0; i < rank; ++i)
    if (once_in(2)) result.push_back(once_in(2) ? std::int64_t(i) : std::int64_t(i) - int(rank));
  if (once_in(8)) result.push_back(axis(rank));
  return result;
}

namespace {

/// Names for sizes: `a` is 0, `b` is 1 …, so that a name stands for the same size everywhere.
constexpr std::string_view names = "abcdefgh";

auto value_of_name(std::string_view name) -> std::optional<std::int64_t> {
  return static_cast<std::int64_t>(names.find(name));
}

/// A name, one more or less than a name, or the number itself.
auto written(std::int64_t size, dice &roll) -> algebra::dim {
  auto const shift = roll.below(4) == 0 ? 1 : 0;
  auto const index = size - shift;
  if (index < 0 || index >= std::int64_t(names.size()) || roll.once_in(3)) return size;
  return algebra::dim::named(names.substr(std::size_t(index), 1)) + algebra::dim{shift};
}

auto numbers(operands const &given) -> shapes {
  shapes result;
  for (auto const &it : given) {
    result.push_back(algebra::shape::scalar());
    for (auto const size : it) result.back().add(size);
  }
  return result;
}

auto symbols(operands const &given, dice &roll) -> shapes {
  shapes result;
  for (auto const &it : given) {
    result.push_back(algebra::shape::scalar());
    for (auto const size : it) result.back().add(written(size, roll));
  }
  return result;
}

auto ask(book::in_torch const &theirs) -> answer {
  try {
    return {.result = theirs()};
  } catch (c10::Error const &problem) {
    // Its `what()` would look up the names of all callers, which takes a millisecond.
    return {.raised = true, .text = problem.what_without_backtrace()};
  } catch (std::exception const &problem) {
    return {.raised = true, .text = problem.what()};
  }
}

template <class It> auto print_of(It const &it) -> std::string {
  prodreview::inline_text<600> text;
  print(it, text);
  return std::string{text.view()};
}

auto text_of(algebra::outcome const &it) -> std::string {
  return print_of(it.shape) + (it.valid() ? "" : ": " + print_of(it.finding));
}

auto text_of(answer const &it) -> std::string {
  if (it.raised) return "raises: " + it.text;
  std::string result = "(";
  for (auto const size : it.result.sizes()) result += std::to_string(size) + ",";
  return result + ")";
}

/// Whether a shape is the one that libtorch gave, for the values of the names. What the algebra
/// does not know it need not say.
auto fits(algebra::shape const &ours, at::Tensor const &theirs) -> bool {
  if (!ours.ranked()) return true;
  if (static_cast<std::int64_t>(ours.rank()) != theirs.dim()) return false;
  for (std::size_t i = 0; i < ours.rank(); ++i) {
    auto const value = algebra::value_of(ours[i], value_of_name);
    if (value && *value != theirs.size(std::int64_t(i))) return false;
  }
  return true;
}

auto is_concrete(algebra::shape const &it) -> bool {
  if (!it.ranked()) return false;
  return std::ranges::all_of(it.dims(),
                             [](auto const &size) { return size.constant().has_value(); });
}

/// Whether what is known of a demand holds for these values.
auto agrees(algebra::outcome const &ours, answer const &theirs) -> bool {
  auto const &known = ours.finding.known;
  auto const value = value_of_name(known.name);
  switch (known.answer) {
  case algebra::relation::equal: return !theirs.raised && fits(ours.shape, theirs.result);
  case algebra::relation::different: return theirs.raised;
  // Another demand may be known less well than the one that is told.
  case algebra::relation::only_when:
    // Of two values the algebra names the one that does not make the tensor empty.
    return theirs.raised ||
           ((value == known.value || value == 0) && fits(ours.shape, theirs.result));
  case algebra::relation::if_same:
    return theirs.raised ||
           (value == value_of_name(known.other) && fits(ours.shape, theirs.result));
  case algebra::relation::unless_empty:
  case algebra::relation::maybe: return theirs.raised || fits(ours.shape, theirs.result);
  }
  return false;
}

auto complain(std::string const &operation, std::string const &given, std::string const &ours,
              std::string const &theirs) -> void {
  std::cout << operation << " of " << given << "\n  algebra  " << ours << "\n  libtorch " << theirs
            << "\n";
}

constexpr int most_complaints = 4;
/// Of all operations but promotion, of which all pairs of types are compared: 169 in old versions.
constexpr int least_cases = 160;
/// How many times each case is written with names.
constexpr int namings = 5;

} // namespace

auto book::compare_named(std::string const &operation, operands const &given, of_shapes const &ours,
                         answer const &answered, dice &roll) -> void {
  auto &count = tallies_[operation];
  auto const named = symbols(given, roll);
  auto const symbolic = ours(named);
  ++count.symbolic;
  if (agrees(symbolic, answered)) return;
  std::string written;
  for (auto const &it : named) written += print_of(it) + " ";
  if (count.wrong++ < most_complaints)
    complain(operation, text_of(given) + " written " + written, text_of(symbolic),
             text_of(answered));
}

auto book::compare(std::string const &operation, operands const &given, of_shapes const &ours,
                   in_torch const &theirs) -> void {
  static dice roll;
  auto &count = tallies_[operation];
  auto const answered = ask(theirs);
  auto const concrete = ours(numbers(given));
  auto const sure = concrete.impossible() || (concrete.valid() && is_concrete(concrete.shape));
  if (!agrees(concrete, answered) || !(sure || count.depends_on_data)) {
    auto &failed = agrees(concrete, answered) ? count.unsure : count.wrong;
    if (failed++ < most_complaints)
      complain(operation, text_of(given), text_of(concrete), text_of(answered));
    return;
  }
  ++(answered.raised ? count.refused : count.same);
  for (int again = 0; again < namings; ++again)
    compare_named(operation, given, ours, answered, roll);
}

auto book::compare_types(std::string const &operation, std::string const &given,
                         algebra::typing const &ours, in_torch const &theirs) -> void {
  auto &count = tallies_[operation];
  auto const answered = ask(theirs);
  auto const type =
      answered.raised ? algebra::dtype::unknown : type_of(answered.result.scalar_type());
  if (answered.raised != ours.valid() && (answered.raised || type == ours.type)) {
    ++(answered.raised ? count.refused : count.same);
  } else if (count.wrong++ < most_complaints) {
    complain(operation, given,
             ours.valid() ? std::string{name_of(ours.type)} : std::string{ours.problem},
             answered.raised ? "raises: " + answered.text : std::string{name_of(type)});
  }
}

auto book::depends_on_data(std::string const &operation) -> void {
  tallies_[operation].depends_on_data = true;
}

auto book::report(std::set<std::string> const &differing) const -> bool {
  auto good = true;
  tally all;
  std::printf("%-28s %7s %7s %7s %7s %7s\n", "operation", "same", "refused", "symbols", "unsure",
              "wrong");
  for (auto const &[operation, it] : tallies_) {
    std::printf("%-28s %7d %7d %7d %7d %7d\n", operation.c_str(), it.same, it.refused, it.symbolic,
                it.unsure, it.wrong);
    auto const as_expected = (it.wrong != 0) == differing.contains(operation);
    good = good && as_expected && it.unsure == 0 && it.same + it.refused + it.wrong >= least_cases;
    all.same += it.same, all.refused += it.refused, all.symbolic += it.symbolic;
    all.unsure += it.unsure, all.wrong += it.wrong;
  }
  std::printf("%-28s %7d %7d %7d %7d %7d\n", "all", all.same, all.refused, all.symbolic, all.unsure,
              all.wrong);
  return good;
}

auto text_of(operands const &given) -> std::string {
  std::string result;
  for (auto const &it : given) {
    result += "(";
    for (auto const size : it) result += std::to_string(size) + ",";
    result += ") ";
  }
  return result;
}

namespace {

struct type_pair {
  algebra::dtype ours;
  at::ScalarType theirs;
};

constexpr std::array type_pairs{
    type_pair{algebra::dtype::boolean, at::kBool},
    type_pair{algebra::dtype::uint8, at::kByte},
    type_pair{algebra::dtype::int8, at::kChar},
    type_pair{algebra::dtype::int16, at::kShort},
    type_pair{algebra::dtype::int32, at::kInt},
    type_pair{algebra::dtype::int64, at::kLong},
    type_pair{algebra::dtype::bfloat16, at::kBFloat16},
    type_pair{algebra::dtype::float16, at::kHalf},
    type_pair{algebra::dtype::float32, at::kFloat},
    type_pair{algebra::dtype::float64, at::kDouble},
    type_pair{algebra::dtype::complex32, at::kComplexHalf},
    type_pair{algebra::dtype::complex64, at::kComplexFloat},
    type_pair{algebra::dtype::complex128, at::kComplexDouble},
#ifndef ORACLE_OLD_TYPES
    type_pair{algebra::dtype::uint16, at::kUInt16},
    type_pair{algebra::dtype::uint32, at::kUInt32},
    type_pair{algebra::dtype::uint64, at::kUInt64},
    type_pair{algebra::dtype::float8_e4m3fn, at::kFloat8_e4m3fn},
    type_pair{algebra::dtype::float8_e4m3fnuz, at::kFloat8_e4m3fnuz},
    type_pair{algebra::dtype::float8_e5m2, at::kFloat8_e5m2},
    type_pair{algebra::dtype::float8_e5m2fnuz, at::kFloat8_e5m2fnuz},
    type_pair{algebra::dtype::float8_e8m0fnu, at::kFloat8_e8m0fnu},
    type_pair{algebra::dtype::bcomplex32, at::kBComplex32},
#endif
};

} // namespace

auto type_of(at::ScalarType type) -> algebra::dtype {
  auto const found = std::ranges::find(type_pairs, type, &type_pair::theirs);
  return found == type_pairs.end() ? algebra::dtype::unknown : found->ours;
}

auto type_of(algebra::dtype type) -> std::optional<at::ScalarType> {
  auto const found = std::ranges::find(type_pairs, type, &type_pair::ours);
  return found == type_pairs.end() ? std::nullopt : std::optional{found->theirs};
}

} // namespace oracle

/// The arguments are operations that are known to differ in this version.
auto main(int count, char **arguments) -> int {
  at::set_num_threads(1);
  oracle::book book;
  oracle::compare_views(book);
  oracle::compare_reductions(book);
  oracle::compare_products(book);
  oracle::compare_windows(book);
  oracle::compare_types(book);
  return book.report({arguments + 1, arguments + count}) ? 0 : 1;
}
