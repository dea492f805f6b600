// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

/// The operators of torch as data. The Python API, the methods of a tensor and torch's C++ API name
/// the same operators, so a name leads to one row wherever it stands.
namespace prodreview::flow {

/// What an operator does with its inputs, as far as any domain cares. One typed operation per
/// family in `operation.hpp`.
enum class family : std::uint8_t {
  creation,    ///< makes a tensor from sizes, numbers or host data
  like,        ///< makes a tensor after the form of another; its values are not read
  cast,        ///< the same values with another dtype, device or layout
  pointwise,   ///< element by element, differentiable
  discrete,    ///< comparisons, indices, roundings: no gradient flows through
  normalise,   ///< softmax, layer norm and their like
  reduction,   ///< over axes
  scan,        ///< cumulative along an axis
  contraction, ///< matmul and its family
  view,        ///< the same elements in another shape, where possible without a copy
  copy,        ///< the same elements, moved or repeated
  join,        ///< several tensors to one
  split,       ///< one tensor to several
  index,       ///< elements picked by position
  layer,       ///< convolution, pooling, embedding, attention
  loss,
  linear_algebra,
  spectral,
  detach,    ///< cuts the graph
  host_read, ///< waits for the device and gives a Python value
  query,     ///< asks about a tensor without reading its elements
  random,    ///< draws from a distribution that the input describes
};

/// What an operator gives back.
enum class form : std::uint8_t {
  tensor,
  pair,           ///< values and indices
  tensor_or_pair, ///< a pair when a dim is given
  several,        ///< a tuple of tensors
  recurrent,      ///< outputs and the last state
  boolean,
  integer,
  floating,
  number,
  size, ///< a tuple of integers
  list,
  string,
  ndarray,
  device,
  dtype,
  none,
  unknown,
};

/// What the elements of a result mean, where the operator says so.
enum class meaning : std::uint8_t {
  none,
  softmax,     ///< probabilities that sum to one
  sigmoid,     ///< independent probabilities
  log_softmax, ///< their logarithms
  log_sigmoid,
  logits,    ///< what a linear layer gives, unbounded
  exponent,  ///< `exp` of something
  logarithm, ///< `log` of something
  parameter, ///< trained: a leaf of the graph
  scalar,    ///< a tensor without dims, made from a number
  indices,   ///< positions: integers
};
inline constexpr auto last_meaning = meaning::indices;

/// Where a name of an operator may stand.
enum place : std::uint8_t {
  in_torch = 1,
  in_functional = 2,
  as_method = 4,
  in_special = 8,
  in_linalg = 16,
  in_fft = 32,
};

struct operator_row {
  std::string_view name;
  family of;
  /// The `place`s that it may stand in.
  std::uint8_t places;
  form gives = form::tensor;
  meaning means = meaning::none;
};

} // namespace prodreview::flow
