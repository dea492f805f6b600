// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/joined.hpp>
#include <prodreview/tree/unit.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::python {

/// The symbols of a unit while its scopes are walked: one per scope and name. Scopes are entered
/// and left like brackets, so the symbols of one name form a stack whose top is the innermost one,
/// and no lookup hashes anything.
class symbol_table {
public:
  explicit symbol_table(tree::unit &in)
      : in_{in}, dunder_class_{in.names.intern("__class__")},
        innermost_(in.names.size(), no_symbol) {
    for (std::uint32_t i = 0; i < in.names.size() && !has_private_names_; ++i)
      has_private_names_ = is_private(in.spelling(name_id{i}));
    in_.bindings = {};
    in_.bindings.of_occurrence.resize(in.occurrences, tree::variable_id::none);
    in_.bindings.scope_of_occurrence.resize(in.occurrences, tree::scope_id::module);
    symbol_of_occurrence_.resize(in.occurrences, no_symbol);
  }

  void enter(tree::scope_kind kind, tree::node const *opened_by) {
    auto const id = static_cast<tree::scope_id>(in_.bindings.scopes.size());
    auto const *const opened = tree::as<tree::class_def>(opened_by);
    auto const is_class = kind == tree::scope_kind::class_ && opened != nullptr;
    auto const outer_class = frames_.empty() ? name_id::none : frame_of(current_).class_name;
    frames_.push_back({no_symbol, no_symbol, is_class ? opened->name : outer_class});
    in_.bindings.scopes.push_back({kind, current_, opened_by});
    current_ = id;
  }

  /// Everything that the scope binds is known now: what it does not bind is looked up outside.
  void leave() {
    for (auto id = frame_of(current_).first; id != no_symbol; id = symbols_[id].next) {
      look_outside(id);
      innermost_[index(symbols_[id].name)] = symbols_[id].outer;
    }
    current_ = scope_at(current_).parent;
  }

  [[nodiscard]] auto current() const -> tree::scope_id { return current_; }
  [[nodiscard]] auto kind() const -> tree::scope_kind { return scope_at(current_).kind; }

  /// A name that may be new to the unit.
  [[nodiscard]] auto interned(std::string_view spelling) -> name_id {
    auto const id = in_.names.intern(spelling);
    if (index(id) >= innermost_.size()) innermost_.resize(index(id) + 1, no_symbol);
    return id;
  }

  /// The name stands in the current scope.
  void use(tree::name const &occurrence) {
    auto const id = symbol_in(current_, mangled(occurrence.id));
    symbol_of_occurrence_[occurrence.occurrence] = id;
    in_.bindings.scope_of_occurrence[occurrence.occurrence] = current_;
  }
  void use_dunder_class() { (void)symbol_in(current_, dunder_class_); }

  /// The current scope binds `name`; `what.variable` and `what.scope` are filled in here.
  void bind(name_id name, tree::binding what) { bind_in(current_, mangled(name), what); }

  /// A type parameter of a class is mangled as a name of the class, in whose scope it is used.
  void bind_parameter_of(name_id class_name, name_id name, tree::binding what) {
    bind_in(current_, mangled(name, class_name), what);
  }

  /// `target := value`: the nearest scope that is no comprehension binds it.
  void bind_walrus(tree::name const &target, tree::binding what) {
    use(target);
    auto at = current_;
    while (scope_at(at).kind == tree::scope_kind::comprehension) at = scope_at(at).parent;
    if (at != current_) symbols_[symbol_of_occurrence_[target.occurrence]].nonlocal = true;
    bind_in(at, mangled(target.id), what);
  }

  /// `from module import *`.
  void bind_anything(tree::binding what) {
    in_.bindings.has_star_import = true;
    what.scope = current_;
    in_.bindings.all.push_back(what);
    symbol_of_binding_.push_back(no_symbol);
  }

  void declare_global(name_id name) {
    if (current_ == tree::scope_id::module) return;
    auto const outside = symbol_in(tree::scope_id::module, mangled(name));
    auto &it = symbols_[symbol_in(current_, mangled(name))];
    it.global = true;
    it.looked_up = outside;
  }
  void declare_nonlocal(name_id name) {
    symbols_[symbol_in(current_, mangled(name))].nonlocal = true;
  }

