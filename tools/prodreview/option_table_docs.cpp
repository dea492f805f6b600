// SPDX-License-Identifier: Apache-2.0
#include "option_table.hpp"
#include "option_table_text.hpp"

namespace prodreview {

namespace {

[[nodiscard]] auto in_code(std::string_view text) -> std::string {
  return '`' + std::string{text} + '`';
}

/// The words of a shape, or of what it is made of.
[[nodiscard]] auto words_of(value_shape const &shape) -> std::span<std::string_view const> {
  if (!shape.words.empty() || shape.element == nullptr) return shape.words;
  return words_of(*shape.element);
}

[[nodiscard]] auto members_of(value_shape const &shape) -> std::span<option const> {
  if (!shape.members.empty() || shape.element == nullptr) return shape.members;
  return members_of(*shape.element);
}

/// `a word: low, high`, `an integer from 1 to 9`.
[[nodiscard]] auto type_text(option const &of) -> std::string {
  auto text = std::string{shape_name(of.shape)};
  auto const *inner = &of.shape;
  while (inner->element != nullptr) inner = inner->element;
  if (inner->type == value_type::integer)
    text += " from " + std::to_string(inner->least) + " to " + std::to_string(inner->most);
  std::string words;
  for (auto const word : words_of(of.shape)) (words += words.empty() ? "" : ", ") += in_code(word);
  return words.empty() ? text : text + " (" + words + ')';
}

[[nodiscard]] auto table_of(std::span<option const> members) -> std::string {
  std::string text = "\n| key | type | meaning | example |\n|---|---|---|---|\n";
  for (auto const &each : members) {
    auto const doc = std::string{each.doc} + (each.required ? " Required." : "");
    auto const initial = each.initial.empty() ? "" : " Default: " + in_code(each.initial) + '.';
    text += "| " + in_code(each.key) + " | " + type_text(each) + " | " + doc + initial + " | " +
            in_code(each.example) + " |\n";
  }
  return text;
}

[[nodiscard]] auto section_of(option const &of) -> std::string {
  auto text = "### " + in_code(of.key) + "\n\n" + std::string{of.doc};
  if (of.planned) text += " *Read and checked; no rule of this version depends on it yet.*";
  text += "\n\n- Type: " + type_text(of) + "\n- Default: " + in_code(of.initial) + '\n';
  text += "- Example: " + in_code(std::string{of.key} + ": " + std::string{of.example}) + '\n';
  if (auto const members = members_of(of.shape); !members.empty()) text += table_of(members);
  return text + '\n';
}

} // namespace

auto options_in_markdown() -> std::string {
  std::string text;
  for (auto const &each : options()) text += section_of(each);
  text.pop_back();
  return text;
}

} // namespace prodreview
