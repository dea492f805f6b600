// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/tensor.hpp>
#include <prodreview/tree/resolve.hpp>

#include <cstdint>

namespace prodreview::rules {

/// A type of Python's own, or a tensor, whose methods we know.
enum class plain_type : std::uint8_t { unknown, string, path, list, dict, tensor };

namespace detail {

/// Decides what an expression is for certain, in a bounded number of steps.
class plain_type_search {
public:
  explicit plain_type_search(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto type_of(tree::expression const &any) -> plain_type {
    if (steps_-- <= 0) return plain_type::unknown;
    switch (any.kind) {
    case tree::node_kind::constant:
      return is_constant(&any, tree::constant_kind::string) ? plain_type::string
                                                            : plain_type::unknown;
    case tree::node_kind::joined_str: return plain_type::string;
    case tree::node_kind::list:
    case tree::node_kind::list_comp: return plain_type::list;
    case tree::node_kind::dict:
    case tree::node_kind::dict_comp: return plain_type::dict;
    case tree::node_kind::call: return type_of_call(static_cast<tree::call const &>(any));
    case tree::node_kind::bin_op: return type_of_chain(static_cast<tree::bin_op const &>(any));
    case tree::node_kind::attribute: return type_of_part(static_cast<tree::attribute const &>(any));
    case tree::node_kind::name: return type_of_name(static_cast<tree::name const &>(any));
    default: return plain_type::unknown;
    }
  }

  /// The type that an annotation names: `Path`, `Optional[Path]`, `Path | None`.
  [[nodiscard]] auto declared(tree::expression const &annotation) const -> plain_type {
    if (auto const *it = tree::as<tree::subscript>(&annotation)) {
      if (tree::is_named(in_, *it->value, {"typing.Optional"})) return declared(*it->slice);
      return named(*it->value);
    }
    auto const *const either = tree::as<tree::bin_op>(&annotation);
    auto const is_optional = either != nullptr && either->rest.size() == 1 &&
                             either->rest[0].op == tree::binary_operator::bit_or &&
                             is_none(either->rest[0].value);
    return named(is_optional ? *either->first : annotation);
  }

private:
  /// What a class is, or what calling it makes.
  [[nodiscard]] auto named(tree::expression const &type) const -> plain_type {
    auto const name = tree::qualified_name(in_, type);
    if (name == "builtins.str") return plain_type::string;
    if (tree::is_one_of(name, {"pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"}))
      return plain_type::path;
    if (tree::is_one_of(name, {"builtins.list", "typing.List"})) return plain_type::list;
    if (tree::is_one_of(name, {"builtins.dict", "typing.Dict", "collections.OrderedDict"}))
      return plain_type::dict;
    return name == "torch.Tensor" ? plain_type::tensor : plain_type::unknown;
  }

  [[nodiscard]] auto type_of_call(tree::call const &it) -> plain_type {
    auto const name = tree::qualified_name(in_, *it.func);
    if (tree::is_one_of(name, {"os.path.join", "os.path.basename", "os.path.dirname",
                               "os.path.abspath", "os.path.expanduser", "os.getcwd"}))
      return plain_type::string;
    if (name == "builtins.sorted") return plain_type::list;
    if (auto const made = named(*it.func); made != plain_type::unknown) return made;
    auto const *const method = tree::as<tree::attribute>(it.func);
    if (method == nullptr) return plain_type::unknown;
    auto const of = type_of(*method->value);
    auto const keeps_type = tree::is_one_of(
        in_.spelling(method->attr),
        {"lower", "upper", "strip", "lstrip", "rstrip", "replace", "format", "join", "title",
         "resolve", "absolute", "expanduser", "joinpath", "with_suffix", "with_name", "copy"});
    return keeps_type ? of : plain_type::unknown;
  }

  /// `folder / name`, `"a" + b`, `"%s" % c`.
  [[nodiscard]] auto type_of_chain(tree::bin_op const &it) -> plain_type {
    using op = tree::binary_operator;
    auto const of = type_of(*it.first);
    auto const first = it.rest[0].op;
    if (of == plain_type::path) return first == op::div ? of : plain_type::unknown;
    auto const is_text = of == plain_type::string && (first == op::add || first == op::mod);
    return is_text ? of : plain_type::unknown;
  }

  [[nodiscard]] auto type_of_part(tree::attribute const &it) -> plain_type {
    auto const is_parent = in_.spelling(it.attr) == "parent";
    return is_parent && type_of(*it.value) == plain_type::path ? plain_type::path
                                                               : plain_type::unknown;
  }

  /// All bindings agree.
  [[nodiscard]] auto type_of_name(tree::name const &it) -> plain_type {
    auto const *const variable = in_.bindings.variable_of(it);
    if (variable == nullptr || variable->bound_elsewhere) return plain_type::unknown;
    auto agreed = plain_type::unknown;
    for (auto const index : variable->bound_at) {
      auto const &by = in_.bindings.all[index];
      if (by.kind == tree::binding_kind::annotation || is_none(by.value)) continue;
      auto const given = type_given_by(by);
      if (given == plain_type::unknown || (agreed != plain_type::unknown && agreed != given))
        return plain_type::unknown;
      agreed = given;
    }
    return agreed;
  }

  [[nodiscard]] auto type_given_by(tree::binding const &by) -> plain_type {
    if (by.value != nullptr) return type_of(*by.value);
    if (by.kind != tree::binding_kind::parameter || collects_arguments(by))
      return plain_type::unknown;
    auto const *const annotation = static_cast<tree::arg const &>(*by.by).annotation;
    return annotation == nullptr ? plain_type::unknown : declared(*annotation);
  }

  [[nodiscard]] auto collects_arguments(tree::binding const &by) const -> bool {
    auto const &scope = in_.bindings.scopes[static_cast<std::size_t>(by.scope)];
    auto const *const function = tree::as_function(scope.opened_by);
    return function == nullptr || by.by == function->args->vararg || by.by == function->args->kwarg;
  }

  tree::unit const &in_;
  int steps_ = 32;
};

} // namespace detail

/// What an expression is for certain.
[[nodiscard]] inline auto plain_type_of(tree::unit const &in, tree::expression const &any)
    -> plain_type {
  auto const found = detail::plain_type_search{in}.type_of(any);
  if (found != plain_type::unknown) return found;
  return is_tensor_expression(in, any) ? plain_type::tensor : plain_type::unknown;
}

/// A method of the type that takes no argument and gives a value.
[[nodiscard]] inline auto is_plain_method(plain_type of, std::string_view name) -> bool {
  switch (of) {
  case plain_type::string:
    return tree::is_one_of(name, {"isdigit", "isalpha", "isalnum", "isnumeric", "isspace",
                                  "isupper", "islower", "isidentifier", "lower", "upper", "strip",
                                  "lstrip", "rstrip", "split", "title", "capitalize"});
  case plain_type::path:
    return tree::is_one_of(name, {"exists", "is_file", "is_dir", "is_absolute", "is_symlink",
                                  "is_mount", "stat", "read_text", "read_bytes", "iterdir",
                                  "absolute", "resolve", "as_posix", "expanduser"});
  case plain_type::list: return tree::is_one_of(name, {"pop", "copy"});
  case plain_type::dict: return tree::is_one_of(name, {"keys", "values", "items", "copy"});
  case plain_type::tensor:
    return tree::is_one_of(name, {"size",       "dim",    "numel",         "nelement",
                                  "ndimension", "item",   "any",           "all",
                                  "sum",        "mean",   "max",           "min",
                                  "isnan",      "isinf",  "is_contiguous", "is_floating_point",
                                  "is_complex", "tolist", "argmax",        "element_size",
                                  "stride"});
  case plain_type::unknown: break;
  }
  return false;
}

} // namespace prodreview::rules
