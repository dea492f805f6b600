// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/paths/literal.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace prodreview::flow::paths {

/// What is known of a value that is written down: a constant that a test can compare with, the name
/// of a member of an enumeration, or an object that is made here.
struct known_value {
  std::uint64_t hash = 0;
  bool is_none = false;
  /// A list, a tuple, a comprehension …: not None, and nothing else is known of it.
  bool is_object = false;
  /// In a test: 1 true, -1 false, 0 not known.
  std::int8_t truth = 0;
  bool is_number = false;
  double number = 0;

  friend auto operator==(known_value const &a, known_value const &b) -> bool {
    return a.hash == b.hash;
  }
};

/// What a name is bound to, as far as tests can ask for it.
struct bound_value {
  std::optional<known_value> value = {};
  /// The name keeps the result of a test: what that says.
  std::optional<condition> meaning = {};
};

/// The values that a name has one after the other. Every binding makes a version, and so does every
/// place where paths with different versions meet. Version 0 is what a name has at the beginning.
class versions {
public:
  [[nodiscard]] auto fresh(bound_value of = {}) -> std::uint32_t {
    all_.push_back({of.value, no_meaning});
    if (of.meaning) {
      all_.back().meaning = static_cast<std::uint32_t>(meanings_.size());
      meanings_.push_back(std::move(*of.meaning));
    }
    return static_cast<std::uint32_t>(all_.size() - 1);
  }
  [[nodiscard]] auto value(std::uint32_t version) const -> std::optional<known_value> const & {
    return all_[version].value;
  }
  /// Null where the version is no result of a test.
  [[nodiscard]] auto meaning(std::uint32_t version) const -> condition const * {
    auto const index = all_[version].meaning;
    return index == no_meaning ? nullptr : &meanings_[index];
  }
  /// Later ones are not below it.
  [[nodiscard]] auto next() const -> std::uint32_t {
    return static_cast<std::uint32_t>(all_.size());
  }

private:
  static constexpr std::uint32_t no_meaning = 0xFFFFFFFF;

  struct version {
    std::optional<known_value> value = {};
    std::uint32_t meaning = no_meaning;
  };

  std::vector<version> all_{1};
  std::vector<condition> meanings_;
};

} // namespace prodreview::flow::paths
