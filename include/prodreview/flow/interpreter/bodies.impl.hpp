// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/budget.hpp>
#include <prodreview/flow/interpreter.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow {
namespace detail {

/// The scope that the code of a scope runs in: comprehensions and type parameters run in the one
/// around.
[[nodiscard]] inline auto homes_of(tree::bindings const &in) -> std::vector<tree::scope_id> {
  std::vector<tree::scope_id> homes;
  homes.reserve(in.scopes.size());
  for (std::uint32_t i = 0; i < in.scopes.size(); ++i) {
    auto const &it = in.scopes[i];
    auto const is_own =
        it.kind != tree::scope_kind::comprehension && it.kind != tree::scope_kind::type_parameters;
    auto const has_parent = it.parent != tree::scope_id::none;
    homes.push_back(is_own || !has_parent ? tree::scope_id{i}
                                          : homes[static_cast<std::size_t>(it.parent)]);
  }
  return homes;
}

[[nodiscard]] inline auto binds_by_node(tree::binding_kind it) -> bool {
  return it == tree::binding_kind::function || it == tree::binding_kind::class_ ||
         it == tree::binding_kind::exception || it == tree::binding_kind::capture ||
         it == tree::binding_kind::parameter;
}

} // namespace detail

PRODREVIEW_INLINE interpreter::interpreter(tree::unit const &in, memory &known, observer &watching,
                                           outside *others)
    : in_{in}, known_{known}, watching_{watching}, others_{others},
      state_{in.bindings.variables.size()}, homes_{detail::homes_of(in.bindings)},
      scope_of_{in.bindings.scopes.size()}, bound_by_{in.bindings.all.size()},
      value_of_import_(in.bindings.variables.size(), value_id::unbound), builtins_{
                                                                             known.named.named(
                                                                                 "builtins")} {
  for (auto const &it : in.bindings.all) {
    if (!detail::binds_by_node(it.kind) || it.variable == tree::variable_id::none) continue;
    bound_by_.add(it.by, static_cast<std::uint32_t>(it.variable));
  }
  for (std::uint32_t i = 0; i < in.bindings.scopes.size(); ++i)
    scope_of_.add(in.bindings.scopes[i].opened_by, tree::scope_id{i});
}

PRODREVIEW_INLINE void interpreter::run() {
  if (in_.root == nullptr) return;
  frames_.push_back({});
  around_.push_back(in_.root);
  // Functions are called before everything that they read is bound: look once, then report.
  ++quiet_;
  run_body(in_.root->body);
  --quiet_;
  state_.lives = true;
  module_has_run_ = true;
  run_body(in_.root->body);
  state_.lives = true;
  report_pending();
}

PRODREVIEW_INLINE auto interpreter::run_for_values() -> module_values {
  is_for_values_ = true;
  run();
  auto made = kept_values();
  auto const comes_before = [](module_values::entry const &a, module_values::entry const &b) {
    return a.first < b.first;
  };
  std::sort(made.results.begin(), made.results.end(), comes_before);
  std::sort(made.attributes.begin(), made.attributes.end(), comes_before);
  return made;
}

PRODREVIEW_INLINE void interpreter::report_pending() {
  auto const pending = std::move(current().pending);
  // Functions within functions give nothing to others.
  if (is_for_values_ && frames_.size() > 1) return;
  for (auto const *it : pending) {
    auto const owner = owners_.find(it);
    report_function(*it, owner == owners_.end() ? nullptr : owner->second);
  }
}

PRODREVIEW_INLINE auto interpreter::enter(tree::function const &it, tree::class_def const *owner)
    -> frame {
  frame made;
  auto const *const scope = scope_of_.find(&it);
  made.home = scope == nullptr ? tree::scope_id::none : *scope;
  made.owner = owner;
  auto const form = form_of(in_, it);
  auto const *self = first_parameter_of(it);
  auto const has_self = owner != nullptr && self != nullptr && form != method_form::static_ &&
                        form != method_form::class_method;
  if (has_self)
    if (auto const *variable = bound_by_.find(self)) made.self = *variable;
  return made;
}

