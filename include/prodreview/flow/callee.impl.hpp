// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/callee.hpp>
#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/project_names.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>

namespace prodreview::flow {
namespace detail {

/// Bases outside the project that decide themselves what a call of the class means.
[[nodiscard]] inline auto makes_own_calls(std::string_view base) -> bool {
  for (auto const end : {"Enum", "Flag", "Meta", "BaseModel", "TypedDict", "Tuple", "Protocol",
                         "Singleton", "Record", "Schema", "Model", "type"})
    if (base.ends_with(end)) return base != "torch.nn.Module";
  return base.empty();
}

/// Finds what one call calls.
class callee_finder {
public:
  callee_finder(module_view const &in, std::span<tree::node const *const> ancestors)
      : in_{in}, project_{*in.project()}, ancestors_{ancestors} {}

  [[nodiscard]] auto of(tree::call const &call) -> callee {
    auto const *const part = tree::as<tree::attribute>(call.func);
    if (part == nullptr) return named(*call.func);
    if (is_super(part->value)) return of_super(in_.unit().spelling(part->attr));
    if (auto const *it = tree::as<tree::name>(part->value))
      if (auto found = of_self(*it, in_.unit().spelling(part->attr))) return found;
    return named(*call.func);
  }

  [[nodiscard]] auto of_instance(class_place of, std::string_view name) -> callee {
    auto const &line = in_.fact<method_places>().line_of(of);
    auto const found = project_.member(line, name);
    if (found.what != target_kind::function || found.function->is_stub) return {};
    return of_method(found, false);
  }

private:
  [[nodiscard]] auto named(tree::expression const &func) -> callee {
    auto const found = in_.fact<project_names>().resolve(func);
    if (found.what == target_kind::class_) return constructor({found.file, found.owner});
    if (found.what != target_kind::function) return {};
    if (found.owner == nullptr) return of_function(found, 0);
    // Called through its class.
    return of_function(found, found.function->form == call_form::class_method ? 1 : 0);
  }

  [[nodiscard]] auto of_function(target const &found, std::uint32_t skipped) -> callee {
    auto const form = found.function->form;
    if (form == call_form::opaque || form == call_form::property || form == call_form::overload)
      return {};
    auto const all = found.function->parameters;
    return {found.function, nullptr, found.file, {all.begin(), all.end()}, skipped};
  }

  // Through `self` and `super()`.

  [[nodiscard]] auto of_self(tree::name const &receiver, std::string_view name) -> callee {
    auto const around = method_around(in_, ancestors_);
    if (around.method == nullptr || !is_first_parameter(in_.unit(), &receiver, *around.method))
      return {};
    auto const form = call_form_of(in_.unit(), *around.method);
    if (form == call_form::static_ || form == call_form::opaque) return {};
    auto const &line = in_.fact<method_places>().line_of(around.of);
    auto const found = project_.member(line, name);
    if (found.what != target_kind::function || found.function->is_stub) return {};
    auto const is_on_class = form == call_form::class_method;
    return of_method(found, is_on_class);
  }

  [[nodiscard]] auto of_method(target const &found, bool is_on_class) -> callee {
    switch (found.function->form) {
    case call_form::plain: return of_function(found, is_on_class ? 0 : 1);
    case call_form::class_method: return of_function(found, 1);
    default: return of_function(found, 0);
    }
  }

  [[nodiscard]] auto is_super(tree::expression const *any) const -> bool {
    auto const *const call = tree::as<tree::call>(any);
    return call != nullptr && call->args.empty() && call->keywords.empty() &&
           tree::is_named(in_.unit(), *call->func, {"builtins.super"});
  }

  /// Only where nothing but one line of classes of the project can answer.
  [[nodiscard]] auto of_super(std::string_view name) -> callee {
    auto const around = method_around(in_, ancestors_);
    if (around.method == nullptr || around.of.it->bases.size() != 1) return {};
    auto const base = project_.resolve(project_.path(around.of.file), around.of.it->bases[0]);
    if (base.what != target_kind::class_) return {};
    auto const found = single_line(class_place{base.file, base.owner}, name);
    if (found.what != target_kind::function) return {};
    auto const is_on_class = call_form_of(in_.unit(), *around.method) == call_form::class_method;
    return of_method(found, is_on_class && name != "__init__");
  }

  /// A member that is found before any class with two bases, or one outside the project.
  [[nodiscard]] auto single_line(class_place from, std::string_view name) -> target {
    for (auto deepest = 16; deepest > 0; --deepest) {
      if (!definitions_of(from.it->members, name).empty()) return project_.member(from, name);
      if (from.it->bases.size() != 1 || from.it->is_open) return {};
      auto const base = project_.resolve(project_.path(from.file), from.it->bases[0]);
      if (base.what != target_kind::class_) return {};
      from = {base.file, base.owner};
    }
    return {};
  }

  // Constructors.

  [[nodiscard]] auto constructor(class_place of) -> callee {
    auto const line = project_.line_of(of);
    for (auto const &base : line.outside)
      if (makes_own_calls(base)) return {};
    for (auto const &it : line.classes) {
      auto const &one = *it.it;
      if (one.constructor == constructor_kind::opaque || one.is_open) return {};
      if (one.constructor == constructor_kind::named_tuple) return {};
      if (!definitions_of(one.members, "__call__").empty() && one.name.ends_with("Meta")) return {};
    }
    if (is_dataclass(line)) return of_fields(of, line);
    auto const found = single_line(of, "__init__");
    if (found.what != target_kind::function) return {};
    auto made = of_function(found, 1);
    made.of_class = of.it;
    return made;
  }

