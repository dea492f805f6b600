// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/interface/kept_names.hpp>
#include <prodreview/flow/interface_data.hpp>
#include <prodreview/text/holds_word.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>
#include <prodreview/tree/visit.hpp>

#include <initializer_list>
#include <vector>

namespace prodreview::flow::detail {

/// The text of a string literal in one piece without escapes; empty for anything else.
[[nodiscard]] inline auto literal_text(tree::unit const &in, tree::expression const *any)
    -> std::string_view {
  auto const *const it = tree::as<tree::constant>(any);
  if (it == nullptr || it->what != tree::constant_kind::string || it->pieces.size() != 1) return {};
  auto const text = in.text(it->pieces[0].range);
  return text.find('\\') == text.npos ? text : std::string_view{};
}

/// Whether any of these names is read in the unit.
[[nodiscard]] inline auto mentions_any(tree::unit const &in,
                                       std::initializer_list<std::string_view> names) -> bool {
  std::vector<name_id> wanted;
  for (auto const name : names)
    // Some names are in every table.
    if (auto const id = in.names.find(name);
        id != name_id::none && holds_word(in.source.text(), name))
      wanted.push_back(id);
  if (wanted.empty()) return false;
  return tree::find_node(*in.root, [&](tree::node const &any) {
           auto const *const it = tree::as<tree::name>(&any);
           auto const *const part = tree::as<tree::attribute>(&any);
           auto const id = it != nullptr ? it->id : part != nullptr ? part->attr : name_id::none;
           return id != name_id::none &&
                  std::find(wanted.begin(), wanted.end(), id) != wanted.end();
         }) != nullptr;
}

/// Whether `root.attribute` occurs in the unit.
[[nodiscard]] inline auto mentions_attribute_of(tree::unit const &in, std::string_view root,
                                                std::string_view attribute) -> bool {
  auto const wanted = in.names.find(attribute);
  if (wanted == name_id::none || in.names.find(root) == name_id::none) return false;
  return tree::find_node(*in.root, [&](tree::node const &any) {
           auto const *const it = tree::as<tree::attribute>(&any);
           auto const *const of = it == nullptr ? nullptr : tree::as<tree::name>(it->value);
           return of != nullptr && it->attr == wanted && in.spelling(of->id) == root;
         }) != nullptr;
}

/// What the methods of a class store to their first parameter.
class instance_reader {
public:
  instance_reader(tree::unit const &in, kept_names &names, std::vector<exported> &to)
      : in_{in}, names_{names}, to_{to} {}

  /// A statement of the class's body.
  void look(tree::node const &statement) {
    if (auto const *method = tree::as_function(&statement)) {
      auto const *const self = first_parameter_of(*method);
      if (self == nullptr) return;
      self_ = self->name;
      for (auto const *it : method->body) (*this)(*it);
    } else if (statement.kind != tree::node_kind::class_def) {
      tree::for_each_child(statement, [this](tree::node const &it) { look(it); });
    }
  }

  /// Whether attributes are made that cannot be named.
  [[nodiscard]] auto is_open() const -> bool { return is_open_; }

  void operator()(tree::node const &any) {
    if (auto const *part = tree::as<tree::attribute>(&any))
      see(*part);
    else if (auto const *call = tree::as<tree::call>(&any))
      see(*call);
    tree::for_each_child(any, *this);
  }

private:
  [[nodiscard]] auto is_self(tree::expression const *any) const -> bool {
    auto const *const it = tree::as<tree::name>(any);
    return it != nullptr && it->id == self_;
  }

  void see(tree::attribute const &part) {
    if (!is_self(part.value)) return;
    auto const name = in_.spelling(part.attr);
    if (name == "__dict__" || name == "__setattr__") is_open_ = true;
    if (part.use != tree::context::load) add(name, part.range);
  }

  /// `setattr(self, name, …)` and the calls of a module that register something.
  void see(tree::call const &call) {
    if (tree::is_named(in_, *call.func, {"builtins.setattr"})) {
      if (call.args.size() > 1 && is_self(call.args[0])) add_named(call.args[1]);
      return;
    }
    if (tree::is_named(in_, *call.func, {"builtins.vars", "builtins.locals"})) is_open_ = true;
    auto const *const part = tree::as<tree::attribute>(call.func);
    if (part == nullptr) return;
    auto const method = in_.spelling(part->attr);
    if (method == "__setattr__") is_open_ = true;
    if (!is_self(part->value) || !tree::is_one_of(method, {"register_buffer", "register_parameter",
                                                           "add_module", "register_module"}))
      return;
    add_named(call.args.empty() ? named_argument(call) : call.args[0]);
  }

  [[nodiscard]] auto named_argument(tree::call const &call) const -> tree::expression const * {
    for (auto const *it : call.keywords)
      if (in_.spelling(it->name) == "name") return it->value;
    return nullptr;
  }

  void add_named(tree::expression const *name) {
    auto const text = literal_text(in_, name);
    if (text.empty())
      is_open_ = true;
    else
      add(text, name->range);
  }

  void add(std::string_view name, text_range at) {
    to_.push_back(
        {names_[name], export_kind::instance, true, no_index, {}, in_.source.positions_of(at)});
  }

  tree::unit const &in_;
  kept_names &names_;
  std::vector<exported> &to_;
  name_id self_ = name_id::none;
  bool is_open_ = false;
};

} // namespace prodreview::flow::detail