PRODREVIEW_INLINE void interpreter::report_function(tree::function const &it,
                                                    tree::class_def const *owner) {
  auto const mark = state_.mark();
  auto const modes_before = std::exchange(modes_, modes{});
  modes_.gradient = recording_of(it);
  auto const around = around_.size();
  if (owner != nullptr) around_.push_back(owner);
  around_.push_back(&it);
  frames_.push_back(enter(it, owner));
  running_.push_back(&it);
  bind_parameters(it);
  run_body(it.body);
  if (is_for_values_) keep_result(it, owner);
  state_.lives = true;
  report_pending();
  running_.pop_back();
  frames_.pop_back();
  around_.resize(around);
  modes_ = modes_before;
  state_.undo(mark);
}

/// Writes down what a function of the module or a method gives, for other modules.
PRODREVIEW_INLINE void interpreter::keep_result(tree::function const &it,
                                                tree::class_def const *owner) {
  auto const is_reachable = frames_.size() == 2 && it.kind == tree::node_kind::function_def;
  if (!is_reachable || form_of(in_, it) == method_form::opaque || is_generator(it)) return;
  auto given = current().returned;
  if (state_.lives) given = known_.join(given, known_.apply(operation::literal{none_constant{}}));
  if (given == value_id::unbound || known_.is(given, kind::unknown)) given = value_of_return(it);
  auto name = std::string{in_.spelling(it.name)};
  if (owner != nullptr) name = std::string{in_.spelling(owner->name)} + "." + name;
  results_.emplace_back(std::move(name), given);
}

PRODREVIEW_INLINE auto interpreter::kept_values() -> module_values {
  module_values made;
  for (auto const &[name, given] : results_)
    if (auto kind = to_portable(known_, given, in_.path); !kind.empty())
      made.results.emplace_back(name, std::move(kind));
  if (in_.root == nullptr) return made;
  for (auto const *it : in_.root->body) {
    auto const *const any = tree::as<tree::class_def>(it);
    if (any == nullptr) continue;
    for (auto const &[attribute, held] : attributes_of(*any).attributes) {
      auto const value = find_attribute(*any, attribute).value;
      auto kind = to_portable(known_, value, in_.path);
      if (kind.empty()) continue;
      made.attributes.emplace_back(std::string{in_.spelling(any->name)} + "." +
                                       std::string{in_.spelling(attribute)},
                                   std::move(kind));
    }
  }
  return made;
}

PRODREVIEW_INLINE auto interpreter::recording_of(tree::function const &it) const
    -> modes::recording {
  for (auto const *decorator : it.decorator_list) {
    auto const *const call = tree::as<tree::call>(decorator);
    auto const &named = call == nullptr ? *decorator : *call->func;
    if (tree::is_named(in_, named, {"torch.no_grad", "torch.inference_mode"}))
      return modes::recording::off;
  }
  return modes::recording::on;
}

PRODREVIEW_INLINE void interpreter::bind_parameters(tree::function const &it) {
  auto const &of = *it.args;
  auto const placed = of.posonlyargs.size() + of.args.size();
  auto const first_default = placed - of.defaults.size();
  for (std::size_t i = 0; i < placed; ++i) {
    auto const &parameter =
        i < of.posonlyargs.size() ? *of.posonlyargs[i] : *of.args[i - of.posonlyargs.size()];
    auto const *const given = i < first_default ? nullptr : of.defaults[i - first_default];
    bind_parameter(parameter, given);
  }
  for (std::size_t i = 0; i < of.kwonlyargs.size(); ++i)
    bind_parameter(*of.kwonlyargs[i], of.kw_defaults[i]);
  if (of.vararg != nullptr) bind_by(*of.vararg, {known_.of_kind({kind::tuple, 0}), of.vararg});
  if (of.kwarg != nullptr) bind_by(*of.kwarg, {known_.of_kind({kind::dict, 0}), of.kwarg});
}

PRODREVIEW_INLINE void interpreter::bind_parameter(tree::arg const &it,
                                                   tree::expression const *default_value) {
  auto const *const variable = bound_by_.find(&it);
  auto const is_self = variable != nullptr && current().self == *variable;
  auto const declared = is_self ? value_of_self() : value_of_parameter(it, default_value);
  bind_by(it, {known_.apply(operation::passed{&it, known_.get<kind_domain>(declared)}), &it});
}

PRODREVIEW_INLINE auto interpreter::value_of_self() -> value_id {
  auto const &owner = *current().owner;
  auto const symbol = known_.named.defined(owner, own_name(owner));
  return known_.of_kind({kind::instance, static_cast<std::uint32_t>(symbol)});
}

