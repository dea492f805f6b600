// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/class_layout.hpp>
#include <prodreview/flow/event.hpp>
#include <prodreview/flow/memory.hpp>
#include <prodreview/flow/node_map.hpp>
#include <prodreview/flow/outside.hpp>
#include <prodreview/flow/state.hpp>
#include <prodreview/text/short_list.hpp>
#include <prodreview/tree/unit.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace prodreview::flow {

struct standard_result;

/// Runs the code of one unit on what is known of its values: the module's body, then every function
/// with nothing known of its arguments but what their declarations say (its *open context*). Loops
/// run quietly until they settle, and once more to report. Calls of the unit's own functions run
/// them on the values that are passed.
class interpreter : public origins {
public:
  /// `watching` sees the events of the reporting pass. `others` is null where the unit is looked at
  /// alone.
  interpreter(tree::unit const &in, memory &known, observer &watching, outside *others = nullptr);

  /// Everything in the unit, in source order: a function comes after the body that it stands in.
  void run();

  /// Runs for what the unit's functions give and its classes keep, sorted by name; nobody watches.
  [[nodiscard]] auto run_for_values() -> module_values;

  [[nodiscard]] auto origin_of(tree::expression const &named) const -> tree::node const * override;

private:
  /// A slot for an attribute of the object that a variable holds.
  struct place {
    name_id attribute;
    std::uint32_t slot;
  };
  /// One loop that runs: the ways that leave it or go on with its next pass.
  struct loop {
    std::size_t mark;
    std::vector<branch> broken;
    std::vector<branch> continued;
    /// There are more of them, which end with anything that the pass wrote.
    bool is_crowded = false;
  };
  /// One body that runs.
  struct frame {
    tree::scope_id home = tree::scope_id::module;
    tree::class_def const *owner = nullptr;
    /// The slot of `self`, where there is one.
    std::optional<std::uint32_t> self;
    /// What the returns gave so far.
    value_id returned = value_id::unbound;
    std::vector<loop> loops;
    /// Functions defined within, to be reported when the body has run.
    std::vector<tree::function const *> pending;
  };
  /// What is known of a class of the unit beyond its text.
  struct class_facts {
    class_layout layout;
    enum class progress : std::uint8_t { untouched, running, done };
    progress attributes_are = progress::untouched;
    /// Sorted by name.
    std::vector<std::pair<name_id, slot>> attributes;
    std::unordered_map<name_id, value_id> stored_later;

    [[nodiscard]] auto attribute(name_id name) const -> slot const * {
      auto const at = std::lower_bound(
          attributes.begin(), attributes.end(), name,
          [](std::pair<name_id, slot> const &it, name_id wanted) { return it.first < wanted; });
      return at != attributes.end() && at->first == name ? &at->second : nullptr;
    }
  };
  /// What a module that holds modules has in it: any of them, and the one that runs last.
  struct module_contents {
    value_id any = value_id::unbound;
    value_id last = value_id::unbound;
  };
  struct summary_key {
    std::vector<value_id> arguments;
    modes during;
    friend auto operator==(summary_key const &, summary_key const &) -> bool = default;
  };
  struct summary {
    summary_key key;
    std::vector<std::string_view> names;
    value_id result;
  };
  /// The operands of one call, kept alive while it is evaluated.
  struct call_operands {
    short_list<operand, 6> placed;
    short_list<named_operand, 4> named;
    /// Any element of what `*` unpacks.
    value_id spread = value_id::unbound;
    bool is_open = false;
    [[nodiscard]] auto view() const -> arguments { return {placed, named, is_open}; }
  };

