// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/origin.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct prob_logit_confusion {
  static constexpr rule_info info{
      .name = "prob-logit-confusion",
      .topic = topic::correctness,
      .area = area::numerics,
      .item = "C3",
      .severity = severity::critical,
      .title = "A loss gets another form of the scores than it wants",
      .problem = "The loss applies or expects another form of the scores than it is given.",
      .impact = "Training runs and learns the wrong thing: a softmax within a softmax cannot get "
                "a loss below 0.31 for two classes, and its gradients nearly vanish.",
      .fix = "Give the loss what its documentation asks for: logits to `cross_entropy` and "
             "`binary_cross_entropy_with_logits`, log probabilities to `nll_loss` and `kl_div`, "
             "probabilities to `binary_cross_entropy`.",
      .silent = "it is not known where the values come from, or something was computed with them "
                "in between.",
      .bad = R"py(import torch.nn.functional as F

def loss(scores, features, head, target):
    confidence = F.softmax(scores, dim=-1)
    first = F.cross_entropy(confidence, target)  # !
    second = F.nll_loss(confidence, target)  # !
    return first + second
)py",
      .good = R"py(import torch.nn.functional as F

def loss(scores, features, head, target):
    first = F.cross_entropy(scores, target)
    second = F.nll_loss(F.log_softmax(scores, dim=-1), target)
    return first + second
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    auto const *const wants = wants_of(what.row.name);
    if (wants == nullptr || what.inputs.empty()) return verdict::irrelevant();
    auto const given = at.meaning_of(what.inputs[0].value);
    if (given == flow::meaning::none) return verdict::unknown();
    if (!is_wrong(*wants, given)) return verdict::holds();
    if (!is_product_code(at.place())) return verdict::irrelevant();
    return verdict::violated(at.event.node, what.inputs[0].at);
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at,
                                    verdict const &found) -> explanation {
    auto const &what = at.event.what;
    auto const *const wants = wants_of(what.row.name);
    auto const given = at.described(what.inputs[0].value);
    auto const text = at.in().text(*found.subject);
    return {.title = joined({"`", what.row.name, "` gets ",
                             short_name(at.meaning_of(what.inputs[0].value)), ", and wants ",
                             wants->form}),
            .problem =
                joined({"`", text, "` is a ", given, "; `", what.row.name, "` ", wants->does, "."}),
            .evidence = origin_of(at, what.inputs[0])};
  }

private:
  struct expectation {
    std::string_view loss;
    std::string_view form;
    std::string_view does;
    bool takes_logits;
    bool takes_probabilities;
    bool takes_logarithms;
  };
  static constexpr std::array expectations{
      expectation{"BCELoss", "probabilities", "takes the logarithm itself", false, true, false},
      expectation{"BCEWithLogitsLoss", "logits", "applies the sigmoid itself", true, false, false},
      expectation{"CrossEntropyLoss", "logits", "applies the softmax itself", true, false, true},
      expectation{"KLDivLoss", "log probabilities", "takes no logarithm of its input", false, false,
                  true},
      expectation{"NLLLoss", "log probabilities", "takes no logarithm", false, false, true},
      expectation{"binary_cross_entropy", "probabilities", "takes the logarithm itself", false,
                  true, false},
      expectation{"binary_cross_entropy_with_logits", "logits", "applies the sigmoid itself", true,
                  false, false},
      expectation{"cross_entropy", "logits", "applies the softmax itself", true, false, true},
      expectation{"kl_div", "log probabilities", "takes no logarithm of its input", false, false,
                  true},
      expectation{"nll_loss", "log probabilities", "takes no logarithm", false, false, true},
  };

  [[nodiscard]] static auto wants_of(std::string_view loss) -> expectation const * {
    for (auto const &it : expectations)
      if (it.loss == loss) return &it;
    return nullptr;
  }

  [[nodiscard]] static auto is_wrong(expectation const &wants, flow::meaning given) -> bool {
    using flow::meaning;
    switch (given) {
    case meaning::softmax:
    case meaning::sigmoid: return !wants.takes_probabilities;
    case meaning::log_softmax:
    case meaning::log_sigmoid: return !wants.takes_logarithms;
    case meaning::logits: return !wants.takes_logits;
    default: return false;
    }
  }

  [[nodiscard]] static auto short_name(flow::meaning it) -> std::string_view {
    using flow::meaning;
    if (it == meaning::softmax || it == meaning::sigmoid) return "probabilities";
    return it == meaning::logits ? "logits" : "log probabilities";
  }
};

} // namespace prodreview::rules
