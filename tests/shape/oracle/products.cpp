// SPDX-License-Identifier: Apache-2.0
// Operations on two or more operands: elementwise, products, linear algebra, losses.
#include "oracle.hpp"
#include <prodreview/shape/broadcast.hpp>
#include <prodreview/shape/einsum.hpp>
#include <prodreview/shape/linalg.hpp>
#include <prodreview/shape/losses.hpp>
#include <prodreview/shape/products.hpp>

#include <map>

namespace oracle {

using algebra::dim;

namespace {

/// An operand for a product with `a`, mostly one that fits.
auto partner(dice &roll, sizes const &a) -> sizes {
  auto b = roll.some_sizes(0, 4);
  if (roll.below(3) != 0 && a.size() > 1) {
    b = a;
    std::swap(b[b.size() - 1], b[b.size() - 2]);
    if (roll.once_in(3)) b[0] = 1;
    if (roll.once_in(3)) b.erase(b.begin());
    if (roll.once_in(4) && !b.empty()) b.back() = roll.size();
  }
  return b;
}

auto compare_matrices(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(roll.once_in(4) ? 0 : 1, 4);
  auto const b = partner(roll, a);
  auto const x = at::zeros(a);
  auto const y = at::zeros(b);
  into.compare(
      "matmul", {a, b}, [](shapes const &s) { return algebra::matmul(s[0], s[1]); },
      [&] { return at::matmul(x, y); });
  into.compare(
      "bmm", {a, b}, [](shapes const &s) { return algebra::bmm(s[0], s[1]); },
      [&] { return at::bmm(x, y); });
  into.compare(
      "mm", {a, b}, [](shapes const &s) { return algebra::mm(s[0], s[1]); },
      [&] { return at::mm(x, y); });
  into.compare(
      "mv", {a, b}, [](shapes const &s) { return algebra::mv(s[0], s[1]); },
      [&] { return at::mv(x, y); });
  auto const to = roll.once_in(3) ? roll.some_sizes(0, 3) : sizes{a.empty() ? 1 : a[0], 1};
  auto const z = at::zeros(to);
  into.compare(
      "addmm", {to, a, b}, [](shapes const &s) { return algebra::addmm(s[0], s[1], s[2]); },
      [&] { return at::addmm(z, x, y); });
  into.compare(
      "baddbmm", {to, a, b}, [](shapes const &s) { return algebra::baddbmm(s[0], s[1], s[2]); },
      [&] { return at::baddbmm(z, x, y); });
}

auto compare_vectors(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(roll.once_in(8) ? 0 : 1, roll.once_in(8) ? 2 : 1);
  auto const b = roll.nearly(a);
  auto const x = at::zeros(a);
  auto const y = at::zeros(b);
  into.compare(
      "dot", {a, b}, [](shapes const &s) { return algebra::dot(s[0], s[1]); },
      [&] { return at::dot(x, y); });
  into.compare(
      "outer", {a, b}, [](shapes const &s) { return algebra::outer(s[0], s[1]); },
      [&] { return at::outer(x, y); });
  auto c = roll.some_sizes(0, 3);
  auto const axis = roll.axis(c.size());
  if (auto const at = algebra::detail::axis_of(axis, c.size()); at && !roll.once_in(4)) c[*at] = 3;
  auto const d = roll.once_in(2) ? c : roll.nearly(c);
  into.compare(
      "cross", {c, d}, [&](shapes const &s) { return algebra::cross(s[0], s[1], axis); },
      [&] { return at::linalg_cross(at::zeros(c), at::zeros(d), axis); });
}

auto compare_linear(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(roll.once_in(8) ? 0 : 1, 3);
  auto weight = roll.some_sizes(roll.once_in(8) ? 0 : 1, 2);
  if (!weight.empty() && !a.empty() && !roll.once_in(4)) weight.back() = a.back();
  auto const bias = roll.once_in(3)      ? roll.some_sizes(0, 2)
                    : weight.size() == 2 ? sizes{weight[0]}
                                         : sizes{};
  into.compare(
      "linear", {a, weight},
      [](shapes const &s) { return algebra::linear<dim>(s[0], s[1], nullptr); },
      [&] { return at::linear(at::zeros(a), at::zeros(weight)); });
  // What a vector does as a weight beside a bias of more axes depends on strides.
  if (weight.size() == 1 && bias.size() > 1) return;
  into.compare(
      "linear with bias", {a, weight, bias},
      [](shapes const &s) { return algebra::linear(s[0], s[1], &s[2]); },
      [&] { return at::linear(at::zeros(a), at::zeros(weight), at::zeros(bias)); });
}

auto compare_elementwise(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 4);
  auto const b = roll.once_in(4) ? roll.some_sizes(0, 4) : roll.nearly(a);
  auto const x = at::zeros(a);
  auto const y = at::zeros(b);
  auto const broadcast = [](shapes const &s) { return algebra::broadcast(s[0], s[1]); };
  into.compare("add", {a, b}, broadcast, [&] { return x + y; });
  into.compare("eq", {a, b}, broadcast, [&] { return x.eq(y); });
  into.compare("pow", {a, b}, broadcast, [&] { return x.pow(y); });
  into.compare("masked_fill", {a, b}, broadcast, [&] { return x.masked_fill(y.to(at::kBool), 0); });
}

auto compare_losses(book &into, dice &roll) -> void {
  auto const a = roll.some_sizes(0, 3);
  auto const b = roll.once_in(2) ? a : roll.nearly(a);
  auto const x = at::zeros(a);
  auto const y = at::zeros(b);
  auto const one = roll.once_in(2);
  auto const how = one ? algebra::loss_reduction::one : algebra::loss_reduction::none;
  auto const theirs = one ? at::Reduction::Mean : at::Reduction::None;
  auto const broadcast = [&](shapes const &s) { return algebra::broadcast_loss(s[0], s[1], how); };
  into.compare("mse_loss", {a, b}, broadcast, [&] { return at::mse_loss(x, y, theirs); });
  into.compare("l1_loss", {a, b}, broadcast, [&] { return at::l1_loss(x, y, theirs); });
  into.compare("smooth_l1_loss", {a, b}, broadcast,
               [&] { return at::smooth_l1_loss(x, y, theirs); });
  into.compare("kl_div", {a, b}, broadcast, [&] { return at::kl_div(x, y, theirs); });
  auto classes = a;
  if (!a.empty()) classes.erase(classes.begin() + (a.size() == 1 ? 0 : 1));
  if (roll.once_in(3)) classes = roll.nearly(classes);
  // A class that the input lacks would be a mistake of values.
  auto input = a;
  std::ranges::replace(input, 0, 2);
  std::ranges::replace(classes, 0, 2);
  auto const logits = at::zeros(input);
  auto const target = at::zeros(classes, at::kLong);
  into.compare(
      "cross_entropy", {input, classes},
      [&](shapes const &s) { return algebra::class_loss(s[0], s[1], how); },
      [&] { return at::cross_entropy_loss(logits, target, {}, theirs); });
  into.compare(
      "nll_loss", {input, classes},
      [&](shapes const &s) { return algebra::class_loss(s[0], s[1], how); },
      [&] { return at::nll_loss_nd(logits, target, {}, theirs); });
}

auto compare_linalg(book &into, dice &roll) -> void {
  auto a = roll.some_sizes(0, 4);
  if (a.size() > 1 && !roll.once_in(3)) a[a.size() - 1] = a[a.size() - 2];
  auto x = at::zeros(a);
  // Not singular: that would be a mistake of values.
  if (a.size() > 1) x = x + at::eye(a[a.size() - 2], a[a.size() - 1]);
  into.compare(
      "linalg_inv", {a}, [](shapes const &s) { return algebra::square(s[0]); },
      [&] { return at::linalg_inv(x); });
  into.compare(
      "linalg_cholesky", {a}, [](shapes const &s) { return algebra::square(s[0]); },
      [&] { return at::linalg_cholesky(x); });
  into.compare(
      "linalg_det", {a}, [](shapes const &s) { return algebra::determinant(s[0]); },
      [&] { return at::linalg_det(x); });
  into.compare(
      "linalg_eigvalsh", {a}, [](shapes const &s) { return algebra::eigenvalues(s[0]); },
      [&] { return at::linalg_eigvalsh(x); });
  into.compare(
      "linalg_svd", {a}, [](shapes const &s) { return algebra::factors_of(s[0]).right; },
      [&] { return std::get<2>(at::linalg_svd(x, false)); });
  into.compare(
      "linalg_svdvals", {a}, [](shapes const &s) { return algebra::factors_of(s[0]).values; },
      [&] { return at::linalg_svdvals(x); });
  into.compare(
      "linalg_qr", {a}, [](shapes const &s) { return algebra::factors_of(s[0]).left; },
      [&] { return std::get<0>(at::linalg_qr(x)); });
  auto b = a;
  if (roll.once_in(2) && !b.empty()) b.pop_back();
  if (roll.once_in(3)) b = roll.nearly(b);
  into.compare(
      "linalg_solve", {a, b}, [](shapes const &s) { return algebra::solve(s[0], s[1]); },
      [&] { return at::linalg_solve(x, at::zeros(b)); });
}

/// Equations of up to three operands over five letters, with blanks, ellipses and repeated letters.
class equations {
public:
  explicit equations(dice &roll) : roll_{roll} {
    for (auto const letter : letters) size_of_[letter] = roll.between(0, 3);
  }

