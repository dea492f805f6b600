// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {

/// What may be wrong with a default that is evaluated once.
enum class default_problem : std::uint8_t { none, unknown, tensor, container, environment };

/// The default of a parameter, or null.
[[nodiscard]] inline auto default_of(tree::arguments const &all, tree::arg const &wanted)
    -> tree::expression const * {
  for (std::size_t i = 0; i < all.kwonlyargs.size(); ++i)
    if (all.kwonlyargs[i] == &wanted) return all.kw_defaults[i];
  auto const count = all.posonlyargs.size() + all.args.size();
  auto const first = count - std::min(count, all.defaults.size());
  for (std::size_t i = first; i < count; ++i) {
    auto const *const it =
        i < all.posonlyargs.size() ? all.posonlyargs[i] : all.args[i - all.posonlyargs.size()];
    if (it == &wanted) return all.defaults[i - first];
  }
  return nullptr;
}

namespace detail {

/// What differs between the moment of import and the moment of the call.
[[nodiscard]] inline auto is_reading(std::string_view name) -> bool {
  return tree::is_one_of(name, {"os.getenv",
                                "os.environ.get",
                                "os.environ",
                                "os.getcwd",
                                "torch.cuda.is_available",
                                "torch.cuda.current_device",
                                "torch.cuda.device_count",
                                "torch.cuda.is_bf16_supported",
                                "torch.backends.mps.is_available",
                                "random.random",
                                "random.randint",
                                "random.choice",
                                "random.uniform",
                                "numpy.random.rand",
                                "numpy.random.randn",
                                "numpy.random.randint",
                                "numpy.random.random",
                                "time.time",
                                "time.monotonic",
                                "time.perf_counter",
                                "datetime.datetime.now",
                                "datetime.datetime.utcnow",
                                "datetime.date.today",
                                "uuid.uuid4"});
}

/// Something is read now; what a lambda holds is read later.
[[nodiscard]] inline auto reads_surroundings(tree::unit const &in, tree::expression const &value)
    -> bool {
  auto const reads = [&](tree::node const &any) {
    if (auto const *it = tree::as<tree::call>(&any))
      return is_reading(tree::qualified_name(in, *it->func));
    auto const *const it = tree::as<tree::subscript>(&any);
    return it != nullptr && tree::is_named(in, *it->value, {"os.environ"});
  };
  auto const is_later = [](tree::node const &any) { return any.kind == tree::node_kind::lambda; };
  return tree::find_node(value, reads, is_later) != nullptr;
}

} // namespace detail

namespace detail {

/// `torch.tensor(1.0)`: a number that works on every device and is hardly ever changed.
[[nodiscard]] inline auto is_scalar_tensor(tree::unit const &in, tree::expression const &value)
    -> bool {
  auto const *const call = tree::as<tree::call>(&value);
  return call != nullptr && call->args.size() == 1 &&
         call->args[0]->kind == tree::node_kind::constant &&
         tree::is_named(in, *call->func, {"torch.tensor"});
}

} // namespace detail

/// What the expression itself says; `container` still needs something that changes it.
[[nodiscard]] inline auto problem_of_default(tree::unit const &in, tree::expression const &value)
    -> default_problem {
  if (detail::reads_surroundings(in, value)) return default_problem::environment;
  if (is_container_value(in, value) || is_repeated_list(value)) return default_problem::container;
  if (value.kind == tree::node_kind::call)
    return is_tensor_expression(in, value) && !detail::is_scalar_tensor(in, value)
               ? default_problem::tensor
               : default_problem::unknown;
  return default_problem::none;
}

} // namespace prodreview::rules