  /// After the module is left: makes the variables and points every occurrence and binding to its
  /// own.
  void finish() {
    for (auto const &frame : frames_)
      for (auto id = frame.first; id != no_symbol; id = symbols_[id].next) resolve(symbols_[id]);
    for (std::size_t i = 0; i < symbol_of_occurrence_.size(); ++i)
      in_.bindings.of_occurrence[i] = variable_of(symbol_of_occurrence_[i]);
    for (std::size_t i = 0; i < symbol_of_binding_.size(); ++i)
      in_.bindings.all[i].variable = variable_of(symbol_of_binding_[i]);
    list_bindings_by_variable();
    list_first_unbound();
  }

private:
  using symbol_id = std::uint32_t;
  static constexpr symbol_id no_symbol = 0xFFFFFFFF;

  struct symbol {
    name_id name;
    tree::scope_id scope;
    /// The same name in the next scope outwards that has a symbol for it.
    symbol_id outer;
    /// The next symbol of the same scope.
    symbol_id next = no_symbol;
    /// Where the name is looked up when this scope does not bind it itself.
    symbol_id looked_up = no_symbol;
    tree::variable_id variable = tree::variable_id::none;
    bool bound = false;
    bool global = false;
    bool nonlocal = false;

    [[nodiscard]] auto is_own() const -> bool { return bound && !global && !nonlocal; }
  };

  /// What is kept of a scope beside `tree::scope`: its symbols, and the class that mangles names.
  struct frame {
    symbol_id first;
    symbol_id last;
    name_id class_name;
  };

  template <class Id> [[nodiscard]] static constexpr auto index(Id id) -> std::size_t {
    return static_cast<std::size_t>(id);
  }
  [[nodiscard]] auto scope_at(tree::scope_id id) const -> tree::scope const & {
    return in_.bindings.scopes[index(id)];
  }
  [[nodiscard]] auto frame_of(tree::scope_id id) -> frame & { return frames_[index(id)]; }
  [[nodiscard]] auto variable_of(symbol_id id) const -> tree::variable_id {
    return id == no_symbol ? tree::variable_id::none : symbols_[id].variable;
  }

  /// Finds or makes the symbol of an open scope. Inner scopes have greater ids.
  [[nodiscard]] auto symbol_in(tree::scope_id scope, name_id name) -> symbol_id {
    auto inner = no_symbol;
    auto at = innermost_[index(name)];
    while (at != no_symbol && symbols_[at].scope > scope) {
      inner = at;
      at = symbols_[at].outer;
    }
    if (at != no_symbol && symbols_[at].scope == scope) return at;
    auto const made = static_cast<symbol_id>(symbols_.size());
    symbols_.push_back({.name = name, .scope = scope, .outer = at});
    (inner == no_symbol ? innermost_[index(name)] : symbols_[inner].outer) = made;
    append(frame_of(scope), made);
    return made;
  }

  [[nodiscard]] auto find_in(tree::scope_id scope, name_id name) const -> symbol_id {
    auto at = innermost_[index(name)];
    while (at != no_symbol && symbols_[at].scope > scope) at = symbols_[at].outer;
    return at != no_symbol && symbols_[at].scope == scope ? at : no_symbol;
  }

  void append(frame &to, symbol_id made) {
    (to.last == no_symbol ? to.first : symbols_[to.last].next) = made;
    to.last = made;
  }

  void bind_in(tree::scope_id scope, name_id name, tree::binding &what) {
    auto const id = symbol_in(scope, name);
    symbols_[id].bound = true;
    what.scope = scope;
    in_.bindings.all.push_back(what);
    symbol_of_binding_.push_back(id);
  }

  void look_outside(symbol_id id) {
    auto const it = symbols_[id];
    if (it.global) {
      if (it.bound) symbols_[it.looked_up].bound = true;
    } else if (!it.is_own()) {
      auto const found = symbol_outside(it.name);
      symbols_[id].looked_up = found;
    }
  }

  /// The symbol that a name of the current scope is looked up as: class scopes are skipped, except
  /// by the type parameters directly in them.
  [[nodiscard]] auto symbol_outside(name_id name) -> symbol_id {
    auto const inside = current_;
    for (auto at = scope_at(inside).parent; at != tree::scope_id::none; at = scope_at(at).parent) {
      auto const kind = scope_at(at).kind;
      if (kind == tree::scope_kind::class_) {
        auto const sees_it = scope_at(inside).kind == tree::scope_kind::type_parameters &&
                             scope_at(inside).parent == at;
        if (sees_it) return symbol_in(at, name);
        if (name == dunder_class_) return class_cell_of(at);
      } else if (kind == tree::scope_kind::type_parameters) {
        if (auto const own = find_in(at, name); own != no_symbol && symbols_[own].bound) return own;
      } else {
        return symbol_in(at, name);
      }
    }
    return no_symbol;
  }