  auto make() -> void {
    std::string used;
    for (auto left = roll_.between(1, 3); left > 0; --left) {
      auto const term = some_letters();
      text += text.empty() ? "" : ",";
      add_operand(term);
      used += term;
    }
    if (roll_.below(4) != 0) add_result(used);
    if (roll_.once_in(25)) text += "1";
  }

  std::string text;
  operands given;

private:
  static constexpr std::string_view letters = "abcAB";

  auto letter() -> char { return letters[std::size_t(roll_.below(int(letters.size())))]; }
  auto some_letters() -> std::string {
    std::string result;
    for (auto count = roll_.below(4); count > 0; --count) result += letter();
    return result;
  }
  auto hidden() -> sizes {
    sizes result(std::size_t(roll_.below(3)));
    for (auto &it : result) it = roll_.between(1, 2);
    return result;
  }

  auto add_operand(std::string const &term) -> void {
    auto const ellipsis = roll_.once_in(4) ? roll_.below(int(term.size()) + 1) : -1;
    sizes result;
    for (std::size_t i = 0; i <= term.size(); ++i) {
      if (int(i) == ellipsis) {
        text += "...";
        for (auto const size : hidden()) result.push_back(size);
      }
      if (i == term.size()) break;
      text += term[i];
      result.push_back(roll_.once_in(8)    ? 1
                       : roll_.once_in(12) ? roll_.below(4)
                                           : size_of_[term[i]]);
    }
    if (roll_.once_in(6)) text += " ";
    if (roll_.once_in(15)) result.push_back(2);
    given.push_back(result);
  }
  auto add_result(std::string const &used) -> void {
    std::string result;
    for (auto const it : used)
      if (roll_.once_in(2) && result.find(it) == result.npos) result += it;
    if (roll_.once_in(12)) result += letter();
    if (roll_.once_in(4)) result.insert(std::size_t(roll_.below(int(result.size()) + 1)), "...");
    text += "->" + result;
  }

  dice &roll_;
  std::map<char, std::int64_t> size_of_;
};

auto compare_einsum(book &into, dice &roll) -> void {
  equations it{roll};
  it.make();
  std::vector<at::Tensor> tensors;
  for (auto const &each : it.given) tensors.push_back(at::zeros(each));
  into.compare(
      "einsum", it.given,
      [&](shapes const &s) {
        std::vector<algebra::shape const *> all;
        for (auto const &each : s) all.push_back(&each);
        return algebra::einsum<dim>(it.text, std::span<algebra::shape const *const>{all});
      },
      [&] { return at::einsum(it.text, tensors); });
}

} // namespace

auto compare_products(book &into) -> void {
  dice roll;
  for (int round = 0; round < rounds; ++round) {
    compare_elementwise(into, roll);
    compare_matrices(into, roll);
    compare_vectors(into, roll);
    compare_linear(into, roll);
    compare_losses(into, roll);
    compare_linalg(into, roll);
    for (int again = 0; again < 3; ++again) compare_einsum(into, roll);
  }
}

} // namespace oracle
