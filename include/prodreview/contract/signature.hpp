// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/is.hpp>

namespace prodreview::contract {

struct parameter {
  std::string_view name{};
  tensor declared;
};

/// What a function takes and gives, said once: its body's algebra is proved against it, and live
/// arguments are checked by it (torch.hpp).
template <std::size_t Count> class signature {
public:
  constexpr signature(std::string_view name, parameter const (&parameters)[Count],
                      tensor const &result)
      : signature{name, parameters, result, std::make_index_sequence<Count>{}} {}

  [[nodiscard]] constexpr auto name() const -> std::string_view { return name_; }
  [[nodiscard]] constexpr auto parameters() const -> std::span<parameter const> {
    return parameters_;
  }
  [[nodiscard]] constexpr auto result() const -> tensor const & { return result_; }

  /// A parameter, to compute with.
  [[nodiscard]] constexpr auto operator[](std::string_view name) const -> tensor {
    for (auto const &it : parameters_)
      if (it.name == name) return it.declared;
    sentence problem;
    problem.append(name_).append(" has no parameter ").append(name);
    return {name_, any_type, shape::shape{}, problem};
  }

  /// States that the function gives \p it.
  [[nodiscard]] constexpr auto gives(tensor const &it) const -> tensor { return is(it, result_); }

private:
  template <std::size_t... Numbers>
  constexpr signature(std::string_view name, parameter const (&parameters)[Count],
                      tensor const &result, std::index_sequence<Numbers...>)
      : name_{name}, parameters_{parameters[Numbers]...}, result_{result} {}

  std::string_view name_;
  std::array<parameter, Count> parameters_;
  tensor result_;
};

} // namespace prodreview::contract