  [[nodiscard]] static auto is_dataclass(class_line const &line) -> bool {
    return std::any_of(line.classes.begin(), line.classes.end(), [](class_place const &it) {
      return it.it->constructor == constructor_kind::dataclass;
    });
  }

  /// Fields of bases come first; a field that is given again keeps its place.
  [[nodiscard]] static auto of_fields(class_place of, class_line const &line) -> callee {
    if (line.is_open || of.it->constructor != constructor_kind::dataclass) return {};
    std::vector<field> fields;
    for (auto i = line.classes.size(); i-- > 0;) {
      auto const &one = *line.classes[i].it;
      if (!definitions_of(one.members, "__init__").empty()) return {};
      if (one.constructor != constructor_kind::dataclass) continue;
      for (auto const &it : one.fields) {
        auto const same = std::find_if(fields.begin(), fields.end(),
                                       [&](field const &old) { return old.name == it.name; });
        same == fields.end() ? fields.push_back(it) : void(*same = it);
      }
    }
    callee made{nullptr, of.it, of.file, {}, 0};
    for (auto const keyword_only : {false, true})
      for (auto const &it : fields)
        if (it.is_parameter && it.is_keyword_only == keyword_only)
          made.parameters.push_back(
              {it.name,
               keyword_only ? parameter_kind::keyword_only : parameter_kind::positional_or_keyword,
               it.has_default});
    return made;
  }

  module_view const &in_;
  project &project_;
  std::span<tree::node const *const> ancestors_;
};

/// `here:Outer.Inner` for a class around which stand only classes; empty for another.
[[nodiscard]] inline auto own_class_name(tree::unit const &in,
                                         std::span<tree::node const *const> ancestors)
    -> std::string {
  std::string name{"here:"};
  for (auto const *it : ancestors) {
    if (tree::as_function(it) != nullptr || it->kind == tree::node_kind::lambda) return {};
    auto const *const owner = tree::as<tree::class_def>(it);
    if (owner == nullptr) continue;
    if (!name.ends_with(':')) name.push_back('.');
    name.append(in.spelling(owner->name));
  }
  return name.ends_with(':') ? std::string{} : name;
}

} // namespace detail

PRODREVIEW_INLINE auto method_around(module_view const &in,
                                     std::span<tree::node const *const> ancestors) -> method_place {
  if (in.project() == nullptr) return {};
  std::size_t at = 0;
  while (at < ancestors.size() && tree::as_function(ancestors[at]) == nullptr) ++at;
  if (at == ancestors.size() || at == 0) return {};
  return in.fact<method_places>().of(ancestors.first(at + 1));
}

PRODREVIEW_INLINE auto method_places::of(std::span<tree::node const *const> ancestors) const
    -> method_place {
  auto const [at, is_new] = places_.try_emplace(ancestors.back());
  if (is_new) at->second = find(ancestors);
  return at->second;
}

PRODREVIEW_INLINE auto method_places::find(std::span<tree::node const *const> ancestors) const
    -> method_place {
  auto const around = ancestors.first(ancestors.size() - 1);
  auto const *const owner = tree::as<tree::class_def>(around.back());
  if (owner == nullptr) return {};
  auto const place = class_defined_by(of_, *owner, detail::own_class_name(of_.unit(), around));
  return place.it == nullptr ? method_place{}
                             : method_place{place, tree::as_function(ancestors.back())};
}

PRODREVIEW_INLINE auto class_defined_by(module_view const &in, tree::class_def const &it,
                                        std::string const &qualified) -> class_place {
  auto const found = in.fact<project_names>().resolve(qualified);
  // A class that is defined twice may be the other one.
  if (found.what != target_kind::class_ ||
      found.owner->place.start != in.unit().source.position_of(it.name_range.begin))
    return {};
  return {found.file, found.owner};
}

PRODREVIEW_INLINE auto method_places::line_of(class_place of) const -> class_line const & {
  auto const [at, is_new] = lines_.try_emplace(of.it);
  if (is_new) at->second = of_.project()->line_of(of);
  return at->second;
}

PRODREVIEW_INLINE auto callee_of(module_view const &in, tree::call const &call,
                                 std::span<tree::node const *const> ancestors) -> callee {
  if (in.project() == nullptr) return {};
  return detail::callee_finder{in, ancestors}.of(call);
}

PRODREVIEW_INLINE auto is_overridden(project &in, class_place of, std::string_view name) -> bool {
  auto const derived = in.derived_from(of);
  return std::any_of(derived.begin(), derived.end(), [&](class_place const &it) {
    return !definitions_of(it.it->members, name).empty();
  });
}

PRODREVIEW_INLINE auto callee_of_instance(module_view const &in, class_place of,
                                          std::string_view name) -> callee {
  if (in.project() == nullptr) return {};
  return detail::callee_finder{in, {}}.of_instance(of, name);
}

} // namespace prodreview::flow
