// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/literal_check.hpp>
#include <prodreview/python/literal_text.hpp>

#include <algorithm>

namespace prodreview::python {

namespace detail {
/// Is there an escape sequence that may not be possible to decode? The others always are.
[[nodiscard]] inline auto has_fragile_escape(std::string_view content) -> bool {
  for (auto at = content.find('\\'); at != content.npos && at + 1 < content.size();
       at = content.find('\\', at + 2)) {
    char const escaped = content[at + 1];
    if (escaped == 'x' || escaped == 'N' || (escaped | 0x20) == 'u') return true;
  }
  return false;
}
[[nodiscard]] inline auto problem_of_escapes(std::string_view content, tree::piece_form form,
                                             literal_type type) -> std::string {
  return has_fragile_escape(content) ? decode_literal(content, form, type).problem : std::string{};
}
} // namespace detail

PRODREVIEW_INLINE auto content_of(token const &string) -> text_range {
  string_form const form{string.value};
  return {string.begin + form.prefix_size() + form.quote_size(), string.end - form.quote_size()};
}

PRODREVIEW_INLINE auto problem_of_string(token const &string, source const &in) -> std::string {
  string_form const form{string.value};
  bool const is_bytes = form.has(string_form::bytes);
  bool const may_escape = form.has(string_form::has_backslash) && !form.has(string_form::raw);
  if (!is_bytes && !may_escape) return {};
  auto const content = in.slice(content_of(string));
  if (is_bytes && !std::all_of(content.begin(), content.end(), is_ascii))
    return "bytes can only contain ASCII literal characters";
  if (!may_escape) return {};
  return detail::problem_of_escapes(content, tree::piece_form::plain,
                                    is_bytes ? literal_type::bytes : literal_type::text);
}

PRODREVIEW_INLINE auto problem_of_format_text(std::string_view text, tree::piece_form form)
    -> std::string {
  bool const is_raw = form == tree::piece_form::raw || form == tree::piece_form::raw_format;
  return is_raw ? std::string{} : detail::problem_of_escapes(text, form, literal_type::text);
}

PRODREVIEW_INLINE auto problem_of_number(token const &number, source const &in) -> std::string {
  auto const text = in.slice(number.range());
  bool const is_integer =
      static_cast<tree::constant_kind>(number.value) == tree::constant_kind::integer;
  if (!is_integer || text.size() <= maximum_digits || text[0] == '0') return {};
  auto const count = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  if (count <= maximum_digits) return {};
  return "Exceeds the limit (4300 digits) for integer string conversion: value has " +
         std::to_string(count) +
         " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal "
         "for huge integer literals to avoid decimal conversion limits.";
}

PRODREVIEW_INLINE auto has_no_value(std::string_view piece, tree::piece_form form) -> bool {
  bool const has_escapes = form == tree::piece_form::plain || form == tree::piece_form::format;
  while (has_escapes && piece.size() > 1 && piece[0] == '\\' && is_line_end(piece[1]))
    piece.remove_prefix(piece[1] == '\r' && piece.size() > 2 && piece[2] == '\n' ? 3 : 2);
  return piece.empty();
}

PRODREVIEW_INLINE auto empty_end_of(std::string_view text, tree::piece_form form) -> std::uint32_t {
  if (!is_line_end(text.back())) return 0;
  auto const last_brace = text.find_last_of("{}");
  auto const end = text.substr(last_brace == text.npos ? 0 : last_brace + 1);
  return has_no_value(end, form) ? static_cast<std::uint32_t>(end.size()) : 0;
}

} // namespace prodreview::python