PRODREVIEW_INLINE auto interpreter::value_of_parameter(tree::arg const &it,
                                                       tree::expression const *default_value)
    -> value_id {
  auto const unknown = known_.unknown(cause::parameter);
  if (it.annotation == nullptr && is_incoming_gradient(it))
    return known_.of_kind({kind::tensor, 0});
  auto const *const literal = tree::as<tree::constant>(default_value);
  auto const is_none = literal != nullptr && literal->what == tree::constant_kind::none;
  if (it.annotation != nullptr) {
    auto const declared = value_of_annotation(*it.annotation);
    if (known_.is(declared, kind::unknown)) return unknown;
    return is_none ? known_.join(declared, evaluate_constant(*literal)) : declared;
  }
  if (literal == nullptr || is_none) return unknown;
  // A number, truth or string as default tells the kind, not the value.
  auto const given = known_.kinds(evaluate_constant(*literal));
  return given.is_only(kind::boolean) || given.is_only(kind::string) ||
                 given.is_only(kind::floating)
             ? known_.of_kind(given.all[0])
             : unknown;
}

/// A parameter of the `backward` of a `torch.autograd.Function`, after `ctx`.
PRODREVIEW_INLINE auto interpreter::is_incoming_gradient(tree::arg const &it) -> bool {
  auto const *const method = running_.empty() ? nullptr : running_.back();
  auto const *const owner = current().owner;
  if (method == nullptr || owner == nullptr || in_.spelling(method->name) != "backward" ||
      first_parameter_of(*method) == &it)
    return false;
  for (auto const &base : facts_of(*owner).layout.other_bases)
    if (base == "torch.autograd.Function") return true;
  return false;
}

PRODREVIEW_INLINE auto interpreter::own_name(tree::class_def const &it) const -> std::string {
  return "here:" + std::string{in_.spelling(it.name)};
}

/// Calls a function of the unit: its body runs on the values that are passed.
PRODREVIEW_INLINE auto interpreter::call_function(symbol_id callee, std::span<operand const> placed,
                                                  arguments const &given) -> value_id {
  auto const *const it = tree::as_function(known_.named[callee].definition);
  auto const nothing = known_.unknown(cause::call);
  if (it == nullptr || !module_has_run_ || it->kind == tree::node_kind::async_function_def)
    return nothing;
  auto const is_running = std::find(running_.begin(), running_.end(), it) != running_.end();
  if (is_running || running_.size() >= budget::call_depth ||
      form_of(in_, *it) == method_form::opaque) {
    is_cut_ = is_cut_ || is_running;
    return value_of_return(*it);
  }
  auto const owner = owners_.find(it);
  auto const passed = without_causes(placed, given);
  summary_key key{{}, modes_};
  for (auto const &one : passed.placed) key.arguments.push_back(one.value);
  for (auto const &one : passed.named) key.arguments.push_back(one.given.value);
  auto &known = summaries_[it];
  for (auto const &one : known)
    if (one.key == key && is_same_call(one, given)) return one.result;
  if (given.is_open || known.size() >= budget::contexts_of_function) return value_of_return(*it);
  auto const result = run_function(*it, owner == owners_.end() ? nullptr : owner->second,
                                   passed.placed, passed.view());
  summary made{std::move(key), {}, result};
  for (auto const &one : given.named) made.names.push_back(one.name);
  if (!is_cut_) summaries_[it].push_back(std::move(made));
  return result;
}

/// What a call passes. Why an argument is unknown to the caller makes no difference to the callee.
PRODREVIEW_INLINE auto interpreter::without_causes(std::span<operand const> placed,
                                                   arguments const &given) -> call_operands {
  call_operands passed{short_list<operand, 6>{placed}, short_list<named_operand, 4>{given.named},
                       value_id::unbound, given.is_open};
  constexpr sort unknown{kind::unknown, static_cast<std::uint32_t>(cause::parameter)};
  auto const forget_cause = [this, unknown](value_id &it) {
    if (known_.is(it, kind::unknown)) it = known_.with<kind_domain>(it, kind_store::only(unknown));
  };
  for (auto &one : passed.placed) forget_cause(one.value);
  for (auto &one : passed.named) forget_cause(one.given.value);
  return passed;
}

PRODREVIEW_INLINE auto interpreter::is_same_call(summary const &one, arguments const &given) const
    -> bool {
  return std::equal(one.names.begin(), one.names.end(), given.named.begin(), given.named.end(),
                    [](std::string_view name, named_operand const &it) { return name == it.name; });
}

