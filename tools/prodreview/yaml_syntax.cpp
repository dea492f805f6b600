// SPDX-License-Identifier: Apache-2.0
#include "yaml_syntax.hpp"

#include <yaml-cpp/exceptions.h>

#include <array>

namespace prodreview {

namespace {

struct translation {
  char const *complaint;
  char const *sentence;
  char const *help;
};

namespace said = YAML::ErrorMsg;

constexpr auto quote_help =
    "put the text in quotes: a plain value cannot begin with this character.";
constexpr auto indentation_help = "the keys of one mapping all start in the same column.";

/// The messages that a configuration can provoke.
std::array const translations{
    translation{said::TAB_IN_INDENTATION, "A tab is used for indentation.", "use blanks."},
    translation{said::END_OF_MAP_FLOW, "This `{` is never closed.", "add `}`."},
    translation{said::END_OF_SEQ_FLOW, "This `[` is never closed.",
                "add `]`, and a `,` between the entries."},
    translation{said::END_OF_MAP, "This line does not continue the mapping above.",
                indentation_help},
    translation{said::END_OF_SEQ, "This line does not continue the list above.",
                "each entry starts with `- ` in the same column."},
    translation{said::FLOW_END, "A closing bracket has no opening one.", "remove it."},
    translation{said::BLOCK_ENTRY, "A list cannot begin here.",
                "put `- ` on a line of its own, or write the list in brackets: `[a, b]`."},
    translation{said::MAP_KEY, "A key cannot stand here.", indentation_help},
    translation{said::MAP_VALUE, "A `:` makes this a key, but no key can stand here.",
                "put a text that has `: ` in it in quotes; the keys of one mapping all start in "
                "the same column."},
    translation{said::EOF_IN_SCALAR, "A quoted text is never closed.", "add the closing quote."},
    translation{said::DOC_IN_SCALAR, "A quoted text runs into a document mark.",
                "add the closing quote."},
    translation{said::UNKNOWN_TOKEN, "A value cannot begin with this character.", quote_help},
    translation{said::CHAR_IN_SCALAR, "A character is not allowed in this value.", quote_help},
    translation{said::CHAR_IN_BLOCK, "A block text has something behind its `|` or `>`.",
                "start the text on the next line."},
    translation{said::CHAR_IN_ALIAS, "A value cannot begin with `*`: it would be an alias.",
                "put a pattern such as `*.py` in quotes."},
    translation{said::ALIAS_NOT_FOUND, "A value cannot begin with `*`: it would be an alias.",
                "put a pattern such as `*.py` in quotes."},
    translation{said::UNKNOWN_ANCHOR, "A value cannot begin with `*`: it would be an alias.",
                "put a pattern such as `*.py` in quotes."},
    translation{said::ANCHOR_NOT_FOUND, "A value cannot begin with `&`: it would be an anchor.",
                "put the text in quotes."},
    translation{said::CHAR_IN_ANCHOR, "A value cannot begin with `&`: it would be an anchor.",
                "put the text in quotes."},
};

[[nodiscard]] auto begins_with_content(std::string_view line) -> bool {
  auto const at = line.find_first_not_of(" \t\r");
  return at != line.npos && line[at] != '#';
}

} // namespace

auto syntax_message_for(std::string_view complaint) -> syntax_message {
  for (auto const &[known, sentence, help] : translations)
    if (complaint == known) return {sentence, help};
  if (complaint.starts_with(said::INVALID_ESCAPE))
    return {"A text in double quotes has an unknown escape.",
            "write `\\\\` for a backslash, or use single quotes."};
  return {"This is not valid YAML.", "compare the line with those around it."};
}

auto end_of_quotes(std::string_view text, std::size_t begin) -> std::size_t {
  auto const quote = text[begin];
  for (auto at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == quote) {
      auto const doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!doubled) return at + 1;
      ++at;
    }
  }
  return text.npos;
}

auto is_open_quote(std::string_view complaint) -> bool {
  return complaint == said::EOF_IN_SCALAR || complaint == said::DOC_IN_SCALAR;
}

auto is_open_bracket(std::string_view complaint) -> bool {
  return complaint == said::END_OF_MAP_FLOW || complaint == said::END_OF_SEQ_FLOW;
}

auto find_open_quote(std::string_view text, std::size_t from) -> std::size_t {
  constexpr std::string_view before_a_value = " \n[{,:-?";
  for (auto at = text.find_first_of("'\"#", from); at != text.npos;
       at = text.find_first_of("'\"#", at + 1)) {
    if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (at == 0 || before_a_value.find(text[at - 1]) != text.npos) {
      auto const end = end_of_quotes(text, at);
      if (end == text.npos) return at;
      at = end - 1;
    }
  }
  return text.npos;
}

auto find_indenting_tab(std::string_view text, std::size_t at) -> std::size_t {
  auto const line = at == 0 ? text.npos : text.rfind('\n', at - 1);
  auto const begin = line == text.npos ? 0 : line + 1;
  auto const tab = text.find_first_not_of(' ', begin);
  return tab != text.npos && text[tab] == '\t' ? tab : text.npos;
}

auto find_directive(std::string_view text) -> std::size_t {
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find('\n', begin), text.size());
    auto const line = text.substr(begin, end - begin);
    if (line.starts_with('%')) return begin;
    if (begins_with_content(line)) break;
    begin = end + 1;
  }
  return text.npos;
}

} // namespace prodreview
