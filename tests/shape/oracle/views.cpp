// SPDX-License-Identifier: Apache-2.0
// Operations that view, join, cut and index.
#include "oracle.hpp"
#include <prodreview/shape/axes.hpp>
#include <prodreview/shape/diagonals.hpp>
#include <prodreview/shape/expansion.hpp>
#include <prodreview/shape/indexing.hpp>
#include <prodreview/shape/joining.hpp>
#include <prodreview/shape/padding.hpp>
#include <prodreview/shape/reshape.hpp>
#include <prodreview/shape/splitting.hpp>

#include <ATen/TensorIndexing.h>
#include <numeric>

namespace oracle {

using algebra::dim;

namespace {

auto dims_of(algebra::shape const &it) -> std::span<dim const> { return it.dims(); }

auto order(dice &roll, std::size_t rank) -> sizes {
  sizes result(rank);
  std::iota(result.begin(), result.end(), 0);
  for (std::size_t i = 0; i < rank; ++i)
    std::swap(result[i], result[std::size_t(roll.below(int(rank)))]);
  for (auto &it : result)
    if (roll.once_in(4)) it -= std::int64_t(rank);
  if (roll.once_in(5) && rank > 0) result[0] = roll.between(-3, 3);
  if (roll.once_in(8)) result.push_back(0);
  return result;
}

auto compare_axes(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const it = at::zeros(a);
  auto const i = roll.axis(a.size());
  auto const j = roll.axis(a.size());
  into.compare(
      "transpose", {a}, [&](shapes const &s) { return algebra::transpose(s[0], i, j); },
      [&] { return it.transpose(i, j); });
  into.compare(
      "unsqueeze", {a}, [&](shapes const &s) { return algebra::unsqueeze(s[0], i); },
      [&] { return it.unsqueeze(i); });
  into.compare(
      "squeeze", {a}, [&](shapes const &s) { return algebra::squeeze(s[0], i); },
      [&] { return it.squeeze(i); });
  into.compare(
      "squeeze all", {a}, [&](shapes const &s) { return algebra::squeeze(s[0]); },
      [&] { return it.squeeze(); });
  into.compare(
      "flatten", {a}, [&](shapes const &s) { return algebra::flatten(s[0], i, j); },
      [&] { return it.flatten(i, j); });
  auto const axes = order(roll, a.size());
  into.compare(
      "permute", {a}, [&](shapes const &s) { return algebra::permute(s[0], std::span{axes}); },
      [&] { return it.permute(axes); });
  auto const from = roll.axes(a.size());
  auto to = order(roll, a.size());
  if (!roll.once_in(6)) to.resize(from.size());
  into.compare(
      "movedim", {a},
      [&](shapes const &s) { return algebra::movedim(s[0], std::span{from}, std::span{to}); },
      [&] { return it.movedim(from, to); });
}

/// Sizes for the same elements, mostly; often with -1.
auto other_sizes(dice &roll, std::int64_t count) -> sizes {
  sizes to;
  auto left = count;
  for (auto parts = roll.below(4); parts > 0; --parts) {
    auto const size = roll.between(1, 4);
    auto const fits = left != 0 && left % size == 0;
    to.push_back(fits ? size : roll.below(3));
    if (fits) left /= size;
  }
  if (roll.once_in(2)) to.push_back(left);
  if (roll.once_in(2) && !to.empty()) to[std::size_t(roll.below(int(to.size())))] = -1;
  if (roll.once_in(10)) to.push_back(-1);
  if (roll.once_in(20)) to.push_back(-2);
  return to;
}

auto compare_reshaping(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const it = at::zeros(a);
  auto const to = other_sizes(roll, it.numel());
  auto const reshaped = [&](shapes const &s) { return algebra::reshape(s[0], dims_of(s[1])); };
  into.compare("reshape", {a, to}, reshaped, [&] { return it.reshape(to); });
  into.compare("view", {a, to}, reshaped, [&] { return it.view(to); });
  auto const axis = roll.axis(a.size());
  auto const at = algebra::detail::axis_of(axis, a.size());
  auto const parts = other_sizes(roll, at ? a[*at] : 1);
  into.compare(
      "unflatten", {a, parts},
      [&](shapes const &s) { return algebra::unflatten(s[0], axis, dims_of(s[1])); },
      [&] { return it.unflatten(axis, parts); });
}

auto compare_expansion(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 3);
  auto const it = at::zeros(a);
  auto to = a;
  for (std::size_t i = 0; i < to.size(); ++i)
    if (to[i] == 1 || roll.once_in(6)) to[i] = roll.once_in(3) ? -1 : roll.size();
  for (auto more = roll.below(3); more > 0; --more)
    to.insert(to.begin(), roll.once_in(6) ? -1 : roll.between(1, 4));
  if (roll.once_in(8) && !to.empty()) to.pop_back();
  if (roll.once_in(12) && !to.empty()) to[0] = -2;
  into.compare(
      "expand", {a, to}, [&](shapes const &s) { return algebra::expand(s[0], dims_of(s[1])); },
      [&] { return it.expand(to); });
  auto counts = roll.some_sizes(0, 4);
  if (roll.once_in(2)) counts.resize(std::max(counts.size(), a.size()), 2);
  if (roll.once_in(10) && !counts.empty()) counts[0] = -1;
  into.compare(
      "repeat", {a, counts}, [&](shapes const &s) { return algebra::repeat(s[0], dims_of(s[1])); },
      [&] { return it.repeat(counts); });
  into.compare(
      "tile", {a, counts}, [&](shapes const &s) { return algebra::tile(s[0], dims_of(s[1])); },
      [&] { return it.tile(counts); });
  auto const axis = roll.axis(a.size());
  auto const count = roll.once_in(8) ? -1 : roll.size();
  into.compare(
      "repeat_interleave", {a, {count}},
      [&](shapes const &s) { return algebra::repeat_interleave(s[0], s[1][0], axis); },
      [&] { return at::repeat_interleave(it, count, axis); });
}

auto compare_joining(book &into, dice &roll) -> void {
  auto const axis = roll.between(-4, 3);
  operands given{roll.some_sizes(0, 4)};
  for (auto more = roll.below(3); more > 0; --more) {
    auto next = given[0];
    if (roll.once_in(6)) next = roll.some_sizes(0, 4);
    if (roll.once_in(9)) next = {0};
    if (roll.once_in(3) && !next.empty()) next[std::size_t(roll.below(int(next.size())))] = 3;
    given.push_back(next);
  }
  std::vector<at::Tensor> tensors;
  for (auto const &it : given) tensors.push_back(at::zeros(it));
  into.compare(
      "cat", given,
      [&](shapes const &s) { return algebra::cat(std::span<algebra::shape const>{s}, axis); },
      [&] { return at::cat(tensors, axis); });
  into.compare(
      "stack", given,
      [&](shapes const &s) { return algebra::stack(std::span<algebra::shape const>{s}, axis); },
      [&] { return at::stack(tensors, axis); });
}

auto compare_slicing(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 3);
  auto const it = at::zeros(a);
  auto const axis = roll.axis(a.size());
  auto const index = roll.between(-3, 3);
  into.compare(
      "select", {a, {index}}, [&](shapes const &s) { return algebra::select(s[0], axis, s[1][0]); },
      [&] { return it.select(axis, index); });
  auto const start = roll.between(-4, 4);
  auto const stop = roll.between(-4, 6);
  auto const step = roll.between(roll.once_in(10) ? 0 : 1, 3);
  into.compare(
      "slice", {a, {start, stop}},
      [&](shapes const &s) {
        return algebra::slice(s[0], axis, {.start = s[1][0], .stop = s[1][1], .step = step});
      },
      [&] { return it.slice(axis, start, stop, step); });
  auto const length = roll.between(-1, 4);
  into.compare(
      "narrow", {a, {start, length}},
      [&](shapes const &s) { return algebra::narrow(s[0], axis, s[1][0], s[1][1]); },
      [&] { return it.narrow(axis, start, length); });
}

