// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace prodreview::flow::paths {

/// A constant that a test can compare with.
struct known_constant {
  tree::constant_kind what = tree::constant_kind::none;
  std::uint64_t hash = 0;
  /// In a test: 1 true, -1 false, 0 not known.
  std::int8_t truth = 0;
  bool is_number = false;
  double number = 0;

  friend auto operator==(known_constant const &a, known_constant const &b) -> bool {
    return a.hash == b.hash;
  }
};

/// The values that a name has one after the other. Every binding makes a version, and so does every
/// place where paths with different versions meet. Version 0 is what a name has at the beginning.
class versions {
public:
  [[nodiscard]] auto fresh(std::optional<known_constant> const &value = {}) -> std::uint32_t {
    all_.push_back(value);
    return static_cast<std::uint32_t>(all_.size() - 1);
  }
  [[nodiscard]] auto constant(std::uint32_t version) const
      -> std::optional<known_constant> const & {
    return all_[version];
  }
  /// Later ones are not below it.
  [[nodiscard]] auto next() const -> std::uint32_t {
    return static_cast<std::uint32_t>(all_.size());
  }
  void clear() { all_.resize(1); }

private:
  std::vector<std::optional<known_constant>> all_{1};
};

} // namespace prodreview::flow::paths
