// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/misfit.hpp>
#include <prodreview/rules/support/supported_api.hpp>

#include <array>

namespace prodreview::rules {

struct removed_or_deprecated_api {
  static constexpr rule_info info{
      .name = "removed-or-deprecated-api",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "Name that the library no longer has",
      .problem = "A supported release of the library does not have this name any more.",
      .impact = "It raises AttributeError or ImportError under that release.",
      .fix = "Use what took its place, or require an older release.",
      .silent =
          "the version is tested, the failure is expected, the name is looked up as a string, "
          "or the repository gives it itself. A name that is only deprecated is reported "
          "as Low, and where its replacement exists in every supported release.",
      .bad = R"py(import torch

def spectrum(matrix):
    values, _ = torch.symeig(matrix)  # !
    return values
)py",
      .good = R"py(import torch

def spectrum(matrix):
    values, _ = torch.linalg.eigh(matrix)
    return values
)py",
      .asks_project = true,
  };

  static constexpr std::array kinds{tree::node_kind::alias, tree::node_kind::attribute,
                                    tree::node_kind::call};

  [[nodiscard]] static auto check(site<tree::node> const &at) -> verdict {
    if (auto const *call = tree::as<tree::call>(&at.node)) return of_call(at, *call);
    auto const use = use_of(at);
    if (!use.is(standing::removed) && !use.is(standing::deprecated)) return verdict::irrelevant();
    if (may_lack(at, use)) return verdict::unknown();
    return found(at, *use.at, use.what.name->qualified)
        .milder_by(use.is(standing::deprecated) ? 3 : 0);
  }

  [[nodiscard]] static auto explain(site<tree::node> const &at, verdict const &) -> explanation {
    if (auto const *call = tree::as<tree::call>(&at.node)) return explain_call(at, *call);
    auto const use = use_of(at);
    auto const &name = *use.what.name;
    auto const &range = supported_by(at.module, name.qualified);
    explanation said;
    said.problem = joined(
        {"`", name.qualified, "` ", history_of(use), "; ", range_text(name.qualified, range), "."});
    auto const instead = api::replacement_of(name.found.at);
    if (!instead.empty()) said.fix = joined({"Use `", instead, "`."});
    if (!use.is(standing::deprecated)) return said;
    said.title = "Name that the library calls deprecated";
    said.impact = "It warns under that release, and a later one may not have it.";
    if (instead.empty()) said.fix = "Use what its documentation names instead.";
    return said;
  }

private:
  /// Certain where the repository states which releases it supports.
  [[nodiscard]] static auto found(site<tree::node> const &at, tree::node const &place,
                                  std::string_view qualified) -> verdict {
    auto const is_stated = supported_by(at.module, qualified).is_stated();
    return is_stated ? verdict::violated(place) : verdict::likely(place);
  }

  [[nodiscard]] static auto of_call(site<tree::node> const &at, tree::call const &call) -> verdict {
    auto const fit = fit_of(at, call);
    if (fit.is != api::fitting::removed) return verdict::irrelevant();
    if (may_refuse(at, fit)) return verdict::unknown();
    return found(at, blamed(call, fit.why), called_name(at, call));
  }

  [[nodiscard]] static auto explain_call(site<tree::node> const &at, tree::call const &call)
      -> explanation {
    auto const fit = fit_of(at, call);
    auto const name = called_name(at, call);
    return {.title = "Argument that the library no longer takes",
            .problem = joined({misfit_text(name, fit.why), " since ",
                               release_text(name, static_cast<std::uint8_t>(fit.taken_by + 1)),
                               "; ", range_text(name, supported_by(at.module, name)), "."}),
            .impact = "It raises TypeError under that release.",
            .fix = "Leave the argument out, or pass what took its place."};
  }

  [[nodiscard]] static auto history_of(api_use const &use) -> std::string {
    auto const &qualified = use.what.name->qualified;
    auto const &found = use.what.name->found;
    if (use.is(standing::deprecated))
      return joined({"is deprecated since ", release_text(qualified, found.at.deprecated)});
    if (found.at.first == api::no_release)
      return joined({"was removed before ", release_text(qualified, 0)});
    if (found.at.gap_first != api::no_release)
      return joined({"does not exist in ", release_text(qualified, found.at.gap_first), " to ",
                     number_text(qualified, found.at.gap_last)});
    auto const next = static_cast<std::uint8_t>(found.at.last + 1);
    return joined({"does not exist since ", release_text(qualified, next)});
  }
};

} // namespace prodreview::rules
