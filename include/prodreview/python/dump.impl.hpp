// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/dump.hpp>
#include <prodreview/python/dump_names.hpp>
#include <prodreview/python/literal.hpp>
#include <prodreview/python/literal_text.hpp>
#include <prodreview/python/repr.hpp>
#include <prodreview/tree/visit.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace prodreview::python {

namespace detail {

/// What is still to be written: text, a node, a name's `repr`, a place. Long chains (`a.b.c…`,
/// `elif`) make a tree deep, so what is to be written stands on a stack of our own.
using dump_task = std::variant<std::string_view, tree::node const *, name_id, text_range>;

/// The value of a constant as `repr` writes it.
[[nodiscard]] inline auto repr_of(tree::unit const &in, tree::constant const &literal)
    -> std::string {
  auto const written =
      literal.pieces.empty() ? std::string_view{} : in.text(literal.pieces.front().range);
  switch (literal.what) {
  case tree::constant_kind::none: return "None";
  case tree::constant_kind::true_: return "True";
  case tree::constant_kind::false_: return "False";
  case tree::constant_kind::ellipsis: return "Ellipsis";
  case tree::constant_kind::integer: return integer_text(written);
  case tree::constant_kind::floating: return repr_of_float(floating_value(written));
  case tree::constant_kind::imaginary:
    return repr_of_imaginary(floating_value(written.substr(0, written.size() - 1)));
  case tree::constant_kind::string: return repr_of_string(string_value(in, literal));
  case tree::constant_kind::bytes: return repr_of_bytes(bytes_value(in, literal));
  }
  return {};
}

/// The source of an interpolation's expression: what follows it, `=` included, is not part of it.
[[nodiscard]] inline auto expression_text(std::string_view source) -> std::string {
  auto text = decode_verbatim(source);
  text.resize(text.find_last_not_of(" \t\n\v\f\r\x1c\x1d\x1e\x1f=") + 1);
  return text;
}

class dumper {
public:
  explicit dumper(tree::unit const &in) : in_{in} {}

  [[nodiscard]] auto run() -> std::string {
    pending_.emplace_back(static_cast<tree::node const *>(in_.root));
    while (!pending_.empty()) {
      auto const task = std::move(pending_.back());
      pending_.pop_back();
      std::visit([this](auto const &what) { write(what); }, task);
    }
    return std::move(out_);
  }

