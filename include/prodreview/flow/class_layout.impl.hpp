// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/decorators.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>

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
  store_collector(tree::unit const &in, tree::function const &within, class_layout &to)
      : in_{in}, within_{within}, to_{to} {
    if (auto const *self = first_parameter_of(within)) self_ = self->name;
  }
  void operator()(tree::node const &any) {
    if (auto const *it = tree::as<tree::assign>(&any); it != nullptr && it->targets.size() == 1)
      value_ = {it->targets[0], it->value};
    if (auto const *call = tree::as<tree::call>(&any)) note_buffer(*call);
    auto const *const target = tree::as<tree::attribute>(&any);
    if (target != nullptr && target->use != tree::context::load) note(*target);
    tree::for_each_child(any, *this);
  }

private:
  void note(tree::attribute const &target) {
    auto const *const of = tree::as<tree::name>(target.value);
    if (of == nullptr || of->id != self_) return;
    auto const *const value = value_.first == &target ? value_.second : nullptr;
    to_.stores.push_back({target.attr, &within_, value});
  }

  void note_buffer(tree::call const &call) {
    auto const *const method = tree::as<tree::attribute>(call.func);
    auto const *const of = method == nullptr ? nullptr : tree::as<tree::name>(method->value);
    auto const is_one = of != nullptr && of->id == self_ && !call.args.empty() &&
                        in_.spelling(method->attr) == "register_buffer";
    auto const *const name = is_one ? tree::as<tree::constant>(call.args[0]) : nullptr;
    if (name == nullptr || name->what != tree::constant_kind::string) return;
    auto const id = in_.names.find(in_.literals->string_value(in_, *name));
    if (id != name_id::none) to_.buffers.push_back(id);
  }

  tree::unit const &in_;
  tree::function const &within_;
  class_layout &to_;
  name_id self_ = name_id::none;
  /// The target and the value of the assignment that was met last.
  std::pair<tree::expression const *, tree::expression const *> value_{};
};

inline void add_field(tree::statement const &any, class_layout &to) {
  if (auto const *it = tree::as<tree::ann_assign>(&any)) {
    if (auto const *name = tree::as<tree::name>(it->target))
      to.fields.push_back({name, it->annotation, it->value});
  } else if (auto const *plain = tree::as<tree::assign>(&any)) {
    for (auto const *target : plain->targets)
      if (auto const *name = tree::as<tree::name>(target))
        to.fields.push_back({name, nullptr, plain->value});
  }
}

inline void add_method(tree::unit const &in, tree::function const &method, class_layout &to) {
  to.methods.push_back({method.name, &method, form_of(in, method)});
  store_collector collect{in, method, to};
  for (auto const *it : method.body) collect(*it);
}

template <class Entry> void sort_by_name(std::vector<Entry> &all) {
  std::stable_sort(all.begin(), all.end(),
                   [](Entry const &a, Entry const &b) { return a.name < b.name; });
}

/// The entries of one name.
template <class Entry>
[[nodiscard]] auto entries_of(std::vector<Entry> const &sorted, name_id name)
    -> std::span<Entry const> {
  auto const at =
      std::lower_bound(sorted.begin(), sorted.end(), name,
                       [](Entry const &it, name_id wanted) { return it.name < wanted; });
  auto last = at;
  while (last != sorted.end() && last->name == name) ++last;
  return {at, last};
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

PRODREVIEW_INLINE auto class_layout::method(name_id name) const -> method_entry const * {
  auto const all = detail::entries_of(methods, name);
  return all.empty() ? nullptr : &all.back();
}

PRODREVIEW_INLINE auto class_layout::stores_of(name_id name) const
    -> std::span<attribute_store const> {
  return detail::entries_of(stores, name);
}

PRODREVIEW_INLINE auto layout_of(tree::unit const &in, tree::class_def const &any) -> class_layout {
  class_layout result;
  for (auto const *it : any.body)
    if (auto const *method = tree::as_function(it))
      detail::add_method(in, *method, result);
    else
      detail::add_field(*it, result);
  for (auto const *it : any.bases) detail::add_base(in, *it, result);
  detail::sort_by_name(result.methods);
  detail::sort_by_name(result.stores);
  return result;
}

PRODREVIEW_INLINE auto class_layouts::of(tree::class_def const &any) const -> class_layout const & {
  auto const [at, is_new] = known_.try_emplace(&any);
  if (is_new) at->second = layout_of(in_, any);
  return at->second;
}

} // namespace prodreview::flow
