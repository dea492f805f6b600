// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/decorators.hpp>
#include <prodreview/flow/interface/instance_reader.hpp>
#include <prodreview/flow/interface/kept_names.hpp>
#include <prodreview/flow/interface_data.hpp>
#include <prodreview/flow/never_returns.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace prodreview::flow::detail {

inline void sort_by_name(std::vector<exported> &all) {
  std::stable_sort(all.begin(), all.end(),
                   [](exported const &a, exported const &b) { return a.name < b.name; });
}

/// The definitions of modules and classes: functions and classes with all that they hold.
class class_reader {
public:
  class_reader(tree::unit const &in, returned const &results, arena &memory)
      : in_{in}, results_{results}, memory_{memory}, names_{in, memory} {
    auto const &scopes = in.bindings.scopes;
    for (std::uint32_t i = 0; i < scopes.size(); ++i)
      if (scopes[i].kind == tree::scope_kind::class_)
        scope_of_.emplace(scopes[i].opened_by, tree::scope_id{i});
    for (auto const &it : in.bindings.variables) by_scope_.push_back(&it);
    std::stable_sort(by_scope_.begin(), by_scope_.end(), stands_before);
  }

  [[nodiscard]] auto functions() const -> std::vector<function_interface> const & {
    return functions_;
  }
  [[nodiscard]] auto classes() const -> std::vector<class_interface> const & { return classes_; }

  /// Before the definitions of the module are read.
  void begin_module() { body_ = in_.root->body; }

  /// The variables of a scope, in their order.
  [[nodiscard]] auto variables_of(tree::scope_id scope) const
      -> std::span<tree::variable const *const> {
    tree::variable wanted;
    wanted.scope = scope;
    auto const [first, last] =
        std::equal_range(by_scope_.begin(), by_scope_.end(), &wanted, stands_before);
    return {first, last};
  }

  /// One binding of a variable, in the module or in the class called `owner`.
  [[nodiscard]] auto definition(tree::variable const &of, tree::binding const &by,
                                std::string_view owner) -> exported {
    exported made;
    made.name = names_[in_.spelling(of.name)];
    made.place = in_.source.positions_of(by.place);
    made.is_conditional = !is_unconditional(by) || by.kind == tree::binding_kind::deletion;
    if (by.kind == tree::binding_kind::function)
      add_function(*tree::as_function(by.by), made);
    else if (by.kind == tree::binding_kind::class_)
      add_class(*tree::as<tree::class_def>(by.by), owner, made);
    else
      add_alias(of, by, made);
    return made;
  }

private:
  [[nodiscard]] static auto stands_before(tree::variable const *a, tree::variable const *b)
      -> bool {
    return a->scope < b->scope;
  }

  /// What stands directly in the body of the module or class that is read is unconditional. Simple
  /// statements bind through their targets, which need no place of their own.
  [[nodiscard]] auto is_unconditional(tree::binding const &by) const -> bool {
    auto const begins_before = [&](tree::statement const *it) {
      return it->range.begin <= by.place.begin;
    };
    auto const after = std::partition_point(body_.begin(), body_.end(), begins_before);
    if (after == body_.begin()) return false;
    auto const &around = **std::prev(after);
    return &around == by.by || (is_simple(around) && around.range.contains(by.place));
  }
  [[nodiscard]] static auto is_simple(tree::node const &it) -> bool {
    using tree::node_kind;
    return it.kind == node_kind::assign || it.kind == node_kind::ann_assign ||
           it.kind == node_kind::import_ || it.kind == node_kind::import_from;
  }

  void add_function(tree::function const &any, exported &made) {
    made.kind = export_kind::function;
    made.index = static_cast<std::uint32_t>(functions_.size());
    functions_.push_back({made.name, made.place, signature_of(any), call_form_of(in_, any),
                          is_stub(any), never_returns(in_, any), results_.by(any),
                          results_.gives_none(any)});
  }

