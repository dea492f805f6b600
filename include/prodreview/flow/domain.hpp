// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::flow {

class memory;

/// One aspect of a value. A component is a 32-bit id, equal where the knowledge is equal; 0 is
/// *nothing is known*. What an id stands for is kept in the domain's store.
///
/// A domain also has one `transfer(memory &, operation, components const &so_far) -> component`
/// for each typed operation (`operation.hpp`) that it knows something about; it may read the
/// components of the domains before it. An operation without one gives 0.
template <class D>
concept domain = requires(memory &in, typename D::component it) {
                   typename D::store;
                   { D::name } -> std::convertible_to<std::string_view>;
                   requires sizeof(it) == sizeof(std::uint32_t);
                   { D::join(in, it, it) } -> std::same_as<typename D::component>;
                   // What a loop that does not settle makes of a component.
                   { D::widen(in, it, it) } -> std::same_as<typename D::component>;
                   // In words; empty where nothing is known.
                   { D::describe(in, it) } -> std::same_as<std::string>;
                 };

} // namespace prodreview::flow
