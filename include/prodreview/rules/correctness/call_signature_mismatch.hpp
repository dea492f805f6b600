// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/rules/support/instance.hpp>
#include <prodreview/rules/support/lookup.hpp>
#include <prodreview/rules/support/misfit.hpp>
#include <prodreview/rules/support/origin.hpp>
#include <prodreview/rules/support/supported_api.hpp>
#include <prodreview/rules/support/torch_object.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct call_signature_mismatch {
  static constexpr rule_info info{
      .name = "call-signature-mismatch",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "Call does not fit the signature",
      .problem = "The arguments of this call cannot be bound to the parameters of what it calls.",
      .impact = "It raises TypeError whenever it is reached.",
      .fix = "Pass what the signature takes, or change the signature.",
      .silent = "the callee takes `*args` or `**kwargs` that absorb it, a decorator may change its "
                "signature, a base class outside the repository may answer, or TypeError is "
                "expected.",
      .bad = R"py(def pool(scores, *, size):
    return scores[:size]

class Edge:
    def __init__(self, weight):
        self.weight = weight

    def scaled(self, by):
        return self.weight * by

    def doubled(self):
        return self.scaled()  # !

def best(scores):
    first = pool(scores, 3)  # !
    return first, Edge(weigth=1.0)  # !
)py",
      .good = R"py(def pool(scores, *, size):
    return scores[:size]

class Edge:
    def __init__(self, weight):
        self.weight = weight

    def scaled(self, by):
        return self.weight * by

    def doubled(self):
        return self.scaled(2.0)

def best(scores):
    first = pool(scores, size=3)
    return first, Edge(weight=1.0)
)py",
      .asks_project = true,
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    auto const called = flow::callee_of(at.module, at.node, at.ancestors);
    if (!called) return of_library(at);
    return verdict_of(at.in, at.node, called, at.ancestors);
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &) -> explanation {
    auto const called = flow::callee_of(at.module, at.node, at.ancestors);
    if (!called) return explain_library(at);
    return explanation_of(at.module, at.node, called);
  }

  /// A method of an instance whose class is known, or a module of torch that is called.
  struct on_values {
    [[nodiscard]] static auto check(happening<flow::call_event> const &at) -> verdict {
      auto const method = method_of(at);
      if (!method.called) return of_layer(at);
      auto const found = verdict_of(at.in(), at.event.node, method.called, at.when.around);
      if (found.said != answer::violated) return found;
      auto const name = method.called.function->name;
      if (flow::is_overridden(*at.module.project(), method.of, name)) return verdict::unknown();
      return violated_by(at, method.object, *found.at);
    }

    [[nodiscard]] static auto explain(happening<flow::call_event> const &at, verdict const &found)
        -> explanation {
      auto const method = method_of(at);
      if (!method.called) return explain_layer(at);
      auto said = explanation_of(at.module, at.event.node, method.called);
      if (found.tier == tier::likely) said.problem += assumed_class(at, method.object);
      return said;
    }

  private:
    struct called_method {
      flow::callee called = {};
      flow::class_place of = {};
      flow::operand object = {};
    };

    /// A layer of torch is called through its `forward`.
    [[nodiscard]] static auto layer_of(happening<flow::call_event> const &at) -> std::string_view {
      auto const name = torch_class_of(at.when.known, at.event.callee.value);
      return flow::is_torch_layer(name) ? name : std::string_view{};
    }

    [[nodiscard]] static auto of_layer(happening<flow::call_event> const &at) -> verdict {
      auto const layer = layer_of(at);
      if (layer.empty()) return verdict::irrelevant();
      auto const fit = fit_of_layer(at, layer, at.event.node);
      if (fit.is == api::fitting::unknown) return verdict::irrelevant();
      if (fit.is != api::fitting::never || fit.why.what == flow::misfit::none)
        return verdict::holds();
      if (may_refuse(at.place(), fit) || !is_exactly_that(at, at.event.callee))
        return verdict::unknown();
      return verdict::violated(blamed(at.event.node, fit.why));
    }

    [[nodiscard]] static auto explain_layer(happening<flow::call_event> const &at) -> explanation {
      auto const layer = layer_of(at);
      auto const why = fit_of_layer(at, layer, at.event.node).why;
      return {.problem = joined({misfit_text(joined({layer, ".forward"}), why), "."}),
              .evidence = origin_of(at, at.event.callee)};
    }

    [[nodiscard]] static auto method_of(happening<flow::call_event> const &at) -> called_method {
      auto const &it = at.event;
      auto const class_of = [&](flow::operand any) {
        return class_of_value(at.module, at.when.known, any.value);
      };
      if (auto const *method = tree::as<tree::attribute>(it.node.func)) {
        auto const of = class_of(it.receiver);
        if (of.it != nullptr && !is_self(at.module, method->value, at.when.around))
          return {flow::callee_of_instance(at.module, of, at.in().spelling(method->attr)), of,
                  it.receiver};
      }
      auto const of = class_of(it.callee);
      if (of.it == nullptr) return {};
      return {called_itself(at.module, of), of, it.callee};
    }

    /// A module of torch is called through its `forward`.
    [[nodiscard]] static auto called_itself(flow::module_view const &in, flow::class_place of)
        -> flow::callee {
      auto const &line = in.fact<flow::method_places>().line_of(of);
      auto const own = flow::callee_of_instance(in, of, "__call__");
      return own || !is_torch_module(line) ? own : flow::callee_of_instance(in, of, "forward");
    }
  };