  // One function for each kind of node: its fields in CPython's order.
  void operator()(tree::module const &it) { fields("body", it.body); }
  void operator()(tree::function const &it) {
    fields("name", it.name, "args", it.args, "body", it.body, "decorator_list", it.decorator_list,
           "returns", it.returns, "type_params", it.type_params);
  }
  void operator()(tree::class_def const &it) {
    fields("name", it.name, "bases", it.bases, "keywords", it.keywords, "body", it.body,
           "decorator_list", it.decorator_list, "type_params", it.type_params);
  }
  void operator()(tree::return_ const &it) { fields("value", it.value); }
  void operator()(tree::delete_ const &it) { fields("targets", it.targets); }
  void operator()(tree::assign const &it) { fields("targets", it.targets, "value", it.value); }
  void operator()(tree::type_alias const &it) {
    fields("name", it.name, "type_params", it.type_params, "value", it.value);
  }
  void operator()(tree::aug_assign const &it) {
    fields("target", it.target, "op", name_of(it.op), "value", it.value);
  }
  void operator()(tree::ann_assign const &it) {
    fields("target", it.target, "annotation", it.annotation, "value", it.value, "simple",
           digit(it.simple));
  }
  void operator()(tree::for_loop const &it) {
    fields("target", it.target, "iter", it.iter, "body", it.body, "orelse", it.orelse);
  }
  void operator()(tree::while_ const &it) {
    fields("test", it.test, "body", it.body, "orelse", it.orelse);
  }
  void operator()(tree::if_ const &it) {
    fields("test", it.test, "body", it.body, "orelse", it.orelse);
  }
  void operator()(tree::with_block const &it) { fields("items", it.items, "body", it.body); }
  void operator()(tree::match const &it) { fields("subject", it.subject, "cases", it.cases); }
  void operator()(tree::raise const &it) { fields("exc", it.exc, "cause", it.cause); }
  void operator()(tree::try_block const &it) {
    fields("body", it.body, "handlers", it.handlers, "orelse", it.orelse, "finalbody",
           it.finalbody);
  }
  void operator()(tree::assert_ const &it) { fields("test", it.test, "msg", it.msg); }
  void operator()(tree::import_ const &it) { fields("names", it.names); }
  void operator()(tree::import_from const &it) {
    fields("module", it.module_name, "names", it.names, "level", kept(std::to_string(it.level)));
  }
  void operator()(tree::global const &it) { fields("names", it.names); }
  void operator()(tree::nonlocal const &it) { fields("names", it.names); }
  void operator()(tree::expr const &it) { fields("value", it.value); }
  void operator()(tree::pass const &) {}
  void operator()(tree::break_ const &) {}
  void operator()(tree::continue_ const &) {}
  void operator()(tree::opaque_statement const &it) {
    fields("reason", kept(repr_of_string(it.reason)), "children", it.children);
  }
  void operator()(tree::bool_op const &it) { fields("op", name_of(it.op), "values", it.values); }
  void operator()(tree::named_expr const &it) { fields("target", it.target, "value", it.value); }
  void operator()(tree::unary_op const &it) { fields("op", name_of(it.op), "operand", it.operand); }
  void operator()(tree::lambda const &it) { fields("args", it.args, "body", it.body); }
  void operator()(tree::if_exp const &it) {
    fields("test", it.test, "body", it.body, "orelse", it.orelse);
  }
  void operator()(tree::dict const &it) { fields("keys", it.keys, "values", it.values); }
  void operator()(tree::set const &it) { fields("elts", it.elts); }
  void operator()(tree::element_comprehension const &it) {
    fields("elt", it.elt, "generators", it.generators);
  }
  void operator()(tree::dict_comp const &it) {
    fields("key", it.key, "value", it.value, "generators", it.generators);
  }
  void operator()(tree::await const &it) { fields("value", it.value); }
  void operator()(tree::yield const &it) { fields("value", it.value); }
  void operator()(tree::yield_from const &it) { fields("value", it.value); }
  void operator()(tree::compare const &it) {
    fields("left", it.left, "ops", it.ops, "comparators", it.comparators);
  }
  void operator()(tree::call const &it) {
    fields("func", it.func, "args", it.args, "keywords", it.keywords);
  }
  void operator()(tree::formatted_value const &it) {
    fields("value", it.value, "conversion", conversion(it.conversion), "format_spec",
           it.format_spec);
  }
  void operator()(tree::interpolation const &it) {
    fields("value", it.value, "str", kept(repr_of_string(expression_text(in_.text(it.text)))),
           "conversion", conversion(it.conversion), "format_spec", it.format_spec);
  }
  void operator()(tree::joined_str const &it) { fields("values", it.values); }
  void operator()(tree::template_str const &it) { fields("values", it.values); }
  void operator()(tree::constant const &it) {
    fields("value", kept(repr_of(in_, it)));
    if (it.has_unicode_prefix) fields("kind", "'u'");
  }
  void operator()(tree::attribute const &it) {
    fields("value", it.value, "attr", it.attr, "ctx", name_of(it.use));
  }
  void operator()(tree::subscript const &it) {
    fields("value", it.value, "slice", it.slice, "ctx", name_of(it.use));
  }
  void operator()(tree::starred const &it) { fields("value", it.value, "ctx", name_of(it.use)); }
  void operator()(tree::name const &it) { fields("id", it.id, "ctx", name_of(it.use)); }
  void operator()(tree::list const &it) { fields("elts", it.elts, "ctx", name_of(it.use)); }
  void operator()(tree::tuple const &it) { fields("elts", it.elts, "ctx", name_of(it.use)); }
  void operator()(tree::slice const &it) {
    fields("lower", it.lower, "upper", it.upper, "step", it.step);
  }
  void operator()(tree::opaque_expression const &it) {
    fields("reason", kept(repr_of_string(it.reason)), "children", it.children);
  }
  void operator()(tree::match_value const &it) { fields("value", it.value); }
  void operator()(tree::match_singleton const &it) { fields("value", singleton(it.value)); }
  void operator()(tree::match_sequence const &it) { fields("patterns", it.patterns); }
  void operator()(tree::match_mapping const &it) {
    fields("keys", it.keys, "patterns", it.patterns, "rest", it.rest);
  }
  void operator()(tree::match_class const &it) {
    fields("cls", it.cls, "patterns", it.patterns, "kwd_attrs", it.kwd_attrs, "kwd_patterns",
           it.kwd_patterns);
  }
  void operator()(tree::match_star const &it) { fields("name", it.name); }
  void operator()(tree::match_as const &it) { fields("pattern", it.inner, "name", it.name); }
  void operator()(tree::match_or const &it) { fields("patterns", it.patterns); }
  void operator()(tree::comprehension const &it) {
    fields("target", it.target, "iter", it.iter, "ifs", it.ifs, "is_async", digit(it.is_async));
  }
  void operator()(tree::except_handler const &it) {
    fields("type", it.type, "name", it.name, "body", it.body);
  }
  void operator()(tree::arguments const &it) {
    fields("posonlyargs", it.posonlyargs, "args", it.args, "vararg", it.vararg, "kwonlyargs",
           it.kwonlyargs, "kw_defaults", it.kw_defaults, "kwarg", it.kwarg, "defaults",
           it.defaults);
  }
  void operator()(tree::arg const &it) { fields("arg", it.name, "annotation", it.annotation); }
  void operator()(tree::keyword const &it) { fields("arg", it.name, "value", it.value); }
  void operator()(tree::alias const &it) { fields("name", it.name, "asname", it.asname); }
  void operator()(tree::with_item const &it) {
    fields("context_expr", it.context_expr, "optional_vars", it.optional_vars);
  }
  void operator()(tree::match_case const &it) {
    fields("pattern", it.matched, "guard", it.guard, "body", it.body);
  }
  void operator()(tree::type_var const &it) {
    fields("name", it.name, "bound", it.bound, "default_value", it.default_value);
  }
  void operator()(tree::param_spec const &it) {
    fields("name", it.name, "default_value", it.default_value);
  }
  void operator()(tree::type_var_tuple const &it) {
    fields("name", it.name, "default_value", it.default_value);
  }
  /// Each step is a node whose left side is the step before; the last one is the whole.
  void operator()(tree::bin_op const &it) {
    for (std::size_t i = 1; i < it.rest.size(); ++i) put("left=BinOp(");
    field("left", it.first);
    for (auto const &step : it.rest) {
      fields("op", name_of(step.op), "right", step.value);
      if (&step != &it.rest.back()) close({it.range.begin, step.end});
    }
  }

private:
  /// A part of the node at hand: written at once unless a node is to be written before it.
  template <class Part> void put_part(Part part) {
    if (later_.empty())
      write(part);
    else
      later_.emplace_back(part);
  }
  void put(std::string_view text) { put_part(text); }
  void put(name_id name) { put_part(name); }
  void put(text_range place) { put_part(place); }
  void put(tree::node const *any) {
    if (any == nullptr) return put("None");
    later_.emplace_back(any);
  }
  void put(tree::comparison op) { put(name_of(op)); }
  void put(tree::named_place const &place) { put(place.name); }