  // --- statements (interpreter/statements.impl.hpp)
  void run_body(tree::many<tree::statement> body);
  void run_statement(tree::statement const &any);
  void dispatch_statement(tree::statement const &any);
  void run_if(tree::if_ const &it);
  void run_for(tree::for_loop const &it);
  void run_while(tree::while_ const &it);
  template <class Enter>
  void run_loop(tree::many<tree::statement> body, tree::many<tree::statement> orelse, bool may_end,
                Enter enter);
  [[nodiscard]] auto settle(std::span<branch const> ends, int pass) -> bool;
  template <class Enter>
  auto run_pass(tree::many<tree::statement> body, Enter const &enter) -> loop;
  void run_with(tree::with_block const &it);
  void enter_manager(tree::with_item const &it);
  void run_try(tree::try_block const &it);
  void run_match(tree::match const &it);
  void run_definition(tree::function const &it);
  void run_class(tree::class_def const &it);
  void run_return(tree::return_ const &it);
  void run_aug_assign(tree::aug_assign const &it);
  void leave_loop(bool is_break);
  void bind_pattern(tree::pattern const &it);
  /// Writes the variable that a function, class, handler or pattern binds.
  void bind_by(tree::node const &by, operand given);

  // --- bodies of functions (interpreter/bodies.impl.hpp)
  void report_function(tree::function const &it, tree::class_def const *owner);
  void report_pending();
  void bind_parameters(tree::function const &it);
  [[nodiscard]] auto value_of_self() -> value_id;
  void bind_parameter(tree::arg const &it, tree::expression const *default_value);
  [[nodiscard]] auto value_of_parameter(tree::arg const &it, tree::expression const *default_value)
      -> value_id;
  [[nodiscard]] auto call_function(symbol_id callee, std::span<operand const> placed,
                                   arguments const &given) -> value_id;
  [[nodiscard]] auto without_causes(std::span<operand const> placed, arguments const &given)
      -> call_operands;
  [[nodiscard]] auto run_function(tree::function const &it, tree::class_def const *owner,
                                  std::span<operand const> placed, arguments const &given)
      -> value_id;
  void pass_arguments(tree::function const &it, std::span<operand const> placed,
                      arguments const &given);
  void bind_defaults(tree::function const &it);
  [[nodiscard]] auto enter(tree::function const &it, tree::class_def const *owner) -> frame;
  [[nodiscard]] auto recording_of(tree::function const &it) const -> modes::recording;
  [[nodiscard]] auto value_of_return(tree::function const &it) -> value_id;
  [[nodiscard]] auto is_same_call(summary const &one, arguments const &given) const -> bool;
  [[nodiscard]] auto is_generator(tree::function const &it) -> bool;
  [[nodiscard]] auto is_incoming_gradient(tree::arg const &it) -> bool;
  [[nodiscard]] auto own_name(tree::class_def const &it) const -> std::string;

  // --- targets (interpreter/targets.impl.hpp)
  void assign(tree::expression const &target, operand given);
  void assign_variable(tree::name const &target, operand given);
  void assign_attribute(tree::attribute const &target, operand given);
  void assign_subscript(tree::subscript const &target, operand given);
  [[nodiscard]] auto stored_into(value_id before, value_id result) -> value_id;
  void assign_elements(tree::many<tree::expression> targets, operand given);
  void forget(tree::expression const &target);
  [[nodiscard]] auto known_element(sort container) -> value_id;
  [[nodiscard]] auto element_of(value_id container) -> value_id;
  [[nodiscard]] auto part_of(value_id whole, value_id part) -> value_id;
  [[nodiscard]] auto tuple_of_any(value_id element) -> kind_id {
    return element == value_id::unbound ? kind_store::only({kind::tuple, 0})
                                        : known_.store<kind_domain>().tuple_of_any(element);
  }
  [[nodiscard]] auto without_leaf(value_id tensor) -> value_id;
  [[nodiscard]] auto element_at(value_id container, std::size_t index, std::size_t count)
      -> value_id;
  [[nodiscard]] auto field_at(sort of, std::size_t index, std::size_t count) -> value_id;

