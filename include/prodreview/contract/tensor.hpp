// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/declaration.hpp>
#include <prodreview/shape/dtype.hpp>
#include <prodreview/shape/sentence.hpp>
#include <prodreview/text/inline_text.hpp>

namespace prodreview::contract {

using enum shape::dtype;

/// Where a declaration leaves the type open.
inline constexpr auto any_type = shape::dtype::unknown;

/// A named size, to compute with: `size("T") + 1`.
[[nodiscard]] constexpr auto size(std::string_view name) -> shape::dim {
  return shape::dim::named(name);
}

/// What a compiler or an exception says of a contract that is not kept.
using sentence = inline_text<360>;

namespace detail {

[[nodiscard]] constexpr auto text_of(shape::declaration_fault it) -> std::string_view {
  using enum shape::declaration_fault;
  switch (it) {
  case negative: return "a size is negative";
  case open: return "the bracket is not closed";
  case run: return "there are two runs of sizes";
  case rank: return "there are more sizes than a shape holds";
  case none:
  case size: break;
  }
  return "there is no size";
}

constexpr auto explain(sentence &into, std::string_view text, shape::declaration const &read)
    -> void {
  if (read.valid()) return;
  into.append("\"").append(text).append("\": ").append(text_of(read.fault));
  into.append(" at character ").append(static_cast<std::int64_t>(read.place + 1));
}

} // namespace detail

/// A tensor as it is declared, or as an operation makes it: its type, its sizes, and the first
/// reason why it cannot be.
class tensor {
public:
  /// With sizes as `shape::read_shape` reads them: `batch T+1 *rest`, `(batch, T + 1, C)`. Names
  /// are views of the text, which is a literal or lives as long.
  constexpr tensor(shape::dtype type, std::string_view sizes) : type_{type} {
    auto const read = shape::read_shape(sizes);
    sizes_ = read.value;
    detail::explain(problem_, sizes, read);
  }
  constexpr tensor(shape::dtype type, shape::shape const &sizes) : type_{type}, sizes_{sizes} {}

  /// What `operation` makes; \p problem is empty where nothing is wrong.
  constexpr tensor(std::string_view operation, shape::dtype type, shape::shape const &sizes,
                   sentence const &problem)
      : type_{type}, sizes_{sizes}, operation_{operation}, problem_{problem} {}

  [[nodiscard]] constexpr auto type() const -> shape::dtype { return type_; }
  [[nodiscard]] constexpr auto sizes() const -> shape::shape const & { return sizes_; }
  /// That made it; empty where it is declared.
  [[nodiscard]] constexpr auto operation() const -> std::string_view { return operation_; }
  [[nodiscard]] constexpr auto problem() const -> sentence const & { return problem_; }

  /// Whether it can be, for all sizes that are not 0.
  [[nodiscard]] constexpr auto holds() const -> bool { return problem_.empty(); }

private:
  shape::dtype type_{};
  shape::shape sizes_{};
  std::string_view operation_{};
  sentence problem_{};
};

/// Sizes as an argument: `view(x, "batch -1 C")`, `expand(x, {size("B"), -1})`.
class sizes {
public:
  constexpr explicit(false) sizes(char const *text) : sizes{std::string_view{text}} {}
  constexpr explicit(false) sizes(std::string_view text) {
    auto const read = shape::read_sizes(text);
    value_ = read.value;
    detail::explain(problem_, text, read);
    if (read.valid() && !value_.ranked()) problem_.append("a run of sizes has no place here");
  }
  constexpr sizes(std::initializer_list<shape::dim> all) : value_{all} {}

  [[nodiscard]] constexpr auto dims() const -> std::span<shape::dim const> { return value_.dims(); }
  [[nodiscard]] constexpr auto problem() const -> sentence const & { return problem_; }

private:
  shape::shape value_{};
  sentence problem_{};
};

} // namespace prodreview::contract
