// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/binder.hpp>
#include <prodreview/python/symbol_table.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace prodreview::python {
namespace detail {

/// Walks the tree with a stack of its own and tells the symbol table what it sees.
class binder {
public:
  explicit binder(tree::unit &in)
      : in_{in}, symbols_{in}, super_{in.names.find("super")}, star_{in.names.find("*")} {}

  void run() {
    symbols_.enter(tree::scope_kind::module, in_.root);
    for (auto const *it : in_.root->body) later(it);
    std::reverse(todo_.begin(), todo_.end());
    while (!todo_.empty()) step();
    symbols_.leave();
    symbols_.finish();
  }

private:
  using binding_kind = tree::binding_kind;
  using scope_kind = tree::scope_kind;

  enum class action : std::uint8_t { visit, open, open_type_parameters, leave };
  struct task {
    tree::node const *node;
    action what;
  };

  void later(tree::node const *node, action what = action::visit) {
    if (node != nullptr) todo_.push_back({node, what});
  }
  template <class T> void later(tree::many<T> nodes) {
    for (auto const *it : nodes) later(it);
  }
  void leave_later() { todo_.push_back({nullptr, action::leave}); }

  /// What a node puts on the stack is done in the order in which it put it there.
  void step() {
    auto const next = todo_.back();
    todo_.pop_back();
    auto const mark = todo_.size();
    switch (next.what) {
    case action::visit: visit(*next.node); break;
    case action::open: open(*next.node); break;
    case action::open_type_parameters: open_type_parameters(*next.node); break;
    case action::leave: symbols_.leave(); break;
    }
    std::reverse(todo_.begin() + static_cast<std::ptrdiff_t>(mark), todo_.end());
  }

  void visit(tree::node const &any) {
    using tree::node_kind;
    switch (any.kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: return see(static_cast<tree::function const &>(any));
    case node_kind::class_def: return see(static_cast<tree::class_def const &>(any));
    case node_kind::type_alias: return see(static_cast<tree::type_alias const &>(any));
    case node_kind::lambda: return see(static_cast<tree::lambda const &>(any));
    case node_kind::list_comp:
    case node_kind::set_comp:
    case node_kind::generator_exp:
      return see(any, static_cast<tree::element_comprehension const &>(any).generators);
    case node_kind::dict_comp:
      return see(any, static_cast<tree::dict_comp const &>(any).generators);
    case node_kind::assign: return see(static_cast<tree::assign const &>(any));
    case node_kind::aug_assign: return see(static_cast<tree::aug_assign const &>(any));
    case node_kind::ann_assign: return see(static_cast<tree::ann_assign const &>(any));
    case node_kind::named_expr: return see(static_cast<tree::named_expr const &>(any));
    case node_kind::for_:
    case node_kind::async_for: return see(static_cast<tree::for_loop const &>(any));
    case node_kind::with:
    case node_kind::async_with: return see(static_cast<tree::with_block const &>(any));
    case node_kind::comprehension: return see(static_cast<tree::comprehension const &>(any));
    case node_kind::delete_: return see(static_cast<tree::delete_ const &>(any));
    case node_kind::import_: return see(static_cast<tree::import_ const &>(any));
    case node_kind::import_from: return see(static_cast<tree::import_from const &>(any));
    case node_kind::global:
      for (auto const &it : static_cast<tree::global const &>(any).names)
        symbols_.declare_global(it.name);
      return;
    case node_kind::nonlocal:
      for (auto const &it : static_cast<tree::nonlocal const &>(any).names)
        symbols_.declare_nonlocal(it.name);
      return;
    case node_kind::except_handler: {
      auto const &it = static_cast<tree::except_handler const &>(any);
      bind(it.name, it.name_range, binding_kind::exception, any);
      return see_children(any);
    }
    case node_kind::match_star: {
      auto const &it = static_cast<tree::match_star const &>(any);
      return bind(it.name, it.name_range, binding_kind::capture, any);
    }
    case node_kind::match_as: {
      auto const &it = static_cast<tree::match_as const &>(any);
      bind(it.name, it.name_range, binding_kind::capture, any);
      return later(it.inner);
    }
    case node_kind::match_mapping: {
      auto const &it = static_cast<tree::match_mapping const &>(any);
      bind(it.rest, it.rest_range, binding_kind::capture, any);
      return see_children(any);
    }
    case node_kind::name: return see(static_cast<tree::name const &>(any));
    default: return see_children(any);
    }
  }

  void see_children(tree::node const &any) {
    tree::for_each_child(any, [this](tree::node const &child) { later(&child); });
  }

  void bind(name_id name, text_range place, binding_kind kind, tree::node const &by,
            std::string_view origin = {}) {
    if (name == name_id::none) return;
    symbols_.bind(name, {.kind = kind, .place = place, .by = &by, .origin = origin});
  }

