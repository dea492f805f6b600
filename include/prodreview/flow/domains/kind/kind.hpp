// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/hash_index.hpp>
#include <prodreview/flow/operators/row.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/flow/value.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace prodreview::flow {

/// What sort of thing a value is.
enum class kind : std::uint8_t {
  unknown, ///< `detail` is a `cause`
  none,
  boolean,
  integer,
  floating,
  complex,
  string,
  bytes,
  ellipsis,
  slice,
  tensor, ///< `detail` is a `meaning`
  ndarray,
  dtype,
  device,
  generator,
  tuple,    ///< `detail` lists the elements (`kind_store::elements`)
  list,     ///< `detail` is the value that every element has
  set,      ///< as `list`
  iterator, ///< what a loop runs over, as `list`
  dict,     ///< `detail` is the value that every value has
  name,     ///< what an import or a builtin stands for: `detail` is a symbol
  function, ///< of the unit: `detail` is a symbol
  class_,   ///< of the unit: `detail` is a symbol
  method,   ///< `detail` is a bound method (`kind_store::bound`)
  instance, ///< `detail` is the symbol of its class
  parent,   ///< `super()`: `detail` is the symbol of the class whose bases are asked
};

/// Why a kind is unknown: what `--statistics` counts.
enum class cause : std::uint8_t {
  none,
  parameter, ///< without annotation
  call,      ///< of something that the analysis does not know
  attribute,
  element, ///< of a container whose elements are not known
  join,    ///< different things on different paths
  import,  ///< of a value from another module
  limit,   ///< the analysis gave up
};

/// One alternative of what a value may be.
struct sort {
  flow::kind is = flow::kind::unknown;
  std::uint32_t detail = 0;

  friend auto operator==(sort, sort) -> bool = default;
};

/// The element of a container that has none yet; 0 is one of which nothing is known.
inline constexpr std::uint32_t no_element = (1U << 26) - 1;

/// A set of alternatives: interned, 0 is unknown without a cause. One alternative is written into
/// the id itself, so most values need no memory.
enum class kind_id : std::uint32_t { unknown = 0 };

/// A method with the value that it is bound to.
struct bound_method {
  value_id receiver = value_id::unknown;
  symbol_id function = symbol_id::none;

  friend auto operator==(bound_method, bound_method) -> bool = default;
};

/// The value of every element of a list, set, dict or iterator; unbound while there is none.
[[nodiscard]] constexpr auto element_value(sort container) -> value_id {
  return container.detail == no_element ? value_id::unbound : value_id{container.detail};
}
[[nodiscard]] constexpr auto container_of(kind is, value_id element) -> sort {
  return {is, element == value_id::unbound ? no_element : static_cast<std::uint32_t>(element)};
}

/// The alternatives of a kind, in a fixed order.
struct sorts {
  /// More alternatives are unknown.
  static constexpr std::size_t most = 4;

  std::array<sort, most> all;
  std::size_t count = 0;

  [[nodiscard]] auto begin() const -> sort const * { return all.data(); }
  [[nodiscard]] auto end() const -> sort const * { return all.data() + count; }
  [[nodiscard]] auto is_only(kind wanted) const -> bool {
    return count == 1 && all[0].is == wanted;
  }
  [[nodiscard]] auto has(kind wanted) const -> bool {
    for (auto const &it : *this)
      if (it.is == wanted) return true;
    return false;
  }
  /// Adds one where it is missing; false when there is no room.
  auto add(sort one) -> bool {
    for (auto const &it : *this)
      if (it == one) return true;
    if (count == most) return false;
    all[count++] = one;
    return true;
  }
};

/// What kinds need memory for.
class kind_store {
public:
  /// At most so many elements of a tuple are told apart.
  static constexpr std::size_t most_elements = 64;

  [[nodiscard]] static constexpr auto only(sort one) -> kind_id {
    return kind_id{(static_cast<std::uint32_t>(one.is) << detail_bits) | one.detail};
  }
  /// Whether there is one alternative, of this kind. All that is unknown is unknown alone.
  [[nodiscard]] static constexpr auto is_only(kind_id of, kind wanted) -> bool {
    return static_cast<std::uint32_t>(of) >> detail_bits == static_cast<std::uint32_t>(wanted);
  }
  /// One alternative that is unknown makes all unknown, and so do two tensors of different meaning
  /// lose it.
  [[nodiscard]] auto any_of(sorts const &alternatives) -> kind_id;
  [[nodiscard]] auto alternatives(kind_id of) const -> sorts;

  [[nodiscard]] auto tuple_of(std::span<value_id const> elements) -> kind_id;
  /// A tuple of any length, each element of which has one value: `x.shape`, `x.unbind()`.
  [[nodiscard]] auto tuple_of_any(value_id element) -> kind_id;
  /// The elements of a tuple whose length is known.
  [[nodiscard]] auto elements(sort tuple) const -> std::span<value_id const>;
  /// What each element is of a tuple whose length is not known; unbound for any other.
  [[nodiscard]] auto repeated(sort tuple) const -> value_id;
  [[nodiscard]] auto bind(bound_method it) -> kind_id;
  [[nodiscard]] auto bound(sort method) const -> bound_method { return bound_[method.detail]; }

  /// Details need so many bits at most; a value or symbol with a greater number is unknown.
  static constexpr std::uint32_t detail_bits = 26;

private:
  struct range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    /// Of any length: the one value in the range stands for all.
    bool is_repeated = false;
  };

  [[nodiscard]] auto intern(std::span<value_id const> values, bool is_repeated) -> kind_id;

  std::vector<sorts> unions_;
  std::vector<value_id> values_;
  std::vector<range> tuples_;
  hash_index tuple_index_;
  std::vector<bound_method> bound_;
  hash_index bound_index_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/domains/kind/kind.impl.hpp>
#endif
