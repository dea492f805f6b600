// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/product_code.hpp>

namespace prodreview::rules {

struct state_dict_reference {
  static constexpr rule_info info{
      .name = "state-dict-reference",
      .topic = topic::pytorch,
      .area = area::training,
      .item = "names",
      .severity = severity::critical,
      .title = "state_dict is passed without being called",
      .problem = "The method itself is passed, not the dictionary of weights that it returns.",
      .impact = "A checkpoint then holds a bound method (and with it the whole module), and "
                "`load_state_dict` fails on it when it is needed.",
      .fix = "Call it: `state_dict()`.",
      .silent = "the file stores to an attribute called `state_dict`, so it may be data.",
      .bad = R"py(import torch

def save(model, optimizer, path):
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict}, path)  # !

def swap(model, other):
    model.load_state_dict(other.state_dict)  # !
)py",
      .good = R"py(import torch

def save(model, optimizer, path):
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, path)

def swap(model, other):
    model.load_state_dict(other.state_dict())
)py",
  };

  [[nodiscard]] static auto check(site<tree::attribute> const &at) -> verdict {
    if (at.in.spelling(at.node.attr) != "state_dict" || at.node.use != tree::context::load)
      return verdict::irrelevant();
    auto const *const call = tree::as<tree::call>(at.parent());
    if (call != nullptr && call->func == &at.node) return verdict::holds();
    if (!is_passed_as_weights(at)) return verdict::unknown();
    if (may_be_data(at.in)) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto mend(site<tree::attribute> const &at, verdict const &) -> edits {
    return safe_edit(just_after(at.node), "()");
  }

private:
  /// The first argument of a function that wants weights, or a value in a dict that is.
  [[nodiscard]] static auto is_passed_as_weights(site<tree::attribute> const &at) -> bool {
    tree::node const *passed = &at.node;
    for (auto i = at.ancestors.size(); i-- > 0;) {
      if (auto const *dict = tree::as<tree::dict>(at.ancestors[i])) {
        passed = dict;
      } else {
        auto const *const call = tree::as<tree::call>(at.ancestors[i]);
        return call != nullptr && !call->args.empty() && call->args[0] == passed &&
               wants_weights(at.in, *call);
      }
    }
    return false;
  }

  [[nodiscard]] static auto wants_weights(tree::unit const &in, tree::call const &call) -> bool {
    return receiver_of(in, call, "load_state_dict") != nullptr ||
           tree::is_named(in, *call.func, {"torch.save", "copy.deepcopy"});
  }

  [[nodiscard]] static auto may_be_data(tree::unit const &in) -> bool {
    if (stores_attribute(in, *in.root, "state_dict")) return true;
    auto const wanted = in.names.find("state_dict");
    for (auto const &it : in.bindings.variables) {
      auto const kind = in.bindings.scopes[static_cast<std::size_t>(it.scope)].kind;
      if (it.name != wanted || kind != tree::scope_kind::class_) continue;
      for (auto const index : it.bound_at)
        if (in.bindings.all[index].kind != tree::binding_kind::function) return true;
    }
    return false;
  }
};

} // namespace prodreview::rules
