// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/constant/domain.hpp>
#include <prodreview/flow/domains/device/domain.hpp>
#include <prodreview/flow/domains/gradient/domain.hpp>
#include <prodreview/flow/domains/kind/domain.hpp>

#include <array>
#include <cstdint>
#include <tuple>

namespace prodreview::flow {

template <domain... Domains> struct domain_list {
  static constexpr std::size_t size = sizeof...(Domains);
  using stores = std::tuple<typename Domains::store...>;

  template <class D> static constexpr auto index_of() -> std::size_t {
    constexpr std::array<bool, size> is_it{std::is_same_v<D, Domains>...};
    for (std::size_t i = 0; i < size; ++i)
      if (is_it[i]) return i;
    return size;
  }
  /// Calls `f.template operator()<D>()` for each domain in order.
  template <class F> static constexpr void for_each(F &&f) {
    (f.template operator()<Domains>(), ...);
  }
};

/// THE list of domains, in order: a domain may read those before it.
using all_domains = domain_list<kind_domain, constant_domain, device_domain, gradient_domain>;

/// One component per domain.
struct components {
  std::array<std::uint32_t, all_domains::size> of{};

  template <class D> [[nodiscard]] auto get() const -> typename D::component {
    return typename D::component{of[all_domains::index_of<D>()]};
  }
  template <class D> void set(typename D::component it) {
    of[all_domains::index_of<D>()] = static_cast<std::uint32_t>(it);
  }
  /// Interning compares more than anything else does: without a branch, without a call.
  friend constexpr auto operator==(components const &a, components const &b) -> bool {
    std::uint32_t differing = 0;
    for (std::size_t i = 0; i < a.of.size(); ++i) differing |= a.of[i] ^ b.of[i];
    return differing == 0;
  }
};

} // namespace prodreview::flow
