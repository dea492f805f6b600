// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/joined.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::rules {
namespace detail {

[[nodiscard]] inline auto without_spaces(std::string_view text) -> std::string {
  std::string result;
  for (char const byte : text)
    if (byte != ' ') result.push_back(byte);
  return result;
}

[[nodiscard]] inline auto split(std::string_view text, char separator)
    -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  for (auto at = text.find(separator); at != text.npos; at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

[[nodiscard]] constexpr auto is_letter(char byte) -> bool {
  return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z');
}

/// What is wrong with the subscripts of one operand or of the output, for itself.
[[nodiscard]] inline auto problem_of_subscripts(std::string_view subscripts) -> std::string {
  auto has_ellipsis = false;
  for (std::size_t i = 0; i < subscripts.size(); ++i) {
    if (is_letter(subscripts[i])) continue;
    if (subscripts.substr(i, 3) != "...")
      return joined(
          {"`", subscripts.substr(i, 1), "` is no subscript: only letters and `...` are"});
    if (has_ellipsis) return joined({"`", subscripts, "` holds `...` twice"});
    has_ellipsis = true;
    i += 2;
  }
  return {};
}

[[nodiscard]] inline auto problem_of_output(std::string_view output, std::string_view inputs)
    -> std::string {
  if (auto problem = problem_of_subscripts(output); !problem.empty()) return problem;
  for (std::size_t i = 0; i < output.size(); ++i) {
    if (output[i] == '.') continue;
    auto const one = output.substr(i, 1);
    if (inputs.find(one) == inputs.npos)
      return joined({"output subscript `", one, "` is in no input"});
    if (output.substr(0, i).find(one) != output.npos)
      return joined({"output subscript `", one, "` is named twice"});
  }
  return {};
}

[[nodiscard]] inline auto counted(std::size_t count, std::string_view what) -> std::string {
  return joined({std::to_string(count), " ", what, count == 1 ? "" : "s"});
}

[[nodiscard]] inline auto problem_of_count(std::size_t expected, std::optional<std::size_t> passed)
    -> std::string {
  if (!passed || *passed == expected) return {};
  return joined({"the pattern is for ", counted(expected, "operand"), ", but ",
                 counted(*passed, "operand"), *passed == 1 ? " is passed" : " are passed"});
}

} // namespace detail

/// What torch (and NumPy) refuse about an einsum equation such as `bij,bjk->bik`; empty when it is
/// right. `operands` is how many tensors are passed, where that is known.
[[nodiscard]] inline auto einsum_problem(std::string_view equation,
                                         std::optional<std::size_t> operands) -> std::string {
  auto const text = detail::without_spaces(equation);
  auto const arrow = text.find("->");
  auto const inputs = std::string_view{text}.substr(0, arrow);
  auto const terms = detail::split(inputs, ',');
  for (auto const term : terms)
    if (auto problem = detail::problem_of_subscripts(term); !problem.empty()) return problem;
  if (arrow != text.npos) {
    auto const output = std::string_view{text}.substr(arrow + 2);
    if (auto problem = detail::problem_of_output(output, inputs); !problem.empty()) return problem;
  }
  return detail::problem_of_count(terms.size(), operands);
}

} // namespace prodreview::rules
