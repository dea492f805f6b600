// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/misfit.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/supported_api.hpp>

#include <array>

namespace prodreview::rules {

struct api_newer_than_supported {
  static constexpr rule_info info{
      .name = "api-newer-than-supported",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::medium,
      .title = "Name that the oldest supported release does not have",
      .problem = "The oldest release of the library that is supported does not have this name yet.",
      .impact = "It raises AttributeError or ImportError under that release.",
      .fix = "Require the release that brought it, or test for it.",
      .silent =
          "neither the configuration nor the repository's requirements state a range, the "
          "version is tested, a flag decides whether it is reached, a function imports it, the "
          "failure is expected, the name is looked up as a string, or it is a test.",
      .bad = R"py(import torch
import torch.nn.functional as F

def attend(query, key, value):
    return F.scaled_dot_product_attention(query, key, value)  # !

def positions(rows, columns):
    return torch.meshgrid(rows, columns, indexing="ij")

def norm(size):
    return torch.nn.LayerNorm(size, bias=False)  # !
)py",
      .good = R"py(import torch
import torch.nn.functional as F

def attend(query, key, value):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(query, key, value)
    return torch.softmax(query @ key.mT, dim=-1) @ value

def positions(rows, columns):
    return torch.meshgrid(rows, columns, indexing="ij")

def norm(size):
    return torch.nn.LayerNorm(size)
)py",
      .asks_project = true,
  };

  static constexpr std::array kinds{tree::node_kind::alias, tree::node_kind::attribute,
                                    tree::node_kind::call};

  [[nodiscard]] static auto check(site<tree::node> const &at) -> verdict {
    if (auto const *call = tree::as<tree::call>(&at.node)) return of_call(at, *call);
    auto const use = use_of(at);
    if (!use.is(standing::newer)) return verdict::irrelevant();
    if (may_lack(at, use) || is_optional(at)) return verdict::unknown();
    return verdict::violated(*use.at);
  }

  [[nodiscard]] static auto explain(site<tree::node> const &at, verdict const &) -> explanation {
    if (auto const *call = tree::as<tree::call>(&at.node)) return explain_call(at, *call);
    auto const use = use_of(at);
    auto const &name = use.what.name->qualified;
    return {.problem = joined({"`", name, "` exists since ",
                               release_text(name, use.what.name->found.at.first), "; ",
                               range_text(name, supported_by(at.module, name)), "."})};
  }

private:
  /// An import within a function, and what a flag lets run, is meant for those who have it; tests
  /// run where all is new.
  [[nodiscard]] static auto is_optional(site<tree::node> const &at) -> bool {
    auto const is_deferred =
        at.node.kind == tree::node_kind::alias && at.enclosing_function() != nullptr;
    return is_deferred || !is_product_path(at.in.path) ||
           is_behind_flag(at.in, at.ancestors, at.node);
  }

  [[nodiscard]] static auto of_call(site<tree::node> const &at, tree::call const &call) -> verdict {
    auto const fit = fit_of(at, call);
    if (fit.is != api::fitting::newer) return verdict::irrelevant();
    if (may_refuse(at, fit) || is_optional(at)) return verdict::unknown();
    return verdict::violated(blamed(call, fit.why));
  }

  [[nodiscard]] static auto explain_call(site<tree::node> const &at, tree::call const &call)
      -> explanation {
    auto const fit = fit_of(at, call);
    auto const name = called_name(at, call);
    return {.title = "Argument that the oldest supported release does not take",
            .problem =
                joined({misfit_text(name, fit.why), " before ", release_text(name, fit.taken_by),
                        "; ", range_text(name, supported_by(at.module, name)), "."}),
            .impact = "It raises TypeError under that release."};
  }
};

} // namespace prodreview::rules