private:
  [[nodiscard]] static auto as_node(site<tree::call> const &at) -> site<tree::node> {
    return {at.node, at.in, at.ancestors, at.module};
  }

  /// A function or class of torch or einops, which no release that was read takes so.
  [[nodiscard]] static auto of_library(site<tree::call> const &at) -> verdict {
    auto const fit = fit_of(as_node(at), at.node);
    if (fit.is == api::fitting::unknown) return verdict::irrelevant();
    if (fit.is == api::fitting::fits) return verdict::holds();
    if (fit.is != api::fitting::never || fit.why.what == flow::misfit::none)
      return verdict::irrelevant();
    if (may_refuse(as_node(at), fit)) return verdict::unknown();
    return verdict::violated(blamed(at.node, fit.why));
  }

  [[nodiscard]] static auto explain_library(site<tree::call> const &at) -> explanation {
    auto const name = called_name(as_node(at), at.node);
    auto const newest = static_cast<std::uint8_t>(api::releases_of(name).size() - 1);
    return {.problem = joined({misfit_text(name, fit_of(as_node(at), at.node).why),
                               ", in no release from ", release_text(name, 0), " to ",
                               number_text(name, newest), "."})};
  }

  [[nodiscard]] static auto bound(tree::unit const &in, tree::call const &call,
                                  flow::callee const &called) -> flow::binding_result {
    return flow::bind(called.parameters, flow::shape_of(in, call), called.skipped);
  }

  [[nodiscard]] static auto verdict_of(tree::unit const &in, tree::call const &call,
                                       flow::callee const &called,
                                       std::span<tree::node const *const> around) -> verdict {
    auto const result = bound(in, call, called);
    if (result.binds()) return verdict::holds();
    if (expects_failure(in, around, {"builtins.TypeError"})) return verdict::unknown();
    return verdict::violated(blamed(call, result));
  }

  [[nodiscard]] static auto explanation_of(flow::module_view const &in, tree::call const &call,
                                           flow::callee const &called) -> explanation {
    auto const &definition =
        called.function != nullptr ? called.function->place : called.of_class->place;
    explanation said;
    said.problem = joined({misfit_text(name_of(called), bound(in.unit(), call, called)), "."});
    said.evidence.push_back({{},
                             joined({"it is defined here: ", parameters_text(called)}),
                             place_elsewhere{in.project()->path(called.file), definition}});
    return said;
  }

  [[nodiscard]] static auto name_of(flow::callee const &called) -> std::string {
    return std::string{called.of_class != nullptr ? called.of_class->name : called.function->name};
  }

  /// `pool(scores, *, size)`.
  [[nodiscard]] static auto parameters_text(flow::callee const &called) -> std::string {
    using kind = flow::parameter_kind;
    auto text = joined({"`", name_of(called), "("});
    auto previous = kind::positional_or_keyword;
    for (auto const &it : called.parameters) {
      if (!text.ends_with('(')) text += ", ";
      if (it.kind == kind::keyword_only && previous < kind::var_positional) text += "*, ";
      if (it.kind == kind::var_positional) text += '*';
      if (it.kind == kind::var_keyword) text += "**";
      text += it.name;
      if (it.has_default) text += "=…";
      previous = it.kind;
    }
    return text + ")`";
  }
};

} // namespace prodreview::rules
