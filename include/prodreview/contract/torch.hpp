// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/binding.hpp>
#include <prodreview/contract/signature.hpp>

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <string>

/// Checks live tensors by the declarations that the compiler has checked. The only header that
/// knows torch. What is not as declared is a `c10::ValueError`, a ValueError in Python.
namespace prodreview::contract {

namespace detail {

/// Unknown where this version of torch has a type that contracts have no name for.
[[nodiscard]] inline auto type_of(at::ScalarType it) -> shape::dtype {
  switch (it) {
  case at::ScalarType::Bool: return boolean;
  case at::ScalarType::Byte: return uint8;
  case at::ScalarType::Char: return int8;
  case at::ScalarType::Short: return int16;
  case at::ScalarType::Int: return int32;
  case at::ScalarType::Long: return int64;
  case at::ScalarType::Half: return float16;
  case at::ScalarType::BFloat16: return bfloat16;
  case at::ScalarType::Float: return float32;
  case at::ScalarType::Double: return float64;
  case at::ScalarType::ComplexHalf: return complex32;
  case at::ScalarType::ComplexFloat: return complex64;
  case at::ScalarType::ComplexDouble: return complex128;
  default: return any_type;
  }
}

[[nodiscard]] inline auto sizes_of(at::Tensor const &it) -> std::span<std::int64_t const> {
  auto const sizes = it.sizes();
  return {sizes.data(), sizes.size()};
}

[[noreturn]] inline auto fail(sentence const &text) -> void {
  TORCH_CHECK_VALUE(false, std::string{text.view()});
}

[[noreturn]] inline auto fail(std::string_view name, std::string_view is, std::string_view declared)
    -> void {
  sentence text{name};
  fail(text.append(" is ").append(is).append(", declared ").append(declared));
}

} // namespace detail

/// What is asked of a tensor beside its type and sizes.
enum class layout : bool { any, contiguous };

/// The sizes of a call's tensors. Each `expect` compares one with its declaration, the first binds
/// the names, and all lie on one device. Without `Enabled` nothing is done or stored.
template <bool Enabled = true> class basic_bound_sizes {
public:
  auto expect(std::string_view name, at::Tensor const &it, tensor const &declared,
              layout how = layout::any) -> basic_bound_sizes & {
    if (!it.defined()) detail::fail(name, "undefined", "a tensor");
    expect_type(name, it, declared.type());
    expect_device(name, it);
    if (how == layout::contiguous && !it.is_contiguous())
      detail::fail(name, "not contiguous", "contiguous");
    auto const sizes = detail::sizes_of(it);
    auto wrong = names_.match(sizes, declared.sizes());
    if (wrong.holds()) wrong = names_.settle();
    if (!wrong.holds()) detail::fail(explained(wrong, name, sizes, declared.sizes()));
    return *this;
  }

  /// What a name is in this call; -1 where no tensor has it.
  [[nodiscard]] auto size(std::string_view name) const -> std::int64_t {
    return names_.value_of(name).value_or(-1);
  }

private:
  static auto expect_type(std::string_view name, at::Tensor const &it, shape::dtype declared)
      -> void {
    auto const type = detail::type_of(it.scalar_type());
    if (declared != any_type && type != declared)
      detail::fail(name, name_of(type), name_of(declared));
  }

  auto expect_device(std::string_view name, at::Tensor const &it) -> void {
    auto const device = it.device();
    if (!device_) device_ = device;
    if (*device_ != device) detail::fail(name, "on " + device.str(), "on " + device_->str());
  }

  binding names_{};
  std::optional<at::Device> device_{};
};

template <> class basic_bound_sizes<false> {
public:
  auto expect(std::string_view, at::Tensor const &, tensor const &, layout = layout::any)
      -> basic_bound_sizes & {
    return *this;
  }
};

using bound_sizes = basic_bound_sizes<>;

/// Checks the arguments of a call by a signature, in its order, and lets its result be checked:
/// `auto sizes = check(edges, scores, transition); … return returned(sizes, edges, result);`
template <bool Enabled = true, std::size_t Count, class... Tensors>
  requires(sizeof...(Tensors) == Count)
auto check(signature<Count> const &of, Tensors const &...arguments) -> basic_bound_sizes<Enabled> {
  basic_bound_sizes<Enabled> sizes;
  std::size_t number = 0;
  auto const expect_next = [&](at::Tensor const &it) {
    auto const &parameter = of.parameters()[number++];
    sizes.expect(parameter.name, it, parameter.declared);
  };
  (expect_next(arguments), ...);
  return sizes;
}

/// Passes on the result of a call whose arguments `check` has seen.
template <bool Enabled, std::size_t Count>
auto returned(basic_bound_sizes<Enabled> &sizes, signature<Count> const &of, at::Tensor result)
    -> at::Tensor {
  sizes.expect(of.name(), result, of.result());
  return result;
}

} // namespace prodreview::contract