  // What is not a target's own name is only looked at: `a[i].b = …` binds nothing.
  void bind_target(tree::expression const &target, tree::node const &by, binding_kind kind,
                   tree::expression const *value = nullptr) {
    if (auto const *it = tree::as<tree::name>(&target)) {
      symbols_.use(*it);
      symbols_.bind(it->id, {.kind = kind, .place = it->range, .by = &by, .value = value});
    } else if (auto const *it = tree::as<tree::tuple>(&target)) {
      for (auto const *part : it->elts) bind_target(*part, by, kind);
    } else if (auto const *it = tree::as<tree::list>(&target)) {
      for (auto const *part : it->elts) bind_target(*part, by, kind);
    } else if (auto const *it = tree::as<tree::starred>(&target)) {
      bind_target(*it->value, by, kind);
    } else {
      later(&target);
    }
  }

  /// A name in a place that no case above knows: error recovery can store one anywhere.
  void see(tree::name const &it) {
    if (it.use != tree::context::load) return bind_target(it, it, binding_kind::assignment);
    symbols_.use(it);
    if (it.id == super_ && symbols_.kind() == scope_kind::function) symbols_.use_dunder_class();
  }

  void see(tree::assign const &it) {
    for (auto const *target : it.targets)
      bind_target(*target, it, binding_kind::assignment, it.value);
    later(it.value);
  }
  void see(tree::aug_assign const &it) {
    bind_target(*it.target, it, binding_kind::augmented);
    later(it.value);
  }
  void see(tree::ann_assign const &it) {
    auto const *const target = tree::as<tree::name>(it.target);
    if (it.value != nullptr)
      bind_target(*it.target, it, binding_kind::assignment, it.value);
    else if (it.simple)
      bind_target(*it.target, it, binding_kind::annotation);
    else if (target != nullptr)
      symbols_.use(*target);
    else
      later(it.target);
    later(it.annotation);
    later(it.value);
  }
  void see(tree::named_expr const &it) {
    if (auto const *target = tree::as<tree::name>(it.target))
      symbols_.bind_walrus(
          *target,
          {.kind = binding_kind::assignment, .place = target->range, .by = &it, .value = it.value});
    else
      later(it.target);
    later(it.value);
  }
  void see(tree::for_loop const &it) {
    bind_target(*it.target, it, binding_kind::assignment);
    later(it.iter);
    later(it.body);
    later(it.orelse);
  }
  void see(tree::with_block const &it) {
    for (auto const *item : it.items) {
      later(item->context_expr);
      if (item->optional_vars != nullptr)
        bind_target(*item->optional_vars, it, binding_kind::assignment);
    }
    later(it.body);
  }
  void see(tree::comprehension const &it) {
    bind_target(*it.target, it, binding_kind::assignment);
    later(it.iter);
    later(it.ifs);
  }
  void see(tree::delete_ const &it) {
    for (auto const *target : it.targets) bind_target(*target, it, binding_kind::deletion);
  }

  void see(tree::import_ const &it) {
    for (auto const *one : it.names) {
      auto const dotted = in_.spelling(one->name);
      auto const first = dotted.substr(0, dotted.find('.'));
      if (one->asname != name_id::none)
        bind(one->asname, one->asname_range, binding_kind::import_, *one, dotted);
      else
        bind(symbols_.interned(first), first_part(*one, first), binding_kind::import_, *one, first);
    }
  }
  [[nodiscard]] static auto first_part(tree::alias const &of, std::string_view first)
      -> text_range {
    auto const begin = of.name_range.begin;
    return {begin, begin + static_cast<std::uint32_t>(first.size())};
  }

  void see(tree::import_from const &it) {
    auto const module = joined({std::string(it.level, '.'), in_.spelling(it.module_name)});
    for (auto const *one : it.names) {
      if (one->name == star_) {
        symbols_.bind_anything({.kind = binding_kind::star_import,
                                .place = one->name_range,
                                .by = one,
                                .origin = in_.memory.copy(std::string_view{module})});
        continue;
      }
      auto const dot = it.module_name == name_id::none ? "" : ".";
      auto const origin = joined({module, dot, in_.spelling(one->name)});
      auto const renamed = one->asname != name_id::none;
      bind(renamed ? one->asname : one->name, renamed ? one->asname_range : one->name_range,
           binding_kind::import_, *one, in_.memory.copy(std::string_view{origin}));
    }
  }

