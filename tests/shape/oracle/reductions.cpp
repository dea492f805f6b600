// SPDX-License-Identifier: Apache-2.0
// Operations along axes: reductions, scans, sorting, gathering.
#include "oracle.hpp"
#include <prodreview/shape/gather.hpp>
#include <prodreview/shape/ordering.hpp>
#include <prodreview/shape/reduction.hpp>

namespace oracle {

using algebra::reduced_axes;

namespace {

auto compare_sums(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const it = at::zeros(a);
  auto const axes = roll.axes(a.size());
  auto const keep = roll.once_in(2);
  auto const after = keep ? reduced_axes::stay : reduced_axes::go;
  auto const reduced = [&](shapes const &s) {
    return algebra::reduce(s[0], std::span{axes}, after);
  };
  into.compare("sum", {a}, reduced, [&] { return it.sum(axes, keep); });
  into.compare("mean", {a}, reduced, [&] { return it.mean(axes, keep); });
  // No axes are all of them elsewhere; here libtorch does not allow that.
  if (!axes.empty())
    into.compare("logsumexp", {a}, reduced, [&] { return it.logsumexp(axes, keep); });
  into.compare("var", {a}, reduced, [&] { return it.var(axes, true, keep); });
  into.compare(
      "amax", {a}, [&](shapes const &s) { return algebra::pick(s[0], std::span{axes}, after); },
      [&] { return it.amax(axes, keep); });
}

auto compare_picks(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const it = at::zeros(a);
  auto const axis = roll.axis(a.size());
  auto const keep = roll.once_in(2);
  auto const after = keep ? reduced_axes::stay : reduced_axes::go;
  auto const reduced = [&](shapes const &s) {
    return algebra::reduce(s[0], std::span{&axis, 1}, after);
  };
  into.compare("prod", {a}, reduced, [&] { return it.prod(axis, keep); });
  into.compare("any", {a}, reduced, [&] { return it.any(axis, keep); });
  auto const picked = [&](shapes const &s) {
    return algebra::pick(s[0], std::span{&axis, 1}, after);
  };
  into.compare("argmax", {a}, picked, [&] { return it.argmax(axis, keep); });
  into.compare("max", {a}, picked, [&] { return std::get<0>(it.max(axis, keep)); });
  into.compare("median", {a}, picked, [&] { return std::get<1>(it.median(axis, keep)); });
  into.compare(
      "max of all", {a},
      [&](shapes const &s) { return algebra::pick(s[0], std::span<std::int64_t const>{}); },
      [&] { return it.max(); });
}

auto compare_scans(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const it = at::zeros(a);
  auto const axis = roll.axis(a.size());
  auto const along = [&](shapes const &s) { return algebra::along(s[0], axis); };
  into.compare("softmax", {a}, along, [&] { return it.softmax(axis); });
  into.compare("cumsum", {a}, along, [&] { return it.cumsum(axis); });
  into.compare("logcumsumexp", {a}, along, [&] { return it.logcumsumexp(axis); });
  into.compare("flip", {a}, along, [&] { return it.flip(axis); });
  into.compare("sort", {a}, along, [&] { return std::get<1>(it.sort(axis)); });
}

auto compare_ordering(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 3);
  auto const it = at::zeros(a);
  auto const axis = roll.axis(a.size());
  auto const k = std::int64_t{roll.between(-1, 4)};
  into.compare(
      "topk", {a, {k}}, [&](shapes const &s) { return algebra::topk(s[0], s[1][0], axis); },
      [&] { return std::get<0>(it.topk(k, axis)); });
  auto const keep = roll.once_in(2);
  into.compare(
      "kthvalue", {a, {k}},
      [&](shapes const &s) {
        return algebra::kthvalue(s[0], s[1][0], axis, keep ? reduced_axes::stay : reduced_axes::go);
      },
      [&] { return std::get<0>(it.kthvalue(k, axis, keep)); });
}

/// No axis without elements: to name one there would be a mistake of values.
auto filled(sizes of) -> sizes {
  std::ranges::replace(of, 0, 2);
  return of;
}

auto compare_gathering(book &into, dice &roll) -> void {
  auto const a = filled(roll.some_sizes(0, 3));
  auto const it = at::zeros(a);
  auto const axis = roll.axis(a.size());
  auto index = roll.nearly(a);
  if (roll.once_in(2))
    for (auto &size : index) size = std::min(size, std::int64_t{roll.between(0, 3)});
  auto const indices = at::zeros(index, at::kLong);
  into.compare(
      "gather", {a, index}, [&](shapes const &s) { return algebra::gather(s[0], axis, s[1]); },
      [&] { return it.gather(axis, indices); });
  auto const source = roll.once_in(2) ? index : roll.nearly(index);
  auto const values = at::zeros(source);
  into.compare(
      "scatter", {a, index, source},
      [&](shapes const &s) { return algebra::scatter(s[0], axis, s[1], s[2]); },
      [&] { return it.scatter(axis, indices, values); });
  auto const chosen = roll.some_sizes(0, roll.once_in(4) ? 2 : 1);
  into.compare(
      "index_select", {a, chosen},
      [&](shapes const &s) { return algebra::index_select(s[0], axis, s[1]); },
      [&] { return it.index_select(axis, at::zeros(chosen, at::kLong)); });
}

} // namespace

auto compare_reductions(book &into) -> void {
  dice roll;
  for (int round = 0; round < rounds; ++round) {
    compare_sums(into, roll);
    compare_picks(into, roll);
    compare_scans(into, roll);
    compare_ordering(into, roll);
    compare_gathering(into, roll);
  }
}

} // namespace oracle
