// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/paths/walk.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/flow/return_drift.hpp>
#include <prodreview/flow/returned.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

/// Whether the outcome of a test is the caller's to choose: it asks for a parameter, an attribute
/// of `self` or a setting, and not for what was computed of them.
class choice_search {
public:
  explicit choice_search(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto of(tree::node const &any) -> bool {
    if (steps_-- <= 0) return true;
    switch (any.kind) {
    case tree::node_kind::name: return of(static_cast<tree::name const &>(any));
    case tree::node_kind::call: return of(static_cast<tree::call const &>(any));
    case tree::node_kind::bin_op: return false;
    case tree::node_kind::attribute: {
      auto const &part = static_cast<tree::attribute const &>(any);
      auto const name = in_.spelling(part.attr);
      return name != "shape" && name != "ndim" && of(*part.value);
    }
    default: break;
    }
    auto found = false;
    tree::for_each_child(any, [&](tree::node const &child) { found = found || of(child); });
    return found;
  }

private:
  /// What a call gives is computed, unless it looks up a setting or asks for a type.
  [[nodiscard]] auto of(tree::call const &call) -> bool {
    if (auto const *method = tree::as<tree::attribute>(call.func)) {
      auto const *const owner = tree::as<tree::name>(method->value);
      return tree::is_one_of(in_.spelling(method->attr),
                             {"get", "pop", "setdefault", "getboolean"}) ||
             (owner != nullptr && tree::is_one_of(in_.spelling(owner->id), {"self", "cls"}));
    }
    return tree::is_named(in_, *call.func,
                          {"builtins.getattr", "builtins.hasattr", "builtins.isinstance",
                           "builtins.issubclass", "builtins.callable", "builtins.type",
                           "builtins.bool"});
  }

  [[nodiscard]] auto of(tree::name const &name) -> bool {
    auto const *const variable = in_.bindings.variable_of(name);
    if (variable == nullptr) return false;
    auto const &scope = in_.bindings.scopes[static_cast<std::size_t>(variable->scope)];
    if (scope.kind != tree::scope_kind::function) return true;
    return std::any_of(
        variable->bound_at.begin(), variable->bound_at.end(), [&](std::uint32_t index) {
          auto const &by = in_.bindings.all[index];
          return by.kind == tree::binding_kind::parameter || (by.value != nullptr && of(*by.value));
        });
  }

  tree::unit const &in_;
  int steps_ = 64;
};

/// Looks at the returns of one function: those that nobody chose, with a known number of values.
class drift_search final : public paths::walk_watcher {
public:
  explicit drift_search(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto found() const -> std::vector<drifting_return> const & { return found_; }

  void at_return(tree::return_ const &it, paths::path_state &here) override {
    auto const given = arity_here(it, here);
    if (given != arities::unknown && !is_chosen(here)) found_.push_back({&it, given});
  }

private:
  [[nodiscard]] auto arity_here(tree::return_ const &it, paths::path_state &here) const
      -> std::uint32_t {
    auto const *const name = tree::as<tree::name>(it.value);
    auto const *const variable = name == nullptr ? nullptr : in_.bindings.variable_of(*name);
    if (variable != nullptr) {
      auto const index = static_cast<std::uint32_t>(variable - in_.bindings.variables.data());
      auto const &value = here.known_versions().value(here.at(index).version);
      if (value && !value->is_object) return arities::single;
    }
    return arity_of(in_, it.value);
  }

  [[nodiscard]] auto is_chosen(paths::path_state &here) const -> bool {
    auto const asks = [&](paths::literal it) {
      auto const &asked = here.known_atoms()[it];
      return asked.asks != paths::question::raised && asked.at != nullptr &&
             choice_search{in_}.of(*asked.at);
    };
    auto const all_facts = here.facts();
    return std::any_of(all_facts.begin(), all_facts.end(), [&](paths::fact const &it) {
      if (!it.is_test) return false;
      if (it.choice == paths::fact::no_choice) return asks(it.is);
      auto const &choice = here.choice(it);
      return std::any_of(choice.begin(), choice.end(), [&](paths::conjunction const &one) {
        return std::any_of(one.all().begin(), one.all().end(), asks);
      });
    });
  }

  tree::unit const &in_;
  std::vector<drifting_return> found_;
};

/// Whether another return gives several values, and not as many.
[[nodiscard]] inline auto may_drift(std::vector<drifting_return> const &found, arities given)
    -> bool {
  for (auto const &it : found)
    for (std::uint32_t count = 2; count <= arities::most; ++count)
      if (given.has(count) && count != it.given) return true;
  return false;
}

/// Finds out how many values the callers of a function take.
class caller_search {
public:
  explicit caller_search(module_view const &view) : view_{view}, in_{view.unit()} {}

