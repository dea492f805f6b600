// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/module_class.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct dropout_always_on {
  static constexpr rule_info info{
      .name = "dropout-always-on",
      .topic = topic::pytorch,
      .area = area::training,
      .item = "T5",
      .severity = severity::critical,
      .title = "Dropout is applied in evaluation too",
      .problem = "The functional form drops elements whenever it is called; it does not know about "
                 "`model.eval()`.",
      .impact = "Predictions are random and worse than the model's, and no two runs agree.",
      .fix = "Pass `training=self.training`.",
      .silent = "the function looks at `training` itself, the class is not known to be a module, "
                "p is 0, a comment is about it, or Monte Carlo dropout is named.",
      .bad = R"py(import torch.nn.functional as F
from torch import nn

class Block(nn.Module):
    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, query, key, value):
        mixed = F.scaled_dot_product_attention(query, key, value, dropout_p=self.rate)  # !
        return F.dropout(mixed, self.rate)  # !
)py",
      .good = R"py(import torch.nn.functional as F
from torch import nn

class Block(nn.Module):
    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, query, key, value):
        mixed = F.scaled_dot_product_attention(query, key, value, dropout_p=self.rate if self.training else 0.0)
        return F.dropout(mixed, self.rate, training=self.training)
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    auto const is_attention = applies_attention(at);
    if (!is_attention && !applies_dropout(at)) return verdict::irrelevant();
    auto const is_empty = at.node.args.empty() && at.node.keywords.empty();
    if (passes_unpacked(at.node) || is_empty) return verdict::unknown();
    auto const *const rate = is_attention ? argument_of(at.in, at.node, 4, "dropout_p")
                                          : argument_of(at.in, at.node, 1, "p");
    if (is_attention ? rate == nullptr || is_zero(at.in, rate) : is_zero(at.in, rate))
      return verdict::holds();
    auto const *const training = argument_of(at.in, at.node, 2, "training");
    if (!is_attention && training != nullptr)
      return is_true(training) ? verdict::unknown() : verdict::holds();
    if (is_attention && !is_own_rate(at, *rate)) return verdict::unknown();
    if (!is_in_module(at) || mentions(at.in, *at.enclosing_function(), "training") ||
        has_comment_on_line(at.in, at.node) ||
        has_comment_in(at.in, at.enclosing_function()->range, "dropout"))
      return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, rate) : verdict::irrelevant();
  }

  [[nodiscard]] static auto mend(site<tree::call> const &at, verdict const &found) -> edits {
    auto const *const method = at.enclosing_function();
    auto const self = std::string{at.in.spelling(first_parameter(*method))};
    if (applies_attention(at))
      return changing_edit(just_after(*found.subject),
                           joined({" if ", self, ".training else 0.0"}));
    auto const &last = at.node.keywords.empty()
                           ? static_cast<tree::node const &>(*at.node.args.back())
                           : *at.node.keywords.back();
    return changing_edit(just_after(last), joined({", training=", self, ".training"}));
  }

private:
  [[nodiscard]] static auto applies_attention(site<tree::call> const &at) -> bool {
    return at.names(at.node.func, {"torch.nn.functional.scaled_dot_product_attention"});
  }
  [[nodiscard]] static auto applies_dropout(site<tree::call> const &at) -> bool {
    return at.names(at.node.func, {"torch.nn.functional.dropout", "torch.nn.functional.dropout1d",
                                   "torch.nn.functional.dropout2d", "torch.nn.functional.dropout3d",
                                   "torch.nn.functional.alpha_dropout",
                                   "torch.nn.functional.feature_alpha_dropout"});
  }

  /// A rate that nothing outside the module has gated: a number, or an attribute of `self`.
  [[nodiscard]] static auto is_own_rate(site<tree::call> const &at, tree::expression const &rate)
      -> bool {
    if (!number_text(at.in, &rate).empty()) return true;
    auto const *const attribute = tree::as<tree::attribute>(&rate);
    auto const *const self =
        attribute == nullptr ? nullptr : tree::as<tree::name>(attribute->value);
    auto const *const method = at.enclosing_function();
    return self != nullptr && method != nullptr && self->id == first_parameter(*method);
  }

  /// Directly in a method of a module that does not say it wants dropout at all times.
  [[nodiscard]] static auto is_in_module(site<tree::call> const &at) -> bool {
    auto const *const method = at.enclosing_function();
    auto const *const around = enclosing_class(at);
    if (method == nullptr || around == nullptr || !is_torch_module(at.in, *around)) return false;
    auto const is_direct = is_method_of(*around, *method);
    auto const is_training_only = at.in.spelling(method->name).find("train") != std::string::npos;
    return is_direct && !is_training_only && !names_monte_carlo(at.in.text(*around));
  }

  [[nodiscard]] static auto names_monte_carlo(std::string_view text) -> bool {
    for (auto const word : {"Monte Carlo", "Monte-Carlo", "monte carlo", "MC dropout", "MC Dropout",
                            "mc_dropout", "MCDropout", "MC-Dropout"})
      if (text.find(word) != text.npos) return true;
    return false;
  }
};

} // namespace prodreview::rules
