// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/paths/atoms.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace prodreview::flow::paths {

/// On which paths a name has no value: each gap is a few cases, and each case is what holds on one
/// such path. Cases beyond the fourth are forgotten: less is found then.
class gaps {
public:
  using id = std::uint32_t;
  /// It has a value on every path.
  static constexpr id none = 0;
  /// It has one on no path.
  static constexpr id always = 1;
  static constexpr std::size_t most_cases = 4;

  [[nodiscard]] auto cases(id of) const -> std::span<conjunction const> { return all_[of]; }
  [[nodiscard]] auto add(std::vector<conjunction> cases) -> id {
    if (cases.empty()) return none;
    all_.push_back(std::move(cases));
    return static_cast<id>(all_.size() - 1);
  }
  void clear() { all_.resize(2); }

private:
  std::vector<std::vector<conjunction>> all_{{}, {conjunction{}}};
};

/// Adds a case; one that is part of another makes that one needless.
inline void add_case(std::vector<conjunction> &to, conjunction const &one) {
  for (auto const &known : to)
    if (known.is_implied_by(one)) return;
  std::erase_if(to, [&](conjunction const &known) { return one.is_implied_by(known); });
  if (to.size() < gaps::most_cases) to.push_back(one);
}

} // namespace prodreview::flow::paths