  /// The first caller, where all take as many, and the function gives as many somewhere.
  [[nodiscard]] auto of(tree::function const &any, arities given)
      -> std::optional<drifting_return> {
    found_.reset();
    agree_ = true;
    for (auto const &it : view_.fact<returned>().unpackings())
      if (calls(it, any)) add({.expected = it.count, .caller = it.at});
    if (agree_ && is_of_module(any)) look_elsewhere(any);
    if (!agree_ || !found_ || !given.has(found_->expected)) return {};
    return found_;
  }

private:
  void add(drifting_return const &one) {
    agree_ = agree_ && (!found_ || found_->expected == one.expected);
    if (!found_) found_ = one;
  }

  [[nodiscard]] auto calls(unpacked_call const &it, tree::function const &any) const -> bool {
    if (it.own_method != nullptr) return it.own_method == &any;
    auto const *const name = tree::as<tree::name>(it.call->func);
    if (name == nullptr || name->id != any.name) return false;
    auto const *const by = tree::only_binding(in_, *name);
    return by != nullptr && by->by == &any;
  }

  [[nodiscard]] auto is_of_module(tree::function const &any) const -> bool {
    return std::find(in_.root->body.begin(), in_.root->body.end(), &any) != in_.root->body.end();
  }

  void look_elsewhere(tree::function const &any) {
    if (view_.project() == nullptr) return;
    auto &project = *view_.project();
    auto const name = in_.spelling(any.name);
    auto const own = project.find(view_.path());
    std::string text;
    auto const paths = project.files().paths();
    for (std::uint32_t file = 0; file < paths.size(); ++file) {
      if (file == own || !project.files().read(file, text) || text.find(name) == text.npos)
        continue;
      for (auto const &it : project.interface_of(file).unpackings) {
        if (last_part(it.callee) != name) continue;
        auto const meant = project.resolve(project.path(file), it.callee);
        if (meant.what == target_kind::function && meant.file == own && meant.owner == nullptr)
          add({.expected = it.count, .other_path = project.path(file), .other_place = it.place});
      }
    }
  }

  module_view const &view_;
  tree::unit const &in_;
  std::optional<drifting_return> found_;
  bool agree_ = true;
};

} // namespace detail

PRODREVIEW_INLINE return_drift::return_drift(module_view const &of) {
  auto const &in = of.unit();
  auto const &results = of.fact<returned>();
  std::vector<unbound_read> nothing;
  std::optional<paths::walk> walk;
  auto const &scopes = in.bindings.scopes;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    auto const *const it = tree::as_function(scopes[i].opened_by);
    if (it == nullptr || scopes[i].kind != tree::scope_kind::function) continue;
    auto const given = results.by(*it);
    if (given.size() < 2 || !given.has_several() || call_form_of(in, *it) == call_form::opaque)
      continue;
    if (!walk) walk.emplace(of, nothing);
    detail::drift_search search{in};
    walk->show_returns(*it, static_cast<tree::scope_id>(i), search);
    if (!detail::may_drift(search.found(), given)) continue;
    auto const called = detail::caller_search{of}.of(*it, given);
    if (!called) continue;
    for (auto const &one : search.found()) {
      if (one.given == called->expected) continue;
      all_.push_back(*called);
      all_.back().at = one.at;
      all_.back().given = one.given;
    }
  }
  std::sort(all_.begin(), all_.end(), [](drifting_return const &a, drifting_return const &b) {
    return a.at->range.begin < b.at->range.begin;
  });
}

PRODREVIEW_INLINE auto return_drift::find(tree::return_ const &it) const
    -> drifting_return const * {
  auto const at = std::partition_point(all_.begin(), all_.end(), [&](drifting_return const &one) {
    return one.at->range.begin < it.range.begin;
  });
  return at != all_.end() && at->at == &it ? &*at : nullptr;
}

} // namespace prodreview::flow
