// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// The sinks for text that somebody else wrote: source, paths, messages. Whatever bytes come in,
/// what goes out is UTF-8 without control characters and means nothing but itself. For a terminal
/// that is `display::visible`.
namespace prodreview::escape {

/// Prose on one line: line ends and tabs become blanks, hidden characters visible.
[[nodiscard]] auto one_line(std::string_view text) -> std::string;

/// A path as the first word of a line: hidden characters (line ends too) visible, and never the
/// beginning of a workflow command.
[[nodiscard]] auto path(std::string_view text) -> std::string;

/// Prose as Markdown: what stands between two single backticks becomes a code span, everything else
/// renders as written. No mention, issue reference, link, emphasis or HTML comes out of it.
[[nodiscard]] auto markdown(std::string_view text) -> std::string;

/// A Markdown code span that renders as the text.
[[nodiscard]] auto markdown_code(std::string_view text) -> std::string;

/// A fenced Markdown block of Python, its fence longer than any run of backticks in it. Ends with a
/// line end.
[[nodiscard]] auto markdown_fence(std::string_view code) -> std::string;

/// A finished JSON document with every hidden character in its strings written as `\uXXXX`.
[[nodiscard]] auto json(std::string_view document) -> std::string;

/// A finished report for the log of a workflow runner that takes parts of it for commands: no line
/// begins with `::`, and nowhere stands `##[`, `##vso[` or any other word between `##` and `[`.
/// Columns are kept.
[[nodiscard]] auto workflow_log(std::string_view report) -> std::string;

} // namespace prodreview::escape
