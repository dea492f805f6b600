// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/decorators.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto form_of_decorator(tree::unit const &in, tree::expression const &any)
    -> method_form {
  auto const &named = called_or_named(any);
  if (tree::is_named(in, named, {"builtins.staticmethod"})) return method_form::static_;
  if (tree::is_named(in, named, {"builtins.classmethod"})) return method_form::class_method;
  if (tree::is_named(in, named, {"builtins.property", "functools.cached_property"}))
    return method_form::property;
  if (is_transparent(in, named)) return method_form::plain;
  return method_form::opaque;
}

/// Collects what is stored to the first parameter of a method, nested functions included.
class store_collector {
public:
  store_collector(tree::function const &within, class_layout &to) : within_{within}, to_{to} {
    if (auto const *self = first_parameter_of(within)) self_ = self->name;
  }
  void operator()(tree::node const &any) {
    auto const *const target = tree::as<tree::attribute>(&any);
    if (target != nullptr && target->use != tree::context::load) note(*target);
    tree::for_each_child(any, *this);
  }

private:
  void note(tree::attribute const &target) {
    auto const *const of = tree::as<tree::name>(target.value);
    if (of != nullptr && of->id == self_) to_.stores.push_back({target.attr, &within_});
  }

  tree::function const &within_;
  class_layout &to_;
  name_id self_ = name_id::none;
};

inline void add_method(tree::unit const &in, tree::function const &method, class_layout &to) {
  to.methods.push_back({method.name, &method, form_of(in, method)});
  store_collector collect{method, to};
  for (auto const *it : method.body) collect(*it);
}

inline void add_base(tree::unit const &in, tree::expression const &base, class_layout &to) {
  if (auto const *own = tree::class_of(in, base))
    to.own_bases.push_back(own);
  else
    to.other_bases.push_back(tree::qualified_name(in, base));
}

} // namespace detail

PRODREVIEW_INLINE auto form_of(tree::unit const &in, tree::function const &any) -> method_form {
  auto form = method_form::plain;
  for (auto const *it : any.decorator_list) {
    auto const one = detail::form_of_decorator(in, *it);
    if (one == method_form::opaque) return one;
    if (one != method_form::plain) form = one;
  }
  return form;
}

PRODREVIEW_INLINE auto layout_of(tree::unit const &in, tree::class_def const &any) -> class_layout {
  class_layout result;
  for (auto const *it : any.body)
    if (auto const *method = tree::as_function(it)) detail::add_method(in, *method, result);
  for (auto const *it : any.bases) detail::add_base(in, *it, result);
  return result;
}

} // namespace prodreview::flow
