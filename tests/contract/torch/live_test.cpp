// SPDX-License-Identifier: Apache-2.0
// Live tensors against the declarations that the compiler has checked. With a number as its
// argument it measures instead, and prints the nanoseconds that one expected tensor costs.
#include <prodreview/contract/contract.hpp>
#include <prodreview/contract/torch.hpp>

#include <ATen/ops/ones.h>
#include <chrono>
#include <cstdio>
#include <string>

using namespace prodreview::contract;

namespace {

constexpr tensor scores{float32, "batch T C"};
constexpr tensor transition{float32, "K C C2"};
constexpr tensor prefix{float64, "(batch, T + 1, C)"};
constexpr signature edges{
    "edges", {{"scores", scores}, {"transition", transition}}, {float32, "batch T K C C2"}};

int failures = 0;

void expect_same(std::string const &said, std::string const &expected) {
  if (said == expected) return;
  ++failures;
  std::printf("said:     %s\nexpected: %s\n", said.c_str(), expected.c_str());
}

/// What an exception says, without the place that torch adds.
template <class Body> auto complaint(Body const &body) -> std::string {
  try {
    body();
    return "nothing";
  } catch (c10::ValueError const &problem) {
    return problem.what_without_backtrace();
  }
}

void sizes_are_bound_over_several_tensors() {
  auto const s = at::ones({2, 5, 3});
  auto const t = at::ones({4, 3, 3});
  auto const p = at::ones({2, 6, 3}, at::kDouble);
  expect_same(complaint([&] {
                bound_sizes{}
                    .expect("scores", s, scores)
                    .expect("transition", t, transition)
                    .expect("prefix", p, prefix);
              }),
              "nothing");
  expect_same(
      complaint([&] {
        bound_sizes{}.expect("scores", s, scores).expect("prefix", s.to(at::kDouble), prefix);
      }),
      "prefix: sizes [2, 5, 3], declared (batch, T + 1, C): the size at axis 1 must be 6");
  expect_same(complaint([&] { bound_sizes{}.expect("prefix", s, prefix); }),
              "prefix is float32, declared float64");
  expect_same(complaint([&] { bound_sizes{}.expect("scores", s[0], scores); }),
              "scores: sizes [5, 3], declared (batch, T, C): the number of axes differs");
  expect_same(complaint([&] { bound_sizes{}.expect("scores", at::Tensor{}, scores); }),
              "scores is undefined, declared a tensor");
  expect_same(complaint([&] {
                bound_sizes{}.expect("scores", s.transpose(0, 1), scores, layout::contiguous);
              }),
              "scores is not contiguous, declared contiguous");
  expect_same(complaint([&] {
                bound_sizes{}
                    .expect("scores", s, scores)
                    .expect("other", at::ones({1}, at::kMeta), {any_type, "_"});
              }),
              "other is on meta, declared on cpu");
}

auto edges_of(at::Tensor const &s, at::Tensor const &t, at::Tensor const &result) -> at::Tensor {
  auto sizes = check(edges, s, t);
  return returned(sizes, edges, result);
}

void a_signature_checks_arguments_and_result() {
  auto const s = at::ones({2, 5, 3});
  auto const t = at::ones({4, 3, 7});
  expect_same(complaint([&] { edges_of(s, t, at::ones({2, 5, 4, 3, 7})); }), "nothing");
  expect_same(complaint([&] {
                edges_of(s, s, at::ones({2, 5, 4, 3, 7}));
              }),
              "transition: sizes [2, 5, 3], declared (K, C, C2): the size at axis 1 must be 3");
  expect_same(
      complaint([&] {
        edges_of(s, t, at::ones({2, 5, 4, 7, 3}));
      }),
      "edges: sizes [2, 5, 4, 7, 3], declared (batch, T, K, C, C2): the size at axis 3 must be 3");
}

void checks_can_be_off() {
  static_assert(std::is_empty_v<basic_bound_sizes<false>>);
  expect_same(complaint([] { basic_bound_sizes<false>{}.expect("x", at::ones({1}), scores); }),
              "nothing");
}

auto nanoseconds_per_tensor(int rounds) -> double {
  auto const s = at::ones({2, 5, 3});
  auto const t = at::ones({4, 3, 7});
  auto const p = at::ones({2, 6, 3}, at::kDouble);
  auto const begin = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i)
    bound_sizes{}
        .expect("scores", s, scores)
        .expect("transition", t, transition)
        .expect("prefix", p, prefix);
  std::chrono::duration<double, std::nano> const took = std::chrono::steady_clock::now() - begin;
  return took.count() / rounds / 3;
}

} // namespace

auto main(int count, char **) -> int {
  sizes_are_bound_over_several_tensors();
  a_signature_checks_arguments_and_result();
  checks_can_be_off();
  auto best = nanoseconds_per_tensor(10'000);
  for (int i = 0; i < 20; ++i) best = std::min(best, nanoseconds_per_tensor(10'000));
  std::printf("%.0f ns for each tensor\n", best);
  auto const measured = count > 1;
  return failures != 0 || (measured && best > 100) ? 1 : 0;
}
