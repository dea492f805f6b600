// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/project_names.hpp>
#include <prodreview/rules/support/annotation.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/rules/support/instance.hpp>
#include <prodreview/rules/support/lookup.hpp>
#include <prodreview/rules/support/origin.hpp>
#include <prodreview/rules/support/supported_api.hpp>
#include <prodreview/rules/support/torch_object.hpp>
#include <prodreview/rules/support/version_guard.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct unknown_attribute {
  static constexpr rule_info info{
      .name = "unknown-attribute",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "Name that its module or class does not have",
      .problem = "Nothing defines this name: everything that could has been read.",
      .impact = "It raises ImportError or AttributeError whenever it is reached.",
      .fix = "Use the name that is defined, or define this one.",
      .silent = "the module or class makes names as it runs, a base class or star import lies "
                "outside the repository, a subclass or a caller may set it, or the failure is "
                "expected.",
      .bad = R"py(class Counter:
    def __init__(self):
        self.count = 0

    def add(self):
        self.count = self.cuont + 1  # !
)py",
      .good = R"py(class Counter:
    def __init__(self):
        self.count = 0

    def add(self):
        self.count = self.count + 1
)py",
      .asks_project = true,
  };

  static constexpr std::array kinds{tree::node_kind::import_from, tree::node_kind::attribute,
                                    tree::node_kind::alias};

  [[nodiscard]] static auto check(site<tree::node> const &at) -> verdict {
    if (auto const found = of_library(at); found.said != answer::irrelevant) return found;
    if (at.module.project() == nullptr) return verdict::irrelevant();
    if (at.node.kind == tree::node_kind::alias)
      return at.parent()->kind == tree::node_kind::import_ ? of_module(at) : verdict::irrelevant();
    if (auto const *import = tree::as<tree::import_from>(&at.node)) return of_import(at, *import);
    return of_attribute(at, static_cast<tree::attribute const &>(at.node));
  }

  [[nodiscard]] static auto explain(site<tree::node> const &at, verdict const &found)
      -> explanation {
    if (at.node.kind != tree::node_kind::import_from)
      if (auto const use = use_of(at); use.is(standing::absent)) return explain_library(use);
    return explanation_of(*at.module.project(), looked_up(at, found));
  }

  /// An attribute of a value whose class is known.
  struct on_values {
    [[nodiscard]] static auto check(happening<flow::attribute_event> const &at) -> verdict {
      auto const &part = at.event.node;
      if (part.use != tree::context::load || is_self(at.module, part.value, at.when.around))
        return verdict::irrelevant();
      if (auto const of = torch_class_of(at.when.known, at.event.of.value); !of.empty())
        return of_torch(at, of);
      auto const found = verdict_of(at.place(), part, attribute_of(at));
      return found.said == answer::violated ? violated_by(at, at.event.of, part, &part) : found;
    }

    [[nodiscard]] static auto explain(happening<flow::attribute_event> const &at,
                                      verdict const &found) -> explanation {
      if (auto const of = torch_class_of(at.when.known, at.event.of.value); !of.empty())
        return explain_torch(at, of);
      auto const lacks = attribute_of(at);
      auto said =
          explanation_of(*at.module.project(), {std::string{at.in().spelling(at.event.node.attr)},
                                                lacks.file, lacks.owner});
      if (found.tier == tier::likely) said.problem += assumed_class(at, at.event.of);
      return said;
    }

  private:
    /// Any code may give a tensor or a layer attributes of its own, or derive a class that has
    /// them.
    [[nodiscard]] static auto of_torch(happening<flow::attribute_event> const &at,
                                       std::string_view of_class) -> verdict {
      auto const &part = at.event.node;
      if (!at.module.fact<torch_members>().lacks(of_class, part.attr)) return verdict::holds();
      if (!has_plain_members(of_class) || !is_exactly_that(at, at.event.of))
        return verdict::unknown();
      auto const name = at.in().spelling(part.attr);
      auto const place = at.place();
      auto *const project = at.module.project();
      auto const may_have = may_fail(place, name) || is_set_elsewhere(place, part, {}) ||
                            (project != nullptr && project->defines_function(name)) ||
                            is_version_guarded(at.in(), at.when.around, part, name);
      return may_have ? verdict::unknown() : verdict::violated(part, &part);
    }

    [[nodiscard]] static auto explain_torch(happening<flow::attribute_event> const &at,
                                            std::string_view of_class) -> explanation {
      auto const newest = static_cast<std::uint8_t>(api::releases_of(of_class).size() - 1);
      return {.problem = joined({"No release from ", release_text(of_class, 0), " to ",
                                 number_text(of_class, newest), " gives a `", of_class, "` a `",
                                 at.in().spelling(at.event.node.attr), "`."}),
              .evidence = origin_of(at, at.event.of)};
    }

    [[nodiscard]] static auto attribute_of(happening<flow::attribute_event> const &at)
        -> flow::target {
      auto const name = at.in().spelling(at.event.node.attr);
      auto const of = class_of_value(at.module, at.when.known, at.event.of.value);
      if (of.it == nullptr || name.starts_with("__")) return {};
      auto const &line = at.module.fact<flow::method_places>().line_of(of);
      return member_with_torch(*at.module.project(), of, line, name);
    }
  };

