// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/result.hpp>
#include <prodreview/shape/requirement.hpp>

namespace prodreview::contract {

namespace detail {

/// How the sizes of what is made differ from those that are declared; none where they do not.
[[nodiscard]] constexpr auto difference(shape::shape const &made, shape::shape const &declared)
    -> shape::finding {
  if (made == declared) return {};
  if (!made.ranked() || !declared.ranked()) return shape::detail::open<shape::dim>().finding;
  if (made.rank() != declared.rank())
    return shape::detail::ranks_differ<shape::dim>(made.rank(), declared.rank()).finding;
  shape::outcome result;
  for (std::size_t i = 0; i < made.rank(); ++i)
    if (declared[i].known())
      shape::detail::require_equal(result, {.what = &shape::demands::sizes_equal,
                                            .left = made[i],
                                            .right = declared[i],
                                            .axis = static_cast<std::int64_t>(i)});
  return result.finding;
}

constexpr auto begin_difference(sentence &into, tensor const &it, tensor const &declared) -> void {
  into.append(it.operation().empty() ? "this is" : it.operation());
  into.append(it.operation().empty() ? " " : " gives ");
  print(it.sizes(), into);
  into.append(", not ");
  print(declared.sizes(), into);
  into.append(": ");
}

} // namespace detail

/// States what an operation makes: \p it is as \p declared. A size `_`, a run `...` and `any_type`
/// declare nothing.
[[nodiscard]] constexpr auto is(tensor const &it, tensor const &declared) -> tensor {
  for (auto const *each : {&it, &declared})
    if (!each->holds()) return *each;
  sentence problem;
  auto const open = declared.sizes() == shape::shape{};
  auto const finding = open ? shape::finding{} : detail::difference(it.sizes(), declared.sizes());
  if (!detail::is_proved(finding)) {
    detail::begin_difference(problem, it, declared);
    print(finding, problem);
  } else if (declared.type() != any_type && it.type() != declared.type()) {
    problem.append(it.operation()).append(it.operation().empty() ? "this is " : " gives ");
    problem.append(name_of(it.type())).append(", not ").append(name_of(declared.type()));
  }
  auto const type = declared.type() == any_type ? it.type() : declared.type();
  return {it.operation(), type, open ? it.sizes() : declared.sizes(), problem};
}

} // namespace prodreview::contract
