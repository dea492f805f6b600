// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/front_end.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace programs {

using namespace prodreview;

/// A small program whose names a test asks about by the line they stand on.
class program {
public:
  explicit program(std::string_view text) : unit_{python::read_unit("program.py", text)} {}

  [[nodiscard]] auto unit() const -> tree::unit const & { return unit_; }

  /// The lines that bind what the name on this line means; empty when nothing does.
  [[nodiscard]] auto bound_on(std::string_view name, std::uint32_t line) const
      -> std::vector<std::uint32_t> {
    std::vector<std::uint32_t> lines;
    if (auto const *variable = unit_.bindings.variable_of(occurrence(name, line)))
      for (auto const index : variable->bound_at)
        lines.push_back(line_of(unit_.bindings.all[index].place));
    return lines;
  }

  [[nodiscard]] auto scope_of(std::string_view name, std::uint32_t line) const -> tree::scope_kind {
    auto const *const variable = unit_.bindings.variable_of(occurrence(name, line));
    return unit_.bindings.scopes[static_cast<std::size_t>(variable->scope)].kind;
  }

  /// The qualified name of the expression that is written exactly so on this line.
  [[nodiscard]] auto named(std::string_view text, std::uint32_t line) const -> std::string {
    auto const *const found = tree::find_node(*unit_.root, [&](tree::node const &any) {
      return tree::is_expression(any.kind) && line_of(any.range) == line && unit_.text(any) == text;
    });
    return found == nullptr
               ? "not there"
               : tree::qualified_name(unit_, static_cast<tree::expression const &>(*found));
  }

  [[nodiscard]] auto occurrence(std::string_view name, std::uint32_t line) const
      -> tree::name const & {
    auto const *const found = tree::find_node(*unit_.root, [&](tree::node const &any) {
      auto const *const it = tree::as<tree::name>(&any);
      return it != nullptr && it->use == tree::context::load && unit_.spelling(it->id) == name &&
             line_of(it->range) == line;
    });
    if (found == nullptr) throw std::string{"the program has no such name on that line"};
    return static_cast<tree::name const &>(*found);
  }

private:
  [[nodiscard]] auto line_of(text_range place) const -> std::uint32_t {
    return unit_.source.lines().line_of(place.begin);
  }

  tree::unit unit_;
};

using lines = std::vector<std::uint32_t>;

} // namespace programs
