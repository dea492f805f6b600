// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/kind/kind.hpp>

#include <array>
#include <string_view>

namespace prodreview::flow {

/// A function, class or constant that is no operator, with the kind of what it gives.
struct known_function {
  std::string_view name;
  kind gives;
};

/// Sorted by name.
inline constexpr auto known_functions = std::to_array<known_function>({
    {"builtins.abs", kind::unknown},
    {"builtins.all", kind::boolean},
    {"builtins.any", kind::boolean},
    {"builtins.bool", kind::boolean},
    {"builtins.bytes", kind::bytes},
    {"builtins.callable", kind::boolean},
    {"builtins.complex", kind::complex},
    {"builtins.dict", kind::dict},
    {"builtins.dir", kind::list},
    {"builtins.float", kind::floating},
    {"builtins.format", kind::string},
    {"builtins.hasattr", kind::boolean},
    {"builtins.hash", kind::integer},
    {"builtins.id", kind::integer},
    {"builtins.input", kind::string},
    {"builtins.int", kind::integer},
    {"builtins.isinstance", kind::boolean},
    {"builtins.issubclass", kind::boolean},
    {"builtins.len", kind::integer},
    {"builtins.list", kind::list},
    {"builtins.ord", kind::integer},
    {"builtins.print", kind::none},
    {"builtins.repr", kind::string},
    {"builtins.set", kind::set},
    {"builtins.slice", kind::slice},
    {"builtins.sorted", kind::list},
    {"builtins.str", kind::string},
    {"math.ceil", kind::integer},
    {"math.cos", kind::floating},
    {"math.exp", kind::floating},
    {"math.floor", kind::integer},
    {"math.isclose", kind::boolean},
    {"math.isfinite", kind::boolean},
    {"math.isinf", kind::boolean},
    {"math.isnan", kind::boolean},
    {"math.log", kind::floating},
    {"math.log10", kind::floating},
    {"math.log2", kind::floating},
    {"math.pow", kind::floating},
    {"math.sin", kind::floating},
    {"math.sqrt", kind::floating},
    {"math.tanh", kind::floating},
    {"numpy.arange", kind::ndarray},
    {"numpy.array", kind::ndarray},
    {"numpy.asarray", kind::ndarray},
    {"numpy.concatenate", kind::ndarray},
    {"numpy.empty", kind::ndarray},
    {"numpy.eye", kind::ndarray},
    {"numpy.full", kind::ndarray},
    {"numpy.linspace", kind::ndarray},
    {"numpy.ones", kind::ndarray},
    {"numpy.ones_like", kind::ndarray},
    {"numpy.random.rand", kind::ndarray},
    {"numpy.random.randn", kind::ndarray},
    {"numpy.stack", kind::ndarray},
    {"numpy.zeros", kind::ndarray},
    {"numpy.zeros_like", kind::ndarray},
    {"os.getcwd", kind::string},
    {"os.path.abspath", kind::string},
    {"os.path.basename", kind::string},
    {"os.path.dirname", kind::string},
    {"os.path.exists", kind::boolean},
    {"os.path.isdir", kind::boolean},
    {"os.path.isfile", kind::boolean},
    {"os.path.join", kind::string},
    {"time.perf_counter", kind::floating},
    {"time.time", kind::floating},
    {"torch.Generator", kind::generator},
    {"torch.are_deterministic_algorithms_enabled", kind::boolean},
    {"torch.cuda.current_device", kind::integer},
    {"torch.cuda.device_count", kind::integer},
    {"torch.cuda.is_available", kind::boolean},
    {"torch.cuda.max_memory_allocated", kind::integer},
    {"torch.cuda.memory_allocated", kind::integer},
    {"torch.distributed.get_rank", kind::integer},
    {"torch.distributed.get_world_size", kind::integer},
    {"torch.distributed.is_available", kind::boolean},
    {"torch.distributed.is_initialized", kind::boolean},
    {"torch.get_default_dtype", kind::dtype},
    {"torch.is_grad_enabled", kind::boolean},
    {"torch.is_tensor", kind::boolean},
    {"torch.manual_seed", kind::generator},
});

/// Dtypes of torch; sorted.
inline constexpr auto dtype_names = std::to_array<std::string_view>({
    "bfloat16", "bool",  "cdouble", "cfloat",  "complex128", "complex32", "complex64",
    "double",   "float", "float16", "float32", "float64",    "half",      "int",
    "int16",    "int32", "int64",   "int8",    "long",       "short",     "uint8",
});

[[nodiscard]] constexpr auto find_function(std::string_view qualified) -> known_function const * {
  std::size_t low = 0;
  std::size_t high = known_functions.size();
  while (low < high) {
    auto const middle = (low + high) / 2;
    if (known_functions[middle].name < qualified)
      low = middle + 1;
    else
      high = middle;
  }
  auto const is_it = low < known_functions.size() && known_functions[low].name == qualified;
  return is_it ? &known_functions[low] : nullptr;
}

[[nodiscard]] constexpr auto is_dtype(std::string_view qualified) -> bool {
  constexpr std::string_view room = "torch.";
  if (!qualified.starts_with(room)) return false;
  for (auto const it : dtype_names)
    if (qualified.substr(room.size()) == it) return true;
  return false;
}

/// Methods and no others that only a tensor has; sorted. Arrays of numpy, modules, distributions
/// and packed sequences have none of them.
inline constexpr auto methods_of_tensors_alone = std::to_array<std::string_view>({
    "argwhere",      "clamp", "clamp_",      "contiguous", "cumsum_",     "detach_",
    "div_",          "exp_",  "expand_as",   "expm1",      "index_add_",  "index_fill",
    "index_select",  "log1p", "log_softmax", "logsumexp",  "masked_fill", "masked_fill_",
    "masked_select", "mul_",  "new_ones",    "new_tensor", "new_zeros",   "permute",
    "pow_",          "relu_", "rsqrt",       "scatter_",   "scatter_add", "scatter_add_",
    "sub_",          "tanh_", "type_as",     "unsqueeze",  "unsqueeze_",  "view_as",
    "zero_",
});

[[nodiscard]] constexpr auto is_tensors_own(std::string_view method) -> bool {
  for (auto const it : methods_of_tensors_alone)
    if (it == method) return true;
  return false;
}

/// Whether the first argument of a function of torch is a tensor, and nothing else.
[[nodiscard]] constexpr auto takes_tensor_first(operator_row const &row) -> bool {
  switch (row.of) {
  case family::pointwise:
  case family::normalise:
  case family::reduction:
  case family::scan:
  case family::layer:
  case family::loss: return true;
  case family::contraction: return row.name != "einsum" && row.name != "chain_matmul";
  default: return false;
  }
}

/// Methods that strings have and neither arrays nor modules; sorted.
inline constexpr auto methods_of_strings = std::to_array<std::string_view>({
    "capitalize",
    "endswith",
    "isalpha",
    "isdigit",
    "isnumeric",
    "lower",
    "lstrip",
    "removeprefix",
    "removesuffix",
    "rpartition",
    "rsplit",
    "rstrip",
    "splitlines",
    "startswith",
    "strip",
    "upper",
    "zfill",
});

[[nodiscard]] constexpr auto is_strings_own(std::string_view method) -> bool {
  for (auto const it : methods_of_strings)
    if (it == method) return true;
  return false;
}

/// Methods of a string whose result is known.
struct string_method {
  std::string_view name;
  kind gives;
};
inline constexpr auto string_methods = std::to_array<string_method>({
    {"capitalize", kind::string}, {"count", kind::integer},   {"encode", kind::bytes},
    {"endswith", kind::boolean},  {"find", kind::integer},    {"format", kind::string},
    {"isdigit", kind::boolean},   {"join", kind::string},     {"ljust", kind::string},
    {"lower", kind::string},      {"lstrip", kind::string},   {"replace", kind::string},
    {"rfind", kind::integer},     {"rjust", kind::string},    {"rstrip", kind::string},
    {"split", kind::list},        {"splitlines", kind::list}, {"startswith", kind::boolean},
    {"strip", kind::string},      {"title", kind::string},    {"upper", kind::string},
    {"zfill", kind::string},
});

} // namespace prodreview::flow