  // --- expressions (interpreter/expressions.impl.hpp)
  [[nodiscard]] auto evaluate(tree::expression const &any) -> value_id;
  [[nodiscard]] auto evaluate_constant(tree::constant const &it) -> value_id;
  [[nodiscard]] auto read_constant(tree::constant const &it) -> value_id;
  [[nodiscard]] auto evaluate_bool_op(tree::bool_op const &it) -> value_id;
  [[nodiscard]] auto evaluate_bin_op(tree::bin_op const &it) -> value_id;
  [[nodiscard]] auto combine(tree::expression const &node, tree::binary_operator op, operand left,
                             operand right, bool is_in_place = false) -> value_id;
  [[nodiscard]] auto evaluate_unary_op(tree::unary_op const &it) -> value_id;
  [[nodiscard]] auto evaluate_compare(tree::compare const &it) -> value_id;
  [[nodiscard]] auto compare(tree::compare const &node, tree::comparison op, operand left,
                             operand right) -> value_id;
  [[nodiscard]] auto without_none(value_id of) -> value_id;
  [[nodiscard]] auto element_of_tuple(sort tuple, value_id index) -> value_id;
  [[nodiscard]] auto evaluate_if_exp(tree::if_exp const &it) -> value_id;
  [[nodiscard]] auto evaluate_subscript(tree::subscript const &it) -> value_id;
  [[nodiscard]] auto evaluate_attribute(tree::attribute const &it, bool is_called) -> value_id;
  [[nodiscard]] auto evaluate_display(tree::many<tree::expression> elements, kind of) -> value_id;
  [[nodiscard]] auto evaluate_dict(tree::dict const &it) -> value_id;
  [[nodiscard]] auto evaluate_tuple(tree::many<tree::expression> elements) -> value_id;
  [[nodiscard]] auto evaluate_lambda(tree::lambda const &it) -> value_id;
  [[nodiscard]] auto evaluate_children(tree::node const &any, value_id result) -> value_id;
  template <class Yield>
  [[nodiscard]] auto evaluate_comprehension(tree::many<tree::comprehension> generators,
                                            Yield element) -> value_id;

  // --- names (interpreter/names.impl.hpp)
  [[nodiscard]] auto evaluate_name(tree::name const &it) -> value_id;
  [[nodiscard]] auto value_of_outer(tree::variable const &it, std::uint32_t index) -> value_id;
  [[nodiscard]] auto value_of_symbol(symbol_id it) -> value_id;
  [[nodiscard]] auto make_value_of_symbol(symbol_id it) -> value_id;
  [[nodiscard]] auto child_of(symbol_id parent, name_id attribute) -> symbol_id;
  [[nodiscard]] auto value_of_definition(tree::node const &definition) -> value_id;
  [[nodiscard]] auto attribute_of(operand of, name_id attribute) -> value_id;
  [[nodiscard]] auto attribute_of_sort(sort it, operand of, name_id attribute) -> value_id;
  [[nodiscard]] auto attribute_of_instance(symbol_id of_class, operand of, name_id attribute)
      -> value_id;
  [[nodiscard]] auto own_class(symbol_id it) const -> tree::class_def const *;
  [[nodiscard]] auto facts_of(tree::class_def const &any) -> class_facts &;
  [[nodiscard]] auto attributes_of(tree::class_def const &any) -> class_facts &;
  void run_constructor(tree::class_def const &any, class_facts &facts);
  [[nodiscard]] auto find_method(tree::class_def const &of, name_id name, int depth = 8)
      -> std::pair<method_entry const *, tree::class_def const *>;
  [[nodiscard]] auto find_attribute(tree::class_def const &of, name_id name, int depth = 8) -> slot;
  [[nodiscard]] auto reads_local(tree::function const &within, tree::expression const &any) const
      -> bool;
  [[nodiscard]] auto value_of_store(tree::class_def const &of, attribute_store const &it)
      -> value_id;
  [[nodiscard]] auto stored_later(tree::class_def const &of, name_id name) -> value_id;
  [[nodiscard]] auto value_of_field(tree::class_def const &of, name_id name) -> value_id;
  [[nodiscard]] auto held_by(operand of, tree::class_def const &owner, name_id attribute,
                             value_id held) -> value_id;
  [[nodiscard]] auto attribute_of_tuple(sort it, value_id whole, std::string_view name) -> value_id;
  [[nodiscard]] auto is_buffer(tree::class_def const &of, name_id name, int depth = 8) -> bool;
  [[nodiscard]] auto has_torch_weights(tree::class_def const &of) -> bool;
  [[nodiscard]] auto attribute_of_parent(sort of, name_id attribute) -> value_id;
  [[nodiscard]] auto is_module(tree::class_def const &of, int depth = 8) -> bool;
  [[nodiscard]] auto place_of(tree::expression const &any) -> std::optional<std::uint32_t>;
  [[nodiscard]] auto place_of_attribute(std::uint32_t variable, name_id attribute) -> std::uint32_t;
  [[nodiscard]] auto own_slot(tree::name const &it) const -> std::optional<std::uint32_t>;
  void forget_attributes(std::uint32_t variable);
  void note_stores(tree::class_def const &owner, std::uint32_t self, int depth = 8);

