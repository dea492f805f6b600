// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace prodreview::python {

/// The text of a Python file, and what is wrong with its encoding, if anything. The text is UTF-8
/// in any case: bytes that cannot be read become U+FFFD.
struct decoded_file {
  std::string text;
  std::optional<tree::syntax_error> error;
};

/// Reads the bytes as CPython does: a byte order mark, else the encoding that a comment in the
/// first two lines names (PEP 263), else UTF-8. Line ends stay as they are. Knows UTF-8, ASCII
/// and Python's encodings of one byte per character that contain ASCII, under all their names.
[[nodiscard]] auto decode(std::string_view bytes) -> decoded_file;

/// The encoding that the file declares, when Python can read it and `decode` cannot: one of several
/// bytes per character, with text that is not ASCII. Empty for every other file.
[[nodiscard]] auto unread_encoding(std::string_view bytes) -> std::string_view;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/decode.impl.hpp>
#endif
