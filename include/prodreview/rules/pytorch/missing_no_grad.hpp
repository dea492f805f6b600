// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

#include <array>
#include <string_view>
#include <unordered_map>

namespace prodreview::rules {

struct missing_no_grad {
  static constexpr rule_info info{
      .name = "missing-no-grad",
      .topic = topic::pytorch,
      .area = area::gradients,
      .item = "T5",
      .severity = severity::high,
      .title = "Evaluation records gradients",
      .problem = "The function puts a model into evaluation mode and runs it over data while "
                 "gradients are recorded, and nothing in it asks for one.",
      .impact = "Every batch keeps the activations of all layers: evaluation needs the memory of "
                "training, and fails on batches that fit.",
      .fix = "Put the loop under `torch.no_grad()`, or decorate the function with "
             "`@torch.inference_mode()` where no result is trained on.",
      .silent = "something in the function or a caller in the file switches gradients off or asks "
                "for one.",
      .bad = R"py(import torch

def validate(model, batches, metric):  # !
    model.eval()
    scores = []
    for inputs, target in batches:
        scores.append(metric(model(inputs), target))
    return sum(scores)
)py",
      .good = R"py(import torch

@torch.no_grad()
def validate(model, batches, metric):
    model.eval()
    scores = []
    for inputs, target in batches:
        scores.append(metric(model(inputs), target))
    return sum(scores)
)py",
  };

  [[nodiscard]] static auto check(site<tree::function> const &at) -> verdict {
    auto const *const model = evaluated_model(at);
    if (model == nullptr) return verdict::irrelevant();
    auto const *const run = run_in_loop(at, *model);
    if (run == nullptr) return verdict::irrelevant();
    if (speaks_of_gradients(at.in, at.node)) return verdict::holds();
    if (at.module.fact<calls_without_gradients>().has(at.node.name, at.node))
      return verdict::holds();
    return is_product_code(at) ? verdict::likely(at.node, run) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::function> const &at, verdict const &found)
      -> explanation {
    return {.problem = joined({"`", at.in.spelling(at.node.name),
                               "` puts a model into evaluation mode and runs it over data while "
                               "gradients are recorded; we assume that no caller in another file "
                               "switches them off."}),
            .evidence = {{found.subject->range, "the model runs here"}}};
  }

private:
  static constexpr auto is_definition = [](tree::node const &any) {
    return tree::as_function(&any) != nullptr || any.kind == tree::node_kind::class_def;
  };

  template <class Question>
  [[nodiscard]] static auto find_in_body(tree::function const &in, Question asked)
      -> tree::node const * {
    for (auto const *it : in.body)
      if (auto const *found = tree::find_node(*it, asked, is_definition)) return found;
    return nullptr;
  }

  /// `model` of the statement `model.eval()`.
  [[nodiscard]] static auto evaluated_model(site<tree::function> const &at)
      -> tree::expression const * {
    auto const eval = at.in.names.find("eval");
    if (eval == name_id::none) return nullptr;
    auto const *const statement = find_in_body(at.node, [&](tree::node const &any) {
      auto const *const alone = tree::as<tree::expr>(&any);
      auto const *const call = tree::as<tree::call>(alone == nullptr ? nullptr : alone->value);
      auto const *const method = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
      return method != nullptr && call->args.empty() && call->keywords.empty() &&
             method->attr == eval && !at.in.text(*method->value).empty();
    });
    if (statement == nullptr) return nullptr;
    auto const &call =
        static_cast<tree::call const &>(*static_cast<tree::expr const &>(*statement).value);
    return static_cast<tree::attribute const &>(*call.func).value;
  }

  /// The call of the model within a loop of the function.
  [[nodiscard]] static auto run_in_loop(site<tree::function> const &at,
                                        tree::expression const &model) -> tree::node const * {
    auto const text = at.in.text(model);
    auto const is_run = [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      return call != nullptr && at.in.text(*call->func) == text;
    };
    auto const *const loop = find_in_body(at.node, [&](tree::node const &any) {
      auto const *const it = tree::as<tree::for_>(&any);
      if (it == nullptr) return false;
      for (auto const *statement : it->body)
        if (tree::find_node(*statement, is_run, is_definition) != nullptr) return true;
      return false;
    });
    return loop == nullptr ? nullptr : tree::find_node(*loop, is_run, is_definition);
  }

  /// Any name about gradients or training, in the function or its decorators.
  [[nodiscard]] static auto speaks_of_gradients(tree::unit const &in, tree::function const &it)
      -> bool {
    return tree::find_node(it, [&](tree::node const &any) {
             auto const *const attribute = tree::as<tree::attribute>(&any);
             auto const *const name = tree::as<tree::name>(&any);
             if (attribute != nullptr) return is_about_gradients(in.spelling(attribute->attr));
             return name != nullptr && is_about_gradients(in.spelling(name->id));
           }) != nullptr;
  }

  [[nodiscard]] static auto is_about_gradients(std::string_view name) -> bool {
    for (std::string_view const word : {"grad", "inference_mode", "backward", "train"})
      if (name.find(word) != name.npos) return true;
    return false;
  }

  /// What is called in functions that speak of gradients, or in blocks that switch them off: a fact
  /// of a view.
  class calls_without_gradients {
  public:
    explicit calls_without_gradients(tree::unit const &in) {
      (void)tree::find_node(*in.root, [&](tree::node const &any) {
        if (is_off(in, any)) add(any);
        return false;
      });
    }

    /// Whether a function of the name is called there, but by itself.
    [[nodiscard]] auto has(name_id name, tree::function const &but) const -> bool {
      auto const found = around_.find(name);
      return found != around_.end() && (found->second[0] != &but || (found->second[1] != nullptr));
    }

  private:
    [[nodiscard]] static auto is_off(tree::unit const &in, tree::node const &any) -> bool {
      if (any.kind == tree::node_kind::with)
        return switches_off(in, static_cast<tree::with_block const &>(any));
      auto const *const function = tree::as_function(&any);
      return function != nullptr && speaks_of_gradients(in, *function);
    }
    void add(tree::node const &around) {
      (void)tree::find_node(around, [&](tree::node const &part) {
        auto const *const call = tree::as<tree::call>(&part);
        if (call == nullptr) return false;
        if (auto const *plain = tree::as<tree::name>(call->func)) note(plain->id, around);
        if (auto const *method = tree::as<tree::attribute>(call->func)) note(method->attr, around);
        return false;
      });
    }
    void note(name_id name, tree::node const &around) {
      auto &known = around_[name];
      if (known[0] == nullptr)
        known[0] = &around;
      else if (known[0] != &around)
        known[1] = &around;
    }

    /// By name: the first two places.
    std::unordered_map<name_id, std::array<tree::node const *, 2>> around_;
  };

  [[nodiscard]] static auto switches_off(tree::unit const &in, tree::with_block const &it) -> bool {
    for (auto const *item : it.items) {
      auto const text = in.text(*item->context_expr);
      if (text.find("grad") != text.npos || text.find("inference") != text.npos) return true;
    }
    return false;
  }
};

} // namespace prodreview::rules