PRODREVIEW_INLINE auto interpreter::value_of_return(tree::function const &it) -> value_id {
  if (it.returns == nullptr) return known_.unknown(cause::call);
  auto const declared = value_of_annotation(*it.returns);
  return known_.is(declared, kind::unknown) ? known_.unknown(cause::call) : declared;
}

PRODREVIEW_INLINE void interpreter::pass_arguments(tree::function const &it,
                                                   std::span<operand const> placed,
                                                   arguments const &given) {
  auto const &of = *it.args;
  auto const pass = [&](tree::arg const &to, operand value) {
    if (auto const *variable = bound_by_.find(&to))
      state_.write(*variable, {value.value, value.at});
  };
  auto const count = of.posonlyargs.size() + of.args.size();
  for (std::size_t i = 0; i < placed.size() && i < count; ++i)
    pass(i < of.posonlyargs.size() ? *of.posonlyargs[i] : *of.args[i - of.posonlyargs.size()],
         placed[i]);
  if (given.named.empty()) return;
  std::unordered_map<std::string_view, operand> named;
  for (auto const &one : given.named) named[one.name] = one.given;
  for (auto const all : {of.args, of.kwonlyargs})
    for (auto const *to : all)
      if (auto const it = named.find(in_.spelling(to->name)); it != named.end())
        pass(*to, it->second);
}

PRODREVIEW_INLINE void interpreter::bind_defaults(tree::function const &it) {
  auto const &of = *it.args;
  auto const placed = of.posonlyargs.size() + of.args.size();
  for (std::size_t i = 0; i < of.defaults.size(); ++i) {
    auto const at = placed - of.defaults.size() + i;
    auto const &to =
        at < of.posonlyargs.size() ? *of.posonlyargs[at] : *of.args[at - of.posonlyargs.size()];
    if (auto const *value = tree::as<tree::constant>(of.defaults[i]))
      bind_by(to, {evaluate_constant(*value), value});
  }
  for (std::size_t i = 0; i < of.kwonlyargs.size(); ++i)
    if (auto const *value = tree::as<tree::constant>(of.kw_defaults[i]))
      bind_by(*of.kwonlyargs[i], {evaluate_constant(*value), value});
}

PRODREVIEW_INLINE auto interpreter::run_function(tree::function const &it,
                                                 tree::class_def const *owner,
                                                 std::span<operand const> placed,
                                                 arguments const &given) -> value_id {
  auto const mark = state_.mark();
  auto const modes_before = modes_;
  auto const was_unbound_met = met_unbound_;
  if (recording_of(it) != modes::recording::on) modes_.gradient = recording_of(it);
  if (summaries_running_++ == 0) {
    steps_ = budget::steps_of_summary;
    is_cut_ = false;
  }
  ++quiet_;
  frames_.push_back(enter(it, owner));
  running_.push_back(&it);
  bind_parameters(it);
  bind_defaults(it);
  pass_arguments(it, placed, given);
  run_body(it.body);
  auto result = current().returned;
  if (state_.lives) result = known_.join(result, known_.apply(operation::literal{none_constant{}}));
  if (result == value_id::unbound || is_cut_) result = value_of_return(it);
  if (is_generator(it)) result = known_.of_kind({kind::iterator, 0});
  running_.pop_back();
  frames_.pop_back();
  --quiet_;
  --summaries_running_;
  state_.lives = true;
  state_.undo(mark);
  modes_ = modes_before;
  met_unbound_ = was_unbound_met;
  return result;
}

namespace detail {

/// Whether a function yields itself, not one within it.
[[nodiscard]] inline auto yields(tree::function const &it) -> bool {
  for (auto const *statement : it.body) {
    auto const *const found = tree::find_node(
        *statement,
        [](tree::node const &any) {
          return any.kind == tree::node_kind::yield || any.kind == tree::node_kind::yield_from;
        },
        [](tree::node const &any) {
          return tree::as_function(&any) != nullptr || any.kind == tree::node_kind::lambda;
        });
    if (found != nullptr) return true;
  }
  return false;
}

} // namespace detail

PRODREVIEW_INLINE auto interpreter::is_generator(tree::function const &it) -> bool {
  auto const [known, is_new] = generators_.try_emplace(&it, false);
  if (is_new) known->second = detail::yields(it);
  return known->second;
}

} // namespace prodreview::flow
