// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule_list.hpp>

#include <string_view>

/// What every rule's description promises, checked when it is compiled: the compiler's message
/// names the rule and the promise.
namespace prodreview {
namespace detail {

[[nodiscard]] consteval auto is_kebab_case(std::string_view name) -> bool {
  if (name.empty() || name.front() == '-' || name.back() == '-') return false;
  for (char const it : name)
    if (it != '-' && !('a' <= it && it <= 'z') && !('0' <= it && it <= '9')) return false;
  return name.find("--") == name.npos;
}

[[nodiscard]] consteval auto is_heading(std::string_view text) -> bool {
  return !text.empty() && text.size() <= 60 && text.front() != ' ' && text.back() != '.';
}

[[nodiscard]] consteval auto is_capital(char it) -> bool { return 'A' <= it && it <= 'Z'; }

/// One or more sentences. They begin with a capital or with code, and end with a dot.
[[nodiscard]] consteval auto is_prose(std::string_view text) -> bool {
  auto const is_begun = !text.empty() && (is_capital(text.front()) || text.front() == '`');
  return is_begun && text.back() == '.' && text.find("  ") == text.npos &&
         text.find('\n') == text.npos;
}

/// Reads after "silent when".
[[nodiscard]] consteval auto is_condition(std::string_view text) -> bool {
  return !text.empty() && !is_capital(text.front()) && text.back() == '.';
}

/// A bullet of the checklist (`C3`), or `names`.
[[nodiscard]] consteval auto is_item(std::string_view item) -> bool {
  if (item == "names") return true;
  if (item.size() < 2 || item.size() > 3) return false;
  for (char const it : item.substr(1))
    if (it < '0' || '9' < it) return false;
  return std::string_view{"CSPQT"}.find(item.front()) != std::string_view::npos;
}

[[nodiscard]] consteval auto is_program(std::string_view text) -> bool {
  return !text.empty() && text.front() != '\n' && text.back() == '\n';
}

[[nodiscard]] consteval auto is_marked(std::string_view text) -> bool {
  return text.find("# !\n") != text.npos;
}

} // namespace detail

/// Instantiated for each rule.
template <class Rule> struct keeps_its_promises {
  static constexpr rule_info const &info = Rule::info;
  static_assert(detail::is_kebab_case(info.name), "a rule's name is kebab-case");
  static_assert(detail::is_item(info.item), "a rule serves a checklist bullet, or `names`");
  static_assert(detail::is_heading(info.title), "a title is short and has no final dot");
  static_assert(detail::is_prose(info.problem), "the problem is told in whole sentences");
  static_assert(detail::is_prose(info.impact), "the impact is told in whole sentences");
  static_assert(detail::is_prose(info.fix), "the fix is told in whole sentences");
  static_assert(detail::is_condition(info.silent), "`silent` reads after \"silent when\"");
  static_assert(detail::is_program(info.bad), "the bad example is a program");
  static_assert(detail::is_program(info.good), "the good example is a program");
  static_assert(detail::is_marked(info.bad), "the bad example marks its bad lines with `# !`");
  static_assert(!detail::is_marked(info.good), "the good example has no bad line");
  static constexpr bool value = true;
};

template <class List> inline constexpr bool is_well_formed = false;

/// The rules of one topic keep their promises and are sorted by name.
template <class... Rules>
inline constexpr bool is_well_formed<rule_list<Rules...>> = [] {
  constexpr std::array<std::string_view, sizeof...(Rules)> listed{Rules::info.name...};
  for (std::size_t i = 1; i < listed.size(); ++i)
    if (listed[i - 1] >= listed[i]) return false;
  return (keeps_its_promises<Rules>::value && ...);
}();

} // namespace prodreview
