// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/paths/condition_reader.hpp>
#include <prodreview/flow/paths/subject_hash.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>

namespace prodreview::flow::paths {
namespace detail {

/// What `len(x)` and `bool(x)` ask about: `x` itself.
[[nodiscard]] inline auto asked_about(tree::unit const &in, tree::expression const &any)
    -> tree::expression const & {
  auto const *const call = tree::as<tree::call>(&any);
  auto const *const name = call == nullptr ? nullptr : tree::as<tree::name>(call->func);
  // A star import may bring any name: it will not be another `len`.
  auto const is_wrapped = name != nullptr && call->args.size() == 1 && call->keywords.empty() &&
                          tree::is_one_of(in.spelling(name->id), {"len", "bool"});
  if (is_wrapped) return *call->args[0];
  auto const *const named = tree::as<tree::named_expr>(&any);
  return named == nullptr ? any : *named->target;
}

} // namespace detail

PRODREVIEW_INLINE auto condition_reader::subject_of(tree::variable_id variable,
                                                    std::uint32_t version) -> std::uint64_t {
  return detail::mix(detail::mix(1, static_cast<std::uint32_t>(variable)), version);
}

PRODREVIEW_INLINE void condition_reader::identify(tree::name const &any, identity &to) const {
  auto const variable = in_.bindings.of_occurrence[any.occurrence];
  if (variable == tree::variable_id::none) {
    to.hash = detail::mix(to.hash, static_cast<std::uint32_t>(any.id) + 0x100000000U);
    return;
  }
  auto const version = current_[static_cast<std::uint32_t>(variable)];
  to.hash = detail::mix(to.hash, subject_of(variable, version));
  to.newest = std::max(to.newest, version);
}

PRODREVIEW_INLINE void condition_reader::identify(tree::node const &any, identity &to) const {
  if (++to.nodes > most_nodes) {
    // Too long to compare: it equals nothing but itself.
    to.hash = detail::mix(to.hash, any.range.begin);
    return;
  }
  to.hash = detail::mix(to.hash, static_cast<std::uint64_t>(any.kind) + 0x200);
  switch (any.kind) {
  case tree::node_kind::name: return identify(static_cast<tree::name const &>(any), to);
  case tree::node_kind::constant:
    to.hash = detail::mix(to.hash, detail::hash_of(in_.text(any)));
    return;
  case tree::node_kind::attribute:
    to.hash = detail::mix(
        to.hash, static_cast<std::uint32_t>(static_cast<tree::attribute const &>(any).attr));
    break;
  case tree::node_kind::keyword:
    to.hash = detail::mix(to.hash,
                          static_cast<std::uint32_t>(static_cast<tree::keyword const &>(any).name));
    break;
  case tree::node_kind::compare:
    for (auto const op : static_cast<tree::compare const &>(any).ops)
      to.hash = detail::mix(to.hash, static_cast<std::uint64_t>(op));
    break;
  case tree::node_kind::bin_op:
    for (auto const &step : static_cast<tree::bin_op const &>(any).rest)
      to.hash = detail::mix(to.hash, static_cast<std::uint64_t>(step.op));
    break;
  case tree::node_kind::unary_op:
    to.hash = detail::mix(to.hash,
                          static_cast<std::uint64_t>(static_cast<tree::unary_op const &>(any).op));
    break;
  case tree::node_kind::bool_op:
    to.hash = detail::mix(to.hash,
                          static_cast<std::uint64_t>(static_cast<tree::bool_op const &>(any).op));
    break;
  case tree::node_kind::call:
    to.is_steady = to.is_steady && tree::is_named(in_, *static_cast<tree::call const &>(any).func,
                                                  {"builtins.isinstance", "builtins.hasattr",
                                                   "builtins.len", "builtins.callable"});
    break;
  case tree::node_kind::await:
  case tree::node_kind::yield:
  case tree::node_kind::lambda: to.is_steady = false; break;
  default: break;
  }
  tree::for_each_child(any, [&](tree::node const &child) { identify(child, to); });
  to.hash = detail::mix(to.hash, 0x300);
}

PRODREVIEW_INLINE auto condition_reader::asked(tree::expression const &subject, question what,
                                               tree::node const &at, bool is_turned) -> atom {
  auto const &about = detail::asked_about(in_, subject);
  atom made;
  made.asks = what;
  made.at = &at;
  made.is_turned = is_turned;
  if (auto const *name = tree::as<tree::name>(&about)) {
    auto const variable = in_.bindings.of_occurrence[name->occurrence];
    if (variable != tree::variable_id::none) {
      made.is_version = true;
      made.newest = current_[static_cast<std::uint32_t>(variable)];
      made.subject = subject_of(variable, made.newest);
      return made;
    }
  }
  identity id;
  identify(about, id);
  made.subject = id.hash;
  made.newest = id.newest;
  made.is_steady = id.is_steady;
  return made;
}

PRODREVIEW_INLINE auto condition_reader::of_version(tree::variable_id variable,
                                                    std::uint32_t version, atom asked, bool holds)
    -> literal {
  asked.subject = subject_of(variable, version);
  asked.newest = version;
  asked.is_version = true;
  asked.is_steady = true;
  return atoms_.literal_of(asked, holds);
}

} // namespace prodreview::flow::paths
