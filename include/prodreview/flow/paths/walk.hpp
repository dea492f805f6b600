// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/module_view.hpp>
#include <prodreview/flow/paths/own_bindings.hpp>
#include <prodreview/flow/paths/path_state.hpp>
#include <prodreview/flow/paths/unbound_read.hpp>

#include <unordered_map>

namespace prodreview::flow::paths {

/// Is shown the places of interest on a walk.
struct walk_watcher {
  virtual ~walk_watcher() = default;
  virtual void at_return(tree::return_ const &it, path_state &here) = 0;
};

/// Walks the functions of a unit, statement by statement, with the paths that lead to each.
class walk {
public:
  walk(module_view const &of, std::vector<unbound_read> &to);

  void run();
  /// Shows the returns of one function, whose scope this is.
  void show_returns(tree::function const &any, tree::scope_id scope, walk_watcher &to);

private:
  /// A loop that is being walked.
  struct loop {
    path_state::mark since;
    text_range range;
    std::uint32_t first_version;
    std::size_t first_atom;
    std::vector<branch_end> breaks = {};
    std::vector<branch_end> continues = {};
  };

  void function(tree::function const &any, tree::scope_id scope);
  void walk_body(tree::function const &any);

  // Statements.
  void block(tree::many<tree::statement> body);
  void statement(tree::statement const &any);
  void see(tree::if_ const &it);
  [[nodiscard]] auto branch(alternatives const &test, tree::many<tree::statement> body)
      -> branch_end;
  [[nodiscard]] auto is_elif(tree::if_ const &it) const -> bool;
  void see(tree::for_loop const &it);
  void see(tree::while_ const &it);
  void see(tree::with_block const &it);
  void see(tree::try_block const &it);
  void see(tree::match const &it);
  void see(tree::assign const &it);
  void see(tree::aug_assign const &it);
  void see(tree::delete_ const &it);
  void see(tree::expr const &it);
  void see_definition(tree::statement const &any);

  // Loops.
  void enter_loop(tree::statement const &any, tree::many<tree::statement> body);
  void leave_loop(tree::many<tree::statement> orelse, bool is_endless);
  static void forget_rounds(branch_end &it);
  void jump(std::vector<branch_end> loop::*to);
  [[nodiscard]] auto is_varying(literal it, loop const &in) -> bool;
  [[nodiscard]] auto is_varying(fact const &it, loop const &in) -> bool;
  [[nodiscard]] auto is_varying(conjunction const &all, loop const &in) -> bool;
  void drop_varying(loop const &in);

  // Exceptions.
  void be_raised(text_range where, literal raised);
  void handle(tree::except_handler const &it);
  [[nodiscard]] auto is_interruption(tree::except_handler const &it) const -> bool;
  void bind_before(tree::except_handler const &it, tree::many<tree::statement> body);
  [[nodiscard]] auto uses_package(tree::node const &code, std::string_view package) const -> bool;
  [[nodiscard]] auto past_harmless(tree::many<tree::statement> body) -> tree::many<tree::statement>;
  void finally(tree::try_block const &it, path_state::mark since, literal raised);
  [[nodiscard]] auto raised_in(tree::node const &any) -> literal;
  [[nodiscard]] auto may_raise(tree::statement const &any) const -> bool;
  [[nodiscard]] auto suppresses(tree::with_block const &it) const -> bool;

  // Patterns.
  [[nodiscard]] auto condition_of(tree::pattern const &any, tree::expression const &subject)
      -> condition;
  void bind_captures(tree::pattern const &any);

  // Expressions.
  void read(tree::node const *any);
  template <class T> void read(tree::many<T> all) {
    for (auto const *it : all) read(it);
  }
  void read_name(tree::name const &it);
  void read_choice(tree::if_exp const &it);
  void read_all(tree::bool_op const &it);
  void read_generators(tree::many<tree::comprehension> all);
  void report(tree::name const &it, conjunction const &path, std::uint32_t tests_around);

  // Bindings.
  void bind_target(tree::expression const &target, tree::expression const *value);
  void bind(tree::name const &it, bound_value const &to);
  void bind_at(text_range place);
  void unbind(std::uint32_t variable);
  [[nodiscard]] auto variable_of(tree::name const &it) const -> std::uint32_t;
  [[nodiscard]] auto is_bound_within(std::uint32_t variable, text_range where) const -> bool;

  // Calls that do not come back.
  [[nodiscard]] auto ends_path(tree::call const &call) -> bool;
  [[nodiscard]] auto never_returns(tree::function const &any) -> bool;
  [[nodiscard]] auto is_ended_elsewhere(tree::call const &call) const -> bool;
  [[nodiscard]] auto class_around() const -> tree::class_def const *;

  static constexpr std::size_t most_told = 256;
  /// A function that takes more than this has too many paths.
  static constexpr std::size_t least_steps = 1U << 16;
  static constexpr std::size_t steps_per_byte = 4;
  static constexpr std::uint32_t no_variable = 0xFFFFFFFF;

  module_view const &view_;
  tree::unit const &in_;
  own_bindings bindings_;
  followed_variables followed_;
  path_state state_;
  std::vector<unbound_read> &reads_;
  walk_watcher *watcher_ = nullptr;
  std::span<own_binding const> own_;
  tree::scope_id scope_ = tree::scope_id::none;
  std::vector<loop> loops_;
  /// The paths of the function that were reported, and whether tests stood before the read.
  std::vector<std::pair<conjunction, bool>> told_;
  /// The second walk of a function, with all that is known of what its calls do.
  bool is_thorough_ = false;
  std::unordered_map<tree::function const *, bool> never_returns_;
};

} // namespace prodreview::flow::paths
