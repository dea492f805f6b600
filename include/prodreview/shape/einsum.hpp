// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/broadcast.hpp>
#include <prodreview/shape/equation.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand letter_sizes_equal{
    "the sizes {left} and {right} of '{letter}' must be equal"};
inline constexpr demand equation_valid{"the equation cannot be read at character {first}"};
inline constexpr demand letters_fit_rank{
    "operand {operand} has rank {second}, the equation {first} letters for it"};
inline constexpr demand operands_complete{
    "the equation has {first} operands, and {second} are given"};
inline constexpr demand result_letter_known{"'{letter}' of the result stands in no operand"};
inline constexpr demand result_letter_once{"'{letter}' stands twice in the result"};
} // namespace demands

namespace detail {

/// The sizes of the letters, and of the axes that an ellipsis stands for, over all operands.
template <class Dim> class equation_sizes {
public:
  constexpr explicit equation_sizes(equation const &of) : of_{of} {}

  constexpr auto take(basic_shape<Dim> const &it, std::size_t operand) -> void {
    auto const &term = of_.terms[operand];
    auto const hidden = it.rank() - term.size;
    operand_ = static_cast<std::int64_t>(operand);
    for (std::size_t axis = 0; axis < it.rank(); ++axis) {
      auto const before = term.ellipsis.value_or(term.size);
      if (axis < before)
        meet_letter(term.letters[axis], it[axis]);
      else if (axis < before + hidden)
        meet_hidden(hidden - (axis - before), it[axis]);
      else
        meet_letter(term.letters[axis - hidden], it[axis]);
    }
  }

  [[nodiscard]] constexpr auto outcome() -> basic_outcome<Dim> {
    auto const &term = of_.result;
    result_.shape = basic_shape<Dim>::scalar();
    for (std::size_t i = 0; i <= term.size; ++i) {
      if (term.ellipsis == i) add_hidden();
      if (i < term.size) result_.shape.add(*find(term.letters[i])->size);
    }
    return result_;
  }

private:
  struct slot {
    char letter{};
    Dim const *size{};
    std::int64_t operand{-1}; ///< that had the letter last
    Dim const *there{};       ///< its size in that operand
  };
  struct letters {
    std::array<slot, equation::max_terms * equation_term::max_letters> slots{};
    std::size_t size{};
  };

  constexpr auto find(char letter) -> slot * {
    for (std::size_t i = 0; i < all_.size; ++i)
      if (all_.slots[i].letter == letter) return &all_.slots[i];
    return nullptr;
  }

  constexpr auto meet_letter(char letter, Dim const &size) -> void {
    auto *known = find(letter);
    if (known == nullptr) {
      all_.slots[all_.size++] = {letter, &size, operand_, &size};
      return;
    }
    // A letter that one operand has twice takes its diagonal: there a size of 1 does not broadcast.
    if (known->operand == operand_)
      add_finding(demands::letter_sizes_equal, letter, compare(*known->there, size), *known->there,
                  size);
    auto const met = meet(*known->size, size);
    add_finding(demands::letter_sizes_equal, letter, met.known, *known->size, size);
    *known = {letter, met.size, operand_, &size};
  }

  constexpr auto meet_hidden(std::size_t back, Dim const &size) -> void {
    auto *&known = hidden_[back - 1];
    hidden_size_ = greater(hidden_size_, back);
    if (known == nullptr) {
      known = &size;
      return;
    }
    auto const met = meet(*known, size);
    add_finding(demands::sizes_broadcast, '\0', met.known, *known, size);
    known = met.size;
  }

  constexpr auto add_finding(demand const &what, char letter, comparison const &known,
                             Dim const &left, Dim const &right) -> void {
    if (known.answer == relation::equal) return;
    note(result_, {.what = &what,
                   .known = known,
                   .left = left,
                   .right = right,
                   .operand = operand_,
                   .letter = letter});
  }

  constexpr auto add_hidden() -> void {
    for (auto back = hidden_size_; back > 0; --back) result_.shape.add(*hidden_[back - 1]);
  }

  equation const &of_;
  basic_outcome<Dim> result_{};
  letters all_{};
  std::array<Dim const *, basic_shape<Dim>::max_rank> hidden_{};
  std::size_t hidden_size_{};
  std::int64_t operand_{};
};

template <class Dim>
[[nodiscard]] constexpr auto refused_equation(read_equation const &it) -> basic_outcome<Dim> {
  auto const place = static_cast<std::int64_t>(it.place);
  if (it.fault == equation_fault::too_long) return open<Dim>();
  if (it.fault == equation_fault::letter)
    return refused<Dim>({.what = &demands::equation_valid, .first = place + 1});
  auto const letter = it.value.result.letters[it.place];
  if (it.fault == equation_fault::result_unknown)
    return refused<Dim>({.what = &demands::result_letter_known, .letter = letter});
  return refused<Dim>({.what = &demands::result_letter_once, .letter = letter});
}

} // namespace detail

/// `torch.einsum`: sizes of one letter are equal, or 1 in another operand; what the result does not
/// name is summed.
template <class Dim>
[[nodiscard]] constexpr auto einsum(std::string_view text,
                                    std::span<basic_shape<Dim> const *const> operands)
    -> basic_outcome<Dim> {
  auto const read = read_einsum(text);
  if (read.fault != equation_fault::none) return detail::refused_equation<Dim>(read);
  if (operands.size() != read.value.size)
    return detail::refused<Dim>({.what = &demands::operands_complete,
                                 .first = static_cast<std::int64_t>(read.value.size),
                                 .second = static_cast<std::int64_t>(operands.size())});
  detail::equation_sizes<Dim> sizes{read.value};
  for (std::size_t i = 0; i < operands.size(); ++i) {
    auto const &it = *operands[i];
    auto const &term = read.value.terms[i];
    if (!it.ranked()) return detail::open<Dim>();
    if (it.rank() < term.size || (it.rank() > term.size && !term.ellipsis))
      return detail::refused<Dim>({.what = &demands::letters_fit_rank,
                                   .operand = static_cast<std::int64_t>(i),
                                   .first = static_cast<std::int64_t>(term.size),
                                   .second = static_cast<std::int64_t>(it.rank())});
    sizes.take(it, i);
  }
  return sizes.outcome();
}

} // namespace prodreview::shape
