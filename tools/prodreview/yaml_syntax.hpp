// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace prodreview {

/// What a YAML library's complaint means for the person who wrote the file.
struct syntax_message {
  std::string sentence;
  std::string help;
};

/// Our sentence for one of yaml-cpp's messages.
[[nodiscard]] auto syntax_message_for(std::string_view complaint) -> syntax_message;

/// Whether the complaint is about quotes, or about a bracket, that nothing closes.
[[nodiscard]] auto is_open_quote(std::string_view complaint) -> bool;
[[nodiscard]] auto is_open_bracket(std::string_view complaint) -> bool;

/// Just past the quote that closes the one at `begin`; `npos` when none does.
[[nodiscard]] auto end_of_quotes(std::string_view text, std::size_t begin) -> std::size_t;

/// The first quote from `from` on that begins a value and is never closed; `npos` when there is
/// none.
[[nodiscard]] auto find_open_quote(std::string_view text, std::size_t from) -> std::size_t;

/// The tab that the line around `at` is indented with; `npos` when there is none.
[[nodiscard]] auto find_indenting_tab(std::string_view text, std::size_t at) -> std::size_t;

/// Where a `%` directive stands before the first value; `npos` when none does.
[[nodiscard]] auto find_directive(std::string_view text) -> std::size_t;

} // namespace prodreview
