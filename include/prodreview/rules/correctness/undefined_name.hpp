// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/ambient_name.hpp>
#include <prodreview/rules/support/annotation.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/swallowing.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/text/nearest.hpp>

#include <algorithm>
#include <vector>

namespace prodreview::rules {

struct undefined_name {
  static constexpr rule_info info{
      .name = "undefined-name",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "A name that does not exist is read",
      .problem = "Nothing in the file binds the name, and it is no builtin.",
      .impact = "A NameError as soon as the line runs.",
      .fix = "Import it, pass it in, or correct its spelling.",
      .silent = "a star import, `exec` or `globals()` may bind it, a handler waits for the "
                "NameError, it stands in an annotation that nothing evaluates, or the line says "
                "`noqa: F821`.",
      .bad = R"py(import torch

def train(model, loader, loss_function, optimizer):
    for batch, target in loader:
        loss = adversarial_loss(model(batch), target)  # !
        loss.backward()
        optimiser.step()  # !
)py",
      .good = R"py(import torch

def train(model, loader, loss_function, optimizer):
    for batch, target in loader:
        loss = loss_function(model(batch), target)
        loss.backward()
        optimizer.step()
)py",
  };

  [[nodiscard]] static auto check(site<tree::name> const &at) -> verdict {
    auto const &bindings = at.in.bindings;
    if (bindings.variable_of(at.node) != nullptr || !is_first(at)) return verdict::irrelevant();
    auto const name = at.in.spelling(at.node.id);
    if (is_ambient_name(name)) return verdict::irrelevant();
    auto const is_whole = at.in.errors.empty() && at.in.cells.empty();
    if (!is_whole || may_bind_unseen(at.in) || may_come_by_star(at.module, name) ||
        is_guarded(at) || is_unread(at) || is_imported_submodule(at.in, name) ||
        is_documentation_path(at.in.path) || has_comment_on_line(at.in, at.node, "F821"))
      return verdict::unknown();
    return verdict::violated(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::name> const &at, verdict const &) -> explanation {
    auto const name = at.in.spelling(at.node.id);
    if (auto const *bound = unmangled_variable(at))
      return {.problem = joined({"In a class, `", name, "` is read as `_Class", name,
                                 "`, and nothing binds that name."}),
              .fix = "Give the name one underscore, or none.",
              .evidence = {{at.in.bindings.all[bound->bound_at.front()].place,
                            "bound here, outside of the class"}}};
    explanation said{.problem =
                         joined({"Nothing in the file binds `", name, "`, and it is no builtin."})};
    if (auto const *meant = nearest_variable(at.in, name))
      said.evidence = {{at.in.bindings.all[meant->bound_at.front()].place,
                        joined({"`", at.in.spelling(meant->name), "` is bound here"})}};
    return said;
  }

private:
  /// One cause, one finding: where the name is read first.
  [[nodiscard]] static auto is_first(site<tree::name> const &at) -> bool {
    auto const &first = at.in.bindings.first_unbound;
    return std::binary_search(first.begin(), first.end(), at.node.occurrence);
  }

  /// Whether the code counts with the name's absence: it catches the error, or asks for the version
  /// of Python first.
  [[nodiscard]] static auto is_guarded(site<tree::name> const &at) -> bool {
    for (auto const *it : at.ancestors) {
      if (auto const *block = as_try(it); block != nullptr && catches_name_error(at.in, *block))
        return true;
      auto const *const branch = tree::as<tree::if_>(it);
      if (branch != nullptr && asks_for_version(at.in, *branch->test)) return true;
      auto const *const choice = tree::as<tree::if_exp>(it);
      if (choice != nullptr && asks_for_version(at.in, *choice->test)) return true;
    }
    return false;
  }

  [[nodiscard]] static auto catches_name_error(tree::unit const &in, tree::try_block const &block)
      -> bool {
    for (auto const *handler : block.handlers) {
      if (what_is_caught(in, *handler) != caught_exceptions::some) return true;
      if (handler->type != nullptr && mentions(in, *handler->type, "NameError")) return true;
    }
    return false;
  }

  [[nodiscard]] static auto asks_for_version(tree::unit const &in, tree::expression const &test)
      -> bool {
    for (auto const name : {"version_info", "PY2", "PY3", "TYPE_CHECKING"})
      if (in.names.find(name) != name_id::none && mentions(in, test, name)) return true;
    return false;
  }

  /// An annotation that nothing evaluates when the module runs.
  [[nodiscard]] static auto is_unread(site<tree::name> const &at) -> bool {
    if (annotation_around(at.node, at.ancestors) == nullptr) return false;
    auto const *const statement = at.enclosing_statement();
    auto const is_of_variable =
        statement != nullptr && statement->kind == tree::node_kind::ann_assign;
    return (is_of_variable && at.enclosing_function() != nullptr) ||
           keeps_annotations_unread(at.in);
  }

  /// The variable of the module that a private name in a class does not mean: `__limit` is mangled.
  [[nodiscard]] static auto unmangled_variable(site<tree::name> const &at)
      -> tree::variable const * {
    auto const name = at.in.spelling(at.node.id);
    if (!name.starts_with("__") || name.ends_with("__")) return nullptr;
    for (auto const &it : at.in.bindings.variables)
      if (it.scope == tree::scope_id::module && it.name == at.node.id && !it.bound_at.empty())
        return &it;
    return nullptr;
  }

  /// Names are compared letter by letter only when they begin alike and are about as long.
  [[nodiscard]] static auto may_be_meant(std::string_view known, std::string_view written) -> bool {
    auto const shorter = std::min(known.size(), written.size());
    auto const longer = std::max(known.size(), written.size());
    return shorter > 2 && longer - shorter <= 3 && known[0] == written[0] && known[1] == written[1];
  }

  /// What was probably meant. A file in which dozens of names are missing is a fragment: nothing is
  /// proposed there.
  [[nodiscard]] static auto nearest_variable(tree::unit const &in, std::string_view name)
      -> tree::variable const * {
    auto const &bindings = in.bindings;
    if (bindings.first_unbound.size() > 256 || bindings.variables.size() > 4096) return nullptr;
    std::vector<std::string_view> known;
    std::vector<tree::variable const *> variables;
    for (auto const &it : bindings.variables) {
      if (it.bound_at.empty() || !may_be_meant(in.spelling(it.name), name)) continue;
      known.push_back(in.spelling(it.name));
      variables.push_back(&it);
    }
    auto const meant = nearest(known, name);
    auto const at = std::find(known.begin(), known.end(), meant) - known.begin();
    return meant.empty() ? nullptr : variables[static_cast<std::size_t>(at)];
  }
};

} // namespace prodreview::rules