  template <class Value, class... Rest>
  void fields(std::string_view label, Value const &value, Rest const &...rest) {
    field(label, value);
    if constexpr (sizeof...(rest) > 0) fields(rest...);
  }

  void field(std::string_view label, std::string_view text) {
    begin_field(label);
    put(text);
  }
  void field(std::string_view label, name_id name) {
    if (name == name_id::none) return;
    begin_field(label);
    put(name);
  }
  void field(std::string_view label, tree::node const *any) {
    if (any == nullptr) return;
    begin_field(label);
    put(any);
  }
  template <class Element>
  void field(std::string_view label, std::span<Element const> const &list) {
    if (list.empty()) return;
    begin_field(label);
    put("[");
    for (auto const &element : list) {
      if (&element != &list.front()) put(", ");
      put(element);
    }
    put("]");
  }
  void begin_field(std::string_view label) {
    if (!std::exchange(is_first_field_, false)) put(", ");
    put(label);
    put("=");
  }

  void close(text_range place) {
    if (!std::exchange(is_first_field_, false)) put(", ");
    put(place);
    put(")");
  }

  void write(std::string_view text) { out_ += text; }
  void write(name_id name) { out_ += repr_of_string(in_.spelling(name)); }
  void write(text_range place) {
    write_position("lineno=", ", col_offset=", place.begin);
    write_position(", end_lineno=", ", end_col_offset=", place.end);
  }
  void write_position(std::string_view line_label, std::string_view column_label,
                      std::uint32_t offset) {
    auto const &lines = in_.source.lines();
    auto const line = lines.line_of(offset);
    out_ += line_label;
    out_ += std::to_string(line);
    out_ += column_label;
    out_ += std::to_string(offset - lines.range_of(line).begin);
  }
  void write(tree::node const *any) {
    later_.clear();
    is_first_field_ = true;
    out_ += name_of(any->kind);
    out_ += '(';
    tree::dispatch(*any, *this);
    if (has_place(any->kind))
      close(any->range);
    else
      put(")");
    pending_.insert(pending_.end(), later_.rbegin(), later_.rend());
  }

  /// A text that is made here and lives as long as this.
  [[nodiscard]] auto kept(std::string text) -> std::string_view {
    return kept_.emplace_back(std::move(text));
  }
  [[nodiscard]] static auto digit(bool value) -> std::string_view { return value ? "1" : "0"; }
  [[nodiscard]] auto conversion(char letter) -> std::string_view {
    return letter == '\0' ? "-1" : kept(std::to_string(letter));
  }
  [[nodiscard]] static auto singleton(tree::constant_kind what) -> std::string_view {
    if (what == tree::constant_kind::none) return "None";
    return what == tree::constant_kind::true_ ? "True" : "False";
  }

  tree::unit const &in_;
  std::string out_;
  std::vector<dump_task> pending_;
  /// The parts of the node at hand from its first child on.
  std::vector<dump_task> later_;
  bool is_first_field_ = true;
  std::deque<std::string> kept_;
};

} // namespace detail

PRODREVIEW_INLINE auto dump(tree::unit const &in) -> std::string {
  return detail::dumper{in}.run();
}

} // namespace prodreview::python
