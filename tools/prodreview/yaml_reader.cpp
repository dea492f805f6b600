// SPDX-License-Identifier: Apache-2.0
#include "yaml_reader.hpp"

#include "yaml_bytes.hpp"
#include "yaml_syntax.hpp"
#include "yaml_tree_builder.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <utility>

namespace prodreview {

namespace {

/// A stream over memory that is not ours; yaml-cpp reads from streams alone.
class view_buffer final : public std::streambuf {
public:
  explicit view_buffer(std::string_view text) {
    auto *const begin = const_cast<char *>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

/// Where what yaml-cpp complains about begins: it stops where it notices.
[[nodiscard]] auto cause_of(YAML::Exception const &error, std::string_view text,
                            tree_builder const &read) -> std::size_t {
  auto const at = std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)), text.size());
  if (is_open_quote(error.msg)) return std::min(find_open_quote(text, read.read_up_to()), at);
  if (is_open_bracket(error.msg)) return std::min(read.open_bracket(), at);
  if (auto const tab = find_indenting_tab(text, at); tab != text.npos) return tab;
  return std::min(text.find_first_not_of(' ', at), text.size());
}

void stop_at(yaml_document &document, std::string_view text, std::uint32_t source, std::size_t at,
             syntax_message message) {
  auto const begin = static_cast<std::uint32_t>(at);
  auto const end = static_cast<std::uint32_t>(std::min(at + 1, text.size()));
  document.whole = false;
  document.problems.push_back(
      {{source, {begin, end}}, std::move(message.sentence), std::move(message.help)});
}

void parse(std::string_view text, std::uint32_t source, yaml_document &into) {
  view_buffer buffer{text};
  std::istream stream{&buffer};
  tree_builder builder{text, source, into};
  try {
    YAML::Parser parser{stream};
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (stop_reading const &) {
    into.whole = false;
  } catch (YAML::Exception const &error) {
    auto const at = cause_of(error, text, builder);
    auto const is_tab = at < text.size() && text[at] == '\t';
    auto const *complaint = is_tab ? YAML::ErrorMsg::TAB_IN_INDENTATION : error.msg.c_str();
    stop_at(into, text, source, at, syntax_message_for(complaint));
  } catch (std::exception const &) {
    stop_at(into, text, source, 0, syntax_message_for({}));
  }
}

} // namespace

auto read_yaml(std::string_view text, std::uint32_t source) -> yaml_document {
  yaml_document document;
  if (auto problem = byte_problem(text, source)) {
    document.problems.push_back(std::move(*problem));
    document.whole = false;
    return document;
  }
  if (auto const at = find_directive(text); at != text.npos)
    stop_at(document, text, source, at, {"Directives are not supported.", "remove it."});
  else
    parse(text, source, document);
  return document;
}

} // namespace prodreview