  // --- calls (interpreter/calls.impl.hpp)
  [[nodiscard]] auto evaluate_call(tree::call const &it) -> value_id;
  void evaluate_arguments(tree::call const &it, call_operands &to);
  [[nodiscard]] auto call_value(tree::call const &it, operand callee, call_operands &given)
      -> value_id;
  [[nodiscard]] auto call_each(tree::call const &it, sorts const &callees, operand whole,
                               call_operands const &given) -> value_id;
  [[nodiscard]] auto call_sort(tree::call const &it, sort callee, operand whole,
                               call_operands &given) -> value_id;
  [[nodiscard]] auto call_symbol(tree::call const &it, symbol_id callee, call_operands &given)
      -> value_id;
  [[nodiscard]] auto call_outside(symbol_id callee) -> value_id;
  [[nodiscard]] auto call_outside_method(symbol_id of_class, std::string_view method) -> value_id;
  [[nodiscard]] auto is_outside_class(symbol_id it) const -> bool;
  [[nodiscard]] auto find_outside_attribute(tree::class_def const &of, name_id name, int depth)
      -> value_id;
  void keep_result(tree::function const &it, tree::class_def const *owner);
  [[nodiscard]] auto kept_values() -> module_values;
  [[nodiscard]] auto value_of_super(call_operands const &given) -> value_id;
  [[nodiscard]] auto call_parent(tree::call const &it, sort of, std::string_view name,
                                 call_operands &given) -> std::optional<value_id>;
  [[nodiscard]] auto call_lambda(tree::lambda const &it, std::span<operand const> placed)
      -> value_id;
  void register_state(std::string_view method, operand receiver, call_operands const &given);
  [[nodiscard]] auto call_builtin(tree::call const &it, symbol const &callee,
                                  call_operands const &given) -> std::optional<value_id>;
  [[nodiscard]] auto call_layer(tree::call const &it, symbol_id of_class, operand module,
                                call_operands &given) -> value_id;
  [[nodiscard]] auto left_on_default(tree::call const &it, value_id made) -> value_id;
  [[nodiscard]] auto is_placed(value_id module) const -> bool;
  [[nodiscard]] auto lying_at(value_id of, value_id where) -> value_id;
  [[nodiscard]] auto lying_with(value_id module, value_id result) -> value_id;
  [[nodiscard]] auto moved_module(std::string_view method, operand module,
                                  call_operands const &given) -> value_id;
  [[nodiscard]] auto call_gradient(tree::call const &it, call_operands const &given) -> value_id;
  [[nodiscard]] auto call_method(tree::call const &it, tree::attribute const &callee,
                                 operand receiver, call_operands &given) -> std::optional<value_id>;
  [[nodiscard]] auto call_container(tree::attribute const &callee, value_id container,
                                    call_operands const &given) -> value_id;
  [[nodiscard]] auto added_element(std::string_view method, call_operands const &given) -> value_id;
  [[nodiscard]] auto read_container(std::string_view method, value_id container,
                                    call_operands const &given) -> value_id;
  [[nodiscard]] auto part_of_modules(std::string_view method, value_id parameter) -> value_id;
  [[nodiscard]] auto call_module_method(sort of, operand receiver, name_id method,
                                        call_operands const &given) -> std::optional<value_id>;
  void forget_elements(operand passed);
  void forget_place(operand passed);
  [[nodiscard]] auto value_of_member(tree::attribute const &it, operand of) -> value_id;
  [[nodiscard]] auto is_own_method(name_id name) -> bool;
  void learn_from_operator(operator_row const &row, call_operands &given);
  [[nodiscard]] auto learn_from_method(tree::call const &it, tree::attribute const &method,
                                       value_id of) -> value_id;
  [[nodiscard]] auto learn(operand it, kind is) -> value_id;
  void note_escape(tree::call const &it, operand callee, call_operands const &given);