auto compare_index(book &into, dice &roll) -> void {
  operands given{roll.some_sizes(0, 4)};
  // A number that an axis of size 0 does not have is a mistake of values, not of shapes.
  auto const tensors = roll.once_in(2);
  if (tensors) std::ranges::replace(given[0], 0, 1);
  auto const it = at::zeros(given[0]);
  std::vector<at::indexing::TensorIndex> theirs;
  std::vector<std::function<algebra::index_item(shapes const &)>> ours;
  std::size_t axis = 0;
  auto const masks = roll.once_in(4);
  auto has_ellipsis = false;
  for (auto left = roll.between(1, 5); left > 0; --left) {
    auto const kind = roll.below(!tensors ? 4 : masks ? 6 : 5);
    auto const size = axis < given[0].size() ? given[0][axis] : 1;
    if (kind == 0) {
      auto const number = roll.between(-2, 2);
      theirs.emplace_back(number);
      ours.emplace_back([number](shapes const &) { return algebra::index_item::at(number); });
      ++axis;
    } else if (kind == 1) {
      auto const start = roll.between(-3, 3);
      theirs.emplace_back(at::indexing::Slice(start, at::indexing::None, 2));
      ours.emplace_back([start](shapes const &) {
        return algebra::index_item::between({.start = dim{start}, .step = 2});
      });
      ++axis;
    } else if (kind == 2) {
      theirs.emplace_back(at::indexing::None);
      ours.emplace_back([](shapes const &) { return algebra::index_item::new_axis(); });
    } else if (kind == 3) {
      if (std::exchange(has_ellipsis, true)) continue;
      theirs.emplace_back(at::indexing::Ellipsis);
      ours.emplace_back([](shapes const &) { return algebra::index_item::rest(); });
      axis += 1;
    } else {
      auto const mask = kind == 5;
      auto const indices = mask ? sizes{size} : roll.some_sizes(0, 2);
      theirs.emplace_back(at::zeros(indices, mask ? at::kBool : at::kLong));
      auto const number = given.size();
      given.push_back(indices);
      ours.emplace_back([number, mask](shapes const &s) {
        return mask ? algebra::index_item::mask(s[number]) : algebra::index_item::tensor(s[number]);
      });
      ++axis;
    }
  }
  auto const name = masks ? "index with masks" : "index";
  if (masks) into.depends_on_data(name);
  if (theirs.empty()) return;
  into.compare(
      name, given,
      [&](shapes const &s) {
        std::vector<algebra::index_item> items;
        for (auto const &each : ours) items.push_back(each(s));
        return algebra::index(s[0], std::span<algebra::index_item const>{items});
      },
      [&] { return it.index(theirs); });
}

