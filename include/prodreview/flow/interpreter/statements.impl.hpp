// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/budget.hpp>
#include <prodreview/flow/interpreter.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <utility>

namespace prodreview::flow {

PRODREVIEW_INLINE void interpreter::run_body(tree::many<tree::statement> body) {
  for (auto const *it : body) {
    if (!state_.lives) return;
    run_statement(*it);
  }
}

PRODREVIEW_INLINE void interpreter::run_statement(tree::statement const &any) {
  if (summaries_running_ > 0 && steps_-- == 0) {
    steps_ = 0;
    is_cut_ = true;
    state_.lives = false;
    return;
  }
  around_.push_back(&any);
  dispatch_statement(any);
  around_.pop_back();
}

PRODREVIEW_INLINE void interpreter::dispatch_statement(tree::statement const &any) {
  using tree::node_kind;
  switch (any.kind) {
  case node_kind::expr: {
    auto const &it = static_cast<tree::expr const &>(any);
    auto const value = evaluate(*it.value);
    return tell(discard_event{it, value});
  }
  case node_kind::assign: {
    auto const &it = static_cast<tree::assign const &>(any);
    operand const given{evaluate(*it.value), it.value};
    for (auto const *target : it.targets) assign(*target, given);
    return;
  }
  case node_kind::ann_assign: {
    auto const &it = static_cast<tree::ann_assign const &>(any);
    if (it.value == nullptr) return;
    operand given{evaluate(*it.value), it.value};
    if (known_.is(given.value, kind::unknown))
      given = {value_of_annotation(*it.annotation), it.annotation};
    return assign(*it.target, given);
  }
  case node_kind::aug_assign: return run_aug_assign(static_cast<tree::aug_assign const &>(any));
  case node_kind::return_: return run_return(static_cast<tree::return_ const &>(any));
  case node_kind::if_: return run_if(static_cast<tree::if_ const &>(any));
  case node_kind::for_:
  case node_kind::async_for: return run_for(static_cast<tree::for_loop const &>(any));
  case node_kind::while_: return run_while(static_cast<tree::while_ const &>(any));
  case node_kind::with:
  case node_kind::async_with: return run_with(static_cast<tree::with_block const &>(any));
  case node_kind::try_:
  case node_kind::try_star: return run_try(static_cast<tree::try_block const &>(any));
  case node_kind::match: return run_match(static_cast<tree::match const &>(any));
  case node_kind::function_def:
  case node_kind::async_function_def:
    return run_definition(static_cast<tree::function const &>(any));
  case node_kind::class_def: return run_class(static_cast<tree::class_def const &>(any));
  // What an import stands for is read from the bindings (`variable::stands_for`).
  case node_kind::import_:
  case node_kind::import_from: return;
  case node_kind::delete_:
    for (auto const *target : static_cast<tree::delete_ const &>(any).targets) forget(*target);
    return;
  case node_kind::assert_: {
    auto const &it = static_cast<tree::assert_ const &>(any);
    (void)evaluate(*it.test);
    return assume(*it.test, true);
  }
  case node_kind::raise:
    (void)evaluate_children(any, value_id::unknown);
    state_.lives = false;
    return;
  case node_kind::break_: return leave_loop(true);
  case node_kind::continue_: return leave_loop(false);
  default: (void)evaluate_children(any, value_id::unknown);
  }
}

PRODREVIEW_INLINE void interpreter::run_return(tree::return_ const &it) {
  auto const value =
      it.value == nullptr ? known_.apply(operation::literal{none_constant{}}) : evaluate(*it.value);
  tell(return_event{it, value});
  if (state_.lives) current().returned = known_.join(current().returned, value);
  state_.lives = false;
}

PRODREVIEW_INLINE void interpreter::run_aug_assign(tree::aug_assign const &it) {
  operand const left{evaluate(*it.target), it.target};
  operand const right{evaluate(*it.value), it.value};
  auto const result = combine(*it.value, it.op, left, right, true);
  assign(*it.target, {result, it.value});
}

PRODREVIEW_INLINE void interpreter::run_if(tree::if_ const &it) {
  auto const value = evaluate(*it.test);
  tell(test_event{*it.test, value});
  auto const known = literal_truth(*it.test);
  auto const mark = state_.mark();
  branch ways[2];
  for (auto const taken : {true, false}) {
    if (known && *known != taken) {
      ways[taken ? 0 : 1].lives = false;
      continue;
    }
    assume(*it.test, taken);
    run_body(taken ? it.body : it.orelse);
    ways[taken ? 0 : 1] = state_.take(mark);
  }
  state_.meet(known_, ways);
}

PRODREVIEW_INLINE void interpreter::leave_loop(bool is_break) {
  if (current().loops.empty()) return;
  auto &around = current().loops.back();
  auto &ways = is_break ? around.broken : around.continued;
  if (ways.size() < budget::ways_of_loop)
    ways.push_back(state_.changes_since(around.mark));
  else
    around.is_crowded = true;
  state_.lives = false;
}

/// One pass over a loop's body. What it leaves is taken off again; the ways on are in `continued`.
template <class Enter>
auto interpreter::run_pass(tree::many<tree::statement> body, Enter const &enter) -> loop {
  auto const mark = state_.mark();
  current().loops.push_back({mark, {}, {}, false});
  enter();
  run_body(body);
  auto done = std::move(current().loops.back());
  current().loops.pop_back();
  if (done.is_crowded) {
    done.broken.push_back(state_.interrupted_since(known_, mark));
    done.continued.push_back(done.broken.back());
  }
  auto end = state_.take(mark);
  done.continued.push_back(std::move(end));
  return done;
}

/// Takes the ends of one pass into what holds at the loop's head. True when nothing new is known.
PRODREVIEW_INLINE auto interpreter::settle(std::span<branch const> ends, int pass) -> bool {
  auto is_settled = true;
  for (auto const &way : ends) {
    if (!way.lives) continue;
    for (auto const &[index, to] : way.changes) {
      auto const before = state_[index];
      auto const is_new = before.value == value_id::unbound;
      auto after = pass < budget::passes_of_loop ? known_.join(before.value, to.value)
                                                 : known_.widen(before.value, to.value);
      if (after == before.value) continue;
      if (pass > budget::passes_of_loop) after = known_.unknown(cause::limit);
      // What no pass has read before it was bound needs no second look.
      is_settled = is_settled && is_new && !met_unbound_;
      state_.write(index, {after, is_new ? to.origin : nullptr});
    }
  }
  return is_settled;
}

template <class Enter>
void interpreter::run_loop(tree::many<tree::statement> body, tree::many<tree::statement> orelse,
                           bool may_end, Enter enter) {
  auto const was_unbound_met = std::exchange(met_unbound_, false);
  ++quiet_;
  auto done = run_pass(body, enter);
  auto pass = 1;
  auto is_settled = settle(done.continued, pass);
  for (; !is_settled && pass < budget::passes_of_loop + 2;
       is_settled = settle(done.continued, pass)) {
    done = run_pass(body, enter);
    ++pass;
  }
  --quiet_;
  met_unbound_ = was_unbound_met;
  // Where nobody listens, the last pass would only say the same once more.
  auto const is_heard = quiet_ == 0 && (!is_for_values_ || frames_.size() == 1);
  if (!is_settled || is_heard) done = run_pass(body, enter);
  auto const end = state_.mark();
  auto ways = std::move(done.broken);
  if (may_end) {
    run_body(orelse);
    ways.push_back(state_.take(end));
  }
  state_.meet(known_, ways);
}

PRODREVIEW_INLINE void interpreter::run_for(tree::for_loop const &it) {
  operand const over{evaluate(*it.iter), it.iter};
  auto const element = element_of(over.value);
  run_loop(it.body, it.orelse, true, [&] { assign(*it.target, {element, it.iter}); });
}

PRODREVIEW_INLINE void interpreter::run_while(tree::while_ const &it) {
  auto const is_endless = literal_truth(*it.test) == true;
  run_loop(it.body, it.orelse, !is_endless, [&] {
    auto const value = evaluate(*it.test);
    tell(test_event{*it.test, value});
    assume(*it.test, true);
  });
  if (!is_endless && state_.lives) assume(*it.test, false);
}

PRODREVIEW_INLINE void interpreter::enter_manager(tree::with_item const &it) {
  auto const manager = evaluate(*it.context_expr);
  auto const *const call = tree::as<tree::call>(it.context_expr);
  auto const &named = call == nullptr ? *it.context_expr : *call->func;
  if (tree::is_named(in_, named, {"torch.no_grad", "torch.inference_mode"}))
    modes_.gradient = modes::recording::off;
  else if (tree::is_named(in_, named, {"torch.enable_grad"}))
    modes_.gradient = modes::recording::on;
  else if (tree::is_named(in_, named, {"torch.set_grad_enabled"}))
    modes_.gradient = modes::recording::unknown;
  else if (tree::is_named(in_, named, {"torch.device"}))
    modes_.has_device = true;
  if (it.optional_vars == nullptr) return;
  auto const entered =
      is_standard(manager) && !tree::is_named(in_, named, {"tempfile.TemporaryDirectory"})
          ? manager
          : known_.unknown(cause::call);
  assign(*it.optional_vars, {entered, it.context_expr});
}

PRODREVIEW_INLINE void interpreter::run_with(tree::with_block const &it) {
  auto const before = modes_;
  for (auto const *item : it.items) enter_manager(*item);
  run_body(it.body);
  modes_ = before;
}

PRODREVIEW_INLINE void interpreter::run_try(tree::try_block const &it) {
  auto const start = state_.mark();
  run_body(it.body);
  auto const interrupted = state_.interrupted_since(known_, start);
  if (state_.lives) run_body(it.orelse);
  std::vector<branch> ways{state_.take(start)};
  for (auto const *handler : it.handlers) {
    for (auto const &change : interrupted.changes) state_.write(change.index, change.to);
    if (handler->type != nullptr) (void)evaluate(*handler->type);
    bind_by(*handler, {known_.unknown(cause::none), handler});
    run_body(handler->body);
    ways.push_back(state_.take(start));
  }
  state_.meet(known_, ways);
  if (it.finalbody.empty()) return;
  // The last part runs even when nothing gets past it.
  auto const lives = state_.lives;
  state_.lives = true;
  run_body(it.finalbody);
  state_.lives = state_.lives && lives;
}

PRODREVIEW_INLINE void interpreter::bind_by(tree::node const &by, operand given) {
  auto const *const variable = bound_by_.find(&by);
  if (variable == nullptr) return;
  state_.write(*variable, {given.value, given.at});
  tell(bind_event{by, given});
}

PRODREVIEW_INLINE void interpreter::bind_pattern(tree::pattern const &it) {
  bind_by(it, {known_.unknown(cause::element), &it});
  auto const visit = [this](tree::node const &child) {
    if (tree::is_pattern(child.kind)) bind_pattern(static_cast<tree::pattern const &>(child));
  };
  tree::for_each_child(it, visit);
}

PRODREVIEW_INLINE void interpreter::run_match(tree::match const &it) {
  (void)evaluate(*it.subject);
  auto const mark = state_.mark();
  std::vector<branch> ways;
  for (auto const *one : it.cases) {
    bind_pattern(*one->matched);
    if (one->guard != nullptr) {
      (void)evaluate(*one->guard);
      assume(*one->guard, true);
    }
    run_body(one->body);
    ways.push_back(state_.take(mark));
  }
  // Nothing may match.
  ways.emplace_back();
  state_.meet(known_, ways);
}

PRODREVIEW_INLINE void interpreter::run_definition(tree::function const &it) {
  for (auto const *one : it.decorator_list) (void)evaluate(*one);
  for (auto const *one : it.args->defaults) (void)evaluate(*one);
  for (auto const *one : it.args->kw_defaults)
    if (one != nullptr) (void)evaluate(*one);
  if (is_reporting()) current().pending.push_back(&it);
  bind_by(it, {value_of_definition(it), &it});
}

PRODREVIEW_INLINE void interpreter::run_class(tree::class_def const &it) {
  for (auto const *one : it.decorator_list) (void)evaluate(*one);
  for (auto const *one : it.bases) (void)evaluate(*one);
  for (auto const *one : it.keywords) (void)evaluate(*one->value);
  for (auto const *one : it.body)
    if (auto const *method = tree::as_function(one)) owners_[method] = &it;
  run_body(it.body);
  bind_by(it, {value_of_definition(it), &it});
}

} // namespace prodreview::flow