  [[nodiscard]] static auto is_stub(tree::function const &any) -> bool {
    return std::all_of(any.body.begin(), any.body.end(), [](tree::statement const *it) {
      auto const *const said = tree::as<tree::expr>(it);
      return it->kind == tree::node_kind::pass || it->kind == tree::node_kind::raise ||
             (said != nullptr && said->value->kind == tree::node_kind::constant);
    });
  }

  [[nodiscard]] auto signature_of(tree::function const &any) -> signature {
    if (any.args == nullptr) return {};
    auto parameters = parameters_of(in_, *any.args);
    for (auto &it : parameters) it.name = names_[it.name];
    return memory_.copy(std::span<parameter const>{parameters});
  }

  void add_alias(tree::variable const &of, tree::binding const &by, exported &made) {
    std::string origin;
    if (by.kind == tree::binding_kind::import_)
      origin = by.origin;
    else if (by.kind == tree::binding_kind::assignment && by.value != nullptr && !is_self(of, by))
      origin = tree::qualified_name(in_, *by.value);
    if (origin.empty() || origin.starts_with("builtins.")) return;
    made.kind = export_kind::alias;
    made.origin = memory_.copy(std::string_view{origin});
  }
  /// `f = f` in a class names what stands around it.
  [[nodiscard]] auto is_self(tree::variable const &of, tree::binding const &by) const -> bool {
    auto const *const value = tree::as<tree::name>(by.value);
    return value != nullptr && value->id == of.name;
  }

  void add_class(tree::class_def const &any, std::string_view owner, exported &made) {
    made.kind = export_kind::class_;
    made.index = static_cast<std::uint32_t>(classes_.size());
    classes_.emplace_back();
    auto const full = owner.empty() ? std::string{made.name} : joined({owner, ".", made.name});
    class_interface it;
    it.name = memory_.copy(std::string_view{full});
    it.place = made.place;
    it.bases = bases_of(any);
    read_header(any, it);
    auto const outer = std::exchange(body_, any.body);
    auto members = own_members(any, it);
    body_ = outer;
    sort_by_name(members);
    it.members = memory_.copy(std::span<exported const>{members});
    classes_[made.index] = it;
  }

  [[nodiscard]] auto bases_of(tree::class_def const &any) -> std::span<std::string_view const> {
    std::vector<std::string_view> bases;
    for (auto const *base : any.bases) {
      auto const *const generic = tree::as<tree::subscript>(base);
      auto const &named = generic == nullptr ? *base : *generic->value;
      bases.push_back(memory_.copy(std::string_view{tree::qualified_name(in_, named)}));
    }
    return memory_.copy(std::span<std::string_view const>{bases});
  }

  // What decorators and keywords make of a class.

  void read_header(tree::class_def const &any, class_interface &it) {
    for (auto const *keyword : any.keywords) {
      auto const is_harmless =
          in_.spelling(keyword->name) == "metaclass" &&
          tree::is_named(in_, *keyword->value, {"abc.ABCMeta", "enum.EnumMeta"});
      it.is_open = it.is_open || !is_harmless;
    }
    if (it.is_open) it.constructor = constructor_kind::opaque;
    for (auto const *base : any.bases)
      if (tree::is_named(in_, *base, {"typing.NamedTuple"}))
        it.constructor = constructor_kind::named_tuple;
    for (auto const *decorator : any.decorator_list) read_decorator(*decorator, it);
  }

  void read_decorator(tree::expression const &any, class_interface &it) {
    auto const &named = called_or_named(any);
    if (tree::is_named(in_, named, {"dataclasses.dataclass"})) {
      it.constructor = constructor_kind::dataclass;
      auto const *const call = tree::as<tree::call>(&any);
      if (call != nullptr) read_dataclass(*call, it);
    } else if (!tree::is_named(in_, named,
                               {"typing.final", "typing.runtime_checkable", "torch.jit.script",
                                "functools.total_ordering", "typing_extensions.final",
                                "typing_extensions.runtime_checkable", "enum.unique"})) {
      it.is_open = true;
      it.constructor = constructor_kind::opaque;
    }
  }