  // Decorators and defaults stand outside; annotations see the type parameters.
  void see(tree::function const &it) {
    bind(it.name, it.name_range, binding_kind::function, it);
    later(it.decorator_list);
    later_defaults(it.args);
    if (!it.type_params.empty()) later(&it, action::open_type_parameters);
    later_annotations(it.args);
    later(it.returns);
    later(&it, action::open);
    if (!it.type_params.empty()) leave_later();
  }
  void later_defaults(tree::arguments const *of) {
    if (of == nullptr) return;
    later(of->defaults);
    later(of->kw_defaults);
  }
  void later_annotations(tree::arguments const *of) {
    for_each_parameter(of, [this](tree::arg const &it) { later(it.annotation); });
  }
  template <class F> static void for_each_parameter(tree::arguments const *of, F f) {
    if (of == nullptr) return;
    for (auto const *it : of->posonlyargs) f(*it);
    for (auto const *it : of->args) f(*it);
    if (of->vararg != nullptr) f(*of->vararg);
    for (auto const *it : of->kwonlyargs) f(*it);
    if (of->kwarg != nullptr) f(*of->kwarg);
  }

  void see(tree::class_def const &it) {
    bind(it.name, it.name_range, binding_kind::class_, it);
    later(it.decorator_list);
    if (!it.type_params.empty()) later(&it, action::open_type_parameters);
    later(it.bases);
    later(it.keywords);
    later(&it, action::open);
    if (!it.type_params.empty()) leave_later();
  }
  void see(tree::type_alias const &it) {
    bind_target(*it.name, it, binding_kind::assignment);
    if (!it.type_params.empty()) later(&it, action::open_type_parameters);
    later(it.value);
    if (!it.type_params.empty()) leave_later();
  }
  void see(tree::lambda const &it) {
    later_defaults(it.args);
    later(&it, action::open);
  }
  void see(tree::node const &comprehension, tree::many<tree::comprehension> generators) {
    if (!generators.empty()) later(generators.front()->iter);
    later(&comprehension, action::open);
  }

  void open(tree::node const &any) {
    if (auto const *it = tree::as_function(&any)) {
      symbols_.enter(scope_kind::function, it);
      bind_parameters(it->args);
      later(it->body);
    } else if (auto const *it = tree::as<tree::class_def>(&any)) {
      symbols_.enter(scope_kind::class_, it);
      later(it->body);
    } else if (auto const *it = tree::as<tree::lambda>(&any)) {
      symbols_.enter(scope_kind::lambda, it);
      bind_parameters(it->args);
      later(it->body);
    } else {
      open_comprehension(any);
    }
    leave_later();
  }
  void bind_parameters(tree::arguments const *of) {
    for_each_parameter(of, [this](tree::arg const &it) {
      bind(it.name, it.name_range, binding_kind::parameter, it);
    });
  }
  void open_comprehension(tree::node const &any) {
    symbols_.enter(scope_kind::comprehension, &any);
    tree::many<tree::comprehension> generators;
    if (auto const *it = tree::as<tree::dict_comp>(&any)) {
      later(it->key);
      later(it->value);
      generators = it->generators;
    } else {
      auto const &one = static_cast<tree::element_comprehension const &>(any);
      later(one.elt);
      generators = one.generators;
    }
    for (auto const *it : generators)
      if (it == generators.front()) {
        bind_target(*it->target, *it, binding_kind::assignment);
        later(it->ifs);
      } else {
        later(it);
      }
  }

  /// All parameters are known before the first bound is looked at: bounds are evaluated lazily.
  void open_type_parameters(tree::node const &owner) {
    symbols_.enter(scope_kind::type_parameters, &owner);
    auto const *const in_class = tree::as<tree::class_def>(&owner);
    for (auto const *it : parameters_of(owner)) {
      auto const [name, place] = name_of(*it);
      tree::binding const what{.kind = binding_kind::type_parameter, .place = place, .by = it};
      if (in_class != nullptr)
        symbols_.bind_parameter_of(in_class->name, name, what);
      else
        symbols_.bind(name, what);
      see_children(*it);
    }
  }
  [[nodiscard]] static auto parameters_of(tree::node const &owner)
      -> tree::many<tree::type_parameter> {
    if (auto const *it = tree::as_function(&owner)) return it->type_params;
    if (auto const *it = tree::as<tree::class_def>(&owner)) return it->type_params;
    return static_cast<tree::type_alias const &>(owner).type_params;
  }
  [[nodiscard]] static auto name_of(tree::type_parameter const &any) -> tree::named_place {
    if (auto const *it = tree::as<tree::type_var>(&any)) return {it->name, it->name_range};
    if (auto const *it = tree::as<tree::param_spec>(&any)) return {it->name, it->name_range};
    auto const &it = static_cast<tree::type_var_tuple const &>(any);
    return {it.name, it.name_range};
  }

  tree::unit &in_;
  symbol_table symbols_;
  std::vector<task> todo_;
  name_id super_;
  name_id star_;
};

} // namespace detail

PRODREVIEW_INLINE void bind(tree::unit &in) {
  if (in.root == nullptr) return;
  detail::binder{in}.run();
  tree::resolve_variables(in);
}

} // namespace prodreview::python