  /// The implicit variable `__class__` that methods see, distinct from an attribute of that name.
  [[nodiscard]] auto class_cell_of(tree::scope_id scope) -> symbol_id {
    if (class_cell_ == name_id::none) class_cell_ = interned("__class__ of methods");
    auto const id = symbol_in(scope, class_cell_);
    if (symbols_[id].bound) return id;
    auto const &made = static_cast<tree::class_def const &>(*scope_at(scope).opened_by);
    tree::binding what{.kind = tree::binding_kind::class_, .place = made.name_range, .by = &made};
    bind_in(scope, class_cell_, what);
    return id;
  }

  void resolve(symbol &it) {
    if (it.is_own())
      it.variable = make_variable(it);
    else
      it.variable = variable_of(it.looked_up);
    if (it.bound && (it.global || it.nonlocal) && it.variable != tree::variable_id::none)
      in_.bindings.variables[index(it.variable)].bound_elsewhere = true;
  }

  [[nodiscard]] auto make_variable(symbol const &it) -> tree::variable_id {
    auto const id = static_cast<tree::variable_id>(in_.bindings.variables.size());
    auto const name = it.name == class_cell_ ? dunder_class_ : it.name;
    in_.bindings.variables.push_back({.name = name, .scope = it.scope});
    return id;
  }

  void list_bindings_by_variable() {
    auto &found = in_.bindings;
    std::vector<std::uint32_t> end(found.variables.size() + 1);
    for (auto const &it : found.all)
      if (it.variable != tree::variable_id::none) ++end[index(it.variable) + 1];
    for (std::size_t i = 1; i < end.size(); ++i) end[i] += end[i - 1];
    auto const begin = end;
    found.by_variable.resize(end.back());
    for (std::uint32_t i = 0; i < found.all.size(); ++i)
      if (found.all[i].variable != tree::variable_id::none)
        found.by_variable[end[index(found.all[i].variable)]++] = i;
    for (std::size_t i = 0; i < found.variables.size(); ++i)
      found.variables[i].bound_at = {found.by_variable.data() + begin[i], begin[i + 1] - begin[i]};
  }

  void list_first_unbound() {
    auto &found = in_.bindings;
    std::vector<bool> is_seen(in_.names.size());
    for (std::uint32_t i = 0; i < symbol_of_occurrence_.size(); ++i) {
      auto const id = symbol_of_occurrence_[i];
      if (found.of_occurrence[i] != tree::variable_id::none || id == no_symbol) continue;
      auto const name = index(symbols_[id].name);
      if (symbols_[id].global || is_seen[name]) continue;
      is_seen[name] = true;
      found.first_unbound.push_back(i);
    }
    for (auto const name : {"exec", "execfile", "globals", "locals", "vars", "__builtins__"})
      if (is_seen[index(in_.names.find(name))]) found.has_unseen_bindings = true;
  }

  [[nodiscard]] auto mangled(name_id name) -> name_id {
    if (!has_private_names_) return name;
    auto const class_name = frame_of(current_).class_name;
    return class_name == name_id::none ? name : mangled(name, class_name);
  }

  [[nodiscard]] static auto is_private(std::string_view spelling) -> bool {
    return spelling.starts_with("__") && !spelling.ends_with("__");
  }

  /// `__x` in `class _A` is `_A__x`; `__x__`, dotted names and classes called `___` are left alone.
  [[nodiscard]] auto mangled(name_id name, name_id class_name) -> name_id {
    auto const spelling = in_.spelling(name);
    if (!is_private(spelling)) return name;
    auto owner = in_.spelling(class_name);
    owner.remove_prefix(std::min(owner.find_first_not_of('_'), owner.size()));
    if (owner.empty() || spelling.find('.') != spelling.npos) return name;
    return interned(joined({"_", owner, spelling}));
  }

  tree::unit &in_;
  name_id dunder_class_;
  bool has_private_names_ = false;
  /// A name that no source can spell, once some method sees `__class__`.
  name_id class_cell_ = name_id::none;
  std::vector<symbol> symbols_;
  std::vector<frame> frames_;
  std::vector<symbol_id> innermost_;
  std::vector<symbol_id> symbol_of_occurrence_;
  std::vector<symbol_id> symbol_of_binding_;
  tree::scope_id current_ = tree::scope_id::none;
};

} // namespace prodreview::python
