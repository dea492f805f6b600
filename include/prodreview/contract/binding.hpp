// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/tensor.hpp>
#include <prodreview/shape/evaluation.hpp>

namespace prodreview::contract {

/// Where live sizes are not as declared.
struct mismatch {
  enum class kind : std::uint8_t {
    none,
    rank,  ///< there are too many or too few sizes
    size,  ///< the size at `axis` is not `expected`
    other, ///< the size at `axis` is none that the declaration can have
    run,   ///< the sizes of a named run are not those of before
    full,  ///< more names than a binding holds
  };

  kind what{kind::none};
  std::size_t axis{};
  std::int64_t expected{};

  [[nodiscard]] constexpr auto holds() const -> bool { return what == kind::none; }
};

/// What the names of declarations are, over all tensors of a call: the first tensor that has a name
/// says what it is, and the others agree.
class binding {
public:
  static constexpr std::size_t max_names = 32;
  static constexpr std::size_t max_runs = 4;

  [[nodiscard]] constexpr auto value_of(std::string_view name) const
      -> std::optional<std::int64_t> {
    for (std::size_t i = 0; i < names_; ++i)
      if (values_[i].name == name) return values_[i].value;
    return std::nullopt;
  }

  /// Compares sizes with a declaration, and learns what its names are. A size of several names,
  /// such as `heads*d`, is compared once they are known; \see settle.
  [[nodiscard]] constexpr auto match(std::span<std::int64_t const> sizes,
                                     shape::shape const &declared) -> mismatch {
    auto const dims = declared.dims();
    auto const ranked = declared.ranked();
    if (sizes.size() < dims.size() || (ranked && sizes.size() > dims.size()))
      return {.what = mismatch::kind::rank};
    auto const before = ranked ? dims.size() : declared.before_run();
    auto const hidden = sizes.size() - dims.size();
    for (std::size_t i = 0; i < dims.size(); ++i) {
      auto const axis = i < before ? i : i + hidden;
      if (auto const wrong = match_size(sizes[axis], dims[i], axis); !wrong.holds()) return wrong;
    }
    return ranked || declared.run_name().empty()
               ? mismatch{}
               : match_run(sizes.subspan(before, hidden), declared.run_name());
  }

  /// Compares what had to wait for names. Sizes whose names no tensor has are not compared.
  [[nodiscard]] constexpr auto settle() -> mismatch {
    for (std::size_t i = 0; i < waiting_; ++i) {
      auto const &it = waits_[i];
      auto const expected = expected_of(*it.declared);
      if (expected && *expected != it.size) return {mismatch::kind::size, it.axis, *expected};
    }
    return {};
  }

private:
  struct bound_name {
    std::string_view name{};
    std::int64_t value{};
  };
  struct bound_run {
    std::string_view name{};
    std::size_t size{};
    std::array<std::int64_t, shape::shape::max_rank> sizes{};
  };
  struct waiting_size {
    shape::dim const *declared{};
    std::int64_t size{};
    std::size_t axis{};
  };

  [[nodiscard]] constexpr auto expected_of(shape::dim const &declared) const
      -> std::optional<std::int64_t> {
    return shape::value_of(declared, [this](std::string_view name) { return value_of(name); });
  }

  [[nodiscard]] constexpr auto match_size(std::int64_t size, shape::dim const &declared,
                                          std::size_t axis) -> mismatch {
    if (!declared.known()) return {};
    auto const name = declared.name();
    auto const expected = name.empty() ? expected_of(declared) : value_of(name);
    if (expected)
      return *expected == size ? mismatch{} : mismatch{mismatch::kind::size, axis, *expected};
    return name.empty() ? solve(size, declared, axis) : bind(name, size);
  }

  [[nodiscard]] constexpr auto bind(std::string_view name, std::int64_t size) -> mismatch {
    if (names_ == max_names) return {.what = mismatch::kind::full};
    values_[names_++] = {name, size};
    return {};
  }

  /// `2*T + 1` says what T is.
  [[nodiscard]] constexpr auto solve(std::int64_t size, shape::dim const &declared,
                                     std::size_t axis) -> mismatch {
    auto const terms = declared.sum().terms();
    auto const constant = declared.sum().constant_part();
    auto const &first = terms[0];
    auto const &factor = declared.table()[first.factors[0]];
    auto const is_line = first.degree == 1 && factor.kind == shape::factor_kind::symbol &&
                         terms.size() == (constant == 0 ? 1U : 2U);
    if (!is_line) return wait(size, declared, axis);
    auto const rest = size - constant;
    auto const value = rest / first.coefficient;
    if (rest % first.coefficient != 0 || value < 0) return {mismatch::kind::other, axis, 0};
    return bind(factor.name, value);
  }

  [[nodiscard]] constexpr auto wait(std::int64_t size, shape::dim const &declared, std::size_t axis)
      -> mismatch {
    if (waiting_ == max_names) return {.what = mismatch::kind::full};
    waits_[waiting_++] = {&declared, size, axis};
    return {};
  }

  [[nodiscard]] constexpr auto match_run(std::span<std::int64_t const> sizes, std::string_view name)
      -> mismatch {
    for (std::size_t i = 0; i < runs_; ++i)
      if (all_runs_[i].name == name)
        return shape::same_elements(sizes, std::span<std::int64_t const>{all_runs_[i].sizes}.first(
                                               all_runs_[i].size))
                   ? mismatch{}
                   : mismatch{.what = mismatch::kind::run};
    if (runs_ == max_runs || sizes.size() > shape::shape::max_rank)
      return {.what = mismatch::kind::full};
    auto &added = all_runs_[runs_++];
    added = {.name = name, .size = sizes.size()};
    for (std::size_t i = 0; i < sizes.size(); ++i) added.sizes[i] = sizes[i];
    return {};
  }

  std::array<bound_name, max_names> values_{};
  std::array<waiting_size, max_names> waits_{};
  std::array<bound_run, max_runs> all_runs_{};
  std::size_t names_{};
  std::size_t waiting_{};
  std::size_t runs_{};
};

namespace detail {

constexpr auto print_sizes(std::span<std::int64_t const> sizes, sentence &into) -> void {
  into.append("[");
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (i != 0) into.append(", ");
    into.append(sizes[i]);
  }
  into.append("]");
}

} // namespace detail

/// `prefix: sizes [2, 5, 3], declared (batch, T + 1, C): the size at axis 1 must be 6`
[[nodiscard]] constexpr auto explained(mismatch const &it, std::string_view name,
                                       std::span<std::int64_t const> sizes,
                                       shape::shape const &declared) -> sentence {
  sentence text{name};
  text.append(": sizes ");
  detail::print_sizes(sizes, text);
  text.append(", declared ");
  print(declared, text);
  auto const axis = static_cast<std::int64_t>(it.axis);
  switch (it.what) {
  case mismatch::kind::size:
    return text.append(": the size at axis ").append(axis).append(" must be ").append(it.expected);
  case mismatch::kind::other:
    return text.append(": the size at axis ").append(axis).append(" cannot be of this form");
  case mismatch::kind::run:
    return text.append(": the sizes of *")
        .append(declared.run_name())
        .append(" differ from before");
  case mismatch::kind::full: return text.append(": there are too many names");
  case mismatch::kind::rank:
  case mismatch::kind::none: break;
  }
  return text.append(": the number of axes differs");
}

} // namespace prodreview::contract
