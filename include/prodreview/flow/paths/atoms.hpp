// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/hash_index.hpp>
#include <prodreview/flow/paths/literal.hpp>

namespace prodreview::flow::paths {

/// The atoms of one function, numbered in the order of first appearance.
class atoms {
public:
  [[nodiscard]] auto literal_of(atom const &it, bool holds = true) -> literal {
    auto const hash = hash_of(it);
    auto const known =
        index_.find(hash, [&](std::uint32_t number) { return all_[number].is_same(it); });
    if (known != hash_index::none) return {known, holds};
    auto const number = static_cast<std::uint32_t>(all_.size());
    all_.push_back(it);
    index_.add(hash, number);
    return {number, holds};
  }
  [[nodiscard]] auto operator[](literal it) const -> atom const & { return all_[it.atom]; }
  [[nodiscard]] auto size() const -> std::size_t { return all_.size(); }

  [[nodiscard]] auto exclude(literal a, literal b) const -> bool {
    return paths::exclude((*this)[a], a.holds, (*this)[b], b.holds);
  }
  /// Whether a literal cannot hold beside all of these.
  [[nodiscard]] auto exclude(conjunction const &all, literal it) const -> bool {
    for (auto const other : all.all())
      if (exclude(other, it)) return true;
    return false;
  }
  [[nodiscard]] auto exclude(conjunction const &a, conjunction const &b) const -> bool {
    for (auto const it : b.all())
      if (exclude(a, it)) return true;
    return false;
  }

private:
  [[nodiscard]] static auto hash_of(atom const &it) -> std::uint32_t {
    auto const low = static_cast<std::uint32_t>(it.subject);
    auto const high = static_cast<std::uint32_t>(it.subject >> 32);
    auto const asks = static_cast<std::uint32_t>(it.asks);
    return hash_index::mix(hash_index::mix(hash_index::mix(low, high), asks),
                           static_cast<std::uint32_t>(it.constant));
  }

  std::vector<atom> all_;
  hash_index index_;
};

} // namespace prodreview::flow::paths
