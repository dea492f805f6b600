// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// How the text between the quotes of a literal is read.
namespace prodreview::python {

enum class literal_type : std::uint8_t { text, bytes };

struct decoded_text {
  /// In UTF-8, lone surrogates included (WTF-8); of a bytes literal the bytes themselves.
  std::string value;
  /// Why CPython refuses it, in its own words: `(unicode error) … truncated \xXX escape`. Empty
  /// when it does not.
  std::string problem;
};

/// Decodes one piece of a literal as CPython does, its line ends read as `\n`. What is refused
/// stands in the value as it is written.
[[nodiscard]] auto decode_literal(std::string_view text, tree::piece_form form, literal_type type)
    -> decoded_text;

/// The source of an expression in `{x = }` or in a t-string, as CPython keeps it: without comments,
/// its line ends read as `\n`.
[[nodiscard]] auto decode_verbatim(std::string_view source) -> std::string;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/literal_text.impl.hpp>
#endif
