// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/returned.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow {
namespace detail {

[[nodiscard]] inline auto count_of(tree::many<tree::expression> elements) -> std::uint32_t {
  auto const has_star =
      std::any_of(elements.begin(), elements.end(),
                  [](tree::expression const *it) { return it->kind == tree::node_kind::starred; });
  // An empty tuple, and one of one element, are rather no values than so many.
  return has_star || elements.size() < 2 ? arities::unknown
                                         : static_cast<std::uint32_t>(elements.size());
}

/// Walks a unit once, with the functions and classes around.
class return_walk {
public:
  explicit return_walk(tree::unit const &in) : in_{in} {}

  /// Statements only: a `yield` that stands deeper in an expression is not seen.
  void look(tree::node const &any) {
    switch (any.kind) {
    case tree::node_kind::function_def:
    case tree::node_kind::async_function_def:
    case tree::node_kind::class_def: return enter(any);
    case tree::node_kind::return_:
      if (!around_.empty()) see_return(static_cast<tree::return_ const &>(any).value);
      return;
    case tree::node_kind::expr: return see_value(static_cast<tree::expr const &>(any).value);
    case tree::node_kind::assign: return see(static_cast<tree::assign const &>(any));
    case tree::node_kind::try_:
    case tree::node_kind::try_star: {
      ++tries_;
      look_within(any);
      --tries_;
      return;
    }
    default: look_within(any);
    }
  }

  std::unordered_map<tree::function const *, arities> by_function;
  std::vector<tree::function const *> functions;
  std::vector<tree::function const *> without_value;
  std::vector<unpacked_call> unpackings;

private:
  struct open_function {
    tree::function const *it;
    arities returns = {};
    bool is_generator = false;
    bool gives_value = false;
  };

  /// Who writes `return None` means that None is an answer.
  void see_return(tree::expression const *value) {
    around_.back().returns.add(arity_of(in_, value));
    if (value != nullptr) around_.back().gives_value = true;
  }

  /// A generator, and what is there to be overridden.
  [[nodiscard]] auto may_give_value(tree::function const &any) const -> bool {
    auto const *const declared = tree::as<tree::constant>(any.returns);
    if (any.returns != nullptr &&
        (declared == nullptr || declared->what != tree::constant_kind::none))
      return true;
    auto const text = in_.text(any);
    return text.find("yield") != text.npos || text.find("NotImplemented") != text.npos;
  }

  void look_within(tree::node const &any) {
    tree::for_each_child(any, [&](tree::node const &child) {
      auto const is_block = tree::is_statement(child.kind) ||
                            child.kind == tree::node_kind::except_handler ||
                            child.kind == tree::node_kind::match_case;
      if (is_block) look(child);
    });
  }

  void see_value(tree::expression const *value) {
    auto const is_yield =
        value->kind == tree::node_kind::yield || value->kind == tree::node_kind::yield_from;
    if (is_yield && !around_.empty()) around_.back().is_generator = true;
  }

  void enter(tree::node const &any) {
    auto const *const function = tree::as_function(&any);
    auto const *const outer = class_;
    auto const tries = std::exchange(tries_, 0);
    if (function != nullptr) {
      functions.push_back(function);
      around_.push_back({function});
      for (auto const *it : function->body) look(*it);
      auto const done = around_.back();
      around_.pop_back();
      auto const is_plain_function = function->kind == tree::node_kind::function_def;
      if (is_plain_function && !done.is_generator && !done.returns.empty())
        by_function[function] = done.returns;
      if (is_plain_function && !done.gives_value && !may_give_value(*function))
        without_value.push_back(function);
    } else {
      class_ = static_cast<tree::class_def const *>(&any);
      for (auto const *it : class_->body) look(*it);
    }
    class_ = outer;
    tries_ = tries;
  }

  void see(tree::assign const &any) {
    see_value(any.value);
    auto const count = unpacked_count(any);
    if (count == 0 || tries_ > 0) return;
    auto const &call = static_cast<tree::call const &>(*any.value);
    unpackings.push_back({&any, &call, count, own_method(call)});
  }

  [[nodiscard]] auto own_method(tree::call const &call) const -> tree::function const * {
    auto const *const part = tree::as<tree::attribute>(call.func);
    auto const *const self = part == nullptr ? nullptr : tree::as<tree::name>(part->value);
    if (class_ == nullptr || self == nullptr || in_.spelling(self->id) != "self") return nullptr;
    tree::function const *last = nullptr;
    for (auto const *it : class_->body)
      if (auto const *one = tree::as_function(it); one != nullptr && one->name == part->attr)
        last = one;
    return last;
  }

  tree::unit const &in_;
  std::vector<open_function> around_;
  tree::class_def const *class_ = nullptr;
  int tries_ = 0;
};

} // namespace detail

PRODREVIEW_INLINE auto arity_of(tree::unit const &in, tree::expression const *value)
    -> std::uint32_t {
  if (value == nullptr) return arities::single;
  switch (value->kind) {
  case tree::node_kind::constant:
  case tree::node_kind::compare:
  case tree::node_kind::joined_str:
  case tree::node_kind::lambda: return arities::single;
  case tree::node_kind::tuple:
    return detail::count_of(static_cast<tree::tuple const &>(*value).elts);
  case tree::node_kind::list: return detail::count_of(static_cast<tree::list const &>(*value).elts);
  case tree::node_kind::name: {
    auto const *const held = tree::only_value(in, static_cast<tree::name const &>(*value));
    auto const is_fixed = held != nullptr && (held->kind == tree::node_kind::tuple ||
                                              held->kind == tree::node_kind::constant);
    return is_fixed ? arity_of(in, held) : arities::unknown;
  }
  default: return arities::unknown;
  }
}

PRODREVIEW_INLINE auto unpacked_count(tree::assign const &any) -> std::uint32_t {
  if (any.targets.size() != 1 || any.value->kind != tree::node_kind::call) return 0;
  auto const *const tuple = tree::as<tree::tuple>(any.targets[0]);
  auto const *const list = tree::as<tree::list>(any.targets[0]);
  if (tuple == nullptr && list == nullptr) return 0;
  return detail::count_of(tuple != nullptr ? tuple->elts : list->elts);
}

PRODREVIEW_INLINE returned::returned(tree::unit const &in) {
  if (in.root == nullptr) return;
  detail::return_walk walk{in};
  for (auto const *it : in.root->body) walk.look(*it);
  by_function_ = std::move(walk.by_function);
  functions_ = std::move(walk.functions);
  without_value_ = std::move(walk.without_value);
  std::sort(without_value_.begin(), without_value_.end());
  unpackings_ = std::move(walk.unpackings);
}

PRODREVIEW_INLINE auto returned::gives_none(tree::function const &any) const -> bool {
  return std::binary_search(without_value_.begin(), without_value_.end(), &any);
}

PRODREVIEW_INLINE auto returned::by(tree::function const &any) const -> arities {
  auto const found = by_function_.find(&any);
  return found == by_function_.end() ? arities{} : found->second;
}

} // namespace prodreview::flow
