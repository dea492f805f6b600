// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/einsum_pattern.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::rules {

enum class einops_operation { rearrange, reduce, repeat };

/// The sizes that a call passes for axes: `h=4`. Unknown when `**sizes` is among them.
struct einops_sizes {
  std::vector<std::string_view> axes;
  bool are_all_known = true;
};

namespace detail {

using axis_names = std::vector<std::string_view>;

[[nodiscard]] inline auto holds(axis_names const &names, std::string_view name) -> bool {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// One side of a pattern. A group is what stands in one pair of brackets, or one axis alone.
struct einops_side {
  std::vector<axis_names> groups;
  axis_names names;
  bool has_ellipsis = false;
  bool has_ellipsis_in_brackets = false;
  /// A number other than 1.
  bool has_number = false;
  std::string problem;
};

[[nodiscard]] constexpr auto is_digit(char byte) -> bool { return '0' <= byte && byte <= '9'; }
[[nodiscard]] constexpr auto is_word(char byte) -> bool {
  return is_letter(byte) || is_digit(byte) || byte == '_';
}
[[nodiscard]] inline auto is_number(std::string_view axis) -> bool {
  return std::all_of(axis.begin(), axis.end(), is_digit);
}

/// Reads one side as einops does: names, numbers, `...`, one level of brackets.
class einops_reader {
public:
  explicit einops_reader(bool allows_repeated_names) : allows_repeated_{allows_repeated_names} {}

  [[nodiscard]] auto read(std::string_view text) -> einops_side {
    for (std::size_t i = 0; i < text.size() && side_.problem.empty();) i += step(text, i);
    if (side_.problem.empty() && is_in_brackets_) side_.problem = "a bracket is not closed";
    return std::move(side_);
  }

private:
  auto step(std::string_view text, std::size_t i) -> std::size_t {
    if (text[i] == ' ') return 1;
    if (text[i] == '(' || text[i] == ')') return bracket(text[i]);
    if (text.substr(i, 3) == "...") return ellipsis();
    auto end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == i) return fail(joined({"`", text.substr(i, 1), "` is no axis"}));
    axis(text.substr(i, end - i));
    return end - i;
  }

  auto fail(std::string problem) -> std::size_t {
    side_.problem = std::move(problem);
    return 1;
  }

  auto bracket(char which) -> std::size_t {
    auto const opens = which == '(';
    if (opens == is_in_brackets_)
      return fail(opens ? "brackets stand in brackets" : "a bracket closes nothing");
    if (opens) side_.groups.emplace_back();
    is_in_brackets_ = opens;
    return 1;
  }

  auto ellipsis() -> std::size_t {
    if (side_.has_ellipsis) return fail("`...` stands twice on one side");
    side_.has_ellipsis = true;
    side_.has_ellipsis_in_brackets = is_in_brackets_;
    put("...");
    return 3;
  }

  void axis(std::string_view name) {
    if (name == "1") return is_in_brackets_ ? void() : void(side_.groups.emplace_back());
    if (is_number(name)) {
      side_.has_number = true;
      return put(name);
    }
    auto const is_anonymous = allows_repeated_ && name == "_";
    if (is_digit(name[0]) || (!is_anonymous && (name.front() == '_' || name.back() == '_')))
      return void(fail(joined({"`", name, "` is no valid axis name"})));
    if (holds(side_.names, name)) {
      if (!allows_repeated_) fail(joined({"axis `", name, "` stands twice on one side"}));
    } else {
      side_.names.push_back(name);
    }
    put(name);
  }

  void put(std::string_view axis) {
    if (!is_in_brackets_) side_.groups.emplace_back();
    side_.groups.back().push_back(axis);
  }

  einops_side side_;
  bool allows_repeated_;
  bool is_in_brackets_ = false;
};

[[nodiscard]] inline auto read_side(std::string_view text, bool allows_repeated_names = false)
    -> einops_side {
  return einops_reader{allows_repeated_names}.read(text);
}

/// The first axis of one side that the other lacks; empty when there is none.
[[nodiscard]] inline auto missing_from(axis_names const &other, axis_names const &names)
    -> std::string_view {
  for (auto const name : names)
    if (!holds(other, name)) return name;
  return {};
}

[[nodiscard]] inline auto problem_of_axes(einops_operation operation, einops_side const &left,
                                          einops_side const &right, einops_sizes const &sizes)
    -> std::string {
  auto const only_left = missing_from(right.names, left.names);
  auto const only_right = missing_from(left.names, right.names);
  if (operation != einops_operation::reduce && !only_left.empty())
    return joined({"axis `", only_left, "` is on the left side only"});
  if (operation != einops_operation::repeat && !only_right.empty())
    return joined({"axis `", only_right, "` is on the right side only"});
  if (operation == einops_operation::rearrange && (left.has_number || right.has_number))
    return "`rearrange` takes no number but 1 for an axis";
  if (operation == einops_operation::repeat && sizes.are_all_known)
    for (auto const name : right.names)
      if (!holds(left.names, name) && !holds(sizes.axes, name))
        return joined({"the size of the new axis `", name, "` is not passed"});
  return {};
}

[[nodiscard]] inline auto problem_of_sizes(einops_side const &left, einops_side const &right,
                                           einops_sizes const &sizes) -> std::string {
  for (auto const axis : sizes.axes)
    if (!holds(left.names, axis) && !holds(right.names, axis))
      return joined({"a size is passed for axis `", axis, "`, which the pattern does not have"});
  if (!sizes.are_all_known) return {};
  for (auto const &group : left.groups) {
    std::string_view unknown;
    for (auto const axis : group) {
      if (is_number(axis) || axis == "..." || holds(sizes.axes, axis)) continue;
      if (!unknown.empty())
        return joined({"neither the size of `", unknown, "` nor of `", axis, "` is passed"});
      unknown = axis;
    }
  }
  return {};
}

[[nodiscard]] inline auto is_ascii(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; });
}

} // namespace detail