auto compare_diagonals(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const it = at::zeros(a);
  auto const offset = roll.between(-3, 3);
  auto const i = roll.axis(a.size());
  auto const j = roll.axis(a.size());
  into.compare(
      "diagonal", {a}, [&](shapes const &s) { return algebra::diagonal(s[0], offset, i, j); },
      [&] { return it.diagonal(offset, i, j); });
  into.compare(
      "diag_embed", {a}, [&](shapes const &s) { return algebra::diag_embed(s[0], offset, i, j); },
      [&] { return it.diag_embed(offset, i, j); });
  into.compare(
      "tril", {a}, [&](shapes const &s) { return algebra::triangle(s[0]); },
      [&] { return it.tril(); });
}

auto last_of(algebra::basic_parts<dim> const &parts) -> algebra::outcome {
  return {.shape = parts.last, .finding = parts.each.finding};
}

auto compare_splitting(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 3);
  auto const it = at::zeros(a);
  auto const axis = roll.axis(a.size());
  auto const size = std::int64_t{roll.between(roll.once_in(8) ? -1 : 1, 4)};
  auto const sized = [&](shapes const &s) { return algebra::split(s[0], s[1][0], axis); };
  into.compare(
      "split", {a, {size}}, [&](shapes const &s) { return sized(s).each; },
      [&] { return it.split(size, axis).front(); });
  into.compare(
      "split, last", {a, {size}}, [&](shapes const &s) { return last_of(sized(s)); },
      [&] { return it.split(size, axis).back(); });
  into.compare(
      "split, count", {a, {size}},
      [&](shapes const &s) {
        auto const parts = sized(s);
        return algebra::outcome{.shape = {parts.count}, .finding = parts.each.finding};
      },
      [&] { return at::zeros({std::int64_t(it.split(size, axis).size())}); });
  auto const chunked = [&](shapes const &s) { return algebra::chunk(s[0], s[1][0], axis); };
  into.compare(
      "chunk", {a, {size}}, [&](shapes const &s) { return chunked(s).each; },
      [&] { return it.chunk(size, axis).front(); });
  into.compare(
      "chunk, last", {a, {size}}, [&](shapes const &s) { return last_of(chunked(s)); },
      [&] { return it.chunk(size, axis).back(); });
  auto sections = roll.some_sizes(1, 3);
  auto const at = algebra::detail::axis_of(axis, a.size());
  if (at && roll.once_in(2)) sections = {a[*at] / 2, a[*at] - a[*at] / 2};
  if (roll.once_in(10)) sections[0] = -1;
  into.compare(
      "split sections", {a, sections},
      [&](shapes const &s) { return algebra::split(s[0], dims_of(s[1]), axis, 0); },
      [&] { return it.split_with_sizes(sections, axis).front(); });
}

auto compare_padding(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 5);
  auto const it = at::zeros(a);
  sizes amounts(std::size_t(roll.below(4) * 2));
  for (auto &each : amounts) each = roll.between(-1, 3);
  if (roll.once_in(10)) amounts.push_back(1);
  static constexpr std::array modes{"constant", "reflect", "replicate", "circular"};
  for (std::size_t i = 0; i < modes.size(); ++i)
    into.compare(
        std::string{"pad "} + modes[i], {a, amounts},
        [&](shapes const &s) {
          return algebra::pad(s[0], dims_of(s[1]), static_cast<algebra::padding_mode>(i));
        },
        [&] { return at::pad(it, amounts, modes[i]); });
}

} // namespace

auto compare_views(book &into) -> void {
  dice roll;
  for (int round = 0; round < rounds; ++round) {
    compare_axes(into, roll);
    compare_reshaping(into, roll);
    compare_expansion(into, roll);
    compare_joining(into, roll);
    compare_slicing(into, roll);
    for (int again = 0; again < 4; ++again) compare_index(into, roll);
    compare_diagonals(into, roll);
    compare_splitting(into, roll);
    compare_padding(into, roll);
  }
}

} // namespace oracle