  void read_dataclass(tree::call const &call, class_interface &it) {
    for (auto const *keyword : call.keywords) {
      auto const name = in_.spelling(keyword->name);
      auto const text = in_.text(*keyword->value);
      if (name == "kw_only")
        it.is_keyword_only = text != "False";
      else if ((name == "init" && text != "True") || keyword->name == name_id::none)
        it.constructor = constructor_kind::opaque;
    }
  }

  // What its body defines.

  [[nodiscard]] auto scope_of(tree::class_def const &any) const -> tree::scope_id {
    auto const found = scope_of_.find(&any);
    return found == scope_of_.end() ? tree::scope_id::none : found->second;
  }

  [[nodiscard]] auto own_members(tree::class_def const &any, class_interface &it)
      -> std::vector<exported> {
    std::vector<exported> members;
    for (auto const *variable : variables_of(scope_of(any)))
      add_members(*variable, it.name, members);
    read_fields(any, it);
    read_instances(any, it, members);
    for (auto const &member : members) {
      if (member.name == "__getattr__" || member.name == "__getattribute__") it.is_open = true;
      if (member.name == "__new__") it.constructor = constructor_kind::opaque;
    }
    return members;
  }

  void add_members(tree::variable const &variable, std::string_view owner,
                   std::vector<exported> &members) {
    // `super()` makes a variable that stands for the class itself.
    if (in_.spelling(variable.name) == "__class__") return;
    for (auto const index : variable.bound_at) {
      auto const &by = in_.bindings.all[index];
      members.push_back(definition(variable, by, owner));
    }
  }

  void read_instances(tree::class_def const &any, class_interface &it,
                      std::vector<exported> &members) {
    instance_reader stores{in_, names_, members};
    for (auto const *statement : any.body) stores.look(*statement);
    it.is_open = it.is_open || stores.is_open();
  }

  void read_fields(tree::class_def const &any, class_interface &it) {
    if (it.constructor != constructor_kind::dataclass &&
        it.constructor != constructor_kind::named_tuple)
      return;
    std::vector<field> fields;
    auto keyword_only = it.is_keyword_only;
    for (auto const *statement : any.body) {
      auto const *const one = tree::as<tree::ann_assign>(statement);
      auto const *const name = one == nullptr ? nullptr : tree::as<tree::name>(one->target);
      if (name == nullptr) continue;
      auto const annotation = in_.text(*one->annotation);
      if (annotation.find("ClassVar") != annotation.npos) continue;
      if (annotation == "KW_ONLY" || annotation.ends_with(".KW_ONLY")) {
        keyword_only = true;
        continue;
      }
      fields.push_back(field_of(*name, one->value, keyword_only));
    }
    it.fields = memory_.copy(std::span<field const>{fields});
  }

  [[nodiscard]] auto field_of(tree::name const &name, tree::expression const *value,
                              bool keyword_only) -> field {
    field made{names_[in_.spelling(name.id)], value != nullptr, keyword_only, true};
    auto const *const call = tree::as<tree::call>(value);
    if (call == nullptr || !tree::is_named(in_, *call->func, {"dataclasses.field"})) return made;
    made.has_default = false;
    for (auto const *keyword : call->keywords) {
      auto const is = in_.spelling(keyword->name);
      auto const text = in_.text(*keyword->value);
      made.has_default = made.has_default || is == "default" || is == "default_factory";
      if (is == "init") made.is_parameter = text != "False";
      if (is == "kw_only") made.is_keyword_only = text != "False";
    }
    return made;
  }

  tree::unit const &in_;
  returned const &results_;
  arena &memory_;
  kept_names names_;
  /// The body that is read.
  tree::many<tree::statement> body_;
  std::unordered_map<tree::node const *, tree::scope_id> scope_of_;
  std::vector<tree::variable const *> by_scope_;
  std::vector<function_interface> functions_;
  std::vector<class_interface> classes_;
};

} // namespace prodreview::flow::detail