  // --- modules that hold modules (interpreter/module_containers.impl.hpp)
  [[nodiscard]] auto make_container(tree::call const &it, symbol_id of_class,
                                    call_operands const &given) -> value_id;
  void hold(symbol_id container, value_id module);
  void end_with(symbol_id container, value_id module);
  [[nodiscard]] auto module_in(value_id passed) -> value_id;
  [[nodiscard]] auto held_module(sort container, value_id whole) -> std::optional<value_id>;
  [[nodiscard]] auto run_sequence(tree::call const &it, symbol_id container,
                                  call_operands const &given) -> value_id;
  [[nodiscard]] auto call_module_container(sort of, operand container, std::string_view method,
                                           call_operands const &given) -> std::optional<value_id>;
  [[nodiscard]] auto iterator_over(value_id element) -> value_id {
    return known_.of_kind(container_of(kind::iterator, element));
  }

  // --- what is neither tensor nor module (interpreter/standard.impl.hpp)
  [[nodiscard]] auto value_of_standard(standard_result const &it) -> value_id;
  [[nodiscard]] auto instance_of(std::string_view qualified) -> value_id;
  [[nodiscard]] auto call_standard(symbol const &callee, call_operands const &given)
      -> std::optional<value_id>;
  [[nodiscard]] auto opened_file(call_operands const &given) -> value_id;
  [[nodiscard]] auto call_standard_method(std::string_view of_class, std::string_view method)
      -> std::optional<value_id>;
  [[nodiscard]] auto standard_attribute(std::string_view of_class, std::string_view attribute)
      -> std::optional<value_id>;
  [[nodiscard]] auto is_standard(value_id it) const -> bool;
  [[nodiscard]] auto is_path(value_id it) const -> bool;

  // --- operators (interpreter/operators.impl.hpp)
  [[nodiscard]] auto apply_row(tree::expression const &node, operator_row const &row,
                               arguments const &given, bool is_in_place = false) -> value_id;
  template <class Operation>
  [[nodiscard]] auto apply_tensor(tree::expression const &node, Operation const &what) -> value_id;
  [[nodiscard]] auto is_tensor(value_id it) const -> bool { return known_.is(it, kind::tensor); }

  // --- conditions (interpreter/narrowing.impl.hpp)
  void assume(tree::expression const &test, bool holds);
  void assume_none(tree::expression const &any, bool is_none);
  void assume_instance(tree::call const &test, bool holds);
  [[nodiscard]] auto is_any_module(sorts const &of) const -> bool;
  [[nodiscard]] auto value_of_class_info(tree::expression const &any) -> value_id;
  [[nodiscard]] auto evaluate_quietly(tree::expression const &any) -> value_id;
  [[nodiscard]] auto literal_truth(tree::expression const &test) const -> std::optional<bool>;

