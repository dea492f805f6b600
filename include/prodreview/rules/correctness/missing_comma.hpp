// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/parentheses.hpp>
#include <prodreview/text/joined.hpp>

#include <array>

namespace prodreview::rules {

struct missing_comma {
  static constexpr rule_info info{
      .name = "missing-comma",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::high,
      .title = "Two strings of a list run together",
      .problem = "There is no comma between two strings: Python joins them.",
      .impact = "The list has one element less, and one that nobody wrote.",
      .fix = "Put a comma between them.",
      .silent = "a string is continued: it holds a space, or more than one of the elements is "
                "written in several pieces.",
      .bad = R"py(__all__ = [
    "encode",
    "decode"  # !
    "score",
    "sample",
]
)py",
      .good = R"py(__all__ = [
    "encode",
    "decode",
    "score",
    "sample",
]
)py",
  };

  static constexpr std::array kinds{tree::node_kind::list, tree::node_kind::tuple,
                                    tree::node_kind::set};

  [[nodiscard]] static auto check(site<tree::expression> const &at) -> verdict {
    tree::constant const *joined_one = nullptr;
    auto const elements = elements_of(at.node);
    if (elements.size() < 3) return verdict::irrelevant();
    for (auto const *it : elements) {
      auto const *const text = tree::as<tree::constant>(it);
      if (text == nullptr || text->what != tree::constant_kind::string)
        return verdict::irrelevant();
      if (text->pieces.size() == 1) continue;
      if (joined_one != nullptr) return verdict::unknown();
      joined_one = text;
    }
    if (joined_one == nullptr) return verdict::irrelevant();
    if (!runs_together(at.in, *joined_one)) return verdict::unknown();
    return verdict::violated(*joined_one, joined_one);
  }

  [[nodiscard]] static auto explain(site<tree::expression> const &at, verdict const &found)
      -> explanation {
    auto const pieces = static_cast<tree::constant const &>(*found.subject).pieces;
    return {.problem = joined({"There is no comma after `", at.in.text(pieces[0].range),
                               "`: Python joins it with `", at.in.text(pieces[1].range), "`."})};
  }

private:
  [[nodiscard]] static auto elements_of(tree::expression const &any)
      -> tree::many<tree::expression> {
    if (auto const *it = tree::as<tree::list>(&any)) return it->elts;
    if (auto const *it = tree::as<tree::tuple>(&any)) return it->elts;
    return static_cast<tree::set const &>(any).elts;
  }

  /// Two words on two lines, as the elements around them are.
  [[nodiscard]] static auto runs_together(tree::unit const &in, tree::constant const &it) -> bool {
    if (it.pieces.size() != 2) return false;
    auto const &lines = in.source.lines();
    if (lines.line_of(it.pieces[0].range.begin) == lines.line_of(it.pieces[1].range.begin))
      return false;
    return is_word(in.text(it.pieces[0].range)) && is_word(in.text(it.pieces[1].range)) &&
           !has_parentheses(in, it);
  }

  [[nodiscard]] static auto is_word(std::string_view text) -> bool {
    return !text.empty() && text.find_first_of(" \t\n\\") == text.npos;
  }
};

} // namespace prodreview::rules
