// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/mention.hpp>
#include <prodreview/rules/support/own_cache.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/supported_api.hpp>
#include <prodreview/rules/support/swallowing.hpp>
#include <prodreview/rules/support/untrusted_file.hpp>
#include <prodreview/rules/support/version_guard.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct unsafe_load {
  static constexpr rule_info info{
      .name = "unsafe-load",
      .topic = topic::production,
      .area = area::security,
      .item = "P1",
      .severity = severity::medium,
      .title = "Loading the file can run any code",
      .problem = "The file is unpickled, and a pickle may call anything.",
      .impact = "Whoever provides the file runs code with the rights of this process.",
      .fix = "Load tensors with `weights_only=True` or as safetensors, other data from a format "
             "that holds data only.",
      .silent = "the path is not what a caller passes, or the module writes such files itself.",
      .bad = R"py(import pickle

import torch

def resume(path):
    return torch.load(path, weights_only=False)  # !

def vocabulary(path):
    with open(path, "rb") as file:
        return pickle.load(file)  # !
)py",
      .good = R"py(import json

import torch

def resume(path):
    return torch.load(path, weights_only=True)

def vocabulary(path):
    with open(path) as file:
        return json.load(file)
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (at.names(at.node.func, {"torch.load"})) return check_torch(at);
    if (!at.names(at.node.func, {"pickle.load", "joblib.load", "dill.load", "cloudpickle.load"}))
      return verdict::irrelevant();
    auto const *const file = argument_of(at.in, at.node, 0, "file");
    if (file == nullptr || !is_from_outside(at, *file) || is_own_cache(at, *file))
      return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &found)
      -> explanation {
    if (found.detail == of_release)
      return {.problem =
                  joined({"Before torch 2.6 the file is unpickled unless `weights_only=True` "
                          "is passed, and a pickle may call anything; ",
                          range_text("torch.load", supported_by(at.module, "torch.load")), "."})};
    if (found.tier == tier::proved) return {};
    return {.problem = "Before torch 2.6 the file is unpickled unless `weights_only=True` is "
                       "passed, and a pickle may call anything; we assume that such a torch is "
                       "supported."};
  }

private:
  static constexpr std::uint32_t of_release = 1;

  [[nodiscard]] static auto check_torch(site<tree::call> const &at) -> verdict {
    auto const *const weights_only = keyword_of(at.in, at.node, "weights_only");
    if (is_true(weights_only)) return verdict::holds();
    auto const *const path = argument_of(at.in, at.node, 0, "f");
    auto const runs_code = is_false(weights_only) || names_pickler(at);
    auto const may_run_code = weights_only == nullptr && !passes_unpacked(at.node) &&
                              keyword_of(at.in, at.node, "pickle_module") == nullptr;
    if (!runs_code && !may_run_code) return verdict::unknown();
    if (path == nullptr || !is_from_outside(at, *path) || is_own_cache(at, *path))
      return verdict::unknown();
    if (!runs_code && (minds_the_version(at) || is_release_guarded(at))) return verdict::unknown();
    auto const &torch = supported_by(at.module, "torch.load");
    auto const oldest_that_is_safe = flow::api::span_of(">=2.6", flow::api::releases_of("torch"));
    auto const is_old = oldest_that_is_safe && torch.releases.first < oldest_that_is_safe->first;
    if (!runs_code && !is_old) return verdict::holds();
    if (!is_product_code(at)) return verdict::irrelevant();
    auto const is_certain = runs_code || (torch.is_stated() && !torch.is_unknown);
    return is_certain ? verdict::violated(at.node, nullptr, runs_code ? 0 : of_release)
                      : verdict::likely(at.node);
  }

  [[nodiscard]] static auto is_release_guarded(site<tree::call> const &at) -> bool {
    for (auto const *it : at.ancestors)
      if (is_release_guard(at.in, *it, at.node)) return true;
    return false;
  }

  /// In a handler of a `try` that passes `weights_only`: what is left where torch does not know it.
  /// Or under `safe_globals`, which is about loads that are restricted.
  [[nodiscard]] static auto minds_the_version(site<tree::call> const &at) -> bool {
    bool is_handling = false;
    for (auto i = at.ancestors.size(); i-- > 0;) {
      auto const &around = *at.ancestors[i];
      is_handling = is_handling || around.kind == tree::node_kind::except_handler;
      if (is_handling && as_try(&around) != nullptr) return mentions(at.in, around, "weights_only");
      auto const *const with = tree::as<tree::with>(&around);
      for (auto const *item : with == nullptr ? tree::many<tree::with_item>{} : with->items)
        if (mentions(at.in, *item, "safe_globals")) return true;
    }
    return false;
  }

  /// `pickle_module=pickle`: a module of one's own may allow less.
  [[nodiscard]] static auto names_pickler(site<tree::call> const &at) -> bool {
    return at.names(keyword_of(at.in, at.node, "pickle_module"), {"pickle", "dill", "cloudpickle"});
  }
};

} // namespace prodreview::rules