  // --- annotations (interpreter/annotations.impl.hpp)
  [[nodiscard]] auto value_of_annotation(tree::expression const &any) -> value_id;
  [[nodiscard]] auto value_of_annotation(tree::expression const &any, int depth) -> value_id;
  [[nodiscard]] auto value_of_type(std::string_view qualified) -> value_id;
  [[nodiscard]] auto module_variable(std::string_view name) -> tree::variable const *;
  [[nodiscard]] auto value_of_named_type(std::string_view dotted) -> value_id;
  [[nodiscard]] auto value_of_written_type(std::string_view text, int depth) -> value_id;
  [[nodiscard]] auto value_of_generic(std::string_view qualified, tree::expression const &argument,
                                      int depth) -> value_id;

  // --- reporting
  [[nodiscard]] auto is_reporting() const -> bool { return quiet_ == 0 && state_.lives; }
  [[nodiscard]] auto now() const -> moment { return {in_, known_, modes_, around_, *this}; }
  template <class Event> void tell(Event const &what) {
    if (is_reporting()) watching_.on(what, now());
  }
  [[nodiscard]] auto home_of(tree::scope_id scope) const -> tree::scope_id {
    return homes_[static_cast<std::size_t>(scope)];
  }
  [[nodiscard]] auto current() -> frame & { return frames_.back(); }

  tree::unit const &in_;
  memory &known_;
  observer &watching_;
  outside *others_;
  state state_;
  modes modes_;
  std::vector<frame> frames_;
  std::vector<tree::node const *> around_;
  /// By the slot of the variable.
  std::unordered_map<std::uint32_t, std::vector<place>> places_;
  /// By scope: the function, lambda, class or module that its code runs in.
  std::vector<tree::scope_id> homes_;
  /// By function, lambda or class: the scope that it opens.
  node_map<tree::scope_id> scope_of_;
  /// By definition, parameter, handler or pattern: the variable that it binds.
  node_map<std::uint32_t> bound_by_;
  std::unordered_map<tree::class_def const *, class_facts> classes_;
  /// By symbol; unbound where it was not asked for yet.
  std::vector<value_id> value_of_symbol_;
  /// By variable that stands for something outside of the unit; unbound likewise.
  std::vector<value_id> value_of_import_;
  /// Functions are entered again and again, and declare the same.
  std::unordered_map<tree::expression const *, value_id> declared_;
  /// `torch.nn` of `torch`, found by number and not by text.
  struct child {
    symbol_id parent;
    name_id attribute;
    symbol_id symbol;
  };
  std::vector<child> children_;
  /// By the symbol of the call that makes the container.
  std::unordered_map<symbol_id, module_contents> contents_;
  /// By symbol of another module: what calling it gives.
  std::unordered_map<symbol_id, value_id> outside_results_;
  /// Functions of the module and methods of its classes, with what they give in the open context.
  std::vector<std::pair<std::string, value_id>> results_;
  hash_index child_index_;
  /// By name; filled when a type in quotes is first met.
  std::unordered_map<name_id, tree::variable const *> module_variables_;
  symbol_id builtins_;
  /// The constants that were read last, by their places: a loop reads them again.
  std::array<std::pair<tree::constant const *, value_id>, 1024> constants_{};
  std::unordered_map<tree::function const *, bool> generators_;
  std::unordered_map<tree::node const *, std::vector<summary>> summaries_;
  std::unordered_map<tree::function const *, tree::class_def const *> owners_;
  /// Functions that run, outermost first.
  std::vector<tree::function const *> running_;
  /// Above 0, nothing is told.
  int quiet_ = 0;
  /// Nobody watches: what the unit gives to others is all that is wanted.
  bool is_for_values_ = false;
  /// Summaries that run within each other, and the statements that the outermost may still take.
  int summaries_running_ = 0;
  /// Lambdas that are called within each other.
  std::size_t lambdas_running_ = 0;
  std::size_t steps_ = 0;
  bool is_cut_ = false;
  /// A variable was read that nothing had bound yet: the loop has to look again.
  bool met_unbound_ = false;
  bool module_has_run_ = false;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/interpreter.impl.hpp>
#include <prodreview/flow/module_values.impl.hpp>
#endif