/// What einops refuses about a pattern such as `b (h w) c -> b c h w`; empty when it is right, or
/// written with letters that are not looked at (not ASCII).
[[nodiscard]] inline auto einops_problem(einops_operation operation, std::string_view pattern,
                                         einops_sizes const &sizes) -> std::string {
  if (!detail::is_ascii(pattern)) return {};
  auto const arrow = pattern.find("->");
  if (arrow == pattern.npos) return "the pattern has no `->`";
  if (pattern.find("->", arrow + 2) != pattern.npos) return "the pattern has more than one `->`";
  auto const left = detail::read_side(pattern.substr(0, arrow));
  auto const right = detail::read_side(pattern.substr(arrow + 2));
  if (!left.problem.empty()) return left.problem;
  if (!right.problem.empty()) return right.problem;
  if (right.has_ellipsis && !left.has_ellipsis) return "`...` is on the right side only";
  if (left.has_ellipsis_in_brackets) return "`...` stands in brackets on the left side";
  if (operation != einops_operation::reduce && left.has_ellipsis && !right.has_ellipsis)
    return "`...` is on the left side only";
  auto problem = detail::problem_of_axes(operation, left, right, sizes);
  return problem.empty() ? detail::problem_of_sizes(left, right, sizes) : problem;
}

/// The same for `einops.einsum`, whose axes have names of several letters: `b i j, b j k -> b i k`.
[[nodiscard]] inline auto einops_einsum_problem(std::string_view pattern,
                                                std::optional<std::size_t> operands)
    -> std::string {
  if (!detail::is_ascii(pattern)) return {};
  auto const arrow = pattern.find("->");
  if (arrow == pattern.npos) return "the pattern has no `->`";
  if (pattern.find("->", arrow + 2) != pattern.npos) return "the pattern has more than one `->`";
  auto const terms = detail::split(pattern.substr(0, arrow), ',');
  detail::axis_names known;
  for (auto const term : terms) {
    auto const side = detail::read_side(term, true);
    if (!side.problem.empty()) return side.problem;
    known.insert(known.end(), side.names.begin(), side.names.end());
  }
  auto const output = detail::read_side(pattern.substr(arrow + 2), true);
  if (!output.problem.empty()) return output.problem;
  if (auto const name = detail::missing_from(known, output.names); !name.empty())
    return joined({"output axis `", name, "` is in no input"});
  return detail::problem_of_count(terms.size(), operands);
}

/// The same for `einops.pack` and `unpack`: names and one `*`.
[[nodiscard]] inline auto einops_pack_problem(std::string_view pattern) -> std::string {
  if (!detail::is_ascii(pattern)) return {};
  detail::axis_names seen;
  for (auto const axis : detail::split(pattern, ' ')) {
    if (axis.empty()) continue;
    if (detail::holds(seen, axis)) return joined({"`", axis, "` stands twice in the pattern"});
    seen.push_back(axis);
    if (axis == "*") continue;
    auto const side = detail::read_side(axis);
    auto const is_name = side.problem.empty() && side.names.size() == 1 && axis == side.names[0];
    if (!is_name) return joined({"`", axis, "` is no valid axis name"});
  }
  return detail::holds(seen, "*") ? std::string{} : "the pattern has no `*`";
}

} // namespace prodreview::rules
