// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/docstring.hpp>
#include <prodreview/review/documented_shapes.hpp>
#include <prodreview/review/positives.hpp>
#include <prodreview/review/source_text.hpp>
#include <prodreview/review/walk.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace prodreview {
namespace detail {

enum class positive_kind : std::uint8_t {
  gradients_off,
  log_space,
  validated,
  shapes,
  gradcheck,
  device
};
inline constexpr std::size_t positive_kinds = 6;
inline constexpr std::uint8_t most_of_a_kind = 3;

inline constexpr std::array<std::string_view, 4> gradients_off_names{
    "torch.autograd.grad_mode.inference_mode", "torch.autograd.grad_mode.no_grad",
    "torch.inference_mode", "torch.no_grad"};
inline constexpr std::array<std::string_view, 12> log_space_names{
    "torch.log_softmax",
    "torch.logaddexp",
    "torch.logcumsumexp",
    "torch.logsumexp",
    "torch.nn.LogSoftmax",
    "torch.nn.functional.binary_cross_entropy_with_logits",
    "torch.nn.functional.log_softmax",
    "torch.nn.functional.logsigmoid",
    "torch.special.expm1",
    "torch.special.log1p",
    "torch.special.log_softmax",
    "torch.special.logsumexp"};
inline constexpr std::array<std::string_view, 4> gradcheck_names{
    "torch.autograd.gradcheck", "torch.autograd.gradcheck.gradcheck",
    "torch.autograd.gradgradcheck", "torch.autograd.gradcheck.gradgradcheck"};
inline constexpr std::array<std::string_view, 14> factory_names{
    "torch.arange", "torch.empty", "torch.eye",          "torch.full",        "torch.linspace",
    "torch.ones",   "torch.rand",  "torch.randint",      "torch.randn",       "torch.randperm",
    "torch.tensor", "torch.zeros", "torch.tril_indices", "torch.triu_indices"};
inline constexpr std::array<std::string_view, 6> argument_errors{
    "builtins.IndexError",   "builtins.KeyError",  "builtins.NotImplementedError",
    "builtins.RuntimeError", "builtins.TypeError", "builtins.ValueError"};

[[nodiscard]] inline auto is_one_of(std::span<std::string_view const> names, std::string_view name)
    -> bool {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What is called, for a call.
[[nodiscard]] inline auto without_call(tree::expression const &any) -> tree::expression const & {
  auto const *call = tree::as<tree::call>(&any);
  return call == nullptr ? any : *call->func;
}

/// Whether an expression reads a parameter of some function, the object itself (`self`) aside.
[[nodiscard]] inline auto mentions_parameter(tree::unit const &in, tree::node const &any) -> bool {
  bool is_mentioned = false;
  walk(any, [&](tree::node const &one, std::span<tree::node const *const>) {
    auto const *name = tree::as<tree::name>(&one);
    auto const *variable = name == nullptr ? nullptr : in.bindings.variable_of(*name);
    if (variable == nullptr || variable->bound_at.empty()) return;
    auto const &first = in.bindings.all[variable->bound_at.front()];
    auto const spelling = in.spelling(name->id);
    is_mentioned = is_mentioned || (first.kind == tree::binding_kind::parameter &&
                                    spelling != "self" && spelling != "cls");
  });
  return is_mentioned;
}

/// Whether a message is put together at run time: an f-string with a value, `%` or `.format`.
[[nodiscard]] inline auto names_a_value(tree::expression const &message) -> bool {
  if (auto const *joined = tree::as<tree::joined_str>(&message))
    return std::any_of(joined->values.begin(), joined->values.end(), [](auto const *part) {
      return part->kind == tree::node_kind::formatted_value;
    });
  if (auto const *sum = tree::as<tree::bin_op>(&message))
    return sum->rest.front().op == tree::binary_operator::mod ||
           names_a_value(*sum->rest.back().value) || names_a_value(*sum->first);
  auto const *call = tree::as<tree::call>(&message);
  return call != nullptr && call->func->kind == tree::node_kind::attribute && !call->args.empty();
}

/// Walks the changed statements of one file.
class positive_finder {
public:
  positive_finder(tree::unit const &in, std::string_view path, line_filter const &is_changed)
      : in_{in}, path_{path}, is_changed_{is_changed} {}

  void operator()(tree::node const &any) {
    if (holds_statements(any) && !is_touched(whole(any))) return;
    look(any);
    tree::for_each_child(any, *this);
  }
  [[nodiscard]] auto take() -> std::vector<positive> { return std::move(found_); }

private:
  [[nodiscard]] auto is_touched(text_range at) const -> bool {
    auto const &lines = in_.source.lines();
    return is_changed_(lines.line_of(at.begin), lines.line_of(at.empty() ? at.begin : at.end - 1));
  }

  /// What stands within a simple statement is asked about when there is something to say of it.
  [[nodiscard]] static auto holds_statements(tree::node const &any) -> bool {
    return tree::is_statement(any.kind) && any.kind != tree::node_kind::expr &&
           any.kind != tree::node_kind::assign && any.kind != tree::node_kind::return_;
  }
  [[nodiscard]] auto has_enough(positive_kind kind) const -> bool {
    return counts_[static_cast<std::size_t>(kind)] == most_of_a_kind;
  }

  /// With the decorators, which stand before a definition's range.
  [[nodiscard]] static auto whole(tree::node const &any) -> text_range {
    auto const *function = tree::as_function(&any);
    auto const *made = tree::as<tree::class_def>(&any);
    if (function == nullptr && made == nullptr) return any.range;
    auto const &decorators = function != nullptr ? function->decorator_list : made->decorator_list;
    return {decorators.empty() ? any.range.begin : decorators.front()->range.begin, any.range.end};
  }

  void add(positive_kind kind, std::string title, text_range at) {
    if (has_enough(kind) || !is_touched(at)) return;
    ++counts_[static_cast<std::size_t>(kind)];
    found_.push_back({std::move(title), locate(in_, path_, at)});
  }

  void look(tree::node const &any) {
    using tree::node_kind;
    if (auto const *function = tree::as_function(&any)) return look_at(*function);
    if (any.kind == node_kind::with || any.kind == node_kind::async_with)
      for (auto const *item : static_cast<tree::with_block const &>(any).items)
        look_for_gradients_off(*item->context_expr);
    if (auto const *call = tree::as<tree::call>(&any)) look_at(*call);
  }

  void look_for_gradients_off(tree::expression const &manager) {
    auto const name = tree::qualified_name(in_, without_call(manager));
    if (is_one_of(gradients_off_names, name))
      add(positive_kind::gradients_off, "Turns gradients off explicitly with `" + name + "`",
          manager.range);
  }

  void look_at(tree::function const &one) {
    for (auto const *decorator : one.decorator_list) look_for_gradients_off(*decorator);
    look_for_shapes(one);
    for (auto const *statement : one.body) look_for_validation(*statement);
  }

  void look_for_shapes(tree::function const &one) {
    if (has_enough(positive_kind::shapes)) return;
    auto const *literal = docstring_of(one.body);
    if (literal == nullptr || !is_touched({one.range.begin, literal->range.end})) return;
    std::vector<std::string_view> parameters;
    for (auto const &all : {one.args->args, one.args->posonlyargs, one.args->kwonlyargs})
      for (auto const *parameter : all) parameters.push_back(in_.spelling(parameter->name));
    auto const text = python::string_value(in_, *literal);
    if (documented_shapes::are_given_for_any(text, parameters))
      add(positive_kind::shapes, "Documents the shapes of its tensors in the docstring",
          {one.name_range.begin, literal->range.end});
  }

  /// `if <something about a parameter>: raise ValueError(f"… {value} …")`.
  void look_for_validation(tree::statement const &any) {
    auto const *test = tree::as<tree::if_>(&any);
    auto const *thrown =
        test == nullptr || test->body.empty() ? nullptr : tree::as<tree::raise>(test->body.back());
    auto const *made = thrown == nullptr ? nullptr : tree::as<tree::call>(thrown->exc);
    if (made == nullptr || made->args.empty() || !names_a_value(*made->args.front())) return;
    auto const type = tree::qualified_name(in_, *made->func);
    if (!is_one_of(argument_errors, type) || !mentions_parameter(in_, *test->test)) return;
    add(positive_kind::validated, "Checks its arguments and names the offending value in the error",
        thrown->range);
  }

  void look_at(tree::call const &one) {
    if (!tree::leads_into(in_, *one.func, "torch")) return;
    auto const name = tree::qualified_name(in_, *one.func);
    if (!name.starts_with("torch.")) return;
    if (is_one_of(log_space_names, name))
      add(positive_kind::log_space, "Computes in log space with `" + name + "`", one.range);
    else if (is_one_of(gradcheck_names, name))
      add(positive_kind::gradcheck, "Checks gradients numerically with `" + name + "`", one.range);
    else if (is_one_of(factory_names, name) && takes_device_of_a_tensor(one))
      add(positive_kind::device, "Creates tensors on the device of their inputs", one.range);
  }

  [[nodiscard]] auto takes_device_of_a_tensor(tree::call const &one) const -> bool {
    return std::any_of(one.keywords.begin(), one.keywords.end(), [&](auto const *keyword) {
      auto const *value = tree::as<tree::attribute>(keyword->value);
      return value != nullptr && in_.spelling(keyword->name) == "device" &&
             in_.spelling(value->attr) == "device";
    });
  }

  tree::unit const &in_;
  std::string_view path_;
  line_filter const &is_changed_;
  std::array<std::uint8_t, positive_kinds> counts_{};
  std::vector<positive> found_;
};

} // namespace detail

PRODREVIEW_INLINE auto find_positives(tree::unit const &in, std::string_view path,
                                      line_filter const &is_changed) -> std::vector<positive> {
  if (in.root == nullptr) return {};
  detail::positive_finder finder{in, path, is_changed};
  finder(*in.root);
  return finder.take();
}

} // namespace prodreview
