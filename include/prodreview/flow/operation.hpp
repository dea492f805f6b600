// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/constant/constant.hpp>
#include <prodreview/flow/domains/kind/kind.hpp>
#include <prodreview/flow/operators/row.hpp>
#include <prodreview/flow/value.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace prodreview::flow {

struct named_operand {
  std::string_view name;
  operand given;
};

/// What a call passes. In a method of a tensor the receiver is the first placed operand.
struct arguments {
  std::span<operand const> placed;
  std::span<named_operand const> named;
  /// `*args` or `**kwargs`: more may be passed.
  bool is_open = false;

  /// The operand of a parameter by keyword, or nothing.
  [[nodiscard]] auto named_as(std::string_view name) const -> operand {
    for (auto const &it : named)
      if (it.name == name) return it.given;
    return {};
  }
  /// The operand of parameter `name`, number `position` from 0, or nothing.
  [[nodiscard]] auto at(std::size_t position, std::string_view name) const -> operand {
    return position < placed.size() ? placed[position] : named_as(name);
  }
};

/// What holds while an operation runs.
struct modes {
  /// Whether operations are recorded: unknown inside `set_grad_enabled(x)`.
  enum class recording : std::uint8_t { on, off, unknown };
  recording gradient = recording::on;
  /// Factories are told where to put things by a `with torch.device(…)` around them.
  bool has_device = false;

  friend auto operator==(modes const &, modes const &) -> bool = default;
};

/// An operation is a typed description of what happens to values; every domain has its own answer
/// to it. The operators of torch are one struct per family.
namespace operation {

/// What all operators of torch have.
struct tensor_operation {
  operator_row const &row;
  /// The tensors that it reads, in the order in which they are passed.
  std::span<operand const> inputs;
  arguments const &given;
  modes const &during;
  bool is_in_place = false;
  /// The expression that applies it.
  tree::node const *at = nullptr;
};

struct creation : tensor_operation {};
struct like : tensor_operation {};
struct cast : tensor_operation {};
struct pointwise : tensor_operation {};
struct discrete : tensor_operation {};
struct normalise : tensor_operation {};
struct reduction : tensor_operation {};
struct scan : tensor_operation {};
struct contraction : tensor_operation {};
struct view : tensor_operation {};
struct copy : tensor_operation {};
struct join : tensor_operation {};
struct split : tensor_operation {};
struct index : tensor_operation {};
struct layer : tensor_operation {};
struct loss : tensor_operation {};
struct linear_algebra : tensor_operation {};
struct spectral : tensor_operation {};
struct detach : tensor_operation {};
struct host_read : tensor_operation {};
struct query : tensor_operation {};
struct random : tensor_operation {};

/// A value that is written down.
struct literal {
  constant_value value;
};
/// A value of which the kind alone is known.
struct of_kind {
  kind_id kind;
};
/// What a caller passes for a parameter of the open context, of a declared kind.
struct passed {
  tree::arg const *parameter;
  kind_id declared;
};
/// `left op right`, no tensor among them.
struct arithmetic {
  tree::binary_operator op;
  value_id left;
  value_id right;
};
/// `-x`, `+x`, `~x`, `not x` of what is no tensor.
struct unary {
  tree::unary_operator op;
  value_id of;
};
/// `left op right`, no tensor among them.
struct compared {
  tree::comparison op;
  value_id left;
  value_id right;
};
/// A tensor made a parameter: `torch.nn.Parameter(data, requires_grad)`.
struct parameter {
  operand data;
  operand requires_grad;
};
/// `torch.device(name)`.
struct device_named {
  operand name;
};
/// What a tensor says of itself: `x.device`, `x.dtype`, `x.T`, `x.grad`.
struct tensor_attribute {
  operand of;
  std::string_view name;
};

} // namespace operation
} // namespace prodreview::flow