private:
  struct looked_up_place {
    std::string name;
    std::uint32_t file = 0;
    flow::class_interface const *of_class = nullptr;
  };

  [[nodiscard]] static auto explanation_of(flow::project &project, looked_up_place const &place)
      -> explanation {
    explanation said;
    auto const name = joined({"`", place.name, "`"});
    if (place.of_class != nullptr) {
      said.problem = joined({"The class `", place.of_class->name, "` has no attribute ", name,
                             ": neither it nor its bases define it, and no method sets it."});
      said.evidence.push_back({{},
                               "the class is defined here",
                               place_elsewhere{project.path(place.file), place.of_class->place}});
    } else {
      said.problem =
          joined({"The module `", project.path(place.file), "` does not define ", name, "."});
      said.evidence.push_back(
          {{}, "this module was read", place_elsewhere{project.path(place.file), {}}});
    }
    return said;
  }

  /// A name that no release of torch or einops has.
  [[nodiscard]] static auto of_library(site<tree::node> const &at) -> verdict {
    if (at.node.kind == tree::node_kind::import_from) return verdict::irrelevant();
    auto const use = use_of(at);
    if (!use.is(standing::absent)) return verdict::irrelevant();
    if (may_be_plugged_in(use) || is_never_read(at) || may_lack(at, use)) return verdict::unknown();
    return verdict::violated(*use.at);
  }

  /// A package for other hardware puts its module into torch (`torch.npu.…`), or adds to
  /// `torch.xpu`.
  [[nodiscard]] static auto may_be_plugged_in(api_use const &use) -> bool {
    auto const &name = use.what.name->qualified;
    if (name.starts_with("torch.xpu.")) return true;
    auto const is_of_torch =
        use.what.name->around != nullptr && use.what.name->around->qualified == "torch";
    auto const first = flow::last_part(name).front();
    return is_of_torch && use.what.parts_after > 0 && first >= 'a' && first <= 'z';
  }

  [[nodiscard]] static auto is_never_read(site<tree::node> const &at) -> bool {
    return annotation_around(at.node, at.ancestors) != nullptr && keeps_annotations_unread(at.in);
  }

  [[nodiscard]] static auto explain_library(api_use const &use) -> explanation {
    auto const &name = use.what.name->qualified;
    auto const newest = static_cast<std::uint8_t>(api::releases_of(name).size() - 1);
    return {.problem = joined({"No release from ", release_text(name, 0), " to ",
                               number_text(name, newest), " has `", name, "`."})};
  }

  /// The module itself of an import.
  [[nodiscard]] static auto of_module(site<tree::node> const &at) -> verdict {
    auto const absent = absent_part(at.module, imported_module(at));
    if (!absent) return verdict::irrelevant();
    return may_fail(at, absent.name) ? verdict::unknown() : verdict::violated(at.node, &at.node);
  }
  [[nodiscard]] static auto imported_module(site<tree::node> const &at) -> std::string {
    if (auto const *import = tree::as<tree::import_from>(&at.node))
      return module_of(at.in, *import);
    return std::string{at.in.spelling(static_cast<tree::alias const &>(at.node).name)};
  }

  [[nodiscard]] static auto of_import(site<tree::node> const &at, tree::import_from const &import)
      -> verdict {
    auto any = of_module(at);
    if (any.said != answer::irrelevant) return any;
    for (auto const *alias : import.names) {
      auto const found = imported(at.module, import, *alias);
      if (found.what == flow::target_kind::missing) {
        if (may_fail(at, at.in.spelling(alias->name))) return verdict::unknown();
        return verdict::violated(*alias, alias);
      }
      if (found.what != flow::target_kind::external) any = verdict::holds();
    }
    return any;
  }

  [[nodiscard]] static auto of_attribute(site<tree::node> const &at, tree::attribute const &part)
      -> verdict {
    if (part.use != tree::context::load) return verdict::irrelevant();
    return verdict_of(at, part, attribute_of(at, part));
  }

  /// What is to be said of an attribute that leads where the project says.
  [[nodiscard]] static auto verdict_of(site<tree::node> const &at, tree::attribute const &part,
                                       flow::target const &found) -> verdict {
    if (found.what == flow::target_kind::unknown || found.what == flow::target_kind::external)
      return verdict::irrelevant();
    if (found.what != flow::target_kind::missing) return verdict::holds();
    auto const name = at.in.spelling(part.attr);
    if (may_fail(at, name) || is_set_elsewhere(at, part, found)) return verdict::unknown();
    return verdict::violated(part, &part);
  }

  /// `module.name`, `Class.name` or `self.name`.
  [[nodiscard]] static auto attribute_of(site<tree::node> const &at, tree::attribute const &part)
      -> flow::target {
    if (auto const *receiver = tree::as<tree::name>(part.value))
      if (auto const self = self_class(at, *receiver); self.of.it != nullptr)
        return of_self(at, self, part);
    auto const &names = at.module.fact<flow::project_names>();
    if (!names.leads_inside(*part.value)) return {};
    auto const owner = names.resolve(*part.value);
    if (owner.what != flow::target_kind::module || owner.file == flow::no_index) return {};
    return names.resolve(part);
  }

  [[nodiscard]] static auto of_self(site<tree::node> const &at, flow::method_place const &self,
                                    tree::attribute const &part) -> flow::target {
    auto const name = at.in.spelling(part.attr);
    if (name.starts_with("__")) return {};
    auto const &line = at.module.fact<flow::method_places>().line_of(self.of);
    return member_with_torch(*at.module.project(), self.of, line, name);
  }

  [[nodiscard]] static auto self_class(site<tree::node> const &at, tree::name const &receiver)
      -> flow::method_place {
    auto const around = flow::method_around(at.module, at.ancestors);
    if (around.method == nullptr || !around.method->decorator_list.empty()) return {};
    return flow::is_first_parameter(at.in, &receiver, *around.method) ? around
                                                                      : flow::method_place{};
  }
  /// Whether the code says that the name may not be there.
  [[nodiscard]] static auto may_fail(site<tree::node> const &at, std::string_view name) -> bool {
    return expects_failure(at.in, at.ancestors,
                           {"builtins.ImportError", "builtins.ModuleNotFoundError",
                            "builtins.AttributeError", "builtins.NameError"}) ||
           is_type_checking(at) || tests_for(at.in, name);
  }

  [[nodiscard]] static auto is_type_checking(site<tree::node> const &at) -> bool {
    return at.enclosing([&](tree::node const &any) {
      auto const *const branch = tree::as<tree::if_>(&any);
      return branch != nullptr && at.in.text(*branch->test).ends_with("TYPE_CHECKING");
    }) != nullptr;
  }

  [[nodiscard]] static auto looked_up(site<tree::node> const &at, verdict const &found)
      -> looked_up_place {
    if (found.subject == &at.node && at.node.kind != tree::node_kind::attribute) {
      auto absent = absent_part(at.module, imported_module(at));
      return {std::move(absent.name), absent.in, nullptr};
    }
    if (auto const *alias = tree::as<tree::alias>(found.subject)) {
      auto const &import = static_cast<tree::import_from const &>(at.node);
      return {std::string{at.in.spelling(alias->name)}, imported(at.module, import, *alias).file,
              nullptr};
    }
    auto const &part = static_cast<tree::attribute const &>(*found.subject);
    auto const lacks = attribute_of(at, part);
    return {std::string{at.in.spelling(part.attr)}, lacks.file, lacks.owner};
  }
};

} // namespace prodreview::rules
