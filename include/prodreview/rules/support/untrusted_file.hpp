// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <vector>

namespace prodreview::rules {
namespace detail {

/// Whether a module writes pickles of its own: a fact of a view.
struct written_pickles {
  explicit written_pickles(tree::unit const &in)
      : are_there{tree::find_node(*in.root, [&](tree::node const &any) {
                    auto const *const call = tree::as<tree::call>(&any);
                    return call != nullptr &&
                           tree::is_named(in, *call->func,
                                          {"pickle.dump", "pickle.dumps", "joblib.dump",
                                           "dill.dump", "cloudpickle.dump", "cloudpickle.dumps"});
                  }) != nullptr} {}

  bool are_there;
};

/// The path in `with open(path) as file`, for `file`; null for anything else.
[[nodiscard]] inline auto opened_path(tree::unit const &in, tree::name const &file)
    -> tree::expression const * {
  auto const *const by = tree::only_binding(in, file);
  if (by == nullptr || by->by->kind != tree::node_kind::with) return nullptr;
  for (auto const *item : static_cast<tree::with const &>(*by->by).items) {
    auto const *const call = tree::as<tree::call>(item->context_expr);
    auto const is_it = item->optional_vars != nullptr && item->optional_vars->range == by->place;
    if (is_it && call != nullptr && tree::is_named(in, *call->func, {"builtins.open"}))
      return argument_of(in, *call, 0, "file");
  }
  return nullptr;
}

/// What a path begins with: `folder` of `folder / name`, `os.path.join(folder, name)`,
/// `f"{folder}/name"` or `Path(folder)`; null for an expression that is no such path.
[[nodiscard]] inline auto path_begin(tree::unit const &in, tree::expression const &path)
    -> tree::expression const * {
  if (auto const *it = tree::as<tree::bin_op>(&path))
    return it->rest[0].op == tree::binary_operator::div ? it->first : nullptr;
  if (auto const *it = tree::as<tree::joined_str>(&path)) {
    auto const *const first =
        it->values.empty() ? nullptr : tree::as<tree::formatted_value>(it->values[0]);
    return first == nullptr ? nullptr : first->value;
  }
  auto const *const call = tree::as<tree::call>(&path);
  if (call == nullptr || call->args.empty()) return nullptr;
  auto const keeps_begin =
      tree::is_named(in, *call->func,
                     {"os.path.join", "os.path.expanduser", "os.path.abspath", "os.path.realpath",
                      "os.fspath", "pathlib.Path", "builtins.str"});
  return keeps_begin ? call->args[0] : nullptr;
}

/// Follows files and paths to the parameters that they begin with.
class path_origins {
public:
  explicit path_origins(tree::unit const &in) : in_{in} {}

  /// Whether every value that the expression can have comes from a parameter.
  [[nodiscard]] auto are_parameters(tree::expression const &file) -> bool {
    return follow(file) && has_met_parameter_;
  }

private:
  [[nodiscard]] auto follow(tree::expression const &file) -> bool {
    if (++steps_ > most_steps) return false;
    auto const *const name = tree::as<tree::name>(&file);
    auto const *const source = name == nullptr ? path_begin(in_, file) : opened_path(in_, *name);
    if (source != nullptr) return follow(*source);
    auto const *const variable = name == nullptr ? nullptr : in_.bindings.variable_of(*name);
    return variable != nullptr && !variable->bound_elsewhere && follow(*variable);
  }
  [[nodiscard]] auto follow(tree::variable const &path) -> bool {
    // `path = Path(path)` adds no other origin.
    if (std::find(open_.begin(), open_.end(), &path) != open_.end()) return true;
    open_.push_back(&path);
    for (auto const index : path.bound_at)
      if (!follow(in_.bindings.all[index])) return false;
    return true;
  }
  [[nodiscard]] auto follow(tree::binding const &by) -> bool {
    if (by.kind == tree::binding_kind::annotation || by.kind == tree::binding_kind::deletion)
      return true;
    if (by.kind == tree::binding_kind::assignment) return by.value != nullptr && follow(*by.value);
    if (by.kind != tree::binding_kind::parameter) return false;
    has_met_parameter_ = true;
    return !is_memory(static_cast<tree::arg const &>(*by.by));
  }
  /// Bytes that are at hand are no file that somebody may have exchanged.
  [[nodiscard]] auto is_memory(tree::arg const &parameter) const -> bool {
    return parameter.annotation != nullptr &&
           tree::is_named(in_, *parameter.annotation, {"io.BytesIO"});
  }

  /// More than any program has.
  static constexpr int most_steps = 32;

  tree::unit const &in_;
  std::vector<tree::variable const *> open_;
  int steps_ = 0;
  bool has_met_parameter_ = false;
};

} // namespace detail

/// Whether a file or path is what the caller of the function passed, lies in a folder that the
/// caller passed, or was opened from there, in a module that writes no pickles of its own.
template <class Node>
[[nodiscard]] auto is_from_outside(site<Node> const &at, tree::expression const &file) -> bool {
  return detail::path_origins{at.in}.are_parameters(file) &&
         !at.module.template fact<detail::written_pickles>().are_there;
}

} // namespace prodreview::rules
