// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/memory.hpp>
#include <prodreview/flow/operation.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstddef>
#include <span>

/// What happens to values while code runs. Events are visited in the one reporting pass and never
/// stored; each node gives each of its events once, with what is known when all paths to it are
/// joined.
namespace prodreview::flow {

/// Knows where the value of a variable comes from.
class origins {
public:
  virtual ~origins() = default;
  /// The expression or parameter that gave a name or an attribute of `self` its value; null where
  /// several did, or none is known.
  [[nodiscard]] virtual auto origin_of(tree::expression const &named) const
      -> tree::node const * = 0;
};

/// Where and when something happens.
struct moment {
  tree::unit const &in;
  memory &known;
  modes const &during;
  /// The classes, functions and statements around, from the module down to the statement that runs.
  std::span<tree::node const *const> around;
  flow::origins const &from;
};

/// An operator of torch is applied: by a call, a method, a Python operator or an index.
struct operation_event {
  tree::expression const &node;
  operation::tensor_operation const &what;
  value_id result;
};

/// Anything is called; `receiver` is what the callee is an attribute of, if it is one.
struct call_event {
  tree::call const &node;
  operand receiver;
  operand callee;
  arguments const &given;
  value_id result;
};

/// An attribute is read, called or not, or stored to: then the result is what it gets.
struct attribute_event {
  tree::attribute const &node;
  operand of;
  value_id result;
  bool is_called;
};

/// A value decides which way control goes.
struct test_event {
  tree::expression const &node;
  value_id value;
};

/// An expression stands alone: its value is dropped.
struct discard_event {
  tree::expr const &node;
  value_id value;
};

/// A name, attribute or element gets a value; a parameter gets what its declaration says.
struct bind_event {
  tree::node const &node;
  operand given;
};

/// `left op right` without a tensor on either side.
struct arithmetic_event {
  tree::expression const &node;
  operand left;
  operand right;
  value_id result;
};

/// A comparison without a tensor on either side.
struct compare_event {
  tree::compare const &node;
  tree::comparison op;
  operand left;
  operand right;
  value_id result;
};

/// A function returns.
struct return_event {
  tree::return_ const &node;
  value_id value;
};

/// The number of an event's type, and how many there are.
inline constexpr std::size_t event_count = 9;
inline constexpr std::size_t no_event = event_count;
template <class Event> inline constexpr std::size_t event_number = no_event;
template <> inline constexpr std::size_t event_number<operation_event> = 0;
template <> inline constexpr std::size_t event_number<call_event> = 1;
template <> inline constexpr std::size_t event_number<attribute_event> = 2;
template <> inline constexpr std::size_t event_number<test_event> = 3;
template <> inline constexpr std::size_t event_number<discard_event> = 4;
template <> inline constexpr std::size_t event_number<bind_event> = 5;
template <> inline constexpr std::size_t event_number<arithmetic_event> = 6;
template <> inline constexpr std::size_t event_number<compare_event> = 7;
template <> inline constexpr std::size_t event_number<return_event> = 8;

/// Whoever watches a run.
class observer {
public:
  virtual ~observer() = default;
  virtual void on(operation_event const &, moment const &) {}
  virtual void on(call_event const &, moment const &) {}
  virtual void on(attribute_event const &, moment const &) {}
  virtual void on(test_event const &, moment const &) {}
  virtual void on(discard_event const &, moment const &) {}
  virtual void on(bind_event const &, moment const &) {}
  virtual void on(arithmetic_event const &, moment const &) {}
  virtual void on(compare_event const &, moment const &) {}
  virtual void on(return_event const &, moment const &) {}
};

} // namespace prodreview::flow
